import { expect, test } from "vitest";
import type { MessageChange, RootTask } from "../../src/langgraph/events.js";
import { closeAllTasks, closeTask, NO_TASKS, openTask } from "../../src/run/tasks.js";

const task = (id: string, step: number | undefined = 1): RootTask => ({
  id,
  node: id.split(":")[0] ?? id,
  step,
  position: "__pregel_pull",
});
const put = (id: string): MessageChange => ({
  type: "put",
  message: { id, type: "ai", content: "", text: "", nodes: [], isComplete: true },
});
const idsOf = (tasks: readonly RootTask[]) => tasks.map(({ id }) => id);

test("a task is open from its first words, once, however often it speaks", () => {
  const first = openTask(NO_TASKS, task("answer:1"), "m1");
  const again = openTask(first, task("answer:1"), "m1");
  expect(idsOf(first.open)).toEqual(["answer:1"]);
  expect(again).toBe(first);
});

test("words of unknown origin open no task", () => {
  expect(openTask(NO_TASKS, undefined, "m1")).toBe(NO_TASKS);
});

test("a node that returns closes its task, and a late word does not open it again", () => {
  const { tasks, task: closed } = closeTask(openTask(NO_TASKS, task("a:1"), "m1"), "a", []);
  expect(closed?.id).toBe("a:1");
  expect(tasks.open).toEqual([]);
  expect(openTask(tasks, task("a:1"), "m1").open).toEqual([]);
  expect(openTask(tasks, task("a:1"), "m2").open).toEqual([]);
  expect(idsOf(openTask(tasks, task("a:2"), "m3").open)).toEqual(["a:2"]);
});

test("a node that returns without having spoken closes nothing", () => {
  const tasks = openTask(NO_TASKS, task("a:1"), "m1");
  expect(closeTask(tasks, "b", [])).toEqual({ tasks, task: undefined });
});

test("of two visits to one node, the one that said the returned message is closed", () => {
  let tasks = openTask(NO_TASKS, task("a:1"), "m1");
  tasks = openTask(tasks, task("a:2"), "m2");
  const second = closeTask(tasks, "a", [put("m2")]);
  expect(second.task?.id).toBe("a:2");
  expect(idsOf(second.tasks.open)).toEqual(["a:1"]);
  expect(closeTask(tasks, "a", [put("elsewhere")]).task?.id).toBe("a:1");
});

test("a message that another node said closes none of that node's visits", () => {
  let tasks = openTask(NO_TASKS, task("a:1"), "m1");
  tasks = openTask(tasks, task("b:1"), "m2");
  expect(idsOf(closeTask(tasks, "a", [put("m2")]).tasks.open)).toEqual(["b:1"]);
});

test("the step of a task is learnt from its own words where a subgraph's node spoke first", () => {
  const known = openTask(NO_TASKS, { ...task("child:1"), step: undefined }, "m1");
  expect(openTask(known, task("child:1", 4), "m1").open).toMatchObject([{ step: 4 }]);
  const better = openTask(NO_TASKS, task("child:1", 4), "m1");
  expect(openTask(better, { ...task("child:1"), step: undefined }, "m2").open).toMatchObject([
    { step: 4 },
  ]);
});

test("a task of a later step closes those of earlier steps, and their late words open nothing", () => {
  const muttering = openTask(NO_TASKS, task("mutter:1", 1), "m1");
  const answering = openTask(muttering, task("answer:1", 2), "m2");
  expect(idsOf(answering.open)).toEqual(["answer:1"]);
  expect(openTask(answering, task("mutter:1", 1), "m1").open).toEqual(answering.open);
  // The node returned before its model said the first word.
  const first = openTask(NO_TASKS, task("answer:1", 2), "m2");
  expect(idsOf(openTask(first, task("mutter:1", 1), "m1").open)).toEqual(["answer:1"]);
  expect(idsOf(openTask(first, task("beside:1", 2), "m3").open)).toEqual(["answer:1", "beside:1"]);
});

test("a whole state closes every task for good", () => {
  let tasks = openTask(NO_TASKS, task("a:1"), "m1");
  tasks = closeAllTasks(openTask(tasks, task("b:1"), "m2"));
  expect(tasks.open).toEqual([]);
  expect(openTask(tasks, task("b:1"), "m2").open).toEqual([]);
});

test("what is known of other runs is never changed", () => {
  const tasks = openTask(NO_TASKS, task("a:1"), "m1");
  closeTask(tasks, "a", []);
  closeAllTasks(tasks);
  openTask(tasks, task("b:1"), "m2");
  expect(idsOf(tasks.open)).toEqual(["a:1"]);
  expect(NO_TASKS.open).toEqual([]);
  expect(NO_TASKS.closedIds.size).toBe(0);
});
