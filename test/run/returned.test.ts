import { expect, test } from "vitest";
import type { MessageChange, RootTask, RunMessage } from "../../src/langgraph/events.js";
import { addReturned, messagesOf, type Returned } from "../../src/run/returned.js";

const message = (id: string, text = id): RunMessage => ({
  id,
  type: "ai",
  content: text,
  text,
  nodes: [],
  isComplete: true,
});
const put = (id: string, text?: string): MessageChange => ({
  type: "put",
  message: message(id, text),
});
const remove = (id: string): MessageChange => ({ type: "remove", id });
const REMOVE_ALL: MessageChange = { type: "removeAll" };

const task = (node: string, step: number | undefined = 1): RootTask => ({
  id: `${node}:${step}`,
  node,
  step,
  position: `__pregel_pull ${node}`,
});

/** What nodes returned, put together in this order of arrival. */
function collect(...arrivals: readonly Partial<Returned>[]): readonly string[] {
  let all: readonly Returned[] = [];
  for (const { changes = [], task: of, besideIds = new Set<string>() } of arrivals)
    all = addReturned(all, { changes, task: of, besideIds });
  return messagesOf(all).map(({ text }) => text);
}

test("messages of nodes that follow each other keep the order of arrival", () => {
  const arrivals = ["c", "b", "a"].map((node, at) => ({
    changes: [put(node)],
    task: task(node, at + 1),
  }));
  expect(collect(...arrivals)).toEqual(["c", "b", "a"]);
});

test.each([
  ["a b c", ["a", "b", "c"]],
  ["c b a", ["c", "b", "a"]],
  ["b c a", ["b", "c", "a"]],
])("nodes of one step that finish as %s are put in the graph's order", (_name, nodes) => {
  const arrivals = nodes.map((node) => ({ changes: [put(node)], task: task(node, 3) }));
  expect(collect(...arrivals)).toEqual(["a", "b", "c"]);
});

test("a node that never spoke does not keep the nodes beside it from the graph's order", () => {
  const unspoken = { changes: [put("unspoken")], task: undefined };
  const [b, a] = ["b", "a"].map((node) => ({ changes: [put(node)], task: task(node) }));
  expect(collect(b!, unspoken, a!)).toEqual(["a", "b", "unspoken"]);
  const next = { changes: [put("next")], task: task("aa", 2) };
  expect(collect(b!, unspoken, next)).toEqual(["b", "unspoken", "next"]);
  expect(collect(unspoken, b!)).toEqual(["unspoken", "b"]);
});

test("two tasks that were at work together belong to one step, although no step is known", () => {
  const [a, b] = [
    { ...task("a"), step: undefined },
    { ...task("b"), step: undefined },
  ];
  const late = { changes: [put("a")], task: a };
  expect(collect({ changes: [put("b")], task: b, besideIds: new Set([a.id]) }, late)).toEqual([
    "a",
    "b",
  ]);
  expect(collect({ changes: [put("b")], task: b }, late)).toEqual(["b", "a"]);
});

test("a result never moves in front of an earlier step", () => {
  expect(
    collect(
      { changes: [put("z")], task: task("z", 1) },
      { changes: [put("b")], task: task("b", 2) },
      { changes: [put("a")], task: task("a", 2) },
    ),
  ).toEqual(["z", "a", "b"]);
});

test("the tasks of Send come in the order of their numbers, not of their names", () => {
  const sent = (number: number) => ({
    changes: [put(String(number))],
    task: {
      ...task("same"),
      id: String(number),
      position: `__pregel_push ${String(number).padStart(10, "0")}`,
    },
  });
  expect(collect(sent(10), sent(2), sent(0))).toEqual(["0", "2", "10"]);
});

test("a node that changes no message leaves no trace", () => {
  const all = addReturned([], { changes: [], task: task("a"), besideIds: new Set() });
  expect(all).toEqual([]);
});

test("a message that comes again keeps its place and takes the new text", () => {
  expect(
    collect(
      { changes: [put("m1", "first"), put("m2", "second")] },
      { changes: [put("m1", "first, corrected")] },
    ),
  ).toEqual(["first, corrected", "second"]);
});

test("a removed message is gone, and one that a later node returns again is the last", () => {
  const before = { changes: [put("m1"), put("m2")] };
  const removal = { changes: [remove("m1")] };
  expect(collect(before, removal)).toEqual(["m2"]);
  expect(collect(before, removal, { changes: [put("m1")] })).toEqual(["m2", "m1"]);
  expect(collect(before, { changes: [remove("unknown")] })).toEqual(["m1", "m2"]);
});

test("a message that is removed and returned in one update keeps its place", () => {
  const before = { changes: [put("m1"), put("m2")] };
  expect(collect(before, { changes: [remove("m1"), put("m1", "m1 again")] })).toEqual([
    "m1 again",
    "m2",
  ]);
  expect(collect(before, { changes: [put("m3"), remove("m3")] })).toEqual(["m1", "m2"]);
});

test("removing all messages keeps only those that the same node returns after it", () => {
  expect(
    collect({ changes: [put("m1"), put("m2")] }, { changes: [put("m3"), REMOVE_ALL, put("m4")] }),
  ).toEqual(["m4"]);
});

test("a removal counts in the graph's order, also where its node finished first", () => {
  expect(
    collect(
      { changes: [put("written by b")], task: task("b") },
      { changes: [REMOVE_ALL], task: task("a") },
    ),
  ).toEqual(["written by b"]);
  expect(
    collect(
      { changes: [REMOVE_ALL], task: task("b") },
      { changes: [put("written by a")], task: task("a") },
    ),
  ).toEqual([]);
});
