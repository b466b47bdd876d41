/**
 * Asks the LangGraph server for a run. What the server says in a refusal stays here: a visitor gets one of the
 * gateway's own codes, and the operator a log line.
 */
import type { RefusalCode } from "../codes.js";
import type { SendUpstream, UpstreamReply } from "../exchange.js";
import { upstreamHeaders, upstreamUrl, type CallSettings } from "./upstream.js";

export interface RunCall {
  readonly kind: "stream" | "wait";
  /** The request's body as built by the gateway. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Ends the call and closes its connection, at any time until the reply's end. */
  readonly signal: AbortSignal;
}

export type UpstreamAnswer =
  | { readonly reply: UpstreamReply; readonly refusal?: undefined }
  | {
      readonly refusal: RefusalCode;
      /** From the server's `Retry-After`, at most an hour. */
      readonly retryAfterMs?: number | undefined;
      readonly reply?: undefined;
    };

const MAX_RETRY_AFTER_S = 3_600;

/**
 * Never rejects. After an abort the answer is `upstream_unreachable`. The server may then have begun the run, and after
 * a lost connection too, so cancel it by its key after every refusal of that name.
 */
export async function callUpstream(
  settings: CallSettings,
  send: SendUpstream,
  { kind, body, signal }: RunCall,
): Promise<UpstreamAnswer> {
  const accept = kind === "stream" ? "text/event-stream" : "application/json";
  let reply: UpstreamReply;
  try {
    reply = await send({
      method: "POST",
      url: upstreamUrl(settings, `/runs/${kind}`),
      headers: upstreamHeaders(settings, accept, true),
      body: JSON.stringify(body),
      signal,
    });
  } catch (cause) {
    if (!signal.aborted)
      settings.log({ level: "warn", event: "upstream_unreachable", cause: codeOf(cause) });
    return { refusal: "upstream_unreachable" };
  }
  const fault = faultOf(reply, kind);
  if (!fault) return { reply };
  // An unread reply would keep its connection open.
  reply.close();
  const [refusal, cause] = fault;
  const isMistake = refusal === "upstream_refused" || refusal === "invalid_body";
  const level = isMistake ? "error" : "warn";
  settings.log({ level, event: refusal, status: reply.status, cause });
  return { refusal, retryAfterMs: retryAfterMs(reply) };
}

type Fault = readonly [refusal: RefusalCode, cause: string];

function faultOf(reply: UpstreamReply, kind: RunCall["kind"]): Fault | undefined {
  const { status } = reply;
  if (status === 200) return faultOfBody(reply, kind);
  if (status >= 300 && status < 400)
    return ["upstream_refused", "It redirects. Set upstream.apiUrl to where it redirects to."];
  if (status === 401 || status === 403)
    return ["upstream_refused", "It does not accept the key. Check the option upstream.apiKey."];
  if (status === 404) return ["upstream_refused", "It does not know the address or the assistant."];
  if (status === 400 || status === 422)
    return ["invalid_body", "It does not accept the input, or does not know the assistant."];
  if (status === 413) return ["body_too_large", "The request is too large for it."];
  if (status === 429 || status === 503) return ["upstream_busy", "It is busy."];
  if (status >= 500) return ["upstream_unreachable", "It has failed."];
  return ["upstream_refused", "It does not accept the request."];
}

function faultOfBody(reply: UpstreamReply, kind: RunCall["kind"]): Fault | undefined {
  const encoding = reply.header("content-encoding") ?? "identity";
  // The gateway asks for no compression, because a compressor holds events back.
  if (encoding !== "identity") return ["upstream_refused", "Its reply is compressed."];
  const type = reply.header("content-type") ?? "";
  if (kind === "stream" && !/^text\/event-stream\b/i.test(type))
    return ["upstream_refused", "Its reply is no event stream."];
  return undefined;
}

function retryAfterMs(reply: UpstreamReply): number | undefined {
  const text = reply.header("retry-after") ?? "";
  return /^\d{1,9}$/.test(text) ? Math.min(Number(text), MAX_RETRY_AFTER_S) * 1_000 : undefined;
}

/** Returns an error's code, such as `ECONNREFUSED`. Its message may hold texts of the server. */
function codeOf(cause: unknown): string {
  for (let error = cause; error instanceof Error; error = error.cause)
    if ("code" in error && typeof error.code === "string") return error.code;
  return "unknown";
}
