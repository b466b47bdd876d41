/** What must never get out: state, prompts, data of tools, metadata, error texts, and the ids of thread and run. */
import { describe, expect, test } from "vitest";
import type { ExposeOptions } from "../../../src/gateway/options.js";
import { visibleState } from "../../../src/gateway/stream/visibleState.js";
import { createRandom, SEED, times } from "../../faults/random.js";
import { rawOf, RECORDINGS } from "../../faults/recordedEnds.js";
import { mutate, SECRET } from "./mutate.js";
import { chunksOf, PUBLIC_ID, relayAll, toView } from "./relayed.js";

const MUTATIONS = times(60, 3_000);

/** The events of a visitor's stream. Each must be whole and of valid JSON. */
function eventsOf(text: string) {
  return text
    .split("\n\n")
    .filter((frame) => frame !== "")
    .map((frame) => {
      const [, name = "", json = ""] = /^event: (.+)\ndata: (.+)$/.exec(frame) ?? [];
      return { name, data: JSON.parse(json) as unknown };
    });
}

const METADATA = [
  "langgraph_checkpoint_ns",
  "langgraph_node",
  "langgraph_path",
  "langgraph_step",
  "ls_integration",
];
const MESSAGE = ["content", "id", "tool_call_chunks", "tool_call_id", "tool_calls", "type", "name"];

describe.each(RECORDINGS)("$name of the $server server", (recording) => {
  const body = rawOf(recording);

  test(`no secret gets out, whatever it is written into (${MUTATIONS} mutations, seed ${SEED})`, async () => {
    const random = createRandom(SEED);
    for (let count = 0; count < MUTATIONS; count += 1) {
      const stream = new TextEncoder().encode(mutate(body.toString(), random));
      const { text } = await relayAll(chunksOf(stream));
      expect(frameWith(text)).toBeUndefined();
      expect(eventsOf(text).at(-1)?.name).toBe("end");
    }
  });

  test("the ids of thread, run and assistant do not get out", async () => {
    const recorded = body.toString();
    const fields = ["run_id", "thread_id", "assistant_id", "graph_id", "langgraph_version"];
    const values = fields.flatMap((field) =>
      [...recorded.matchAll(new RegExp(`"${field}":"([^"]+)"`, "g"))].map(([, value]) => value),
    );
    const { text } = await relayAll(chunksOf(body));
    expect(values.length).toBeGreaterThan(0);
    for (const value of new Set(values.filter((each) => (each?.length ?? 0) > 5)))
      expect(text).not.toContain(value);
    expect(eventsOf(text)[0]).toEqual({
      name: "metadata",
      data: { run_id: PUBLIC_ID, gateway: 1 },
    });
  });

  test("messages and their metadata have listed fields only", async () => {
    for (const { name, data } of eventsOf((await relayAll(chunksOf(body))).text)) {
      if (!/^messages(\||$)/.test(name)) continue;
      const [message, metadata] = data as [object, object];
      expect(MESSAGE).toEqual(expect.arrayContaining(Object.keys(message)));
      expect(METADATA).toEqual(expect.arrayContaining(Object.keys(metadata)));
    }
  });
});

test("the mutations do write secrets: with tool data exposed, some get out", async () => {
  const random = createRandom(SEED);
  const body = rawOf({ server: "python", name: "tools" }).toString();
  const stream = () => new TextEncoder().encode(mutate(body, random));
  const texts = await Promise.all(
    Array.from({ length: 20 }, () => relayAll(chunksOf(stream()), { expose: { toolData: true } })),
  );
  expect(texts.some(({ text }) => text.includes(SECRET))).toBe(true);
});

function frameWith(text: string): string | undefined {
  return text.split("\n\n").find((frame) => frame.includes(SECRET));
}

describe("what an operator exposes gets out, and nothing beside it", () => {
  const update = {
    documents: ["a page"],
    prompt: SECRET,
    messages: [
      { type: "system", content: SECRET },
      {
        type: "ai",
        id: "1",
        content: [
          { type: "thinking", thinking: "Let me see." },
          { type: "text", text: "Yes." },
        ],
        additional_kwargs: { reasoning_content: "Hm." },
        tool_calls: [{ name: "look_up", id: "call", args: { day: "Monday" } }],
      },
      { type: "tool", id: "2", name: "look_up", tool_call_id: "call", content: "9-17" },
    ],
  };
  const ai = { type: "ai", id: "1", content: [{ type: "text", text: "Yes." }] };
  const call = { name: "look_up", id: "call", args: {}, type: "tool_call" };
  const show = (expose: ExposeOptions) => visibleState(update, toView(expose));

  test("nothing: AI messages with the names of tools", () => {
    expect(show({})).toEqual({ messages: [{ ...ai, tool_calls: [call] }] });
  });

  test("stateKeys: these keys, and messages are built all the same", () => {
    expect(show({ stateKeys: ["documents", "messages", "absent"] })).toEqual({
      documents: ["a page"],
      messages: [{ ...ai, tool_calls: [call] }],
    });
  });

  test("toolData: arguments, and messages of tools", () => {
    expect(show({ toolData: true })).toEqual({
      messages: [
        { ...ai, tool_calls: [{ ...call, args: { day: "Monday" } }] },
        { type: "tool", id: "2", name: "look_up", tool_call_id: "call", content: "9-17" },
      ],
    });
  });

  test("reasoning: what the model thought", () => {
    expect(show({ reasoning: true })).toEqual({
      messages: [
        {
          ...ai,
          content: [
            { type: "thinking", thinking: "Let me see." },
            { type: "text", text: "Yes." },
          ],
          additional_kwargs: { reasoning_content: "Hm." },
          tool_calls: [call],
        },
      ],
    });
  });

  test.each([
    [{ __error__: { error: "Error", message: SECRET } }, "run_failed"],
    [
      { __error__: { message: `{"message":"${SECRET} MISSING_CHECKPOINTER"}` } },
      "MISSING_CHECKPOINTER",
    ],
  ])("of a failure only a fixed code is told", (state, error) => {
    const shown = visibleState(state, toView({ stateKeys: ["__error__"] }));
    expect(shown).toMatchObject({ __error__: { error } });
    expect(JSON.stringify(shown)).not.toContain(SECRET);
  });

  test("of an interrupt only the fact is told", () => {
    const state = { messages: [], __interrupt__: [{ value: SECRET }] };
    expect(visibleState(state, toView())).toEqual({ messages: [], __interrupt__: [] });
  });
});
