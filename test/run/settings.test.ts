import { expect, test } from "vitest";
import { DEFAULTS, findMistake, toSettings } from "../../src/run/settings.js";
import type { RunOptions } from "../../src/run/types.js";

const REQUIRED = { apiUrl: "https://assistant.test", assistantId: "faq" };
const CLIENT = { runs: { async *stream() {}, wait: async () => ({}) } };

/** As a caller without types may pass them. */
const options = (given: object) => ({ ...REQUIRED, ...given }) as RunOptions;

const WITHOUT_OPTIONS = {
  mode: "stream",
  streamMode: ["updates", "messages-tuple", "custom"],
  streamModes: ["updates", "messages-tuple", "custom"],
  streamSubgraphs: false,
  mergeDeltas: true,
  cancelOnStop: true,
  confirmEnd: true,
  exposeServerMessages: false,
  acceptsToolAnswer: false,
  slowAfterMs: 10_000,
  firstEventTimeoutMs: 60_000,
  idleTimeoutMs: 60_000,
  runTimeoutMs: 300_000,
  maxQuestionChars: 4_000,
  maxEventBytes: 8_388_608,
  maxAnswerChars: 2_097_152,
  maxEvents: 500_000,
  deadlines: {
    slowAfterMs: 10_000,
    firstEventTimeoutMs: 60_000,
    idleTimeoutMs: 60_000,
    runTimeoutMs: 300_000,
  },
};

test("every option has the default that its documentation states", () => {
  expect(toSettings(options({}))).toEqual({
    ...REQUIRED,
    ...WITHOUT_OPTIONS,
    connection: REQUIRED,
  });
});

test("an option that is undefined or null takes its default", () => {
  for (const nothing of [undefined, null]) {
    const given = Object.fromEntries(Object.keys(DEFAULTS).map((name) => [name, nothing]));
    expect(toSettings(options(given))).toMatchObject(WITHOUT_OPTIONS);
  }
});

test("an option that is given replaces its default, also where it is false or empty", () => {
  const given = {
    mode: "wait",
    mergeDeltas: false,
    cancelOnStop: false,
    confirmEnd: false,
    exposeServerMessages: true,
    acceptsToolAnswer: true,
    streamSubgraphs: true,
    slowAfterMs: 5,
    maxQuestionChars: 0,
    maxEvents: 1,
  };
  expect(toSettings(options(given))).toMatchObject(given);
});

test.each(["slowAfterMs", "firstEventTimeoutMs", "idleTimeoutMs", "runTimeoutMs"] as const)(
  "%s: 0 switches that deadline off and leaves the others",
  (name) => {
    const { deadlines } = toSettings(options({ [name]: 0 }));
    expect(deadlines).toEqual({ ...WITHOUT_OPTIONS.deadlines, [name]: Infinity });
  },
);

test("the end is not confirmed where cancelOnStop is off, because both need calls of /threads", () => {
  expect(toSettings(options({ cancelOnStop: false })).confirmEnd).toBe(false);
  expect(toSettings(options({ confirmEnd: false })).cancelOnStop).toBe(true);
});

test.each<[unknown, readonly unknown[]]>([
  ["values", ["values"]],
  ["updates", ["updates"]],
  ["messages-tuple", ["messages-tuple", "updates"]],
  [
    ["custom", "values"],
    ["custom", "values"],
  ],
  [["messages"], ["messages", "updates"]],
  [[], ["updates"]],
  [5, [5, "updates"]],
])("streamMode %j asks for what shows that nodes returned", (streamMode, asked) => {
  expect(toSettings(options({ streamMode })).streamModes).toEqual(asked);
});

test("only a caller's client in wait mode has no first and no idle deadline", () => {
  const off = { firstEventTimeoutMs: Infinity, idleTimeoutMs: Infinity };
  const on = { firstEventTimeoutMs: 60_000, idleTimeoutMs: 60_000 };
  const deadlinesOf = (given: object) =>
    toSettings({ assistantId: "faq", ...given } as RunOptions).deadlines;
  expect(deadlinesOf({ client: CLIENT, mode: "wait" })).toMatchObject(off);
  expect(deadlinesOf({ client: CLIENT })).toMatchObject(on);
  expect(deadlinesOf({ apiUrl: "/api", mode: "wait" })).toMatchObject(on);
});

test.each<[string, object]>([
  ["an apiUrl", { apiUrl: "/api" }],
  ["a client", { client: CLIENT }],
  ["a client without wait in stream mode", { client: { runs: { stream: CLIENT.runs.stream } } }],
])("options with %s can work", (_name, given) => {
  expect(findMistake({ assistantId: "faq", ...given } as RunOptions)).toBeUndefined();
});

test.each<[string, object, RegExp]>([
  ["neither apiUrl nor client", {}, /Neither apiUrl nor client/],
  ["both", { apiUrl: "/api", client: CLIENT }, /only one/],
  ["headers with a client", { client: CLIENT, headers: {} }, /defaultHeaders/],
  ["a fetch with a client", { client: CLIENT, fetch }, /callerOptions\.fetch/],
  ["a client without runs", { client: {} }, /runs\.stream/],
  ["a client without stream", { client: { runs: {} } }, /runs\.stream/],
  [
    "a client without wait in wait mode",
    { client: { runs: { stream: CLIENT.runs.stream } }, mode: "wait" },
    /runs\.wait/,
  ],
  ["a blank apiUrl", { apiUrl: " " }, /apiUrl is empty/],
  ["an apiUrl that is no text", { apiUrl: new URL("https://a.test") }, /apiUrl is empty/],
  ["a blank assistantId", { apiUrl: "/api", assistantId: " " }, /assistantId is empty/],
  ["no assistantId", { apiUrl: "/api", assistantId: undefined }, /assistantId is empty/],
])("options with %s are refused with a sentence that holds the fix", (_name, given, sentence) => {
  const mistake = findMistake({ assistantId: "faq", ...given } as RunOptions);
  expect(mistake).toMatchObject({ kind: "config", canRetry: false });
  expect(mistake?.message).toMatch(sentence);
});
