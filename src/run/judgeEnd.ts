/**
 * Whether a run that ended is complete. LangGraph's stream need not have an end marker, and a connection that is
 * cut between two events ends like a finished run, so `success` needs evidence.
 */
import { runError, type RunError } from "../langgraph/errors.js";
import type { RunEvent } from "../langgraph/events.js";
import type { RunRecord } from "./reduceRun.js";

/** The events that decide a run's end. The first one counts. */
export type Verdict = Extract<RunEvent, { type: "failed" | "ended" }>;

/** What the evidence shows. `likely`: nothing is missing, but nothing says that the run is over either. */
export type Judgement = "whole" | "likely" | RunError;

/**
 * In `wait` mode, a state without an error is whole. In `stream` mode the server's own word decides; without
 * it, a run is likely whole if all of these hold:
 *
 * - at least one node returned, or a whole state came
 * - no node of the root graph that has spoken still owes its return. (A node need not return the message
 *   itself: a query rewriter or a grader uses a model's words and drops them.)
 * - no message of unknown origin is still unconfirmed
 *
 * A cut between two nodes cannot be seen in this; `docs/reliability.md` lists the places.
 */
export function judgeEnd<State, Update>(
  { snapshot, tasks, stateCount }: RunRecord<State, Update>,
  verdict: Verdict | undefined,
  mode: "stream" | "wait",
): Judgement {
  if (verdict?.type === "failed") return verdict.error;
  if (verdict?.isWhole) return "whole";
  if (mode === "wait") return stateCount > 0 ? "whole" : runError("bad_response", {});
  const hasReport = snapshot.updates.length > 0 || stateCount > 0;
  const isOpen =
    tasks.open.length > 0 ||
    snapshot.messages.some(
      ({ type, nodes, isComplete }) => type === "ai" && nodes.length === 0 && !isComplete,
    );
  return hasReport && !isOpen ? "likely" : runError("truncated", {});
}
