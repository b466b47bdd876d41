/**
 * What a run that ended came to. LangGraph's stream has no end marker, and a connection cut cleanly ends
 * the same way as a finished run, so `success` needs evidence.
 */
import { runError, toRunFailure, type RunError } from "./errors.js";
import type { RunEvent, RunSnapshot } from "./types.js";

/** The two events that decide a run's end, kept as they come. The first one counts. */
export type Verdict = Extract<RunEvent, { type: "failed" | "interrupted" }>;

/** `undefined`: the run succeeded. */
export function judgeEnd<State, Update>(
  run: RunSnapshot<State, Update>,
  verdict: Verdict | undefined,
): RunError | undefined {
  if (verdict?.type === "failed") return toRunFailure(verdict.cause);
  if (verdict?.type === "interrupted")
    return runError("interrupted", { value: verdict.value, cause: undefined });
  if (run.updates.length === 0 && run.values === undefined)
    return runError("truncated", { cause: undefined });
  return undefined;
}
