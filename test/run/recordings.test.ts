/** What the real LangGraph servers sent (`npm run record`), read by the real SDK. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createRun } from "../../src/run/createRun.js";
import type { RunSettings, RunSnapshot } from "../../src/run/types.js";
import { bytes, createScriptedServer } from "../../src/testing/index.js";

type Server = "javascript" | "python";

function recording(server: Server, name: string): Uint8Array {
  return readFileSync(join(import.meta.dirname, "../recordings", server, `${name}.sse`));
}

function replay(
  from: Server,
  name: string,
  settings: Partial<RunSettings> = {},
  chunkBytes?: number,
): Promise<RunSnapshot> {
  const server = createScriptedServer(
    [bytes(recording(from, name))],
    chunkBytes === undefined ? {} : { chunkBytes },
  );
  return createRun<Record<string, unknown>, Record<string, unknown>>({
    apiUrl: "https://assistant.test",
    fetch: server.fetch,
    assistantId: name,
    ...settings,
  }).submit("Can I get a refund?");
}

/** A run in a few words. */
function tellOf({ status, answer, messages, updates, steps, error }: RunSnapshot) {
  return {
    status: error ? `error: ${error.kind}` : status,
    answer,
    messages: messages.map(({ type, text }) => `${type}: ${text}`),
    updates: updates.map(({ node, namespace }) =>
      [...namespace, node].join("/").replace(/:[^/]*/g, ""),
    ),
    working: steps.filter((step) => step.status === "working").map(({ node }) => node),
  };
}

const SUBGRAPH = {
  status: "success",
  answer: "wrapped",
  messages: ["ai: inner words", "ai: wrapped"],
  working: [],
};
const TOOLS = {
  status: "success",
  answer: "We are open 9-17.",
  messages: ["ai: ", "tool: 9-17", "ai: We are open 9-17."],
  working: [],
};
const THREE_NODES = ["agent", "tools", "agent"];

const RECORDINGS: readonly [string, Partial<RunSettings>, ReturnType<typeof tellOf>][] = [
  ["tools", {}, { ...TOOLS, updates: THREE_NODES }],
  ["tools-updates", {}, { ...TOOLS, updates: THREE_NODES }],
  ["tools-messages", { streamMode: ["messages", "updates"] }, { ...TOOLS, updates: THREE_NODES }],
  ["tools-values", { streamMode: "values" }, { ...TOOLS, updates: [] }],
  ["sub", {}, { ...SUBGRAPH, updates: ["child", "wrap"] }],
  [
    "sub-subgraphs",
    { streamSubgraphs: true },
    { ...SUBGRAPH, updates: ["child/innerAnswer", "child", "wrap"] },
  ],
  [
    "blocks",
    {},
    {
      status: "success",
      answer: "Refunds take 30 days.",
      messages: ["ai: Refunds take 30 days."],
      updates: ["answer"],
      working: [],
    },
  ],
  [
    "boom",
    {},
    {
      status: "error: run_failed",
      answer: "Half an answer ",
      messages: ["ai: Half an answer "],
      updates: [],
      working: ["answer"],
    },
  ],
  [
    "human",
    {},
    { status: "error: interrupted", answer: "", messages: [], updates: [], working: [] },
  ],
  [
    "state-key",
    { getAnswer: (updates) => updates[0]?.data?.reply as string },
    {
      status: "success",
      answer: "The answer from the state.",
      messages: ["ai: rough draft"],
      updates: ["write"],
      working: [],
    },
  ],
];

describe.each<Server>(["javascript", "python"])("%s", (server) => {
  describe.each(RECORDINGS)("%s", (name, settings, told) => {
    test("the recording reads as what the graph did", async () => {
      expect(tellOf(await replay(server, name, settings))).toEqual(told);
    });

    test.each([1, 7, 64])(
      "the recording reads the same in chunks of %i bytes",
      async (chunkBytes) => {
        const whole = await replay(server, name, settings);
        const inScraps = await replay(server, name, settings, chunkBytes);
        expect(withoutCause(inScraps)).toEqual(withoutCause(whole));
      },
    );
  });
});

test.each<Server>(["javascript", "python"])(
  "the demo's answer comes with its sources as a custom event on the %s server",
  async (server) => {
    const snapshot = await replay(server, "faq");
    expect(snapshot.status).toBe("success");
    expect(snapshot.updates.map(({ node }) => node)).toEqual(["retrieve", "answer"]);
    expect(snapshot.customEvents).toEqual([
      {
        type: "sources",
        sources: expect.arrayContaining([expect.objectContaining({ title: expect.any(String) })]),
      },
    ]);
  },
);

function withoutCause({ error, ...rest }: RunSnapshot) {
  return { ...rest, kind: error?.kind };
}
