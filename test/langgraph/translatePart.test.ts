import { describe, expect, test } from "vitest";
import { newRecord, reduceRun } from "../../src/run/reduceRun.js";
import { createTranslator, type TranslationContext } from "../../src/langgraph/translatePart.js";
import type { RunPart } from "../../src/langgraph/options.js";
import type { RunSnapshot } from "../../src/run/types.js";

/** What a run looks like after these parts. */
function read(
  parts: readonly (readonly [event: string, data: unknown])[],
  context: Partial<TranslationContext> = {},
): RunSnapshot {
  const translator = createTranslator<Record<string, unknown>, Record<string, unknown>>({
    input: [{ role: "human", content: "Open on Monday?" }],
    streamModes: ["updates", "messages-tuple", "custom"],
    streamSubgraphs: false,
    exposeServerMessages: false,
    ...context,
  });
  let record = newRecord<Record<string, unknown>, Record<string, unknown>>("");
  for (const [event, data] of parts) {
    const part: RunPart = { event, data };
    for (const runEvent of translator.translate(part)) record = reduceRun(record, runEvent, {});
  }
  return record.snapshot;
}

const chunk = (content: unknown, extra: object = {}) => ({
  content,
  id: "m1",
  type: "ai",
  tool_call_chunks: [],
  ...extra,
});
const spokenBy = (ns: string, extra: object = {}) => ({
  langgraph_node: ns.split("|").at(-1)?.split(":")[0],
  langgraph_checkpoint_ns: ns,
  ls_integration: "langchain_chat_model",
  ...extra,
});

const HISTORY = [
  { role: "human", content: "When do you open?" },
  { role: "assistant", content: "At nine." },
  { role: "human", content: "And on Sunday?" },
];

describe("messages-tuple", () => {
  test.each([
    ["the JS server's ai", chunk("Hel"), chunk("lo")],
    [
      "the Python server's AIMessageChunk",
      { content: "Hel", id: "m1", type: "AIMessageChunk" },
      { content: "lo", id: "m1", type: "AIMessageChunk" },
    ],
    [
      "bare messages that nothing marks",
      { content: "Hel", id: "m1", type: "ai" },
      { content: "lo", id: "m1", type: "ai" },
    ],
  ])("appends deltas by id: %s", (_name, first, second) => {
    const run = read([
      ["messages", [first, { langgraph_node: "answer", langgraph_step: 1 }]],
      ["messages", [second, { langgraph_node: "answer", langgraph_step: 1 }]],
    ]);
    expect(run.answer).toBe("Hello");
    expect(run.messages).toMatchObject([{ id: "m1", type: "ai", isComplete: false }]);
    expect(run.steps).toHaveLength(1);
  });

  test("blocks of deltas merge by index, reasoning is no text, and a last empty string changes nothing", () => {
    const meta = spokenBy("answer:1");
    const run = read([
      ["messages", [chunk([{ type: "thinking", thinking: "Let me ", index: 0 }]), meta]],
      ["messages", [chunk([{ type: "thinking", thinking: "think.", index: 0 }]), meta]],
      ["messages", [chunk([{ type: "thinking", signature: "sig==", index: 0 }]), meta]],
      ["messages", [chunk([{ type: "text", text: "Refunds ", index: 1 }]), meta]],
      ["messages", [chunk([{ type: "text", text: "take 30 days.", index: 1 }]), meta]],
      [
        "messages",
        [
          chunk([{ type: "text", text: "", index: 1, citations: [{ cited_text: "30 days" }] }]),
          meta,
        ],
      ],
      ["messages", [chunk("", { usage_metadata: { total_tokens: 12 } }), meta]],
    ]);
    expect(run.answer).toBe("Refunds take 30 days.");
    expect(run.messages[0]).toMatchObject({
      content: [
        { type: "thinking", thinking: "Let me think.", signature: "sig==", index: 0 },
        {
          type: "text",
          text: "Refunds take 30 days.",
          index: 1,
          citations: [{ cited_text: "30 days" }],
        },
      ],
      usage_metadata: { total_tokens: 12 },
    });
  });

  test("a tool call is put together from its pieces, and the final message replaces it", () => {
    const scrap = (more: object) =>
      chunk("", {
        tool_call_chunks: [{ index: 0, type: "tool_call_chunk", ...more }],
        tool_calls: [],
        invalid_tool_calls: [{ error: "Malformed args." }],
      });
    const meta = spokenBy("agent:1");
    const streamed = [
      ["messages", [scrap({ name: "look", id: "call_1", args: "" }), meta]],
      ["messages", [scrap({ args: '{"q":' }), meta]],
      ["messages", [scrap({ args: '"Monday"}' }), meta]],
    ] as const;
    expect(read(streamed).messages[0]?.tool_calls).toEqual([
      { id: "call_1", name: "look", args: { q: "Monday" } },
    ]);
    const final = {
      ...chunk(""),
      tool_calls: [{ id: "call_1", name: "look", args: { q: "Mon" } }],
    };
    const run = read([...streamed, ["updates", { agent: { messages: [final] } }]]);
    expect(run.messages).toHaveLength(1);
    expect(run.messages[0]).toMatchObject({
      isComplete: true,
      tool_calls: [{ args: { q: "Mon" } }],
    });
  });

  test("a tool's message and a returned message are whole, and a repeat of either changes nothing", () => {
    const tool = { type: "tool", content: "9-17", id: "t1", tool_call_id: "call_1", name: "look" };
    const returned = { type: "ai", content: "We open at 9.", id: "w1" };
    const meta = spokenBy("tools:1", { ls_integration: "langgraph" });
    const run = read([
      ["messages", [tool, meta]],
      ["messages", [tool, meta]],
      ["messages", [returned, meta]],
      ["messages", [returned, meta]],
    ]);
    expect(run.messages.map(({ type, text }) => [type, text])).toEqual([
      ["tool", "9-17"],
      ["ai", "We open at 9."],
    ]);
    expect(run.answer).toBe("We open at 9.");
  });

  test("a human message is no message of the run", () => {
    expect(read([["messages", [{ type: "human", content: "Hi", id: "h" }, {}]]]).messages).toEqual(
      [],
    );
  });
});

describe("updates", () => {
  test("several nodes in one part are several updates, and a node may return nothing", () => {
    const run = read([["updates", { prep: null, find: { docs: ["a"] } }]]);
    expect(run.updates).toEqual([
      { node: "prep", namespace: [], data: null },
      { node: "find", namespace: [], data: { docs: ["a"] } },
    ]);
  });

  test("a subgraph's update that repeats the question and its own messages shows neither twice", () => {
    const inner = { type: "ai", content: "inner words", id: "run-1" };
    const run = read([
      ["messages", [{ ...chunk("inner words"), id: "run-1" }, spokenBy("child:1|innerAnswer:2")]],
      [
        "updates",
        { child: { messages: [{ type: "human", content: "Open on Monday?", id: "h" }, inner] } },
      ],
      ["updates", { wrap: { messages: [{ type: "ai", content: "wrapped", id: "wrap-1" }] } }],
    ]);
    expect(run.messages.map(({ id, nodes }) => [id, nodes])).toEqual([
      ["run-1", ["child", "innerAnswer"]],
      ["wrap-1", ["wrap"]],
    ]);
    expect(run.answer).toBe("wrapped");
    expect(run.steps.map(({ node, status }) => [node, status])).toEqual([
      ["child", "done"],
      ["wrap", "done"],
    ]);
  });

  test("where subgraphs are streamed, inner nodes have steps and updates of their own", () => {
    const inner = { ...chunk("inner"), id: "run-1" };
    const run = read(
      [
        ["messages|child:1|innerAnswer:2", [inner, spokenBy("child:1|innerAnswer:2")]],
        ["updates|child:1", { innerAnswer: { messages: [{ ...inner, type: "ai" }] } }],
        ["updates", { child: { messages: [{ ...inner, type: "ai" }] } }],
      ],
      { streamSubgraphs: true },
    );
    expect(run.updates.map(({ node, namespace }) => [node, namespace])).toEqual([
      ["innerAnswer", ["child:1"]],
      ["child", []],
    ]);
    expect(run.steps.map(({ node, namespace, status }) => [node, namespace, status])).toEqual([
      ["innerAnswer", ["child:1"], "done"],
      ["child", [], "done"],
    ]);
    expect(run.answer).toBe("inner");
  });

  test("messages may be plain objects, pairs or a single one, and removals are no messages", () => {
    const run = read([
      ["updates", { a: { messages: [{ role: "assistant", content: "One" }] } }],
      ["updates", { b: { messages: [["ai", "Two"]] } }],
      ["updates", { c: { messages: { type: "AIMessage", content: "Three" } } }],
      ["updates", { d: { messages: [{ type: "remove", id: "x", content: "" }] } }],
    ]);
    expect(run.messages.map(({ text }) => text)).toEqual(["One", "Two", "Three"]);
  });

  test.each([
    ["the Python server", (value: unknown) => ({ value, type: "__overwrite__" })],
    ["the JavaScript server", (value: unknown) => ({ __overwrite__: value })],
  ])("an Overwrite takes the place of all messages: %s", (_server, overwrite) => {
    const question = { type: "human", content: "Open on Monday?", id: "h" };
    const run = read([
      ["updates", { a: { messages: [chunk("Draft.", { id: "1" })] } }],
      ["updates", { b: { messages: overwrite([question, chunk("Final.", { id: "2" })]) } }],
    ]);
    expect(run.messages.map(({ text }) => text)).toEqual(["Final."]);
    const emptied = read([
      ["updates", { a: { messages: [chunk("Draft.", { id: "1" })] } }],
      ["updates", { b: { messages: overwrite([]) } }],
    ]);
    expect(emptied.messages).toEqual([]);
  });

  test("a node that removes all messages and gives some of the input's again adds none of its own", () => {
    const run = read(
      [
        [
          "updates",
          {
            summarise: {
              messages: [
                { type: "remove", id: "__remove_all__", content: "" },
                { type: "human", content: "A summary.", id: "s" },
                { type: "ai", content: "At nine.", id: "old" },
                { type: "human", content: "And on Sunday?", id: "h2" },
              ],
            },
          },
        ],
      ],
      { input: HISTORY },
    );
    expect(run).toMatchObject({ answer: "", messages: [] });
  });

  test("two visits to a node are two steps", () => {
    const run = read([
      ["messages", [chunk("a", { id: "1" }), spokenBy("agent:first")]],
      ["updates", { agent: { messages: [] } }],
      ["messages", [chunk("b", { id: "2" }), spokenBy("agent:second")]],
      ["messages", [chunk("c", { id: "2" }), spokenBy("agent:second")]],
    ]);
    expect(run.steps.map(({ status }) => status)).toEqual(["done", "working"]);
    expect(run.answer).toBe("bc");
  });

  test("a list of commands is one update for each, and a list of messages or nothing is one value", () => {
    const say = (content: string) => ({ messages: [{ type: "ai", content }] });
    const updatesOf = (returned: unknown) => read([["updates", { a: returned }]]).updates;
    expect(updatesOf([say("1"), null, say("2")]).map(({ data }) => data)).toEqual([
      say("1"),
      null,
      say("2"),
    ]);
    const messages = [{ type: "ai", content: "1" }];
    expect(updatesOf(messages).map(({ data }) => data)).toEqual([messages]);
    expect(updatesOf([]).map(({ data }) => data)).toEqual([[]]);
    expect(updatesOf(["text"]).map(({ data }) => data)).toEqual([["text"]]);
  });

  test("an interrupt is neither update nor state", () => {
    const interrupt = [{ id: "1", value: "Approve?" }];
    const run = read([
      ["updates", { __interrupt__: interrupt }],
      ["values", { __interrupt__: interrupt }],
    ]);
    expect(run).toMatchObject({ updates: [], values: undefined, status: "pending" });
  });
});

describe("values", () => {
  test("a whole state replaces messages without an id by those with one", () => {
    const run = read([
      ["updates", { answer: { messages: [{ role: "assistant", content: "Yes." }] } }],
      [
        "values",
        {
          messages: [
            { type: "human", content: "Open on Monday?", id: "h" },
            { type: "ai", content: "Yes.", id: "uuid" },
          ],
        },
      ],
    ]);
    expect(run.messages.map(({ id }) => id)).toEqual(["uuid"]);
  });

  test("the input's AI messages in a state are not the run's, although the graph removed an earlier message", () => {
    const kept = HISTORY.slice(1).map((message, at) => ({ ...message, id: `kept-${at}` }));
    const none = read([["values", { messages: kept }]], { input: HISTORY });
    expect(none).toMatchObject({ answer: "", messages: [] });
    // The same words again, after the question, are the run's own.
    const same = [...kept, { type: "ai", content: "At nine.", id: "new" }];
    const repeated = read([["values", { messages: same }]], { input: HISTORY });
    expect(repeated.messages.map(({ id }) => id)).toEqual(["new"]);
  });

  test("a message that a state holds twice has its last place", () => {
    const listed = ["one", "two", "one"].map((id, at) => ({
      type: "ai",
      content: `No. ${at}`,
      id,
    }));
    const run = read([["values", { messages: listed }]]);
    expect(run.messages.map(({ text }) => text)).toEqual(["No. 1", "No. 2"]);
  });

  test("the state of a subgraph is not the graph's", () => {
    expect(read([["values|child:1", { inner: true }]]).values).toBeUndefined();
  });
});

describe("messages (accumulated)", () => {
  test("accumulated messages replace their text, and take their node from messages/metadata", () => {
    const partial = (content: string) => [{ type: "ai", id: "m1", content }];
    const parts = [
      ["messages/metadata", { m1: { metadata: spokenBy("answer:1") } }],
      ["messages/partial", partial("He")],
      ["messages/partial", partial("Hello")],
      ["messages/complete", partial("Hello.")],
      ["messages/complete", [{ type: "human", id: "h", content: "Open on Monday?" }]],
    ] as const;
    const run = read(parts, { streamModes: ["messages", "updates"] });
    expect(run.messages).toMatchObject([{ text: "Hello.", nodes: ["answer"], isComplete: true }]);
    expect(read(parts).messages).toEqual([]); // beside messages-tuple they would say everything twice
  });
});

describe("odd parts", () => {
  test.each<[string, readonly [string, unknown][]]>([
    ["phantom parts of heartbeats", [["", null]]],
    [
      "unknown events",
      [
        ["feedback", { thumbs: "url" }],
        ["tasks", {}],
        ["checkpoints|a:1", {}],
      ],
    ],
    [
      "null data",
      [
        ["updates", null],
        ["messages", null],
        ["values", null],
        ["metadata", null],
      ],
    ],
    [
      "data of another shape",
      [
        ["updates", [1]],
        ["messages", { a: 1 }],
        ["metadata", "x"],
      ],
    ],
    [
      "messages that are none",
      [
        ["messages", ["just text", {}]],
        ["messages", [null, null]],
      ],
    ],
    ["an end event", [["end", null]]],
  ])("%s change nothing and throw nothing", (_name, parts) => {
    const before = read([["updates", { a: { n: 1 } }]]);
    const after = read([["updates", { a: { n: 1 } }], ...parts]);
    expect({ ...after, updates: after.updates.slice(0, 1) }).toEqual({
      ...before,
      steps: after.steps,
    });
    expect(after.messages).toEqual([]);
  });

  test("a late delta of a confirmed message does not double its text", () => {
    const run = read([
      ["messages", [chunk("Yes"), spokenBy("answer:1")]],
      ["updates", { answer: { messages: [{ type: "ai", id: "m1", content: "Yes" }] } }],
      ["messages", [chunk("Yes"), spokenBy("answer:1")]],
    ]);
    expect(run.answer).toBe("Yes");
  });
});
