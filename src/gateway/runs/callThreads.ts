/** The calls below `/threads`. A stateless run lives on a temporary thread, where it can be found and cancelled. */
import type { SendUpstream, UpstreamCall, UpstreamReply } from "../exchange.js";
import { upstreamHeaders, upstreamUrl, type CallSettings } from "./upstream.js";

export interface ThreadsReply {
  readonly status: number;
  /** The body if it is JSON, `undefined` otherwise. */
  readonly json: unknown;
}

export type CallThreads = (
  method: UpstreamCall["method"],
  path: string,
  body?: Readonly<Record<string, unknown>>,
) => Promise<ThreadsReply>;

/** A list of the threads and runs of one question is a few kilobytes long. */
const MAX_BYTES = 1_048_576;

/** The calls reject if the server cannot be reached and when the signal aborts. */
export function createCallThreads(
  settings: CallSettings,
  send: SendUpstream,
  signal: AbortSignal,
): CallThreads {
  return async (method, path, body) => {
    const reply = await send({
      method,
      url: upstreamUrl(settings, path),
      headers: upstreamHeaders(settings, "application/json", body !== undefined),
      ...(body && { body: JSON.stringify(body) }),
      signal,
    });
    return { status: reply.status, json: parse(await readText(reply)) };
  };
}

async function readText(reply: UpstreamReply): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const piece of reply.body) {
    bytes += piece.byteLength;
    if (bytes > MAX_BYTES) {
      reply.close();
      return "";
    }
    text += decoder.decode(piece, { stream: true });
  }
  return text;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The objects of a list. Whatever else is in it is left out. */
export function objectsOf(json: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (!Array.isArray(json)) return [];
  const list: readonly unknown[] = json;
  return list.filter(
    (entry): entry is Readonly<Record<string, unknown>> =>
      typeof entry === "object" && entry !== null,
  );
}
