/** A mistake in the caller's own code ends a run as `config`, with its cause, and sends nothing if it can be seen before. */
import { Client } from "@langchain/langgraph-sdk";
import { Client as Client1_12 } from "langgraph-sdk-1.12.4";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { RunsClientLike } from "../../src/langgraph/options.js";
import { createRun } from "../../src/run/createRun.js";
import type { RunOptions, RunSnapshot } from "../../src/run/types.js";
import { completeRun, createScriptedServer } from "../../src/testing/index.js";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const mine = new Error("mine");
const throws = (cause: unknown) => () => {
  throw cause;
};

interface Seen {
  readonly snapshot: RunSnapshot;
  readonly posts: number;
}

async function ask(options: object, asked: unknown = "Refund?"): Promise<Seen> {
  const server = createScriptedServer(completeRun("Yes."));
  const store = createRun({
    apiUrl: "https://assistant.test",
    fetch: server.fetch,
    assistantId: "faq",
    ...options,
  } as RunOptions);
  const snapshot = await store.submit(asked as string);
  return { snapshot, posts: server.requests.length };
}

const configError = (cause: unknown) => ({
  posts: 0,
  snapshot: { status: "error", answer: "", error: { kind: "config", cause, canRetry: false } },
});

const anyTypeError: unknown = expect.any(TypeError);
const circular: Record<string, unknown> = {};
circular.self = circular;

describe("headers", () => {
  test.each<[string, unknown, unknown]>([
    ["a function that throws", throws(mine), mine],
    ["a function that rejects", () => Promise.reject(mine), mine],
    ["a function that fails to fetch a token", throws(new TypeError("fetch failed")), anyTypeError],
    ["a function that gives null", () => null, anyTypeError],
    ["a value outside Latin-1", { "x-name": "Łukasz" }, anyTypeError],
    ["a value outside Latin-1 from a function", async () => ({ "x-name": "名" }), anyTypeError],
    ["a value with a line end", { "x-name": "a\nb" }, anyTypeError],
    ["a name with a space", { "x name": "a" }, anyTypeError],
  ])("%s is a config error with its cause, and nothing is sent", async (_name, headers, cause) => {
    expect(await ask({ headers })).toMatchObject(configError(cause));
  });

  test("a function that gives nothing sends no header of its own", async () => {
    expect((await ask({ headers: () => undefined })).snapshot.status).toBe("success");
  });

  test("a function that never resolves ends by the deadline, and its late headers send nothing", async () => {
    vi.useFakeTimers();
    let resolve: (headers: object) => void = () => {};
    const headers = () => new Promise((resolved) => (resolve = resolved));
    const seen = ask({ headers, firstEventTimeoutMs: 1_000 });
    await vi.advanceTimersByTimeAsync(1_000);
    resolve({});
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await seen).toMatchObject({
      posts: 0,
      snapshot: { error: { kind: "timeout", phase: "first_event" } },
    });
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("fetch", () => {
  test.each<[string, unknown, unknown]>([
    ["throws", throws(mine), mine],
    ["rejects", () => Promise.reject(mine), mine],
    ["has a bug", throws(new TypeError("x is not a function")), anyTypeError],
    [
      "has a bug that speaks of fetch",
      throws(new TypeError("Cannot read properties of undefined (reading 'fetch')")),
      anyTypeError,
    ],
    [
      "calls itself by a wrong name",
      throws(new TypeError("fetch is not a function")),
      anyTypeError,
    ],
    [
      "is given a wrong address",
      throws(Object.assign(new TypeError("Invalid URL"), { code: "ERR_INVALID_URL" })),
      anyTypeError,
    ],
    [
      "has a code of its own",
      throws(Object.assign(new TypeError("mine"), { code: "MY_ERRORS" })),
      anyTypeError,
    ],
    ["resolves with nothing", async () => undefined, undefined],
    ["resolves with the parsed body", async () => ({ ok: true }), { ok: true }],
    ["throws nothing at all", throws(undefined), undefined],
  ])("a fetch that %s is a config error with its cause", async (_name, fetch, cause) => {
    expect(await ask({ fetch })).toMatchObject(configError(cause));
  });

  test.each<[string, unknown]>([
    ["Chrome", new TypeError("Failed to fetch")],
    ["Chrome with the host's name", new TypeError("Failed to fetch (assistant.test)")],
    ["Firefox", new TypeError("NetworkError when attempting to fetch resource.")],
    ["Safari", new TypeError("Load failed")],
    ["an older Safari", new TypeError("The network connection was lost.")],
    ["Node", new TypeError("fetch failed")],
    ["the fetch polyfill", new TypeError("Network request failed")],
    ["node-fetch", Object.assign(new Error("request failed"), { code: "ECONNREFUSED" })],
    ["Bun", Object.assign(new Error("Unable to connect."), { code: "ConnectionRefused" })],
  ])("a fetch that fails as that of %s is a network error", async (_name, cause) => {
    expect((await ask({ fetch: throws(cause) })).snapshot.error?.kind).toBe("network");
  });

  test("a fetch that gives up by itself is no mistake", async () => {
    const late = new DOMException("Took too long", "TimeoutError");
    expect((await ask({ fetch: throws(late) })).snapshot.error?.kind).toBe("network");
  });
});

describe("the input", () => {
  test.each<[string, unknown, unknown]>([
    ["throws", throws(mine), mine],
    ["rejects", () => Promise.reject(mine), mine],
    ["gives a text", () => "Refund?", "Refund?"],
    ["gives a list", () => ["Refund?"], ["Refund?"]],
    ["gives null", () => null, null],
    ["gives nothing", () => undefined, undefined],
    ["gives a promise of nothing", async () => undefined, undefined],
    ["gives a function", () => () => ({}), expect.any(Function)],
    ["gives a circular object", () => circular, anyTypeError],
    ["gives a BigInt", () => ({ order: 7n }), anyTypeError],
    ["gives an object that cannot be sent", () => ({ toJSON: throws(mine) }), mine],
  ])(
    "a toInput that %s is a config error with its cause, and nothing is sent",
    async (_name, toInput, cause) => {
      expect(await ask({ toInput })).toMatchObject(configError(cause));
    },
  );

  test("an asynchronous toInput is waited for", async () => {
    const server = createScriptedServer(completeRun("Yes."));
    const toInput = async (question: string) => ({ question });
    const { snapshot } = await ask({ toInput, fetch: server.fetch });
    expect(snapshot.status).toBe("success");
    expect(server.requests.map(({ body }) => body)).toMatchObject([
      { input: { question: "Refund?" } },
    ]);
  });

  test("a run that is stopped while toInput works sends nothing", async () => {
    const server = createScriptedServer(completeRun("Yes."));
    let resolve: (input: Record<string, unknown>) => void = () => {};
    const store = createRun({
      apiUrl: "https://assistant.test",
      fetch: server.fetch,
      assistantId: "faq",
      toInput: () => new Promise((resolved) => (resolve = resolved)),
    });
    const ended = store.submit("Refund?");
    await Promise.resolve();
    store.stop();
    resolve({});
    expect((await ended).status).toBe("stopped");
    expect([server.requests.length, server.otherRequests.length]).toEqual([0, 0]);
  });

  test.each<[string, unknown]>([
    ["a promise of an input", Promise.resolve({ question: "Refund?" })],
    ["a list", ["Refund?"]],
    ["a number", 7],
    ["null", null],
  ])(
    "%s in place of a question or an input is a config error, and nothing is sent",
    async (_name, asked) => {
      expect(await ask({}, asked)).toMatchObject(configError(asked));
    },
  );

  test.each<[string, object]>([
    ["circular metadata", { metadata: circular }],
    ["metadata with a BigInt", { metadata: { order: 7n } }],
    ["a circular config", { config: { configurable: circular } }],
    ["a config with a BigInt", { config: { configurable: { order: 7n } } }],
    ["a context with a BigInt", { context: { order: 7n } }],
  ])("%s is a config error with its cause, and nothing is sent", async (_name, options) => {
    expect(await ask(options)).toMatchObject(configError(anyTypeError));
    expect(await ask({ ...options, mode: "wait" })).toMatchObject(configError(anyTypeError));
  });
});

describe("apiUrl", () => {
  test.each([
    "localhost:2024",
    "ftp://assistant.test",
    "https://",
    "/api/faq",
    "https://a.test?x=1",
    "https://a.test/#x",
  ])("%s is a config error that names it, and nothing is sent", async (apiUrl) => {
    const { snapshot, posts } = await ask({ apiUrl });
    expect(snapshot.error).toMatchObject({
      kind: "config",
      message: expect.stringContaining(`"${apiUrl}"`),
    });
    expect(posts).toBe(0);
  });

  test("the sentence about a wrong address offers a path only on a page, where one can be resolved", async () => {
    expect((await ask({ apiUrl: "https://" })).snapshot.error?.message).not.toContain("/api/faq");
    vi.stubGlobal("location", { href: "https://shop.test/help" });
    expect((await ask({ apiUrl: "https://" })).snapshot.error?.message).toContain('or "/api/faq"');
  });

  test("the run's path follows the address's own path, with or without a slash at its end", async () => {
    for (const apiUrl of ["https://a.test/api/faq", "https://a.test/api/faq/"]) {
      const server = createScriptedServer(completeRun("Yes."));
      await ask({ apiUrl, fetch: server.fetch });
      expect(server.requests[0]?.url).toBe("https://a.test/api/faq/runs/stream");
      expect(server.otherRequests[0]?.url).toBe("https://a.test/api/faq/threads/search");
    }
  });
});

describe("a client", () => {
  const failing = (cause: unknown): RunsClientLike => ({
    runs: { stream: throws(cause), wait: throws(cause) },
  });

  test.each<[string, unknown]>([
    ["a TypeError", new TypeError("x is not a function")],
    ["a ReferenceError", new ReferenceError("x is not defined")],
    ["a RangeError", new RangeError("Maximum call stack size exceeded")],
  ])("that throws %s is a config error with its cause", async (_name, cause) => {
    const connection = { apiUrl: undefined, fetch: undefined, client: failing(cause) };
    expect(await ask(connection)).toMatchObject(configError(cause));
    expect(await ask({ ...connection, mode: "wait" })).toMatchObject(configError(cause));
  });

  test("that throws a TypeError in the middle of an answer has cut the answer short", async () => {
    const client = failing(undefined);
    const data = [
      { id: "m", type: "ai", content: "Half", tool_call_chunks: [] },
      { langgraph_node: "answer", checkpoint_ns: "answer:1" },
    ];
    client.runs.stream = async function* () {
      yield { event: "messages", data };
      throw new TypeError("x is not a function");
    };
    const { snapshot } = await ask({ apiUrl: undefined, fetch: undefined, client });
    expect(snapshot).toMatchObject({ answer: "Half", error: { kind: "truncated" } });
  });

  test("that cannot connect is a network error", async () => {
    const client = failing(new TypeError("fetch failed"));
    const { snapshot } = await ask({ apiUrl: undefined, fetch: undefined, client });
    expect(snapshot.error?.kind).toBe("network");
  });

  test("of the SDK whose onRequest sets a header outside Latin-1 is a config error, and nothing is sent", async () => {
    const server = createScriptedServer(completeRun("Yes."));
    const client = new Client({
      apiUrl: "https://assistant.test",
      apiKey: null,
      onRequest: (_url, init) => ({ ...init, headers: { "x-name": "Łukasz" } }),
      callerOptions: { maxRetries: 0, fetch: server.fetch },
    });
    const { snapshot } = await ask({ apiUrl: undefined, fetch: undefined, client });
    expect(snapshot.error).toMatchObject({ kind: "config", cause: anyTypeError });
    expect(server.requests).toEqual([]);
  });

  test("that may start a run again is warned of once, in development", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const server = createScriptedServer(completeRun("Yes."));
    const settingsOf = (maxRetries: number) => ({
      apiUrl: "https://assistant.test",
      apiKey: null,
      callerOptions: { maxRetries, fetch: server.fetch },
    });
    const connect = (maxRetries: number) => ({
      apiUrl: undefined,
      fetch: undefined,
      client: new Client1_12(settingsOf(maxRetries)),
    });
    const repeating = connect(4);
    await ask(repeating);
    expect(warn).not.toHaveBeenCalled();
    vi.stubEnv("NODE_ENV", "development");
    await ask(connect(0));
    await ask({ ...connect(0), client: new Client(settingsOf(4)) });
    expect(warn).not.toHaveBeenCalled();
    await ask(repeating);
    await ask(repeating);
    expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining("maxRetries: 0"));
    vi.unstubAllEnvs();
    warn.mockClear();
  });
});
