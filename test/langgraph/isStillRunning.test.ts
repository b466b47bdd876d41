/** What the end of a stream means where the server can be asked whether the run still goes on. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { RunsClientLike } from "../../src/langgraph/options.js";
import { createRun } from "../../src/run/createRun.js";
import type { RunSnapshot } from "../../src/run/types.js";
import { completeRun, event, hold, metadata, tokens, type Reply } from "../../src/testing/index.js";
import {
  ask,
  callsOf,
  CANCEL,
  GET,
  json,
  NEVER,
  REFUSED,
  runOn,
  SEARCH,
  serverOf,
  THREAD,
  type Answers,
} from "./lookServer.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test.each(["busy", "pending", "running"])(
  "a run whose thread is still %s was cut off, and is cancelled",
  async (status) => {
    const server = serverOf({ search: json([{ thread_id: THREAD, status }]) });
    expect(await ask(server)).toMatchObject({
      status: "error",
      answer: "Yes.",
      error: { kind: "truncated", canRetry: true },
    });
    expect(callsOf(server)).toEqual([SEARCH, CANCEL]);
  },
);

test.each<[string, unknown]>([
  ["no thread", []],
  ["an idle thread", [{ thread_id: THREAD, status: "idle" }]],
  ["a thread without a status", [{ thread_id: THREAD }]],
  ["an object in place of a list", { status: "busy" }],
  ["a list of values that are no threads", [null, 7, "busy", ["busy"]]],
  ["a text", "busy"],
  ["nothing", null],
])("a run whose search finds %s has succeeded, after that one call", async (_name, found) => {
  const server = serverOf({ search: json(found) });
  expect(await ask(server)).toMatchObject({ status: "success", answer: "Yes." });
  expect(callsOf(server)).toEqual([SEARCH]);
});

test.each<[string, Reply]>([
  ["a web page", { status: 200, body: "<h1>Sign in</h1>" }],
  ["an empty body", { status: 200 }],
  ["half a JSON text", { status: 200, body: '[{"status":"bu' }],
])("a search that is answered by %s leaves the evidence to decide", async (_name, search) => {
  const server = serverOf({ search });
  expect(await ask(server)).toMatchObject({ status: "success", answer: "Yes." });
  expect(callsOf(server)).toEqual([SEARCH]);
});

test("the search names the submission's own key and nothing else", async () => {
  const server = serverOf({ search: json([]) });
  await ask(server, { metadata: { page: "/help" } });
  const { metadata: sent } = server.requests[0]!.body as { metadata: Record<string, unknown> };
  expect(server.otherRequests[0]?.body).toEqual({ metadata: { oneshot_key: sent.oneshot_key } });
});

test.each<[string, Reply, string]>([
  ["still running", json({ status: "running" }), "truncated"],
  ["still pending", json({ status: "pending" }), "truncated"],
  ["a success", json({ status: "success" }), "success"],
  ["unknown", { status: 404 }, "success"],
  ["answered by a page", { status: 200, body: "<h1>Hi</h1>" }, "success"],
  ["refused as well", REFUSED, "success"],
])(
  "where the search is refused, the run is asked for by its id: %s",
  async (_name, get, expected) => {
    const server = serverOf({ search: REFUSED, get });
    const { status, error } = await ask(server);
    expect(error?.kind ?? status).toBe(expected);
    expect(callsOf(server).slice(0, 2)).toEqual([SEARCH, GET]);
  },
);

test("where the search is refused and no thread is known, the evidence decides", async () => {
  const run = [
    metadata(),
    event("updates", { answer: { messages: [{ type: "ai", content: "Yes." }] } }),
  ];
  const server = serverOf({ search: REFUSED, run });
  expect(await ask(server)).toMatchObject({ status: "success", answer: "Yes." });
  expect(callsOf(server)).toEqual([SEARCH]);
});

test("a search that fails on its way is not followed by a second call", async () => {
  const server = serverOf({ search: "unreachable", get: json({ status: "running" }) });
  expect(await ask(server)).toMatchObject({ status: "success" });
  expect(callsOf(server)).toEqual([SEARCH]);
});

test.each<[string, Answers, readonly string[]]>([
  ["the search", { search: NEVER }, [SEARCH]],
  ["the body of the search", { search: [hold()] }, [SEARCH]],
  ["the run by its id", { search: REFUSED, get: NEVER }, [SEARCH, GET]],
])(
  "a server that never sends %s holds the end up for a second, and leaves no timer",
  async (_name, answers, calls) => {
    const server = serverOf(answers);
    const store = runOn(server);
    const ended = store.submit("Refund?");
    await vi.advanceTimersByTimeAsync(900);
    expect(store.getSnapshot()).toMatchObject({ status: "streaming", answer: "Yes." });
    await vi.advanceTimersByTimeAsync(200);
    expect(await ended).toMatchObject({ status: "success", answer: "Yes." });
    expect(callsOf(server)).toEqual(calls);
    expect(server.otherRequests.at(-1)?.isAborted).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  },
);

test("a refusal that comes late leaves the second call only the rest of the second", async () => {
  const server = serverOf({ search: REFUSED, get: NEVER });
  const late: typeof fetch = async (input, init) => {
    if (String(input).endsWith("/threads/search"))
      await new Promise((resolve) => setTimeout(resolve, 800));
    return server.fetch(input, init);
  };
  expect(await ask(server, { fetch: late }, 1_100)).toMatchObject({ status: "success" });
  expect(callsOf(server)).toEqual([SEARCH, GET]);
  expect(server.otherRequests[1]?.isAborted).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

test.each<[string, object, Reply]>([
  ["with confirmEnd: false", { confirmEnd: false }, completeRun("Yes.")],
  ["with cancelOnStop: false", { cancelOnStop: false }, completeRun("Yes.")],
  ["in wait mode", { mode: "wait" }, completeRun("Yes.")],
  [
    "where the server ends its stream with a success",
    {},
    [...completeRun("Yes."), event("end", { status: "success" })],
  ],
])("%s the server is not asked", async (_name, options, run) => {
  const server = serverOf({ search: json([{ status: "busy" }]), run });
  expect(await ask(server, options)).toMatchObject({ status: "success", answer: "Yes." });
  expect(callsOf(server)).toEqual([]);
});

test("behind a gateway the server is not asked, because the gateway says how a run ends", async () => {
  const server = serverOf({ search: json([{ status: "busy" }]) });
  const gateway: typeof fetch = async (input, init) => {
    const response = await server.fetch(input, init);
    response.headers.set("oneshot-gateway", "1");
    return response;
  };
  expect(await ask(server, { fetch: gateway })).toMatchObject({ status: "success" });
  expect(callsOf(server)).toEqual([]);
});

test("an end event without a status proves nothing, so the server is asked", async () => {
  const run = [...completeRun("Yes."), event("end", null)];
  const server = serverOf({ search: json([{ status: "busy" }]), run });
  expect((await ask(server)).error?.kind).toBe("truncated");
  expect(callsOf(server)[0]).toBe(SEARCH);
});

test.each<[string, Reply]>([
  ["was cut", [metadata(), ...tokens("Half")]],
  ["failed", [...completeRun("Yes."), event("error", { message: "boom" })]],
])("of a run that plainly %s nothing is asked", async (_name, run) => {
  const server = serverOf({ search: json([]), run });
  expect((await ask(server)).status).toBe("error");
  expect(callsOf(server)).not.toContain(SEARCH);
});

test("no deadline ends a run during the look", async () => {
  const server = serverOf({ search: NEVER });
  const options = { slowAfterMs: 100, idleTimeoutMs: 200, runTimeoutMs: 500 };
  expect(await ask(server, options, 1_200)).toMatchObject({ status: "success", answer: "Yes." });
});

/** A client of the caller's, in the shape of the SDK's, whose run ends after an answer. */
function clientWith(calls: { search: () => Promise<unknown>; get?: () => Promise<unknown> }) {
  const search = vi.fn(calls.search);
  const get = vi.fn(calls.get ?? (async () => ({})));
  const cancel = vi.fn(async () => {});
  const client = {
    runs: {
      async *stream() {
        yield {
          event: "updates",
          data: { answer: { messages: [{ type: "ai", content: "Yes." }] } },
        };
      },
      wait: async () => ({}),
      list: async () => [{ run_id: "r" }],
      get,
      cancel,
    },
    threads: { search },
  } as RunsClientLike;
  return { client, search, get, cancel };
}

async function askClient(client: RunsClientLike, ms = 100): Promise<RunSnapshot> {
  const store = createRun({ client, assistantId: "faq" });
  void store.submit("Refund?");
  await vi.advanceTimersByTimeAsync(ms);
  return store.getSnapshot();
}

test("a caller's client is asked by its own methods", async () => {
  const busy = clientWith({ search: async () => [{ thread_id: "t", status: "busy" }] });
  expect((await askClient(busy.client)).error?.kind).toBe("truncated");
  expect(busy.search).toHaveBeenCalledWith({ metadata: { oneshot_key: expect.any(String) } });
  expect(busy.cancel).toHaveBeenCalledWith("t", "r");
  const gone = clientWith({ search: async () => [] });
  expect((await askClient(gone.client)).status).toBe("success");
});

test("a caller's client that never answers the search is waited for one second", async () => {
  const { client, get } = clientWith({ search: () => new Promise(() => {}) });
  expect((await askClient(client, 900)).status).toBe("streaming");
  expect((await askClient(client, 1_100)).status).toBe("success");
  expect(get).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(vi.getTimerCount()).toBe(0);
});

test("a caller's client that throws at once, or has no such methods, leaves it to the evidence", async () => {
  const throwing = clientWith({
    search: () => {
      throw new Error("mine");
    },
  });
  expect((await askClient(throwing.client)).status).toBe("success");
  const { stream, wait } = throwing.client.runs;
  expect((await askClient({ runs: { stream, wait } })).status).toBe("success");
});

test("a client that is slow to close its stream is asked once", async () => {
  let close: () => void = () => {};
  const closed = new Promise<void>((resolve) => (close = resolve));
  const { client, search } = clientWith({
    search: () => new Promise((resolve) => setTimeout(() => resolve([]), 500)),
  });
  const parts = [
    { event: "updates", data: { answer: { messages: [{ type: "ai", content: "Yes." }] } } },
    { event: "end", data: null },
  ];
  client.runs.stream = async function* () {
    try {
      yield* parts;
    } finally {
      await closed;
    }
  };
  const store = createRun({ client, assistantId: "faq", idleTimeoutMs: 200 });
  const ended = store.submit("Refund?");
  // The idle deadline passes while the client closes its stream.
  await vi.advanceTimersByTimeAsync(300);
  close();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await ended).toMatchObject({ status: "success", answer: "Yes." });
  expect(search).toHaveBeenCalledTimes(1);
});
