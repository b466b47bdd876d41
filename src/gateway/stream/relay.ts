/**
 * Passes one run on to one visitor: bytes of the LangGraph server → visible events → the sink. It writes everything
 * except the final `end` event, because only a look at the server can tell an end from a cut.
 */
import type { ReplySink } from "../exchange.js";
import type { RunOutcome } from "../options.js";
import { eventText } from "./eventText.js";
import { asObject, asText, parseJson } from "./json.js";
import { createEventReader, EventTooLargeError, type ServerEvent } from "./readEvents.js";
import { utf8Length } from "./utf8Length.js";
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
    else void passOn().then(finish);

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

    /** Resolves with how the run ended. After `finish` nobody listens to it. */
    async function passOn(): Promise<RunOutcome> {
      for (;;) {
        const ending = await readSome();
        if (isOver) return "stopped";
        if (events.length > 0 && !hasEvents) await describe();
        if (isOver) return "stopped";
        const { text, isFull } = showRead();
        if (text !== "") await write(text);
        if (isFull) return "limit";
        if (visible.isOver) return visible.outcome;
        if (ending !== undefined) return ending;
      }
    }

    /** Reads one chunk into `events`. Resolves with how the run ended if the stream is over. */
    async function readSome(): Promise<RunOutcome | undefined> {
      try {
        const result = await iterator.next();
        if (isOver) return "stopped";
        if (!result.done) reader.read(result.value);
        else return reader.end() ? cut() : visible.outcome;
      } catch (error) {
        return error instanceof EventTooLargeError ? "limit" : cut();
      }
      return undefined;
    }

    /** The connection broke, or the stream ended inside an event. What the server has said before that counts. */
    function cut(): RunOutcome {
      if (visible.sawEnd) return visible.outcome;
      return hasEvents || events.length > 0 ? "truncated" : "upstream";
    }

    /** Tells the visitor of the run, before anything else of it. */
    async function describe(): Promise<void> {
      hasEvents = true;
      const first = events.find(({ name }) => name === "metadata");
      runId = asText(asObject(first && parseJson(first.data))?.run_id);
      const description = await view.describeRun(runId);
      if (!isOver)
        await write(eventText("metadata", JSON.stringify({ ...description, gateway: 1 })));
    }

    /** The events that were read, as the visitor may see them. Stops where they would pass the limit. */
    function showRead(): { text: string; isFull: boolean } {
      let text = "";
      let size = bytes;
      for (const event of events.splice(0)) {
        onEvent?.(event.name);
        times.noteEvent();
        if (event.name === "metadata") continue;
        const shown = visible.show(event);
        size += utf8Length(shown);
        if (size > limits.maxAnswerBytes) return { text, isFull: true };
        text += shown;
        if (visible.isOver) break;
      }
      if (visible.hasAnswer) firstTokenMs ??= now() - startedAt;
      return { text, isFull: false };
    }

    async function write(text: string): Promise<void> {
      bytes += utf8Length(text);
      const written = sink.write(text);
      times.noteWrite();
      if (!written) return;
      times.noteStalled(true);
      await written;
      if (!isOver) times.noteStalled(false);
    }
  });
}
