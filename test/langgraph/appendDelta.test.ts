import { expect, test } from "vitest";
import { appendDelta } from "../../src/langgraph/appendDelta.js";
import type { RunMessage } from "../../src/langgraph/events.js";

const message = (content: RunMessage["content"], more: Partial<RunMessage> = {}): RunMessage => ({
  id: "m",
  type: "ai",
  content,
  text: typeof content === "string" ? content : "",
  nodes: ["answer"],
  isComplete: false,
  ...more,
});
const text = (words: string, more: object = {}) => ({ type: "text", text: words, ...more });

/** The message after all its deltas. */
function put(first: RunMessage, ...deltas: readonly RunMessage[]): RunMessage {
  return deltas.reduce(appendDelta, first);
}

test("strings are appended to strings", () => {
  expect(put(message("A"), message(" cat"), message(""))).toMatchObject({
    content: "A cat",
    text: "A cat",
  });
});

test.each<[string, RunMessage["content"], RunMessage["content"], RunMessage["content"], string]>([
  ["a last empty string", [text("A")], "", [text("A")], "A"],
  ["a string after blocks", [text("A")], " cat", [text("A cat")], "A cat"],
  ["a block after a string", "A", [text(" cat")], [text("A cat")], "A cat"],
  ["a block after an empty string", "", [text("A")], [text("A")], "A"],
  ["an empty list of blocks", [text("A")], [], [text("A")], "A"],
  [
    "blocks of the same index",
    [text("A", { index: 0 }), text("B", { index: 1 })],
    [text("a", { index: 0 }), text("b", { index: 1 })],
    [text("Aa", { index: 0 }), text("Bb", { index: 1 })],
    "AaBb",
  ],
  [
    "a text with an index after one without",
    [text("A")],
    [text("B", { index: 0 })],
    [text("A"), text("B", { index: 0 })],
    "AB",
  ],
  [
    "a text without an index after one with",
    [text("A", { index: 0 })],
    [text("B")],
    [text("A", { index: 0 }), text("B")],
    "AB",
  ],
  [
    "a text after another kind of block",
    [{ type: "reasoning", reasoning: "Hm" }],
    [text("A")],
    [{ type: "reasoning", reasoning: "Hm" }, text("A")],
    "A",
  ],
  [
    "another kind of block without an index",
    [text("A")],
    [{ type: "image", url: "x" }],
    [text("A"), { type: "image", url: "x" }],
    "A",
  ],
])("%s is merged into the content", (_name, before, more, content, words) => {
  expect(put(message(before), message(more))).toMatchObject({ content, text: words });
});

test("in a block, strings grow, lists grow, and a type, an id and a name come once", () => {
  const block = { type: "text", index: 0, id: "b1", name: "n", text: "A", notes: [1], count: 1 };
  const more = { type: "text", index: 0, id: "", name: "", text: "B", notes: [2], count: 2 };
  expect(put(message([block]), message([more])).content).toEqual([
    { type: "text", index: 0, id: "b1", name: "n", text: "AB", notes: [1, 2], count: 2 },
  ]);
  const late = { type: "text", index: 0, id: "b2", text: "" };
  expect(put(message([block]), message([late])).content).toMatchObject([{ id: "b2", text: "A" }]);
});

test("the latest value of every other field counts, unless it is empty", () => {
  const merged = put(
    message("A", { usage_metadata: { total: 1 }, response_metadata: { model: "m" } }),
    message("B", { usage_metadata: { total: 2 }, response_metadata: {}, name: undefined as never }),
    message("C", { additional_kwargs: [], extra: 0 }),
  );
  expect(merged).toMatchObject({
    usage_metadata: { total: 2 },
    response_metadata: { model: "m" },
    extra: 0,
  });
  expect(merged).not.toHaveProperty("additional_kwargs");
  expect(merged).not.toHaveProperty("name");
});

test("the nodes of the first delta that names any stay", () => {
  expect(put(message("A"), message("B", { nodes: ["other"] })).nodes).toEqual(["answer"]);
  expect(put(message("A", { nodes: [] }), message("B")).nodes).toEqual(["answer"]);
});

test("a message that gets one more delta is not complete", () => {
  expect(put(message("A", { isComplete: true }), message("B")).isComplete).toBe(false);
});

test("tool calls grow by their index, and their arguments are read once they are whole", () => {
  const call = (...chunks: object[]) => message("", { tool_call_chunks: chunks });
  const begun = put(
    call({ index: 0, id: "c1", name: "search", args: '{"q":' }),
    call({ index: 1, id: "c2", name: "look" }, { index: 0, args: '"refund' }),
  );
  expect(begun.tool_calls).toEqual([
    { id: "c1", name: "search", args: {} },
    { id: "c2", name: "look", args: {} },
  ]);
  const ended = put(
    begun,
    call({ index: 0, name: "other", args: '"}' }, { index: 1, args: "[1]" }),
  );
  expect(ended.tool_calls).toEqual([
    { id: "c1", name: "search", args: { q: "refund" } },
    { id: "c2", name: "look", args: {} },
  ]);
  const unnamed = put(call({ index: 0, id: 7, name: null, args: "{}" }), call({ index: 0 }));
  expect(unnamed.tool_calls).toEqual([{ id: undefined, name: "", args: {} }]);
});

test("a message without tool calls gets no list of them", () => {
  expect(put(message("A"), message("B", { tool_call_chunks: [] }))).not.toHaveProperty(
    "tool_calls",
  );
});
