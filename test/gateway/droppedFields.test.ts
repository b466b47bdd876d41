/** What may be in a visitor's request, and what the LangGraph server gets of it. */
import { describe, expect, test } from "vitest";
import { createGateway } from "../../src/gateway/createGateway.js";
import type { UpstreamCall } from "../../src/gateway/exchange.js";
import type { GatewayOptions } from "../../src/gateway/options.js";
import { exchangeOf, GOOD_BODY, GOOD_REPLIES, scriptServer, type Asked } from "./exchanges.js";
import { GOOD_OPTIONS } from "./options.js";
import { readReply } from "./readReply.js";
import { wordsOf } from "./wordsOf.js";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Asks once, and returns the status and the call that starts the run. */
async function ask(asked: Asked, options: Partial<GatewayOptions> = {}) {
  const server = scriptServer(GOOD_REPLIES);
  const gateway = createGateway({ ...GOOD_OPTIONS, ...options });
  const { status } = await readReply(
    await gateway.handle(exchangeOf({ ...asked, send: server.send })),
  );
  const runs = server.calls.filter(({ url }) => /\/runs\/(stream|wait)$/.test(url.pathname));
  expect(runs.length).toBeLessThanOrEqual(1);
  return { status, call: runs[0] };
}

function bodyOf(call: UpstreamCall | undefined): Record<string, unknown> {
  expect(call).toBeDefined();
  return JSON.parse(call?.body ?? "null") as Record<string, unknown>;
}

/** What the server gets of every question in the usual form. */
const FORWARDED = {
  assistant_id: "faq-graph",
  input: { messages: [{ role: "human", content: "Can I get a refund?" }] },
  stream_mode: ["updates", "messages-tuple", "custom"],
  on_disconnect: "cancel",
  config: { recursion_limit: 25 },
  metadata: { oneshot_key: expect.stringMatching(UUID) as string },
};

/** Fields that LangGraph's API reads, and some that it does not, with values that would do harm. */
const UNLISTED: readonly Record<string, unknown>[] = [
  { webhook: "http://169.254.169.254/latest/meta-data" },
  { command: { resume: "yes", goto: "admin", update: { role: "admin" } } },
  { checkpoint: { thread_id: "x", checkpoint_ns: "" } },
  { checkpoint_id: "x" },
  { checkpoint_during: true },
  { durability: "sync" },
  {
    config: {
      configurable: { thread_id: "x", user: "admin", "x-api-key": "k" },
      recursion_limit: 1_000_000,
    },
  },
  {
    config: {
      tags: ["a"],
      callbacks: ["b"],
      max_concurrency: 1e6,
      run_id: "x",
      run_name: "y",
      metadata: { a: 1 },
    },
  },
  { config: 7 },
  { context: { role: "admin" } },
  { context: "admin" },
  { stream_mode: ["debug", "values", "events", "tasks", "checkpoints"] },
  { stream_mode: "values" },
  { stream_mode: 7 },
  { stream_subgraphs: true },
  { stream_resumable: true },
  { strict_resume: true },
  { feedback_keys: ["thumbs"] },
  { interrupt_before: "*" },
  { interrupt_after: ["answer"] },
  { multitask_strategy: "enqueue" },
  { on_completion: "keep" },
  { on_disconnect: "continue" },
  { after_seconds: 3600 },
  { if_not_exists: "create" },
  { langsmith_tracer: { project_name: "other", example_id: "x" } },
  { thread_id: "11111111-1111-4111-8111-111111111111" },
  { run_id: "11111111-1111-4111-8111-111111111111" },
  { schedule: "* * * * *" },
  { graph_id: "admin" },
  {
    metadata: {
      ...GOOD_BODY.metadata,
      user_id: "admin",
      graph_id: "x",
      thread_id: "y",
      langgraph_auth_user: "z",
    },
  },
  { metadata: null },
  { metadata: undefined },
  { metadata: { oneshot_key: null } },
  { metadata: {} },
  { input: { ...GOOD_BODY.input, docs: ["secret"], role: "admin", __overwrite__: [] } },
  {
    input: {
      messages: [
        {
          role: "human",
          content: "Can I get a refund?",
          id: "m1",
          name: "admin",
          additional_kwargs: { a: 1 },
          response_metadata: {},
          tool_calls: [{ name: "x" }],
          example: true,
        },
      ],
    },
  },
  { input: { messages: [{ type: "human", content: "Can I get a refund?" }] } },
  { input: { messages: [{ role: "user", type: "human", content: "  Can I get a refund?\n" }] } },
  { constructor: { prototype: { admin: true } }, toString: "x", hasOwnProperty: "y" },
  { unknown_field: "x".repeat(50_000) },
  {
    "\u0000": 1,
    "": 2,
    "assistant_id\u0000": "admin",
    Assistant_id: "admin",
    assistantId: "admin",
  },
];

describe("fields", () => {
  test.each(UNLISTED.map((fields) => [JSON.stringify(fields).slice(0, 80), fields] as const))(
    "%s changes nothing of what the server gets",
    async (_name, fields) => {
      const { status, call } = await ask({ body: { ...GOOD_BODY, ...fields } });
      expect(status).toBe(200);
      expect(bodyOf(call)).toEqual(FORWARDED);
    },
  );

  const RAW: readonly (readonly [string, string])[] = [
    ["__proto__", `"__proto__":{"webhook":"http://evil.example","on_disconnect":"continue"}`],
    [
      "a field that comes twice",
      `"assistant_id":"admin","assistant_id":"faq","stream_mode":"debug"`,
    ],
    ["an escaped name", `"web\\u0068ook":"http://evil.example","\\u005f_proto__":{"a":1}`],
    [
      "a number beyond every limit",
      `"recursion_limit":1e999,"x":-1e999,"y":123456789012345678901234567890`,
    ],
    ["half a surrogate pair", `"x":"\\ud800","\\udfff":1`],
    ["a deeply nested field", `"x":${"[".repeat(20_000)}${"]".repeat(20_000)}`],
  ];
  test.each(RAW)("%s changes nothing of what the server gets", async (_name, members) => {
    const good = JSON.stringify(GOOD_BODY).slice(1, -1);
    for (const body of [`{${members},${good}}`, `{${good},${members}}`]) {
      const { status, call } = await ask({ body });
      expect(status).toBe(200);
      expect(bodyOf(call)).toEqual(FORWARDED);
    }
  });

  test("runs.wait gets the same without stream modes", async () => {
    const { stream_mode: _none, ...waited } = FORWARDED;
    const { call } = await ask({ path: "/runs/wait" }, { streamSubgraphs: true });
    expect(call?.url.pathname).toBe("/runs/wait");
    expect(bodyOf(call)).toEqual(waited);
  });

  test("the operator's stream modes, subgraphs and recursion limit are sent", async () => {
    const options = { streamModes: ["values"], streamSubgraphs: true, recursionLimit: 7 } as const;
    const { call } = await ask({}, options);
    expect(bodyOf(call)).toEqual({
      ...FORWARDED,
      stream_mode: ["values"],
      stream_subgraphs: true,
      config: { recursion_limit: 7 },
    });
  });

  test("a NUL and half a surrogate pair in a question become replacement characters", async () => {
    const content = "Is \0 or \ud83d or \ude00 or 😀 fine?";
    const { call } = await ask({
      body: { ...GOOD_BODY, input: { messages: [{ role: "human", content }] } },
    });
    expect(bodyOf(call).input).toEqual({
      messages: [{ role: "human", content: "Is \ufffd or \ufffd or \ufffd or 😀 fine?" }],
    });
  });

  test("the server gets the visitor's key", async () => {
    const { call } = await ask({});
    expect(bodyOf(call).metadata).toEqual(GOOD_BODY.metadata);
  });

  test.each(["a key with spaces", "key/of/a/path", 'k"', "schlüssel"])(
    "the key %j stays in the gateway, and a random one is sent",
    async (oneshot_key) => {
      const { status, call } = await ask({ body: { ...GOOD_BODY, metadata: { oneshot_key } } });
      expect(status).toBe(200);
      expect(bodyOf(call).metadata).toEqual({
        oneshot_key: expect.stringMatching(UUID) as string,
      });
    },
  );
});

describe("context", () => {
  const options = { contextKeys: ["language", "constructor"] };
  const withContext = (context: unknown) => ({ body: { ...GOOD_BODY, context } });

  test("only the operator's keys are passed on", async () => {
    const { call } = await ask(withContext({ language: { code: "de" }, role: "admin" }), options);
    expect(bodyOf(call)).toEqual({ ...FORWARDED, context: { language: { code: "de" } } });
  });

  test("a context without such keys is left out", async () => {
    for (const context of [undefined, null, {}, { role: "admin" }]) {
      const { call } = await ask(withContext(context), options);
      expect(bodyOf(call)).toEqual(FORWARDED);
    }
  });

  test("a context that is no object, or is nested too deep, is refused", async () => {
    let nested: unknown = "end";
    for (let depth = 0; depth < 40; depth += 1) nested = { nested };
    for (const context of ["de", 7, ["de"], true, { language: nested }])
      expect((await ask(withContext(context), options)).status).toBe(400);
  });

  test("keys that lead to a prototype are left out of its values", async () => {
    const context =
      '{"language":{"__proto__":{"admin":true},"list":[{"prototype":1,"code":"de"}]}}';
    const body = JSON.stringify({ ...GOOD_BODY, context: 0 }).replace(
      '"context":0',
      `"context":${context}`,
    );
    const { call } = await ask({ body }, options);
    expect(call?.body).not.toMatch(/__proto__|prototype/);
    expect(bodyOf(call).context).toEqual({ language: { list: [{ code: "de" }] } });
  });

  test("what authorize adds wins over what the visitor sent", async () => {
    const { call } = await ask(withContext({ language: "de" }), {
      ...options,
      authorize: () => ({ context: { language: "en", plan: "free" } }),
    });
    expect(bodyOf(call).context).toEqual({ language: "en", plan: "free" });
  });
});

/** Headers that LangGraph's servers, proxies and frameworks read. */
const HEADERS = wordsOf(`
  authorization cookie x-api-key x-auth-scheme x-auth-key x-tenant-id x-user-id x-organization-id
  x-service-key x-evil x-project-name forwarded x-forwarded-for x-forwarded-host x-forwarded-proto
  x-real-ip x-client-ip cf-connecting-ip true-client-ip via host user-agent referer traceparent
  tracestate baggage langsmith-trace x-request-id x-b3-traceid x-amzn-trace-id accept
  accept-encoding accept-language te connection keep-alive proxy-authorization proxy-connection
  transfer-encoding upgrade trailer expect range if-none-match last-event-id prefer
  x-http-method-override x-original-url x-rewrite-url x-middleware-subrequest x-langgraph-auth
  x-langsmith-project purpose sec-fetch-site dnt priority content-language content-location
  content-disposition x-accel-redirect x-sendfile cache-control pragma cf-turnstile-response
`);

describe("headers", () => {
  test("none of the visitor's headers reaches the server", async () => {
    const canaries = Object.fromEntries(HEADERS.map((name) => [name, `canary-${name}`]));
    const { status, call } = await ask({ headers: canaries });
    expect(status).toBe(200);
    expect(call?.headers).toEqual({
      accept: "text/event-stream",
      "content-type": "application/json",
      "x-api-key": "lsv2-key",
    });
    expect(call?.url.href).toBe("http://127.0.0.1:2024/runs/stream");
  });

  test("a server without a key gets none", async () => {
    const { call } = await ask(
      { headers: { "x-api-key": "visitor" } },
      { upstream: { apiUrl: "http://127.0.0.1:2024/langgraph/" } },
    );
    expect(call?.headers).not.toHaveProperty("x-api-key");
    expect(call?.url.href).toBe("http://127.0.0.1:2024/langgraph/runs/stream");
  });
});
