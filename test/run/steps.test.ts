import { expect, test } from "vitest";
import type { RunStep } from "../../src/langgraph/events.js";
import { rootTask } from "../../src/langgraph/places.js";
import { finishSteps, startStep } from "../../src/run/steps.js";

const step = (id: string, more: Partial<RunStep> = {}): RunStep => ({
  id,
  node: id.split(":")[0] ?? id,
  namespace: [],
  status: "working",
  ...more,
});
const task = (id: string) => rootTask(id, undefined);
/** The steps as short texts, with a check mark for those that are done. */
const shortly = (steps: readonly RunStep[]) =>
  steps.map(({ id, status }) => (status === "done" ? `${id} ✓` : id));

test("a visit is listed once, in the order of its first words", () => {
  const steps = startStep(startStep([], step("a:1")), step("b:1"));
  expect(startStep(steps, step("a:1"))).toBe(steps);
  expect(startStep(steps, undefined)).toBe(steps);
  expect(shortly(startStep(steps, step("a:2")))).toEqual(["a:1", "b:1", "a:2"]);
});

test("a root task that returned is done, and so is everything below it", () => {
  const steps = [
    step("a:1"),
    step("x:1", { namespace: ["a:1"] }),
    step("y:1", { namespace: ["a:1", "x:1"] }),
    step("x:2", { namespace: ["b:1"] }),
  ];
  const ended = finishSteps(steps, { node: "a", namespace: [] }, task("a:1"));
  expect(shortly(ended)).toEqual(["a:1 ✓", "x:1 ✓", "y:1 ✓", "x:2"]);
  expect(steps[0]?.status).toBe("working");
});

test("of two visits to a node, the one whose task returned is done", () => {
  const ended = finishSteps([step("a:1"), step("a:2")], { node: "a", namespace: [] }, task("a:2"));
  expect(shortly(ended)).toEqual(["a:1", "a:2 ✓"]);
});

test("a node inside a subgraph is found by its name and its whole path", () => {
  const steps = [
    step("x:0", { namespace: ["a:1"], status: "done" }),
    step("x:1", { namespace: ["b:1"] }),
    step("y:1", { namespace: ["a:1"] }),
    step("x:2", { namespace: ["a:1"] }),
    step("x:3", { namespace: ["a:1"] }),
  ];
  const ended = finishSteps(steps, { node: "x", namespace: ["a:1"] }, undefined);
  expect(shortly(ended)).toEqual(["x:0 ✓", "x:1", "y:1", "x:2 ✓", "x:3"]);
});

test("a task of the functional API reports at the root, and is found by its name alone", () => {
  const steps = [step("t:0", { status: "done" }), step("t:1", { namespace: ["main:1"] })];
  const ended = finishSteps(steps, { node: "t", namespace: [] }, undefined);
  expect(shortly(ended)).toEqual(["t:0 ✓", "t:1 ✓"]);
  const inner = finishSteps(steps, { node: "t", namespace: ["other:1"] }, undefined);
  expect(shortly(inner)).toEqual(["t:0 ✓", "t:1", "t:done-2 ✓"]);
});

test("a node that never spoke is listed as done when it returns", () => {
  expect(finishSteps([step("a:1")], { node: "b", namespace: ["c:1"] }, undefined)).toEqual([
    step("a:1"),
    { id: "b:done-1", node: "b", namespace: ["c:1"], status: "done" },
  ]);
});
