/** The last event of a stream, in LangGraph's own words. Source: `event: end` as LangGraph's SDK 1.13 types it. */
import type { ReplySink } from "../exchange.js";
import type { RunOutcome } from "../options.js";
import { eventText } from "./eventText.js";

/** The data of an `end` event. LangGraph has no word for a `reason`, so that field is the gateway's own. */
export interface EndData {
  readonly run_id: string;
  readonly status: "success" | "error" | "timeout" | "interrupted" | "rollback";
  readonly reason?: "truncated" | "limit" | "shutdown" | "upstream";
}

/** Writes the final event. Resolves when the sink has taken it. */
export async function writeEnd(
  sink: ReplySink,
  { runId, outcome }: { readonly runId: string; readonly outcome: RunOutcome },
): Promise<void> {
  await sink.write(eventText("end", JSON.stringify(toEndData(runId, outcome))));
}

/** How an outcome reads on the wire. */
export function toEndData(runId: string, outcome: RunOutcome): EndData {
  const run_id = runId;
  switch (outcome) {
    case "success":
    // The run is whole. That it holds no words is for the page to say.
    case "no_answer":
      return { run_id, status: "success" };
    case "failed":
      return { run_id, status: "error" };
    case "interrupted":
    case "timeout":
      return { run_id, status: outcome };
    // LangGraph's word for a run that was cancelled and thrown away.
    case "stopped":
    case "replaced":
      return { run_id, status: "rollback" };
    case "truncated":
    case "limit":
    case "shutdown":
    case "upstream":
      return { run_id, status: "error", reason: outcome };
  }
}
