import { afterEach, expect, test, vi } from "vitest";
import type { JsonObject } from "../../src/langgraph/json.js";
import { createTranslator } from "../../src/langgraph/translatePart.js";
import { finalAnswer, shownAnswer, type AnswerRules } from "../../src/run/answer.js";
import { newRecord, reduceRun } from "../../src/run/reduceRun.js";

type Rules = AnswerRules<JsonObject, JsonObject> & { readonly acceptsToolAnswer?: boolean };
type Parts = readonly (readonly [event: string, data: unknown])[];

const unhandled: unknown[] = [];
const noteUnhandled = (reason: unknown) => unhandled.push(reason);
process.on("unhandledRejection", noteUnhandled);
afterEach(async () => {
  await new Promise((resolve) => setTimeout(resolve));
  expect(unhandled).toEqual([]);
  vi.restoreAllMocks();
});

/** The answer of a run of these parts: while it streams, and at its end. */
function answersOf(parts: Parts, rules: Rules = {}) {
  const translator = createTranslator<JsonObject, JsonObject>({
    input: [],
    streamModes: ["updates", "messages-tuple"],
    streamSubgraphs: false,
    exposeServerMessages: false,
  });
  let record = newRecord<JsonObject, JsonObject>("Refund?");
  for (const [event, data] of parts)
    for (const runEvent of translator.translate({ event, data }))
      record = reduceRun(record, runEvent, rules);
  return {
    shown: shownAnswer(record.snapshot, rules),
    final: finalAnswer(record.snapshot, record.returned, { acceptsToolAnswer: false, ...rules }),
  };
}

const ai = (content: string, id: string) => ({ type: "ai", content, id });
const said = (path: string, content: string, id: string) =>
  ["messages", [ai(content, id), { langgraph_checkpoint_ns: path }]] as const;
const returned = (node: string, ...messages: object[]) =>
  ["updates", { [node]: { messages } }] as const;
const state = (...messages: object[]) => ["values", { messages }] as const;

test("the answer is the last AI message with words", () => {
  const { shown, final } = answersOf([
    returned("a", ai("First.", "m1")),
    returned("b", ai("Second.", "m2")),
    returned("c", ai("", "m3")),
    returned("d", { type: "tool", content: "9-17", id: "t1" }),
  ]);
  expect([shown, final]).toEqual(["Second.", "Second."]);
});

test("a message of spaces and line breaks has no words", () => {
  const { shown, final } = answersOf([
    returned("a", ai("First.", "m1")),
    returned("b", ai("\n\n ", "m2")),
  ]);
  expect([shown, final]).toEqual(["First.", "First."]);
  expect(answersOf([returned("a", ai("\n", "m1"))]).final).toBe("");
});

test("words that a node used and did not return are no answer where another node answered", () => {
  const { shown, final } = answersOf([
    returned("answer", ai("Within 30 days.", "m1")),
    said("grade:1", "yes", "m2"),
    returned("grade"),
  ]);
  expect(shown).toBe("yes");
  expect(final).toBe("Within 30 days.");
});

test("where no node returned an AI message, the last words that were streamed are the answer", () => {
  expect(answersOf([said("write:1", "Draft.", "m1"), ["updates", { write: null }]]).final).toBe(
    "Draft.",
  );
});

test("where the graph removed every answer, words that no node returned are no answer either", () => {
  const { final } = answersOf([
    returned("answer", ai("Within 30 days.", "m1")),
    returned("withdraw", { type: "remove", id: "m1", content: "" }),
    said("grade:1", "good", "m2"),
    returned("grade"),
  ]);
  expect(final).toBe("");
  const emptied = answersOf([
    returned("answer", ai("Within 30 days.", "m1")),
    said("grade:1", "good", "m2"),
    returned("grade"),
    state(),
  ]);
  expect(emptied.final).toBe("");
});

test("all messages are removed in the graph's order, although the removing node finished first", () => {
  const at = (node: string) => ({
    langgraph_checkpoint_ns: `${node}:1`,
    langgraph_node: node,
    langgraph_step: 2,
    langgraph_path: ["__pregel_pull", node],
  });
  const removal = { type: "remove", content: "", id: "__remove_all__" };
  const { final } = answersOf([
    ["messages", [removal, at("b_clear")]],
    returned("b_clear", removal),
    ["messages", [ai("Said beside it.", "m1"), at("a_answer")]],
    returned("a_answer", ai("Said beside it.", "m1")),
  ]);
  expect(final).toBe("");
});

test("a node that gives a message without speaking is put in order beside one that is still speaking", () => {
  const at = (node: string) => ({
    langgraph_checkpoint_ns: `${node}:1`,
    langgraph_node: node,
    langgraph_step: 1,
    langgraph_path: ["__pregel_pull", node],
  });
  const given = { role: "assistant", content: "Given beside it." };
  const answerAfter = (speaker: string, giver: string) =>
    answersOf([
      ["messages", [ai("Said slowly.", "m1"), at(speaker)]],
      returned(giver, given),
      returned(speaker, ai("Said slowly.", "m1")),
    ]).final;
  expect(answerAfter("a", "b")).toBe("Given beside it.");
  expect(answerAfter("b", "a")).toBe("Said slowly.");
});

test("nodes with numbers for names come in the order of the names as text", () => {
  const at = (node: string) => ({
    langgraph_checkpoint_ns: `${node}:1`,
    langgraph_node: node,
    langgraph_step: 1,
    langgraph_path: ["__pregel_pull", node],
  });
  const { final } = answersOf([
    ["messages", [ai("Nine.", "m9"), at("9")]],
    returned("9", ai("Nine.", "m9")),
    ["messages", [ai("Ten.", "m10"), at("10")]],
    returned("10", ai("Ten.", "m10")),
  ]);
  expect(final).toBe("Nine.");
});

test("what a task returns is no state of the graph; what its entrypoint returns is", () => {
  const inTask = (id: string, number: number) =>
    [
      "messages",
      [
        ai(`Said in ${id}.`, id),
        {
          langgraph_checkpoint_ns: `flow:1|tell:${number}`,
          langgraph_node: "tell",
          langgraph_path: ["__pregel_push", ["__pregel_pull", "flow"], number, true],
        },
      ],
    ] as const;
  const first = ai("Said in m1.", "m1");
  const second = ai("Said in m2.", "m2");
  const { final } = answersOf([
    inTask("m1", 0),
    returned("tell", first),
    inTask("m2", 1),
    returned("tell", second),
    returned("flow", first),
  ]);
  expect(final).toBe("Said in m1.");
});

test("a run without words has the empty answer", () => {
  expect(answersOf([["updates", { a: { n: 1 } }]]).final).toBe("");
});

test("a message that the graph removed is no answer", () => {
  const { final } = answersOf([
    returned("a", ai("Kept.", "m1")),
    returned("b", ai("Dropped.", "m2")),
    returned("c", { type: "remove", id: "m2", content: "" }),
  ]);
  expect(final).toBe("Kept.");
});

test("a tool's message is the answer only with acceptsToolAnswer, and only if it comes last", () => {
  const tool = { type: "tool", content: "9-17", id: "t1" };
  const last = [returned("agent", ai("Let me look.", "m1")), returned("tools", tool)];
  expect(answersOf(last).final).toBe("Let me look.");
  expect(answersOf(last, { acceptsToolAnswer: true }).final).toBe("9-17");
  const earlier = [...last, returned("agent", ai("We open at 9.", "m2"))];
  expect(answersOf(earlier, { acceptsToolAnswer: true }).final).toBe("We open at 9.");
  const empty = [...last, returned("tools", { ...tool, content: "", id: "t2" })];
  expect(answersOf(empty, { acceptsToolAnswer: true }).final).toBe("Let me look.");
});

test("with answerNodes, only the words of these nodes count, in the stream and at the end", () => {
  const parts = [
    said("writer:1", "The answer.", "m1"),
    returned("writer", ai("The answer.", "m1")),
    said("critic:1", "Fine.", "m2"),
    returned("critic", ai("Fine.", "m2")),
  ];
  const { shown, final } = answersOf(parts, { answerNodes: ["writer"] });
  expect([shown, final]).toEqual(["The answer.", "The answer."]);
  expect(answersOf(parts, { answerNodes: ["nobody"] }).final).toBe("");
});

test("answerNodes may name a node inside a subgraph, although its parent returns the message", () => {
  const parts = [
    returned("greet", ai("Hello.", "m1")),
    said("child:1|writer:1", "The answer.", "m2"),
    said("child:1|critic:1", "Fine.", "m3"),
    returned("child", ai("The answer.", "m2"), ai("Fine.", "m3")),
  ];
  const answerNodes = ["greet", "writer"];
  const { shown, final } = answersOf(parts, { answerNodes });
  expect([shown, final]).toEqual(["The answer.", "The answer."]);
});

test("answerNodes count in a whole state too, for messages whose nodes were seen", () => {
  const parts = [
    said("writer:1", "The answer.", "m1"),
    said("critic:1", "Fine.", "m2"),
    state(ai("The answer.", "m1"), ai("Fine.", "m2")),
  ];
  expect(answersOf(parts, { answerNodes: ["writer"] }).final).toBe("The answer.");
  const unseen = [state(ai("The answer.", "m1"), ai("Fine.", "m2"))];
  expect(answersOf(unseen, { answerNodes: ["writer"] }).final).toBe("Fine.");
});

test("getAnswer decides, and null or undefined leaves it to the messages", () => {
  const parts = [returned("a", ai("From the model.", "m1"))];
  expect(answersOf(parts, { getAnswer: () => "Mine." }).final).toBe("Mine.");
  expect(answersOf(parts, { getAnswer: () => "" }).final).toBe("");
  for (const unknown of [null, undefined])
    expect(answersOf(parts, { getAnswer: () => unknown }).final).toBe("From the model.");
});

test("getAnswer sees the updates and the whole state", () => {
  const getAnswer = vi.fn<NonNullable<Rules["getAnswer"]>>(() => "Mine.");
  answersOf(
    [
      ["updates", { a: { n: 1 } }],
      ["values", { n: 1 }],
    ],
    { getAnswer },
  );
  const updates = [{ node: "a", namespace: [], data: { n: 1 } }];
  expect(getAnswer).toHaveBeenLastCalledWith(updates, { n: 1 });
});

test.each<[string, () => unknown, RegExp]>([
  ["a promise", async () => "Late.", /returned a promise/],
  ["a rejected promise", async () => Promise.reject(new Error("mine")), /returned a promise/],
  ["a number", () => 42, /returned a value of type number/],
  ["an object", () => ({ text: "Mine." }), /returned a value of type object/],
])("a getAnswer that returns %s is ignored in the stream and refused at the end", (...args) => {
  const [, bad, sentence] = args;
  const getAnswer = bad as () => string;
  const snapshot = newRecord<JsonObject, JsonObject>("Refund?").snapshot;
  expect(shownAnswer(snapshot, { getAnswer })).toBe("");
  expect(() => finalAnswer(snapshot, [], { getAnswer, acceptsToolAnswer: false })).toThrow(
    sentence,
  );
});

test("a getAnswer that throws is ignored in the stream and throws at the end", () => {
  const getAnswer = () => {
    throw new Error("mine");
  };
  const snapshot = newRecord<JsonObject, JsonObject>("Refund?").snapshot;
  expect(shownAnswer(snapshot, { getAnswer })).toBe("");
  expect(() => finalAnswer(snapshot, [], { getAnswer, acceptsToolAnswer: false })).toThrow("mine");
});
