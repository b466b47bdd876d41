import { describe, expect, test } from "vitest";
import { GatewayConfigError } from "../../src/gateway/checkOptions.js";
import type { GatewayOptions } from "../../src/gateway/options.js";
import { DEFAULT_LIMITS, toSettings } from "../../src/gateway/settings.js";
import { GOOD_OPTIONS } from "./options.js";

/** The sentences about a set of options. Operators without types pass anything. */
function mistakesOf(changes: Record<string, unknown>): readonly string[] {
  try {
    toSettings({ ...GOOD_OPTIONS, ...changes } as GatewayOptions);
    return [];
  } catch (error) {
    if (error instanceof GatewayConfigError) return error.mistakes;
    throw error;
  }
}

const withUpstream = (changes: object) => ({ upstream: { ...GOOD_OPTIONS.upstream, ...changes } });
const remote = { apiUrl: "https://deployment.example" };
const SECRET = "s".repeat(32);
const schema = { "~standard": { version: 1, vendor: "own", validate: () => ({ issues: [] }) } };

describe("options that work", () => {
  const working: readonly Record<string, unknown>[] = [
    {},
    withUpstream({ apiKey: undefined }),
    withUpstream({ apiKey: null }),
    withUpstream({ ...remote }),
    withUpstream({ ...remote, apiKey: null }),
    withUpstream({ apiUrl: "https://deployment.example/langgraph/" }),
    withUpstream({ apiUrl: "http://localhost:2024" }),
    withUpstream({ apiUrl: "http://[::1]:2024" }),
    withUpstream({ apiUrl: "http://0.0.0.0:2024" }),
    withUpstream({ apiUrl: "http://10.1.2.3:8000" }),
    withUpstream({ apiUrl: "http://172.31.0.1:8000" }),
    withUpstream({ apiUrl: "http://langgraph-api:8000" }),
    withUpstream({ apiUrl: "http://langgraph.prod.svc.internal:8000" }),
    {
      allowedOrigins: [
        "https://a.example",
        "http://localhost:5173",
        "https://xn--bcher-kva.example",
      ],
    },
    { allowedOrigins: ["chrome-extension://abcdefghijklmnop", "capacitor://localhost"] },
    { allowedOrigins: [], allowMissingOrigin: true },
    { basePath: "" },
    { basePath: "/api" },
    { basePath: "/api/faq-1.0/_x~" },
    { limits: { runsPerVisitorPerDay: Infinity, maxRunMs: Infinity, maxBodyBytes: 1 } },
    { limits: { maxRunMs: undefined } },
    { limitStore: { redisUrl: "redis://127.0.0.1:6379" } },
    { limitStore: { redisUrl: "rediss://user:pass@redis.example", whenUnavailable: "refuse" } },
    { trustedProxies: ["127.0.0.1", "10.0.0.0/8", "::1", "fd00::/8"] },
    { streamModes: ["values"], streamSubgraphs: true, recursionLimit: 1 },
    { inputSchema: schema },
    { inputSchema: Object.assign(() => {}, schema) },
    { contextKeys: ["language"], expose: { stateKeys: ["answer"], toolData: true } },
    { feedback: { secret: SECRET, send: () => {} } },
    { feedback: { secret: SECRET, send: { apiKey: "key", langSmithUrl: "http://127.0.0.1:1" } } },
    { authorize: () => true, onRun: () => {}, reportQuestions: true },
    { limits: undefined, expose: undefined, feedback: undefined, limitStore: undefined },
  ];
  test.each(working)("%j are taken", (changes) => {
    expect(mistakesOf(changes)).toEqual([]);
  });
});

describe("mistakes", () => {
  const rows: readonly (readonly [Record<string, unknown>, string])[] = [
    [{ upstream: undefined }, "upstream is missing"],
    [{ upstream: "http://127.0.0.1:2024" }, "upstream is missing"],
    [withUpstream({ apiUrl: undefined }), "upstream.apiUrl is missing"],
    [withUpstream({ apiUrl: "" }), "upstream.apiUrl is missing"],
    [withUpstream({ apiUrl: "deployment.example" }), "no web address"],
    [withUpstream({ apiUrl: "ftp://127.0.0.1" }), "no web address"],
    [withUpstream({ apiUrl: "file:///etc/passwd" }), "no web address"],
    [withUpstream({ apiUrl: "http://deployment.example" }), "use https:"],
    [withUpstream({ apiUrl: "http://93.184.216.34" }), "use https:"],
    [withUpstream({ apiUrl: "http://169.254.169.254" }), "use https:"],
    [withUpstream({ apiUrl: "http://172.32.0.1" }), "use https:"],
    [withUpstream({ apiUrl: "http://localhost.example" }), "use https:"],
    [withUpstream({ apiUrl: "http://127.0.0.1.example" }), "use https:"],
    [withUpstream({ apiUrl: "http://[2001:db8::1]" }), "use https:"],
    [
      withUpstream({ apiUrl: "https://user:secret@deployment.example" }),
      "a user name or a password",
    ],
    [withUpstream({ apiUrl: "https://deployment.example?key=1" }), "a query or a fragment"],
    [withUpstream({ apiUrl: "https://deployment.example/#" }), "a query or a fragment"],
    [withUpstream({ apiUrl: "https://deployment.example/runs/stream" }), "a path of the API"],
    [withUpstream({ ...remote, apiKey: undefined }), "upstream.apiKey is missing"],
    [withUpstream({ apiKey: "" }), "upstream.apiKey is empty"],
    [withUpstream({ apiKey: " " }), "upstream.apiKey is empty"],
    [withUpstream({ apiKey: "key\r\nx-admin: 1" }), "upstream.apiKey is empty or has characters"],
    [withUpstream({ apiKey: 7 }), "upstream.apiKey is empty or has characters"],
    [withUpstream({ url: "x" }), "upstream.url is no option"],
    [{ assistants: undefined }, "assistants is missing"],
    [{ assistants: {} }, "assistants is missing or empty"],
    [{ assistants: ["faq"] }, "assistants is missing"],
    [{ assistants: { faq: "" } }, "assistants.faq is empty"],
    [{ assistants: { faq: undefined } }, "assistants.faq is empty"],
    [{ assistants: { "": "faq" } }, "an empty name"],
    [{ allowedOrigins: undefined }, "allowedOrigins is missing"],
    [{ allowedOrigins: "https://site.example" }, "allowedOrigins is missing"],
    [{ allowedOrigins: [] }, "nobody may ask"],
    [{ allowedOrigins: ["*"] }, "every site ask at your cost"],
    [{ allowedOrigins: ["https://*.site.example"] }, "every site ask at your cost"],
    [{ allowedOrigins: ["null"] }, '"null"'],
    [{ allowedOrigins: ["site.example"] }, "is no origin"],
    [{ allowedOrigins: ["https://site.example/"] }, 'browsers send "https://site.example"'],
    [{ allowedOrigins: ["https://site.example/faq"] }, 'browsers send "https://site.example"'],
    [{ allowedOrigins: ["https://Site.example"] }, 'browsers send "https://site.example"'],
    [{ allowedOrigins: ["https://site.example:443"] }, 'browsers send "https://site.example"'],
    [{ allowedOrigins: ["https://bücher.example"] }, "https://xn--bcher-kva.example"],
    [{ allowedOrigins: ["https://user@site.example"] }, 'browsers send "https://site.example"'],
    [{ allowedOrigins: [7] }, "no text"],
    [{ allowedOrigins: [""] }, "no text"],
    [{ basePath: "api" }, "begin it with a slash"],
    [{ basePath: "/" }, "leave out the slash at its end"],
    [{ basePath: "/api/" }, "leave out the slash at its end"],
    [{ basePath: "/api//faq" }, "between single slashes"],
    [{ basePath: "/api/../faq" }, "between single slashes"],
    [{ basePath: "/api?x" }, "between single slashes"],
    [{ basePath: "/%61pi" }, "between single slashes"],
    [{ basePath: 7 }, "basePath is no text"],
    [{ limits: 5 }, "limits is no object"],
    [{ limits: { maxRunMs: 0 } }, "limits.maxRunMs is 0"],
    [{ limits: { maxRunMs: -1 } }, "limits.maxRunMs is -1"],
    [{ limits: { maxRunMs: NaN } }, "limits.maxRunMs is NaN"],
    [{ limits: { maxRunMs: "60000" } }, 'limits.maxRunMs is "60000"'],
    [{ limits: { maxRunMs: null } }, "limits.maxRunMs is null"],
    [{ limits: { runsPerVisitorPerDay: 1.5 } }, "limits.runsPerVisitorPerDay is 1.5"],
    [{ limits: { maxRunMs: 2 ** 31 } }, "at most 2147483647"],
    [{ limits: { visitorWindowMs: Infinity } }, "limits.visitorWindowMs is Infinity"],
    [{ limits: { runsPerHour: 5 } }, "limits.runsPerHour is no option"],
    [{ limitStore: "redis://127.0.0.1" }, "limitStore is no object"],
    [{ limitStore: {} }, "limitStore.redisUrl is no Redis address"],
    [{ limitStore: { redisUrl: "http://127.0.0.1" } }, "limitStore.redisUrl is no Redis address"],
    [{ limitStore: { redisUrl: "redis://r", keyPrefix: 7 } }, "limitStore.keyPrefix is no text"],
    [{ limitStore: { redisUrl: "redis://r", whenUnavailable: "open" } }, '"refuse" or "local"'],
    [{ trustedProxies: "127.0.0.1" }, "trustedProxies is no list"],
    [{ trustedProxies: ["proxy.example"] }, "write addresses or ranges"],
    [{ trustedProxies: ["10.0.0.0/33"] }, "write addresses or ranges"],
    [{ trustedProxies: ["10.0.0.0/8/8"] }, "write addresses or ranges"],
    [{ trustedProxies: ["10.0.0.0/"] }, "write addresses or ranges"],
    [{ trustedProxies: [7] }, "write addresses or ranges"],
    [{ trustedProxies: ["0.0.0.0/0"] }, "believes every visitor"],
    [{ trustedProxies: ["::/0"] }, "believes every visitor"],
    [{ trustedProxies: ["::ffff:0.0.0.0/96"] }, "believes every visitor"],
    [{ trustedProxies: ["127.0.0.1:8080"] }, "write addresses or ranges"],
    [{ streamModes: [] }, "streamModes is no list"],
    [{ streamModes: "updates" }, "streamModes is no list"],
    [{ streamModes: ["debug"] }, 'streamModes has "debug"'],
    [{ recursionLimit: 0 }, "recursionLimit is 0"],
    [{ recursionLimit: Infinity }, "recursionLimit is Infinity"],
    [{ inputSchema: {} }, "inputSchema is no Standard Schema"],
    [{ inputSchema: () => true }, "inputSchema is no Standard Schema"],
    [{ contextKeys: "language" }, "contextKeys is no list of names"],
    [{ contextKeys: [""] }, "contextKeys is no list of names"],
    [{ expose: true }, "expose is no object"],
    [{ expose: { stateKeys: "answer" } }, "expose.stateKeys is no list of names"],
    [{ expose: { toolData: "yes" } }, 'expose.toolData is "yes"'],
    [{ expose: { prompts: true } }, "expose.prompts is no option"],
    [{ feedback: true }, "feedback is no object"],
    [{ feedback: { send: () => {} } }, "feedback.secret is missing"],
    [{ feedback: { secret: "short", send: () => {} } }, "fewer than 32 characters"],
    [{ feedback: { secret: SECRET } }, "feedback.send is missing"],
    [{ feedback: { secret: SECRET, send: {} } }, "feedback.send.apiKey is missing"],
    [{ feedback: { secret: SECRET, send: () => {}, expiresAfterMs: 0 } }, "expiresAfterMs is 0"],
    [
      { feedback: { secret: SECRET, send: { apiKey: "k", langSmithUrl: "http://smith.example" } } },
      "feedback.send.langSmithUrl is no https: address",
    ],
    [
      {
        feedback: { secret: SECRET, send: { apiKey: "k", langSmithUrl: "https://u:p@s.example" } },
      },
      "feedback.send.langSmithUrl holds a user name",
    ],
    [
      {
        feedback: { secret: SECRET, send: { apiKey: "k", langSmithUrl: "https://s.example/?a=1" } },
      },
      "a query or a fragment",
    ],
    [
      { feedback: { secret: SECRET, send: { apiKey: "k", feedbackKey: "" } } },
      "feedback.send.feedbackKey is empty",
    ],
    [{ authorize: true }, "authorize is no function"],
    [{ onRun: "log" }, "onRun is no function"],
    [{ log: console }, "log is no function"],
    [{ allowMissingOrigin: "true" }, 'allowMissingOrigin is "true"'],
    [{ streamSubgraphs: 1 }, "streamSubgraphs is 1"],
    [{ reportQuestions: "no" }, 'reportQuestions is "no"'],
    [{ allowedOrigin: ["https://site.example"] }, "allowedOrigin is no option"],
  ];
  test.each(rows)("%j is refused with a sentence that says: %s", (changes, words) => {
    const mistakes = mistakesOf(changes);
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toContain(words);
    expect(mistakes[0]).toMatch(/\.$/);
  });
});

test("all mistakes are listed in one error", () => {
  const mistakes = mistakesOf({
    upstream: { apiUrl: "http://deployment.example" },
    allowedOrigins: ["*"],
    basePath: "api/",
    limits: { maxRunMs: 0 },
  });
  expect(mistakes).toHaveLength(5);
  expect(new GatewayConfigError(mistakes).message.split("\n- ").slice(1)).toEqual(mistakes);
});

test("options that are no object are a mistake too", () => {
  for (const options of [undefined, null, 7, "options", []])
    expect(() => toSettings(options as unknown as GatewayOptions)).toThrow(GatewayConfigError);
});

test("no sentence repeats a key, a password or the secret", () => {
  const mistakes = mistakesOf({
    upstream: { apiUrl: "http://user:canary@deployment.example", apiKey: "canary\n" },
    feedback: { secret: "canary", send: { apiKey: "canary\n" } },
    limitStore: { redisUrl: "http://user:canary@redis.example" },
  });
  expect(mistakes.length).toBeGreaterThan(4);
  expect(mistakes.join()).not.toContain("canary");
});

test("every option has a default", () => {
  const { upstream, assistants, allowedOrigins } = GOOD_OPTIONS;
  const { log, ...settings } = toSettings({ upstream, assistants, allowedOrigins });
  expect(log).toBeTypeOf("function");
  expect(settings).toEqual({
    upstream: { baseUrl: "http://127.0.0.1:2024", apiKey: "lsv2-key" },
    assistants: new Map([["faq", "faq-graph"]]),
    allowedOrigins: new Set(["https://site.example"]),
    allowMissingOrigin: false,
    basePath: "",
    limits: DEFAULT_LIMITS,
    limitStore: undefined,
    trustedProxies: [],
    streamModes: ["updates", "messages-tuple", "custom"],
    streamSubgraphs: false,
    recursionLimit: 25,
    inputSchema: undefined,
    contextKeys: [],
    expose: { stateKeys: [], toolData: false, reasoning: false, runId: false },
    authorize: undefined,
    feedback: undefined,
    onRun: undefined,
    reportQuestions: false,
  });
});

test.each([
  [["messages-tuple"], ["messages-tuple", "updates"]],
  [
    ["custom", "values"],
    ["custom", "values"],
  ],
] as const)("of the stream modes %j runs send %j", (streamModes, sent) => {
  expect(toSettings({ ...GOOD_OPTIONS, streamModes }).streamModes).toEqual(sent);
});

test.each([
  " http://127.0.0.1:2024/api/ ",
  "http://127.0.0.1:2024/api\n",
  "HTTP://127.0.0.1:2024/api",
])("the address %j of the server is read as browsers read it", (apiUrl) => {
  const { upstream } = toSettings({ ...GOOD_OPTIONS, ...withUpstream({ apiUrl }) });
  expect(upstream.baseUrl).toBe("http://127.0.0.1:2024/api");
});

test("an option that is undefined has its default", () => {
  const { limits, expose } = toSettings({
    ...GOOD_OPTIONS,
    // Callers without exactOptionalPropertyTypes may pass undefined.
    limits: { maxRunMs: undefined, maxBodyBytes: 10 } as object,
    expose: { runId: undefined } as object,
  });
  expect(limits).toEqual({ ...DEFAULT_LIMITS, maxBodyBytes: 10 });
  expect(expose.runId).toBe(false);
});

test("a log function that throws ends nothing", () => {
  const { log } = toSettings({
    ...GOOD_OPTIONS,
    log: () => {
      throw new Error("The disk is full.");
    },
  });
  expect(() => log({ level: "info", event: "refused" })).not.toThrow();
});
