/**
 * Passes one run on to one visitor: bytes of the LangGraph server → visible events → the sink. It writes everything
 * except the final `end` event, because only a look at the server can tell an end from a cut.
 */
import type { ReplySink } from "../exchange.js";
import type { RunOutcome } from "../options.js";
import { eventText } from "./eventText.js";
import { asObject, asText, parseJson } from "./json.js";
import { createEventReader, type ServerEvent } from "./readEvents.js";
import type { RelayEnd, RelayWatch, View } from "./view.js";
import { createVisibleEvents } from "./visibleEvents.js";
import { watchTimes } from "./watchTimes.js";

/** A comment. It keeps proxies from closing a quiet connection. */
const HEARTBEAT = ": heartbeat\n\n";
const HEARTBEAT_MS = 15_000;

/** What reasons of an abort are outcomes. */
const ABORTS: ReadonlySet<unknown> = new Set<RunOutcome>(["replaced", "shutdown", "timeout"]);

/**
 * Passes a run on until it ends, a limit is reached or `watch.signal` aborts. Never rejects. After an abort nothing
 * more is written. The caller closes the connection to the LangGraph server, and writes the `end` event.
 */
export function relayRun(
  source: AsyncIterable<Uint8Array>,
  sink: ReplySink,
  view: View,
  watch: RelayWatch,
): Promise<RelayEnd> {
  const { signal, limits, onEvent, now = () => performance.now() } = watch;
  const iterator = source[Symbol.asyncIterator]();
  const visible = createVisibleEvents(view);
  /** Read, and not passed on yet. */
  const events: ServerEvent[] = [];
  const reader = createEventReader((event) => events.push(event), limits.maxEventBytes);
  const startedAt = now();
  let runId: string | undefined;
  let hasEvents = false;
  let isOver = false;
  let bytes = 0;
  let firstTokenMs: number | undefined;

  return new Promise((resolve) => {
    const times = watchTimes(
      { heartbeatMs: HEARTBEAT_MS, ...limits },
      {
        now,
        onQuiet() {
          bytes += HEARTBEAT.length;
          void sink.write(HEARTBEAT);
        },
        onLate(what) {
          // Nobody reads, so an orderly end would never arrive either.
          if (what === "stalled") sink.abort();
          finish(what === "stalled" ? "limit" : "timeout");
        },
      },
    );
    const leave = () =>
      finish(ABORTS.has(signal.reason) ? (signal.reason as RunOutcome) : "stopped");

    signal.addEventListener("abort", leave);
    if (signal.aborted) leave();
    else read();

    function finish(outcome: RunOutcome): void {
      if (isOver) return;
      isOver = true;
      times.clear();
      signal.removeEventListener("abort", leave);
      // A source that waits for bytes may answer only when its connection is closed.
      iterator.return?.().catch(() => {});
      const { sawEnd, threadId } = visible;
      resolve({
        outcome,
        sawEnd,
        bytes,
        ...(threadId !== undefined && { threadId }),
        ...(runId !== undefined && { runId }),
        ...(firstTokenMs !== undefined && { firstTokenMs }),
      });
    }

    // Plain callbacks, because this runs for every token, and each `await` costs as much as the rest of it.

    function read(): void {
      iterator
        .next()
        .then(take, () => passOn(cut()))
        .catch(fail);
    }

    function take(result: IteratorResult<Uint8Array, unknown>): void {
      if (isOver) return;
      if (result.done) return passOn(reader.end() ? cut() : visible.outcome);
      let ending: RunOutcome | undefined;
      try {
        reader.read(result.value);
      } catch {
        ending = "limit";
      }
      passOn(ending);
    }

    /** A function of the gateway threw. One run must not end the process. */
    function fail(): void {
      finish("upstream");
    }

    /** The connection broke, or the stream ended inside an event. What the server has said before that counts. */
    function cut(): RunOutcome {
      if (visible.sawEnd) return visible.outcome;
      return hasEvents || events.length > 0 ? "truncated" : "upstream";
    }

    /** Passes on what was read. `ending` says how the run ended if nothing more comes. */
    function passOn(ending: RunOutcome | undefined): void {
      if (isOver) return;
      if (events.length > 0 && !hasEvents)
        return void describe()
          .then(() => passOn(ending))
          .catch(fail);
      let text = "";
      let size = 0;
      let outcome = ending;
      for (const event of events) {
        onEvent?.(event.name);
        const shown = event.name === "metadata" ? "" : visible.show(event);
        const shownSize = Buffer.byteLength(shown);
        const isFull = bytes + size + shownSize > limits.maxAnswerBytes;
        if (isFull) outcome = "limit";
        else if (visible.isOver) outcome = visible.outcome;
        if (isFull) break;
        text += shown;
        size += shownSize;
        if (visible.isOver) break;
      }
      if (events.length > 0) {
        const at = now();
        times.noteEvents(at, text !== "");
        if (visible.hasAnswer) firstTokenMs ??= at - startedAt;
        events.length = 0;
      }
      const next = () => (outcome === undefined ? read() : finish(outcome));
      const written = text === "" ? undefined : write(text, size);
      if (written) void written.then(next);
      else next();
    }

    /** Tells the visitor of the run, before anything else of it. */
    async function describe(): Promise<void> {
      hasEvents = true;
      const first = events.find(({ name }) => name === "metadata");
      runId = asText(asObject(first && parseJson(first.data))?.run_id);
      const text = eventText(
        "metadata",
        JSON.stringify({ ...(await view.describeRun(runId)), gateway: 1 }),
      );
      times.noteEvents(now(), true);
      if (!isOver) await write(text, Buffer.byteLength(text));
    }

    function write(text: string, size: number): Promise<void> | undefined {
      bytes += size;
      const written = sink.write(text);
      if (!written) return undefined;
      times.noteStalled(true);
      return written.then(() => {
        if (!isOver) times.noteStalled(false);
      });
    }
  });
}
