/**
 * Stands between the network and the SDK. What the SDK reads is a clean stream: whole events of valid
 * JSON, within limits, from the address that was asked and no other.
 *
 * The SDK's own decoder ends a run at one corrupt event, makes events of heartbeats, joins lines against
 * the standard and knows no limit; here a well-kept parser does that part (WHATWG HTML, section 9.2.6).
 */
import { createParser } from "eventsource-parser";
import { runError } from "./errors.js";
import { createDeltaMerger, parseJson, type Frame } from "./mergeDeltas.js";

/** Names a response of our gateway, which cancels runs itself. */
export const GATEWAY_HEADER = "oneshot-gateway";

export interface Watch {
  /** Bytes of any kind came in. */
  bytes(): void;
  /** The response says that our gateway gave it. */
  gateway(): void;
  readonly maxEventBytes: number;
  /** Whether text deltas that arrive together become one event. */
  readonly mergeDeltas: boolean;
}

/**
 * A `fetch` for one submission. Rejects with a `RunError` for what is no answer to a run: another content
 * type, a redirect (following one would send the question, and the POST, a second time).
 */
export function guardFetch(fetch: typeof globalThis.fetch, watch: Watch): typeof globalThis.fetch {
  return async function guardedFetch(input, init) {
    const response = await fetch(input, { ...init, redirect: "manual" });
    watch.bytes();
    if (response.headers.has(GATEWAY_HEADER)) watch.gateway();
    if (response.type === "opaqueredirect" || (response.status >= 300 && response.status < 400))
      throw runError("bad_response", {
        message: "The server redirects; pass the address it redirects to as apiUrl.",
      });
    if (!response.ok || !response.body) return response;
    const isStream = String(input).includes("/runs/stream");
    const type = response.headers.get("content-type") ?? "";
    if (isStream ? type && !/^text\/event-stream\b/i.test(type) : /html/i.test(type))
      throw await badResponse(response, `The reply is of type ${type}, not a run.`);

    const headers = new Headers(response.headers);
    // With a Location the SDK would reconnect by itself and read events twice.
    headers.delete("location");
    const body = isStream ? cleanStream(response.body, watch) : counted(response.body, watch);
    return new Response(body, { status: response.status, headers });
  };
}

async function badResponse(response: Response, message: string): Promise<Error> {
  // Nobody will read it; left alone, it would hold its connection.
  await response.body?.cancel().catch(() => {});
  return runError("bad_response", { message });
}

/** Bytes → whole, valid events → bytes. One chunk in is at most one chunk out. */
function cleanStream(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  watch: Watch,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  // Strips a BOM, and holds back a character cut in two.
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  let frames = "";
  let isStart = true;
  let isCarriageReturnLast = false;
  const seenIds = new Set<string>();
  const merger = createDeltaMerger(write);
  const take = watch.mergeDeltas ? merger.add : writeValid;
  const parser = createParser({
    maxBufferSize: watch.maxEventBytes,
    onEvent({ id, event, data }) {
      if (data.length > watch.maxEventBytes) throw tooLarge();
      // Repeats are told here and nowhere later: the SDK gives an event without an id the last one's.
      if (!event || (id && seenIds.has(id))) return;
      // One corrupt event among good ones: the good ones count.
      if (!take({ event, data, id })) return;
      if (id) seenIds.add(id);
    },
    onError({ type }) {
      if (type === "max-buffer-size-exceeded") throw tooLarge();
    },
  });

  return body.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        watch.bytes();
        const text = decoder.decode(chunk, { stream: true });
        if (isStart && text.trim()) {
          isStart = false;
          // A page or a JSON text, sent without its type. No field of an event stream begins like one.
          if (/^\s*[<{[]/.test(text)) throw runError("bad_response", {});
        }
        isCarriageReturnLast = text.endsWith("\r");
        parser.feed(text);
        flush(controller);
      },
      flush(controller) {
        // The parser waits for the other half of a CRLF; at the end, a lone CR is a line's end.
        if (isCarriageReturnLast) parser.feed("\n");
        flush(controller);
      },
    }),
  );

  function write({ event, data, id }: Frame): void {
    // The SDK's decoder reads it rightly: one line of data, and an id only where there is one. Line ends
    // inside JSON are white space between its tokens.
    const line = data.includes("\n") ? data.replaceAll("\n", " ") : data;
    frames += `${id ? `id: ${id}\n` : ""}event: ${event}\ndata: ${line || "null"}\n\n`;
  }

  function writeValid(frame: Frame): boolean {
    const isValid = parseJson(frame.data) !== undefined;
    if (isValid) write(frame);
    return isValid;
  }

  function flush(controller: TransformStreamDefaultController<Uint8Array<ArrayBuffer>>): void {
    merger.flush();
    if (frames) controller.enqueue(encoder.encode(frames));
    frames = "";
  }
}

/** A body that is read whole by somebody else, within the limit. */
function counted(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  watch: Watch,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let bytes = 0;
  return body.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        watch.bytes();
        bytes += chunk.length;
        if (bytes > watch.maxEventBytes) throw tooLarge();
        controller.enqueue(chunk);
      },
    }),
  );
}

/** One event, or a waited-for state, is beyond the limit. */
export function tooLarge(): Error {
  return runError("too_large", { message: "One event is larger than maxEventBytes." });
}
