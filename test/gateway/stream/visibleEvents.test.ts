/** What becomes of each form of event, and the fast way for the pieces of a message, which must not show. */
import { describe, expect, test } from "vitest";
import { createVisibleEvents } from "../../../src/gateway/stream/visibleEvents.js";
import { createRandom, SEED, times } from "../../faults/random.js";

const show = (name: string, data: unknown) =>
  createVisibleEvents({ expose: {} }).show({ name, data: JSON.stringify(data), id: undefined });
const shown = (name: string, data: unknown) => {
  const [, given = "", json = ""] = /^event: (.+)\ndata: (.+)\n\n$/.exec(show(name, data)) ?? [];
  return given === "" ? undefined : { name: given, data: JSON.parse(json) as unknown };
};

const UPDATES: readonly [form: string, returned: unknown, visible: unknown][] = [
  [
    "a part of the state",
    { docs: ["secret"], messages: [{ type: "ai", content: "Yes." }] },
    { messages: [{ type: "ai", content: "Yes." }] },
  ],
  ["keys that are not exposed", { docs: ["secret"] }, {}],
  ["nothing", null, null],
  ["an empty object", {}, {}],
  ["a text", "secret", null],
  ["a number", 7, null],
  [
    "a bare message",
    { type: "ai", id: "1", content: "Yes." },
    { type: "ai", id: "1", content: "Yes." },
  ],
  ["a bare message of a tool", { type: "tool", content: "secret" }, null],
  [
    "one message without a list",
    { messages: { role: "assistant", content: "Yes." } },
    { messages: [{ type: "ai", content: "Yes." }] },
  ],
  [
    "a message as a pair",
    {
      messages: [
        ["ai", "Yes."],
        ["human", "secret"],
      ],
    },
    { messages: [{ type: "ai", content: "Yes." }] },
  ],
  [
    "a list of messages",
    [
      { type: "human", content: "secret" },
      { type: "ai", content: "Yes." },
    ],
    [{}, { type: "ai", content: "Yes." }],
  ],
  [
    "a list of commands",
    [{ messages: [{ type: "ai", content: "Yes." }] }, null, { docs: "secret" }],
    [{ messages: [{ type: "ai", content: "Yes." }] }, null, {}],
  ],
  [
    "an overwritten list",
    { messages: { type: "__overwrite__", value: [{ type: "ai", content: "Yes." }] } },
    {
      messages: [
        { type: "remove", id: "__remove_all__", content: "" },
        { type: "ai", content: "Yes." },
      ],
    },
  ],
  [
    "a removal",
    { messages: [{ type: "remove", id: "1", content: "secret" }] },
    { messages: [{ type: "remove", id: "1", content: "" }] },
  ],
  [
    "a message with blocks",
    {
      messages: [
        {
          type: "AIMessageChunk",
          content: [
            { type: "text", text: "Yes.", index: 1, annotations: ["secret"] },
            "And no.",
            { type: "thinking", thinking: "secret" },
          ],
        },
      ],
    },
    {
      messages: [
        { type: "AIMessageChunk", content: [{ type: "text", text: "Yes.", index: 1 }, "And no."] },
      ],
    },
  ],
];

describe("updates", () => {
  test.each(UPDATES)("a node that returns %s", (_form, returned, visible) => {
    expect(shown("updates", { node: returned })).toEqual({
      name: "updates",
      data: { node: visible },
    });
  });

  test("an interrupt is told without what it asks for, and a note about caching is left out", () => {
    const data = { __interrupt__: [{ value: "secret" }], __metadata__: { cached: true } };
    expect(shown("updates", data)).toEqual({ name: "updates", data: { __interrupt__: [] } });
  });

  test("a node may have any name", () => {
    const text = '{"__proto__":{"messages":[]},"constructor":null}';
    const events = createVisibleEvents({ expose: {} });
    expect(events.show({ name: "updates|a:b", data: text, id: undefined })).toBe(
      `event: updates|a:b\ndata: ${text}\n\n`,
    );
  });
});

describe("other events", () => {
  test.each([
    ["custom", { any: ["thing"] }, { any: ["thing"] }],
    ["custom|child:1", null, null],
    [
      "values",
      { messages: [{ type: "ai", content: "Yes." }], docs: 1 },
      { messages: [{ type: "ai", content: "Yes." }] },
    ],
    ["values", "secret", { messages: [] }],
    ["values", null, null],
    [
      "error",
      { error: "RangeError", message: "secret" },
      { error: "run_failed", message: "The assistant failed." },
    ],
  ])("%s %j is shown as %j", (name, data, visible) => {
    expect(shown(name, data)).toEqual({ name, data: visible });
  });

  test.each([
    "tasks",
    "debug",
    "checkpoints",
    "events",
    "tools",
    "feedback",
    "messages/partial",
    "messages/metadata",
    "",
    "end",
  ])("an event with the name %j is left out", (name) => expect(show(name, { secret: 1 })).toBe(""));

  test("an event that comes again with its id is shown once", () => {
    const events = createVisibleEvents({ expose: {} });
    const event = { name: "custom", data: "1", id: "7" };
    expect(events.show(event)).not.toBe("");
    expect(events.show(event)).toBe("");
    expect(events.show({ ...event, id: undefined })).not.toBe("");
  });

  test("data of several lines becomes one line, and broken data is left out", () => {
    const events = createVisibleEvents({ expose: {} });
    expect(events.show({ name: "custom", data: '{\n"a":\n1}', id: undefined })).toBe(
      'event: custom\ndata: {"a":1}\n\n',
    );
    expect(events.show({ name: "custom", data: "{", id: undefined })).toBe("");
    expect(events.show({ name: "custom", data: `${"[".repeat(100_000)}`, id: undefined })).toBe("");
  });

  test("data that is nested too deeply does not throw", () => {
    const deep = "[".repeat(5_000) + "]".repeat(5_000);
    const events = createVisibleEvents({ expose: {} });
    for (const name of ["updates", "values", "messages"]) {
      for (const data of [
        deep,
        `{"a":${deep}}`,
        `{"a":{"messages":${deep}}}`,
        `[{"type":"ai","content":${deep}},{"langgraph_path":${deep}}]`,
      ])
        expect(() => events.show({ name, data, id: undefined })).not.toThrow();
    }
  });
});

describe("the pieces of a message", () => {
  const TEXTS = [
    "Yes",
    " and",
    "",
    '"',
    "\\",
    "\n",
    "\u2028",
    "👋🏽",
    "oneshot-chat?",
    '"content":"',
    "</script>",
    "\u0007",
  ];

  function piece(text: string, { id, form }: { id: string; form: number }) {
    const content = form === 2 ? [{ type: "text", text, index: 0 }] : text;
    const message = {
      ...(form === 1 && { additional_kwargs: { content: "secret", text: "secret" } }),
      content,
      ...(form === 3 && { usage_metadata: { input_tokens: text.length } }),
      type: form === 0 ? "ai" : "AIMessageChunk",
      id,
      tool_call_chunks: form === 4 ? [{ name: "look_up", args: text, index: 0 }] : [],
    };
    const metadata = {
      tags: ["secret"],
      langgraph_node: `node ${id}`,
      langgraph_step: 1,
      content: "secret",
    };
    return JSON.stringify([message, metadata]);
  }

  test(`look the same whether they come alone or after others (seed ${SEED})`, () => {
    const random = createRandom(SEED);
    for (let run = 0; run < times(50, 1_000); run += 1) {
      const events = createVisibleEvents({ expose: {} });
      for (let count = 0; count < 60; count += 1) {
        const speaker = { id: String(random.below(7)), form: random.below(5) };
        let data = piece(random.pick(TEXTS), speaker);
        // Broken in the middle of the text, or anywhere.
        if (random.below(6) === 0)
          data = data.replace("Yes", random.pick(['Y"es', "Y\\es", "Y\u0001"]));
        if (random.below(12) === 0) data = data.slice(0, random.below(data.length));
        const event = { name: "messages", data, id: undefined };
        const alone = createVisibleEvents({ expose: {} }).show(event);
        expect(events.show(event)).toBe(alone);
        expect(alone).not.toContain("secret");
      }
    }
  });
});
