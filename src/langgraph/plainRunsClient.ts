/**
 * Stands in for the SDK's `RunsClient` in the build for pages without React, where the SDK would be a sixth of everything
 * that a visitor downloads. It sends the same requests. It can be this short because `guardFetch` has already checked the
 * reply: each event that arrives here is whole, and its data is one line of JSON.
 *
 * Our tests of the wire, of runs and of faults run on it too.
 */
import type { RunPart, RunPayload, RunStreamPayload } from "./options.js";

/** What `client.ts` says when it creates the SDK's client. */
export interface PlainClientConfig {
  /** An absolute address. A slash at its end is dropped. */
  apiUrl: string;
  /** Not sent. The SDK would otherwise look for a key in the environment. */
  apiKey: null;
  defaultHeaders: Record<string, string>;
  callerOptions: { maxRetries: 0; fetch: typeof globalThis.fetch };
}

/** The two calls of a stateless run. No request is repeated. */
export class RunsClient {
  readonly #config: PlainClientConfig;

  constructor(config: PlainClientConfig) {
    this.#config = config;
  }

  /** Yields the run's parts. Throws what `fetch` throws, and an error with `status` and `text` for an HTTP error. */
  async *stream(_threadId: null, assistantId: string, payload: RunStreamPayload) {
    const { body } = await this.#post("stream", payload, {
      assistant_id: assistantId,
      stream_mode: payload.streamMode,
      stream_subgraphs: payload.streamSubgraphs,
    });
    if (!body) throw new Error("Expected response body from stream endpoint");
    yield* readParts(body.getReader(), payload.signal);
  }

  /** Resolves with the final state of the run. */
  async wait(_threadId: null, assistantId: string, payload: RunPayload): Promise<unknown> {
    const response = await this.#post("wait", payload, { assistant_id: assistantId });
    return response.json();
  }

  async #post(path: string, payload: RunPayload, more: object): Promise<Response> {
    const { apiUrl, defaultHeaders, callerOptions } = this.#config;
    const { input, config, context, metadata, onDisconnect, signal } = payload;
    const response = await callerOptions.fetch(`${apiUrl.replace(/\/$/, "")}/runs/${path}`, {
      method: "POST",
      headers: { ...defaultHeaders, "content-type": "application/json" },
      body: JSON.stringify(
        { input, config, context, metadata, on_disconnect: onDisconnect, ...more },
        keepArrays,
      ),
      signal,
    });
    if (!response.ok) throw await toHttpError(response);
    const runId = /\/runs\/(.+)/.exec(response.headers.get("content-location") ?? "")?.[1];
    if (runId) payload.onRunCreated({ run_id: runId });
    return response;
  }
}

/** Old scripts of pages, such as Prototype 1.6, give arrays a `toJSON` that makes texts of them. */
function keepArrays(this: Readonly<Record<string, unknown>>, name: string, value: unknown) {
  const own = this[name];
  return Array.isArray(own) ? own : value;
}

async function toHttpError(response: Response): Promise<Error> {
  const { status, statusText } = response;
  const text = await response.text().catch(() => statusText);
  return Object.assign(new Error(`HTTP ${status}: ${text}`), { status, text, response });
}

async function* readParts(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<RunPart, void, void> {
  const decoder = new TextDecoder();
  let text = "";
  while (!signal.aborted) {
    const { done, value } = await reader.read();
    if (done) return;
    // The guard ends each event with an empty line. Only the last piece may be incomplete.
    const frames = (text + decoder.decode(value, { stream: true })).split("\n\n");
    text = frames.pop() ?? "";
    for (const frame of frames) yield toPart(frame);
  }
  await reader.cancel();
}

/** Reads the form in which `guardFetch` writes events: `id: …` if there is one, `event: …` and `data: …`. */
function toPart(frame: string): RunPart {
  const [, id, event = "", data = ""] =
    /^(?:id: ([^\n]*)\n)?event: ([^\n]*)\ndata: ([^\n]*)$/.exec(frame) ?? [];
  const parsed: unknown = JSON.parse(data);
  return { id, event, data: parsed };
}
