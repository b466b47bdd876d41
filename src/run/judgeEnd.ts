/**
 * What a run that ended came to. LangGraph's stream has no end marker, and a connection cut cleanly ends
 * the same way as a finished run, so `success` needs evidence.
 */
import { runError, toRunFailure, type RunError } from "./errors.js";
import { asObject } from "./messages.js";
import type { RunEvent, RunMessage, RunSnapshot } from "./types.js";

/** The events that decide a run's end, kept as they come. The first one counts. */
export type Verdict = Extract<RunEvent, { type: "failed" | "interrupted" | "ended" }>;

export interface Expectation {
  readonly mode: "stream" | "wait";
  /** Whether a run without words for an answer is incomplete. */
  readonly expectsAnswer: boolean;
  readonly exposeServerMessages: boolean;
}

/**
 * `undefined`: the run succeeded. In `wait` mode that is a state without an error. In `stream` mode it is
 * all of:
 *
 * - no `error` event, no `__interrupt__`, and no `end` event that says otherwise
 * - at least one `updates` or `values` event, or an `end`
 * - no AI message left open: each that had deltas was confirmed by its id, or every node seen at work
 *   has reported back (a node may use a model's words without returning its message)
 * - the last AI message waits for no tool
 * - words, where an answer is expected
 *
 * A cut between two nodes cannot be seen in this; `docs/reliability.md` lists what cannot.
 */
export function judgeEnd<State, Update>(
  run: RunSnapshot<State, Update>,
  verdict: Verdict | undefined,
  { mode, expectsAnswer, exposeServerMessages }: Expectation,
): RunError | undefined {
  if (verdict?.type === "failed") return toRunFailure(verdict.cause, exposeServerMessages);
  if (verdict?.type === "interrupted") return runError("interrupted", { value: verdict.value });
  const ended = verdict && endOf(verdict.data);
  if (ended && ended !== "complete") return ended;
  const hasReport = run.updates.length > 0 || run.values !== undefined;
  if (mode === "wait") return hasReport ? undefined : runError("bad_response", {});
  const spoken = run.messages.filter(({ type }) => type === "ai");
  const isWorking = run.steps.some(({ status }) => status === "working");
  const isOpen = ({ isComplete, nodes }: RunMessage) =>
    !isComplete && (nodes.length === 0 || isWorking);
  const isComplete =
    (hasReport || ended) &&
    !spoken.some(isOpen) &&
    !waitsForTool(spoken.at(-1), run.messages) &&
    (!expectsAnswer || run.answer !== "");
  return isComplete ? undefined : runError("truncated", {});
}

/** The `end` event of our gateway and of some servers. Without a status it says what it seems to say. */
function endOf(data: unknown): "complete" | RunError {
  const status = asObject(data)?.status;
  switch (status) {
    case undefined:
    case null:
    case "complete":
    case "success":
      return "complete";
    case "error":
      return runError("run_failed", { cause: data });
    case "limit":
      return runError("too_large", { cause: data });
    default:
      return runError("truncated", { cause: data });
  }
}

function waitsForTool(last: RunMessage | undefined, messages: readonly RunMessage[]): boolean {
  return (last?.tool_calls ?? []).some(
    ({ id }) => !messages.some((message) => message.type === "tool" && message.tool_call_id === id),
  );
}
