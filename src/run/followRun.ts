/** One submission: opened, read to its end and judged, or closed before that. */
import { runError, type RunError } from "../langgraph/errors.js";
import type { RunEvent } from "../langgraph/events.js";
import type { JsonObject } from "../langgraph/json.js";
import { openRun, type OpenedRun, type ReadPart } from "../langgraph/openRun.js";
import type { RunPart } from "../langgraph/options.js";
import { lastHumanText } from "../langgraph/readMessages.js";
import { toRunError } from "../langgraph/toRunError.js";
import { watchDeadlines } from "./deadlines.js";
import type { FramePacer } from "./framePacer.js";
import { endOf } from "./endOf.js";
import { judgeEnd, type Verdict } from "./judgeEnd.js";
import { newRecord, reduceRun, stopped } from "./reduceRun.js";
import { findMistake, toSettings } from "./settings.js";
import { toGraphInput } from "./toGraphInput.js";
import type { RunOptions, RunSnapshot } from "./types.js";

/** What a submission reports while it goes on. It reports nothing after it is closed. */
export interface RunListener<State, Update> {
  onPart(part: RunPart): void;
  /** Called after `snapshot` has taken the event in. */
  onEvent(event: RunEvent<State, Update>): void;
  /** `snapshot` changed because time passed. */
  onChange(): void;
  /** Called once, after `snapshot` has become `success` or `error`. */
  onEnd(): void;
}

export interface FollowedRun<State, Update> {
  /** The run as far as it has been read. */
  readonly snapshot: RunSnapshot<State, Update>;
  /**
   * Ends the submission as `stopped`, unless it has ended already: closes the connection and has the run
   * cancelled on the server. `keepalive`: the page is closing, and the calls must outlive it.
   */
  close(options?: { keepalive: boolean }): void;
}

/**
 * Starts a submission. The request leaves in the next microtask and not at once: an effect that React's
 * StrictMode runs twice submits twice in a row, and only the second of the two may reach the network.
 *
 * @param asked a question, or an input object
 * @param pacer makes reading wait where the page cannot keep up
 */
export function followRun<State, Update>(
  options: RunOptions<State, Update>,
  asked: string | JsonObject,
  listener: RunListener<State, Update>,
  pacer: FramePacer,
): FollowedRun<State, Update> {
  const settings = toSettings(options);
  const { expectsAnswer = typeof asked === "string", mode } = settings;
  const abort = new AbortController();
  let record = newRecord<State, Update>(typeof asked === "string" ? asked : lastHumanText(asked));
  let snapshot = record.snapshot;
  let opened: OpenedRun<State, Update> | undefined;
  let verdict: Verdict | undefined;
  let eventCount = 0;
  let isClosed = false;
  let isJudged = false;

  const deadlines = watchDeadlines(settings.deadlines, {
    onSlow(isSlow) {
      change({ ...snapshot, isSlow });
      listener.onChange();
    },
    onTimeout(phase) {
      if (verdict) return void finish();
      fail(toRunError(runError("timeout", { phase })), { isRunning: true });
    },
  });
  queueMicrotask(() => void follow());

  return {
    get snapshot() {
      return snapshot;
    },
    close({ keepalive } = { keepalive: false }) {
      if (isClosed) return;
      disconnect();
      cancelOnServer(keepalive);
      change(stopped(snapshot));
    },
  };

  async function follow(): Promise<void> {
    if (isClosed) return;
    try {
      const mistake = findMistake(options);
      if (mistake) throw mistake;
      const input = await toGraphInput(asked, settings);
      if (isClosed) return;
      opened = open(input);
      for await (const part of opened.parts) {
        if (isClosed) return;
        take(part);
        if (part.isLast) break;
        // A waited-for run comes whole, in one part.
        if (mode === "stream") await pacer.waitForRoom(snapshot.answer.length);
      }
      await finish();
    } catch (cause) {
      const error = toRunError(cause);
      // Once the server has said how the run ended, that counts, whatever happens to the connection afterwards.
      if (verdict && error.kind !== "too_large") await finish();
      else fail(error, { isRunning: error.kind === "truncated" || error.kind === "too_large" });
    }
  }

  function open(input: JsonObject): OpenedRun<State, Update> {
    return openRun<State, Update>(
      { ...settings, input },
      {
        signal: abort.signal,
        rest: pacer.rest,
        onCreated: (runId) => takeEvent({ type: "created", runId }),
        onBytes() {
          // In `wait` mode no event comes before the end, so the first byte counts as the first event.
          if (mode === "wait") deadlines.noteEvent(false);
          else deadlines.noteBytes();
        },
      },
    );
  }

  function take({ part, events, isProgress }: ReadPart<State, Update>): void {
    deadlines.noteEvent(isProgress);
    eventCount += 1;
    if (eventCount > settings.maxEvents)
      throw runError("too_large", { message: "The run has more events than maxEvents." });
    listener.onPart(part);
    for (const event of events) takeEvent(event);
  }

  function takeEvent(event: RunEvent<State, Update>): void {
    // A callback may close the submission between two events of one part.
    if (isClosed) return;
    // A header and the stream both tell the run's id; it is reported once.
    if (event.type === "created" && snapshot.runId !== undefined) return;
    if (event.type === "failed" || event.type === "ended") verdict ??= event;
    record = reduceRun(record, event, settings);
    snapshot = record.snapshot;
    listener.onEvent(event);
    if (snapshot.answer.length > settings.maxAnswerChars)
      throw runError("too_large", { message: "The answer is longer than maxAnswerChars." });
  }

  /** The stream is over: judges the run, and where that leaves a doubt, asks the server whether it still goes on. */
  async function finish(): Promise<void> {
    // A deadline may judge a run whose stream is slow to close, and the stream may close after all.
    if (isClosed || isJudged) return;
    isJudged = true;
    deadlines.clear();
    const judgement = judgeEnd(record, verdict, mode);
    const ending = endOf(judgement, record, { ...settings, expectsAnswer });
    if (judgement === "likely" && opened?.saysEnd)
      return fail(runError("truncated", {}), { isRunning: true });
    if (judgement === "likely" && settings.confirmEnd) {
      // The look comes after the connection is closed, and the visitor has the text meanwhile.
      abort.abort();
      if (await opened?.isStillRunning())
        return fail(runError("truncated", {}), { isRunning: true });
    }
    if (ending.error) fail(ending.error, { isRunning: ending.error.kind === "truncated" });
    else succeed(ending.answer);
  }

  function succeed(answer: string): void {
    if (isClosed) return;
    disconnect();
    change({ ...snapshot, answer, status: "success", isSlow: false, error: undefined });
    listener.onEnd();
  }

  /** @param isRunning whether the run may still go on, and be paid for, on the server */
  function fail(error: RunError, { isRunning }: { readonly isRunning: boolean }): void {
    if (isClosed) return;
    disconnect();
    if (isRunning) cancelOnServer(false);
    change({ ...snapshot, status: "error", isSlow: false, error });
    listener.onEnd();
  }

  function change(next: RunSnapshot<State, Update>): void {
    snapshot = next;
    record = { ...record, snapshot };
  }

  /** Aborts after a clean end too, because leaving the SDK's loop does not close the connection. */
  function disconnect(): void {
    isClosed = true;
    deadlines.clear();
    abort.abort();
  }

  function cancelOnServer(keepalive: boolean): void {
    if (settings.cancelOnStop) opened?.cancel({ keepalive });
  }
}
