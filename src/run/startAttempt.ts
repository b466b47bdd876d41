/** One submission on its way: opened, read and reduced to its end, or closed before it. */
import { openClient } from "./client.js";
import { containMistakes } from "./containMistakes.js";
import { runError, toRunError } from "./errors.js";
import { judgeEnd, type Verdict } from "./judgeEnd.js";
import { lastHumanText, messagesIn } from "./messages.js";
import { readRun, toRequest } from "./readRun.js";
import { IDLE, reduceRun, type Answering } from "./reduceRun.js";
import { createTranslator } from "./translatePart.js";
import type { JsonObject, RunEvent, RunOptions, RunPart, RunSnapshot } from "./types.js";

/** The longest question sent where the caller sets no `maxQuestionChars`. */
export const DEFAULT_MAX_QUESTION_CHARS = 4_000;

/** What an attempt tells while it goes on. Nothing is told once it is closed. */
export interface AttemptListener<State, Update> {
  part(part: RunPart): void;
  /** Called after `snapshot` has taken the event in. */
  event(event: RunEvent<State, Update>): void;
  /** Called once, after `snapshot` has become `success` or `error`. */
  end(): void;
}

export interface Attempt<State, Update> {
  /** The run as far as it has been read. */
  readonly snapshot: RunSnapshot<State, Update>;
  /** Ends the attempt as `stopped`, unless it has ended already, and lets go of the connection. */
  close(): void;
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
  let isClosed = false;
  let snapshot: RunSnapshot<State, Update> = {
    ...IDLE,
    question: typeof asked === "string" ? asked : lastHumanText(asked),
    status: "pending",
  };
  queueMicrotask(() => void follow());

  return {
    get snapshot() {
      return snapshot;
    },
    close() {
      if (isClosed) return;
      close();
      snapshot = { ...snapshot, status: "stopped", error: undefined };
    },
  };

  /** A stream may sit in `next()` long after an abort, so late parts are dropped by `isClosed`. */
  async function follow(): Promise<void> {
    if (isClosed) return;
    try {
      const input = toGraphInput();
      const request = toRequest(options, input);
      const client = await openClient(options);
      if (isClosed) return;
      const translate = createTranslator<State, Update>({ ...request, input: messagesIn(input) });
      let verdict: Verdict | undefined;
      const connection = {
        signal: abort.signal,
        onCreated: (runId: string) => take({ type: "created", runId }),
      };
      for await (const part of readRun(client, request, connection)) {
        if (isClosed) return;
        listener.part(part);
        for (const event of translate(part)) {
          if (event.type === "failed" || event.type === "interrupted") verdict ??= event;
          take(event);
        }
      }
      end(judgeEnd(snapshot, verdict));
    } catch (cause) {
      end(toRunError(cause));
    }
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

  function take(event: RunEvent<State, Update>): void {
    // A callback may have closed the attempt between two events of one part.
    if (isClosed) return;
    // The id comes from a header and from the stream; it is news once.
    if (event.type === "created" && snapshot.runId !== undefined) return;
    snapshot = reduceRun(snapshot, event, answering);
    listener.event(event);
  }

  function end(error: ReturnType<typeof judgeEnd>): void {
    if (isClosed) return;
    close();
    snapshot = error
      ? { ...snapshot, status: "error", error }
      : { ...snapshot, status: "success", error: undefined };
    listener.end();
  }

  /** Aborts even after a clean end: leaving the SDK's loop by itself does not close the connection. */
  function close(): void {
    isClosed = true;
    abort.abort();
  }
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
