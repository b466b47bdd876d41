import { expect, test } from "vitest";
import type { RunOutcome } from "../../../src/gateway/options.js";
import { toEndData, writeEnd } from "../../../src/gateway/stream/endEvent.js";
import { readEnd } from "../../../src/langgraph/toRunError.js";
import { collect } from "./relayed.js";

test("the last event names the run and how it ended, in LangGraph's words", async () => {
  const sink = collect();
  await writeEnd(sink, { runId: "public", outcome: "truncated" });
  expect(sink.text).toBe(
    'event: end\ndata: {"run_id":"public","status":"error","reason":"truncated"}\n\n',
  );
});

/** What the hook makes of each outcome. `whole`: the run succeeded, and the page looks for its answer. */
const READ: Record<RunOutcome, string> = {
  success: "whole",
  no_answer: "whole",
  failed: "run_failed",
  interrupted: "interrupted",
  timeout: "timeout",
  truncated: "truncated",
  limit: "too_large",
  upstream: "server",
  shutdown: "server",
  stopped: "truncated",
  replaced: "truncated",
};

test.each(Object.entries(READ))("the hook reads the outcome %s as %s", (outcome, kind) => {
  // The keys of the table are outcomes.
  const read = readEnd(toEndData("public", outcome as RunOutcome));
  expect("kind" in read ? read.kind : read.isWhole && "whole").toBe(kind);
});
