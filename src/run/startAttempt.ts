/** One submission on its way: opened, read and reduced to its end, or closed before it. */
import { cancelRun } from "./cancelRun.js";
import { openClient, type OpenClient } from "./client.js";
import { containMistakes } from "./containMistakes.js";
import { startDeadlines, type DeadlineSettings } from "./deadlines.js";
import { runError, toRunError, type RunError } from "./errors.js";
import { tooLarge } from "./guardFetch.js";
import { judgeEnd, type Verdict } from "./judgeEnd.js";
import { lastHumanText, messagesIn } from "./messages.js";
import { readRun, toRequest, type RunRequest } from "./readRun.js";
import { IDLE, reduceRun, stopped, type Answering } from "./reduceRun.js";
import { createTranslator } from "./translatePart.js";
import type { JsonObject, RunEvent, RunOptions, RunPart, RunSnapshot } from "./types.js";

/** The longest question sent where the caller sets no `maxQuestionChars`. */
export const DEFAULT_MAX_QUESTION_CHARS = 4_000;

/** What an attempt tells while it goes on. Nothing is told once it is closed. */
export interface AttemptListener<State, Update> {
  part(part: RunPart): void;
  /** Called after `snapshot` has taken the event in. */
  event(event: RunEvent<State, Update>): void;
  /** `snapshot` has changed by the passing of time alone. */
  change(): void;
  /** Asked after each part: what to wait for before the next one is read, where the page cannot keep up. */
  pause(): Promise<void> | undefined;
  /** Called once, after `snapshot` has become `success` or `error`. */
  end(): void;
}

export interface Attempt<State, Update> {
  /** The run as far as it has been read. */
  readonly snapshot: RunSnapshot<State, Update>;
  /**
   * Ends the attempt as `stopped`, unless it has ended already: lets go of the connection and has the run
   * cancelled on the server. `keepalive`: the page goes away, and the calls must outlive it.
   */
  close(options?: { keepalive: boolean }): void;
}

/**
 * Starts an attempt. The request leaves in the next microtask and not at once: an effect that React's
 * StrictMode runs twice submits twice in a row, and only the second of the two may reach the network.
 *
 * @param asked a question, or an input object
 */
export function startAttempt<State, Update>(
  options: RunOptions<State, Update>,
  asked: string | JsonObject,
  listener: AttemptListener<State, Update>,
): Attempt<State, Update> {
  const abort = new AbortController();
  const answering = safeAnswering(options);
  const { maxEventBytes = 8 * 1024 * 1024, maxEvents = 500_000 } = options;
  const { maxAnswerChars = 2 * 1024 * 1024, mergeDeltas = true } = options;
  let isClosed = false;
  let snapshot: RunSnapshot<State, Update> = {
    ...IDLE,
    question: typeof asked === "string" ? asked : lastHumanText(asked),
    status: "pending",
  };
  /** Set as the request leaves; before that there is nothing to cancel. */
  let sent: { readonly open: OpenClient; readonly request: RunRequest } | undefined;
  let threadId: string | undefined;
  let verdict: Verdict | undefined;
  let eventCount = 0;

  const deadlines = startDeadlines(deadlinesFor(options), {
    slow(isSlow) {
      snapshot = { ...snapshot, isSlow };
      listener.change();
    },
    timeout(phase) {
      if (verdict) end(judge());
      else giveUp(toRunError(runError("timeout", { phase })));
    },
  });
  queueMicrotask(() => void follow());

  return {
    get snapshot() {
      return snapshot;
    },
    close({ keepalive } = { keepalive: false }) {
      if (isClosed) return;
      close();
      cancel(keepalive);
      snapshot = stopped(snapshot);
    },
  };

  /** A stream may sit in `next()` long after an abort, so late parts are dropped by `isClosed`. */
  async function follow(): Promise<void> {
    if (isClosed) return;
    let hasPart = false;
    try {
      const input = toGraphInput();
      const request = toRequest(options, input);
      const open = await openClient(options, { maxEventBytes, mergeDeltas, bytes: hearBytes });
      if (isClosed) return;
      const translate = createTranslator<State, Update>({ ...request, input: messagesIn(input) });
      sent = { open, request };
      const connection = {
        signal: abort.signal,
        onCreated: (runId: string) => take({ type: "created", runId }),
      };
      for await (const part of readRun(open.client, request, connection)) {
        if (isClosed) return;
        hasPart = true;
        checkPart(part);
        listener.part(part);
        for (const event of translate(part)) take(event);
        if (verdict?.type === "ended") break;
        // A waited-for run has come whole.
        if (options.mode !== "wait") await listener.pause();
      }
      end(judge());
    } catch (cause) {
      const error = toRunError(cause, { hasBegun: hasPart });
      // A limit of ours has thrown this very error; a 413 became one.
      if (error === cause && error.kind === "too_large") giveUp(error);
      // What the server has said of the run stands, however the connection ended after it.
      else end(verdict ? judge() : error);
    }
  }

  function judge(): RunError | undefined {
    const { mode = "stream", exposeServerMessages = false } = options;
    const { expectsAnswer = typeof asked === "string" } = options;
    return judgeEnd(snapshot, verdict, { mode, expectsAnswer, exposeServerMessages });
  }

  function toGraphInput(): JsonObject {
    const { toInput, maxQuestionChars = DEFAULT_MAX_QUESTION_CHARS } = options;
    const { question } = snapshot;
    if (question.length > maxQuestionChars)
      throw runError("too_large", {
        message: `The question has ${question.length} characters; at most ${maxQuestionChars} are sent.`,
      });
    if (typeof asked !== "string") return asked;
    if (!toInput) return { messages: [{ role: "human", content: question }] };
    try {
      return toInput(question);
    } catch (cause) {
      throw runError("config", { cause, message: "toInput threw; see the cause." });
    }
  }

  /** In `wait` mode there are no events until the end; the first byte takes the place of the first one. */
  function hearBytes(): void {
    if (options.mode === "wait") deadlines.event(false);
    else deadlines.bytes();
  }

  function checkPart({ event, data }: RunPart): void {
    deadlines.event(event !== "metadata");
    eventCount += 1;
    if (eventCount > maxEvents)
      throw runError("too_large", { message: "The run has more events than maxEvents." });
    // With `apiUrl`, guardFetch has counted before parsing.
    if (options.client && (JSON.stringify(data)?.length ?? 0) > maxEventBytes) throw tooLarge();
  }

  function take(event: RunEvent<State, Update>): void {
    // A callback may have closed the attempt between two events of one part.
    if (isClosed) return;
    switch (event.type) {
      case "created":
        // The id comes from a header and from the stream; it is news once.
        if (snapshot.runId !== undefined) return;
        break;
      case "located":
        threadId = event.threadId;
        break;
      case "failed":
      case "interrupted":
      case "ended":
        verdict ??= event;
    }
    snapshot = reduceRun(snapshot, event, answering);
    listener.event(event);
    if (snapshot.answer.length > maxAnswerChars)
      throw runError("too_large", { message: "The answer is longer than maxAnswerChars." });
  }

  function end(error: RunError | undefined): void {
    if (isClosed) return;
    close();
    snapshot = error
      ? { ...snapshot, status: "error", isSlow: false, error }
      : { ...snapshot, status: "success", isSlow: false, error: undefined };
    listener.end();
  }

  /** Ended by us and not by the server, where the run still goes on. */
  function giveUp(error: RunError): void {
    if (isClosed) return;
    end(error);
    cancel(false);
  }

  /** Aborts even after a clean end: leaving the SDK's loop by itself does not close the connection. */
  function close(): void {
    isClosed = true;
    deadlines.clear();
    abort.abort();
  }

  function cancel(keepalive: boolean): void {
    if (!sent || options.cancelOnStop === false) return;
    const calls = sent.open.cancelCalls({ keepalive });
    const { oneshotKey } = sent.request;
    if (calls) void cancelRun(calls, { oneshotKey, threadId, runId: snapshot.runId });
  }
}

/** A client of the caller's shows nothing of a waited-for run until its end. */
function deadlinesFor<State, Update>(options: RunOptions<State, Update>): DeadlineSettings {
  if (!options.client || options.mode !== "wait") return options;
  return { ...options, firstEventTimeoutMs: 0, idleTimeoutMs: 0 };
}

/** `getAnswer` that cannot end a run: once it has thrown, it is not asked again in this run. */
function safeAnswering<State, Update>(
  options: RunOptions<State, Update>,
): Answering<State, Update> {
  const { answerNodes, getAnswer } = options;
  if (!getAnswer) return { answerNodes };
  let ask: typeof getAnswer | undefined = getAnswer;
  return {
    answerNodes,
    getAnswer(updates, values) {
      const asked = ask;
      ask = undefined;
      return containMistakes("getAnswer", () => {
        const answer = asked?.(updates, values);
        ask = asked;
        return answer;
      });
    },
  };
}
