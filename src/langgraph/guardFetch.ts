/**
 * Stands between the network and the SDK. It hands the SDK a clean stream: whole events of valid JSON, within
 * limits, from the address that was asked and no other. Error responses pass through unchanged.
 *
 * The SDK's own decoder (1.12) ends a run at one corrupt event, turns heartbeats into events, joins lines of data
 * differently from the standard, and has no limit. So `eventsource-parser` reads the stream first (WHATWG HTML,
 * section 9.2.6).
 */
import { createParser } from "eventsource-parser";
import { eventTooLarge, runError } from "./errors.js";
import { parseJson } from "./json.js";
import { gatherChunks, nextTask } from "./gatherChunks.js";
import { createDeltaMerger, type Frame } from "./mergeDeltas.js";

/** The header of our gateway, which cancels runs by itself and says how they end. */
export const GATEWAY_HEADER = "oneshot-gateway";

export interface Watch {
  /** Bytes of any kind came in. */
  onBytes(): void;
  /** A promise to wait for before more chunks become events; `undefined` to go on at once. */
  rest(): Promise<void> | undefined;
  /** The response comes from our gateway. */
  onGateway(): void;
  readonly maxEventBytes: number;
  /** Whether text deltas that arrive together become one event. */
  readonly mergeDeltas: boolean;
}

/**
 * A `fetch` for one submission. Rejects with a `RunError` for a response that cannot be a run's: a stream of another
 * declared type, HTML, or a redirect (to follow it would send the POST, with the question, a second time).
 */
export function guardFetch(fetch: typeof globalThis.fetch, watch: Watch): typeof globalThis.fetch {
  return async function guardedFetch(input, init) {
    const response = await fetch(input, { ...init, redirect: "manual" });
    watch.onBytes();
    if (response.headers.has(GATEWAY_HEADER)) watch.onGateway();
    if (response.type === "opaqueredirect" || (response.status >= 300 && response.status < 400))
      throw await badResponse(
        response,
        "The server redirects; pass the address it redirects to as apiUrl.",
      );
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
  // An unread body would keep the connection open.
  await response.body?.cancel().catch(() => {});
  return runError("bad_response", { message });
}

/** Bytes → whole, valid events → bytes. Chunks that come while reading is paused are joined. */
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
      if (data.length > watch.maxEventBytes) throw eventTooLarge();
      // An event without a name means nothing to the SDK. Repeats are dropped here, because the SDK copies the
      // previous id to events without one.
      if (!event || (id && seenIds.has(id))) return;
      // One corrupt event is left out; the good ones around it count.
      if (!take({ event, data, id })) return;
      if (id) seenIds.add(id);
    },
    onError({ type }) {
      if (type === "max-buffer-size-exceeded") throw eventTooLarge();
    },
  });

  return gatherChunks(body, watch).pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      async transform(chunk, controller) {
        const text = decoder.decode(chunk, { stream: true });
        if (isStart && text.trim()) {
          isStart = false;
          // The reply is HTML or JSON without a content type. No field of an event stream begins with these characters.
          if (/^\s*[<{[]/.test(text)) throw runError("bad_response", {});
        }
        isCarriageReturnLast = text.endsWith("\r");
        try {
          parser.feed(text);
        } catch (error) {
          // The events before the mistake are delivered first. Then the stream fails.
          sendFrames(controller);
          await nextTask();
          throw error;
        }
        sendFrames(controller);
      },
      flush(controller) {
        // The parser waits for the second half of a CRLF. At the end of the stream, a lone CR ends the line.
        if (isCarriageReturnLast) parser.feed("\n");
        sendFrames(controller);
      },
    }),
  );

  function write({ event, data, id }: Frame): void {
    // The form that the SDK's decoder reads correctly: one line of data, and an id only where there is one. A
    // line end inside JSON is white space between its tokens.
    const line = data.includes("\n") ? data.replaceAll("\n", " ") : data;
    frames += `${id ? `id: ${id}\n` : ""}event: ${event}\ndata: ${line || "null"}\n\n`;
  }

  function writeValid(frame: Frame): boolean {
    const isValid = parseJson(frame.data) !== undefined;
    if (isValid) write(frame);
    return isValid;
  }

  function sendFrames(controller: TransformStreamDefaultController<Uint8Array<ArrayBuffer>>): void {
    merger.flush();
    if (frames) controller.enqueue(encoder.encode(frames));
    frames = "";
  }
}

/** A body that the SDK reads whole, within the limit. */
function counted(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  watch: Watch,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let bytes = 0;
  return body.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        watch.onBytes();
        bytes += chunk.length;
        if (bytes > watch.maxEventBytes) throw eventTooLarge();
        controller.enqueue(chunk);
      },
    }),
  );
}
