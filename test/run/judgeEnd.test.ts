import { expect, test } from "vitest";
import { runError } from "../../src/langgraph/errors.js";
import type { RunMessage } from "../../src/langgraph/events.js";
import { judgeEnd } from "../../src/run/judgeEnd.js";
import { newRecord, type RunRecord } from "../../src/run/reduceRun.js";
import { NO_TASKS, openTask } from "../../src/run/tasks.js";

const NOTHING = newRecord<object, object>("Refund?");
const REPORTED = withRun({ updates: [{ node: "answer", namespace: [], data: {} }] });
const WORKING = openTask(
  NO_TASKS,
  { id: "answer:1", node: "answer", step: 1, position: "" },
  undefined,
);

function withRun(change: Partial<RunRecord<object, object>["snapshot"]>): typeof NOTHING {
  return { ...NOTHING, snapshot: { ...NOTHING.snapshot, ...change } as typeof NOTHING.snapshot };
}

const said = (change: Partial<RunMessage>): RunMessage => ({
  id: "m1",
  type: "ai",
  content: "Yes.",
  text: "Yes.",
  nodes: [],
  isComplete: false,
  ...change,
});
const withMessage = (change: Partial<RunMessage>) => ({
  ...REPORTED,
  snapshot: { ...REPORTED.snapshot, messages: [said(change)] },
});

test.each([
  ["nothing came at all", NOTHING, "truncated"],
  ["a node has returned", REPORTED, "likely"],
  ["a whole state has come", { ...NOTHING, stateCount: 1 }, "likely"],
  ["a node that spoke has not returned", { ...REPORTED, tasks: WORKING }, "truncated"],
  [
    "a node that spoke has not returned, although a state came",
    { ...NOTHING, stateCount: 1, tasks: WORKING },
    "truncated",
  ],
  ["an AI message of unknown origin is unconfirmed", withMessage({}), "truncated"],
  ["an AI message of unknown origin is confirmed", withMessage({ isComplete: true }), "likely"],
  [
    "an AI message of a known node is unconfirmed, but the node has returned",
    withMessage({ nodes: ["answer"] }),
    "likely",
  ],
  ["a tool's message is unconfirmed", withMessage({ type: "tool" }), "likely"],
])("a stream that ends where %s is judged %3$s", (_name, record, judged) => {
  const judgement = judgeEnd(record, undefined, "stream");
  expect(typeof judgement === "string" ? judgement : judgement.kind).toBe(judged);
});

test("the server's word that the run succeeded outweighs all missing evidence", () => {
  const unfinished = { ...NOTHING, tasks: WORKING };
  expect(judgeEnd(unfinished, { type: "ended", isWhole: true }, "stream")).toBe("whole");
});

test("an end without a status leaves the evidence to decide", () => {
  const end = { type: "ended", isWhole: false } as const;
  expect(judgeEnd(REPORTED, end, "stream")).toBe("likely");
  expect(judgeEnd(NOTHING, end, "stream")).toMatchObject({ kind: "truncated" });
});

test("the server's error is the run's, whatever else came", () => {
  const error = runError("run_failed", {});
  expect(judgeEnd(REPORTED, { type: "failed", error }, "stream")).toBe(error);
  expect(judgeEnd({ ...NOTHING, stateCount: 1 }, { type: "failed", error }, "wait")).toBe(error);
});

test("a waited-for run is whole with its state, and a bad response without one", () => {
  expect(judgeEnd({ ...NOTHING, stateCount: 1 }, undefined, "wait")).toBe("whole");
  expect(judgeEnd(NOTHING, undefined, "wait")).toMatchObject({ kind: "bad_response" });
});
