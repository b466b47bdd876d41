/** Secrets are put wherever the LangGraph server and the operator's functions can put one. None may reach a visitor or a log. */
import { expect, test } from "vitest";
import { createGateway } from "../../src/gateway/createGateway.js";
import type { GatewayOptions, LogLine } from "../../src/gateway/options.js";
import {
  exchangeOf,
  GOOD_BODY,
  GOOD_REPLIES,
  scriptServer,
  type ScriptedReply,
} from "./exchanges.js";
import { GOOD_OPTIONS } from "./options.js";
import { readReply } from "./readReply.js";

const KEY = "canary-key-4711";
const SECRET = "canary-secret-4711";
const STREAM = { "content-type": "text/event-stream" };

type Events = readonly (readonly [name: string, data: unknown])[];

function streamOf(events: Events): ScriptedReply {
  const text = events.map(([name, data]) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  return { headers: STREAM, body: `: ${SECRET}\nid: ${SECRET}\nretry: 1\n\n${text.join("")}` };
}

const BEGIN: Events = [["metadata", { run_id: "r1", attempt: 1, note: SECRET }]];
const METADATA = {
  langgraph_node: "answer",
  langgraph_checkpoint_ns: "answer:1",
  tags: [SECRET],
  thread_id: SECRET,
  user_id: SECRET,
  ls_model_name: SECRET,
  prompt: SECRET,
};
const AI = {
  type: "ai",
  id: "m1",
  content: "Yes.",
  additional_kwargs: { prompt: SECRET },
  response_metadata: { system_fingerprint: SECRET, headers: { key: KEY } },
  usage_metadata: { note: SECRET },
  tool_calls: [{ id: "c1", name: "look_up", args: { query: SECRET } }],
  invalid_tool_calls: [{ id: "c2", name: "look_up", args: SECRET, error: SECRET }],
};
const OTHERS = [
  { type: "system", id: "m2", content: SECRET },
  { type: "human", id: "m3", content: SECRET },
  {
    type: "tool",
    id: "m4",
    name: "look_up",
    tool_call_id: "c1",
    content: SECRET,
    artifact: SECRET,
  },
  { type: "function", id: "m5", content: SECRET },
  {
    type: "ai",
    id: "m6",
    content: [
      { type: "thinking", thinking: SECRET },
      { type: "text", text: "Yes." },
    ],
  },
  {
    lc: 1,
    type: "constructor",
    id: ["langchain_core", "messages", "SystemMessage"],
    kwargs: { content: SECRET },
  },
];
const STATE = {
  messages: [...OTHERS, AI],
  docs: [SECRET],
  prompt: SECRET,
  nested: { deep: [SECRET] },
};
const FAILURE = { error: SECRET, message: `${SECRET}: key ${KEY}`, detail: [SECRET] };

/** What the server says, and whether it is a stream. */
const REPLIES: Readonly<Record<string, ScriptedReply>> = {
  ...Object.fromEntries(
    [301, 307, 400, 401, 402, 403, 404, 405, 409, 413, 422, 429, 500, 502, 503, 504].map(
      (status) => [
        `status ${status}`,
        {
          status,
          headers: {
            location: `https://evil.example/${SECRET}`,
            "www-authenticate": SECRET,
            "x-secret": KEY,
          },
          body: JSON.stringify(FAILURE),
        },
      ],
    ),
  ),
  "a page": { headers: { "content-type": `text/html; x=${SECRET}` }, body: `<pre>${SECRET}</pre>` },
  compressed: { headers: { ...STREAM, "content-encoding": SECRET }, body: SECRET },
  "headers of a stream": {
    headers: {
      ...STREAM,
      "set-cookie": SECRET,
      "content-location": `/threads/${SECRET}/runs/${SECRET}`,
      server: SECRET,
      "x-langsmith-trace": SECRET,
      "access-control-allow-origin": "*",
    },
    body: streamOf(BEGIN).body ?? "",
  },
  "an error event": streamOf([...BEGIN, ["error", FAILURE]]),
  "an error before all": streamOf([["error", FAILURE]]),
  "an error in a subgraph": streamOf([...BEGIN, [`error|${SECRET}:1`, FAILURE]]),
  messages: streamOf([
    ...BEGIN,
    ...[AI, ...OTHERS].map((each) => ["messages", [each, METADATA]] as const),
  ]),
  updates: streamOf([
    ...BEGIN,
    ["updates", { retrieve: { docs: [SECRET], prompt: SECRET }, answer: STATE }],
  ]),
  values: streamOf([...BEGIN, ["values", STATE]]),
  "an interrupt": streamOf([
    ...BEGIN,
    ["updates", { __interrupt__: [{ id: SECRET, value: FAILURE }] }],
  ]),
  "events nobody asked for": streamOf([
    ...BEGIN,
    ...[
      "debug",
      "tasks",
      "checkpoints",
      "events",
      "feedback",
      "logs",
      SECRET,
      "__proto__",
      "messages/complete",
    ].map((name) => [name, STATE] as const),
  ]),
  "an end with more": streamOf([
    ...BEGIN,
    ["end", { run_id: SECRET, status: "success", error: FAILURE }],
  ]),
  "an unknown status": streamOf([...BEGIN, ["end", { run_id: "r1", status: SECRET }]]),
  "no JSON": {
    headers: STREAM,
    body: `event: updates\ndata: {${SECRET}\n\nevent: messages\ndata: ${SECRET}\n\n`,
  },
  "half an event": { headers: STREAM, body: `event: updates\ndata: {"answer": "${SECRET}` },
};
const STATES: readonly unknown[] = [
  STATE,
  { __error__: FAILURE },
  { __error__: SECRET },
  { ...STATE, __interrupt__: [{ value: SECRET }] },
  SECRET,
  [SECRET],
  [AI, ...OTHERS],
  { detail: SECRET },
];

async function ask(
  path: string,
  replies: Readonly<Record<string, ScriptedReply>>,
  options: Partial<GatewayOptions> = {},
) {
  const lines: LogLine[] = [];
  const gateway = createGateway({
    ...GOOD_OPTIONS,
    upstream: { apiUrl: "http://127.0.0.1:2024", apiKey: KEY },
    streamModes: ["updates", "messages-tuple", "values"],
    feedback: {
      secret: `${SECRET}-${"x".repeat(32)}`,
      send: () => Promise.reject(new Error(SECRET)),
    },
    log: (line) => lines.push(line),
    ...options,
  });
  const { send, calls } = scriptServer({ ...GOOD_REPLIES, ...replies });
  const body = {
    ...GOOD_BODY,
    input: { messages: [{ role: "human", content: `What is ${SECRET}?` }] },
  };
  const reply = await readReply(await gateway.handle(exchangeOf({ path, body, send })));
  return { seen: JSON.stringify(reply), logged: JSON.stringify(lines), calls };
}

test.each(Object.entries(REPLIES))(
  "no secret comes out if the server answers with %s",
  async (_name, reply) => {
    for (const path of ["/runs/stream", "/runs/wait"]) {
      const { seen, logged, calls } = await ask(path, { [path]: reply });
      expect(seen).not.toMatch(/canary/);
      expect(logged).not.toMatch(/canary/);
      expect(calls[0]?.headers["x-api-key"]).toBe(KEY);
    }
  },
);

test.each(STATES.map((state) => [JSON.stringify(state).slice(0, 60), state] as const))(
  "no secret comes out of the state %s",
  async (_name, state) => {
    const { seen, logged } = await ask("/runs/wait", {
      "/runs/wait": { body: JSON.stringify(state) },
    });
    expect(seen).not.toMatch(/canary/);
    expect(logged).not.toMatch(/canary/);
  },
);

test("no secret comes out of the operator's functions", async () => {
  const fail = () => {
    throw new Error(SECRET);
  };
  const failing: readonly Partial<GatewayOptions>[] = [
    { authorize: fail },
    { onRun: fail },
    { inputSchema: { "~standard": { version: 1, vendor: "own", validate: fail } } },
    {
      inputSchema: {
        "~standard": {
          version: 1,
          vendor: "own",
          validate: () => ({ issues: [{ message: SECRET }] }),
        },
      },
    },
    {
      inputSchema: { "~standard": { version: 1, vendor: "own", validate: () => ({ value: 1n }) } },
    },
    { authorize: () => ({ context: { key: KEY, big: 1n } }) },
    { authorize: () => ({ context: { key: KEY }, visitorId: SECRET }) },
  ];
  for (const options of failing) {
    const { seen, logged } = await ask("/runs/stream", {}, options);
    expect(seen).not.toMatch(/canary/);
    expect(logged).not.toMatch(/canary/);
  }
});

test("these replies do hold words that visitors may see, and secrets that an operator can expose", async () => {
  for (const name of ["messages", "updates", "values"]) {
    const reply = { "/runs/stream": REPLIES[name] ?? {} };
    expect((await ask("/runs/stream", reply)).seen).toContain("Yes.");
    const expose = { stateKeys: ["docs"], toolData: true };
    expect((await ask("/runs/stream", reply, { expose })).seen).toContain(SECRET);
  }
});
