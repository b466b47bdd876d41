import { describe, expect, test } from "vitest";
import {
  isBareMessage,
  lastHumanText,
  messageChanges,
  messagesIn,
  textOf,
  toMessage,
} from "../../src/langgraph/readMessages.js";

const ORIGIN = { nodes: ["answer"], isComplete: true };

test.each<[string, unknown, string]>([
  ["a text", "Yes.", "Yes."],
  ["text blocks and strings", ["Y", { type: "text", text: "es" }, "."], "Yes."],
  ["other blocks", [{ type: "image", text: "no" }, { type: "text", text: 7 }, null, 7], ""],
  ["an object", { type: "text", text: "Yes." }, ""],
  ["nothing", undefined, ""],
])("the text of a content that is %s is %s", (_name, content, text) => {
  expect(textOf(content)).toBe(text);
});

describe("one message", () => {
  test.each([
    [{ type: "ai" }, "ai"],
    [{ type: "AIMessageChunk" }, "ai"],
    [{ type: "ToolMessage" }, "tool"],
    [{ type: "HumanMessage" }, "human"],
    [{ role: "assistant" }, "ai"],
    [{ role: "user" }, "human"],
    [{ role: "developer" }, "system"],
    [{ type: "remove" }, "remove"],
    [{ type: "tomorrow" }, "tomorrow"],
  ])("%j is of the type %s", (dict, type) => {
    expect(toMessage({ ...dict, content: "x" }, ORIGIN, "fallback")).toEqual({
      type,
      id: "fallback",
      content: "x",
      text: "x",
      ...ORIGIN,
    });
  });

  test.each<[unknown]>([[null], ["text"], [7], [{}], [{ type: 7 }], [[]], [[7, "x"]]])(
    "%j is no message",
    (value) => {
      expect(toMessage(value, ORIGIN, "fallback")).toBeUndefined();
    },
  );

  test("a pair of a type and a text is a message", () => {
    expect(toMessage(["ai", "Yes."], ORIGIN, "f")).toMatchObject({ type: "ai", text: "Yes." });
  });

  test("keeps its own id, unless that is empty or no text", () => {
    const idOf = (id: unknown) => toMessage({ type: "ai", id, content: "" }, ORIGIN, "f")?.id;
    expect([idOf("m1"), idOf(""), idOf(7), idOf(undefined)]).toEqual(["m1", "f", "f", "f"]);
  });

  test("has blocks of one shape", () => {
    const content = ["Y", { type: "text", text: "es" }, { no: "type" }, 7];
    expect(toMessage({ type: "ai", content }, ORIGIN, "f")?.content).toEqual([
      { type: "text", text: "Y" },
      { type: "text", text: "es" },
      { type: "unknown", value: { no: "type" } },
      { type: "unknown", value: 7 },
    ]);
    expect(toMessage({ type: "ai", content: { text: "x" } }, ORIGIN, "f")?.content).toBe("");
  });
});

test.each<[string, unknown, boolean]>([
  ["an AI message", { type: "ai", content: "" }, true],
  ["a tool's message", { type: "tool", content: "" }, true],
  ["an assistant's message", { role: "assistant", content: "" }, true],
  ["a human message", { type: "human", content: "" }, false],
  ["a state with a type", { type: "ai" }, false],
  ["a state with a content", { content: "" }, false],
  ["a text", "ai", false],
  ["nothing", undefined, false],
])("%s by itself is a message, or not", (_name, value, expected) => {
  expect(isBareMessage(value)).toBe(expected);
  expect(messagesIn(value)).toEqual(expected ? [value] : []);
});

test("messages are found in a list, alone, and in each part of a list of states", () => {
  const [a, b] = [
    { type: "ai", content: "A" },
    { type: "ai", content: "B" },
  ];
  expect(messagesIn({ messages: [a, b] })).toEqual([a, b]);
  expect(messagesIn({ messages: a })).toEqual([a]);
  expect(messagesIn([{ messages: [a] }, b, { other: 1 }])).toEqual([a, b]);
  expect(messagesIn({ messages: null })).toEqual([]);
  expect(messagesIn({ messages: undefined })).toEqual([]);
});

test("human messages and the echo of the input are left out, and a removal of one differs from a removal of all", () => {
  const asked = [{ role: "user", content: "Q" }, "Again?", { type: "ai", content: "Earlier." }];
  const echo = [
    { type: "human", content: "Q", id: "1" },
    { type: "human", content: "Again?", id: "2" },
    { type: "ai", content: "Earlier.", id: "3" },
  ];
  const changesOf = (list: readonly unknown[], input: readonly unknown[]) =>
    messageChanges(list, input, ORIGIN, "p").map((change) =>
      change.type === "put" ? change.message.id : change,
    );
  const own = { type: "ai", content: "New." };
  expect(changesOf([...echo, own], asked)).toEqual(["p.3"]);
  expect(changesOf(echo, [])).toEqual(["3"]);
  expect(changesOf([echo[2], own], asked)).toEqual(["3", "p.1"]);
  expect(
    changesOf(
      [
        { type: "remove", id: "9" },
        { type: "remove", id: "__remove_all__" },
      ],
      asked,
    ),
  ).toEqual([{ type: "remove", id: "9" }, { type: "removeAll" }]);
});

test.each<[string, object, string]>([
  ["the last human message", { messages: [["human", "A"], { role: "user", content: "B" }] }, "B"],
  ["a text in the list", { messages: [{ role: "user", content: "A" }, "B"] }, "B"],
  [
    "the human message before others",
    {
      messages: [
        ["human", "A"],
        ["ai", "B"],
      ],
    },
    "A",
  ],
  ["nothing where no human speaks", { messages: [["ai", "B"]] }, ""],
  ["nothing where there are no messages", { topic: "refunds" }, ""],
])("the question of an input object is %s", (_name, input, question) => {
  expect(lastHumanText(input as Record<string, unknown>)).toBe(question);
});
