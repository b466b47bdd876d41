/** A run that was left is ended on the server too, by whatever is known of it. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createRun } from "../../src/run/createRun.js";
import type { RunsClientLike } from "../../src/langgraph/options.js";
import type { RunOptions } from "../../src/run/types.js";
import {
  completeRun,
  createScriptedServer,
  hold,
  metadata,
  tokens,
  type Reply,
  type ScriptedRequest,
  type ScriptedServer,
} from "../../src/testing/index.js";

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const json = (body: unknown): Reply => ({ status: 200, body: JSON.stringify(body) });

/** A server whose run never ends, and whose thread shows up in the n-th search. */
function endlessServer({ foundAt = 1, begin = tokens("First"), status = 200 } = {}) {
  let searches = 0;
  return createScriptedServer((request) => {
    const { pathname } = new URL(request.url);
    if (/\/runs\/(stream|wait)$/.test(pathname)) return [metadata(), ...begin, hold()];
    if (status !== 200) return { status };
    if (pathname.endsWith("/threads/search"))
      return json((searches += 1) >= foundAt ? [{ thread_id: "found" }] : []);
    if (pathname.endsWith("/runs")) return json([{ run_id: "run-a" }]);
    return json({});
  });
}

function runOn(server: ReturnType<typeof endlessServer>, more: object = {}) {
  return createRun({
    apiUrl: "https://assistant.test/api",
    fetch: server.fetch,
    assistantId: "faq",
    headers: { authorization: "Bearer t" },
    ...more,
  } as RunOptions);
}

/** The request for the run, then the calls that look for it and cancel it. */
const requestsOf = (server: ScriptedServer) => [...server.requests, ...server.otherRequests];
const pathsOf = (requests: readonly ScriptedRequest[]) =>
  requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`);
const keyOf = ({ body }: ScriptedRequest) =>
  (body as { metadata: { oneshot_key: string } }).metadata.oneshot_key;

test("a stop after the first token cancels the run with one call, because the token told its thread", async () => {
  const server = endlessServer();
  const store = runOn(server);
  void store.submit("Refund?");
  await vi.advanceTimersByTimeAsync(50);
  expect(store.getSnapshot().answer).toBe("First");
  store.stop();
  expect(store.getSnapshot().status).toBe("stopped");
  await vi.advanceTimersByTimeAsync(0);
  expect(pathsOf(requestsOf(server))).toEqual([
    "POST /api/runs/stream",
    "POST /api/threads/00000000-0000-4000-9000-000000000001/runs/00000000-0000-4000-8000-000000000001/cancel",
  ]);
  expect(requestsOf(server)[0]?.isAborted).toBe(true);
  expect(requestsOf(server)[1]?.headers.authorization).toBe("Bearer t");
});

test.each([["stream"], ["wait"]])(
  "before any token, in %s mode, the thread is found by the submission's key",
  async (mode) => {
    const server = endlessServer({ begin: [], foundAt: 3 });
    const store = runOn(server, { mode });
    void store.submit("Refund?");
    await vi.advanceTimersByTimeAsync(50);
    store.stop();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(pathsOf(requestsOf(server)).slice(1)).toEqual([
      "POST /api/threads/search",
      "POST /api/threads/search",
      "POST /api/threads/search",
      "GET /api/threads/found/runs",
      "POST /api/threads/found/runs/run-a/cancel",
    ]);
    const [asked, sought] = requestsOf(server).slice(0, 2).map(keyOf);
    expect(sought).toBe(asked);
    expect(vi.getTimerCount()).toBe(0);
  },
);

test("the search for a run that cannot be found ends after two seconds", async () => {
  const server = endlessServer({ begin: [], foundAt: 1_000 });
  const store = runOn(server);
  void store.submit("Refund?");
  await vi.advanceTimersByTimeAsync(50);
  store.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(requestsOf(server).length).toBeLessThanOrEqual(1 + 9);
  expect(vi.getTimerCount()).toBe(0);
});

test("a server that refuses the search gets no other call, and the visitor sees nothing of it", async () => {
  const server = endlessServer({ begin: [], status: 403 });
  const store = runOn(server);
  void store.submit("Refund?");
  await vi.advanceTimersByTimeAsync(50);
  store.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(pathsOf(requestsOf(server))).toEqual([
    "POST /api/runs/stream",
    "POST /api/threads/search",
  ]);
});

describe("runs that are cancelled", () => {
  const isCancelled = (server: ReturnType<typeof endlessServer>) =>
    pathsOf(requestsOf(server)).some((path) => path.endsWith("/cancel"));

  test.each<[string, (store: ReturnType<typeof runOn>) => void]>([
    ["a run that a newer question replaces", (store) => void store.submit("Newer?")],
    ["one that is reset", (store) => store.reset()],
    ["one whose component is unmounted", (store) => store.attach()()],
  ])("%s", async (_name, leave) => {
    const server = endlessServer();
    const store = runOn(server);
    void store.submit("Refund?");
    await vi.advanceTimersByTimeAsync(50);
    leave(store);
    await vi.advanceTimersByTimeAsync(0);
    expect(isCancelled(server)).toBe(true);
    store.reset();
  });

  test("a run that timed out is cancelled", async () => {
    const server = endlessServer();
    const store = runOn(server, { idleTimeoutMs: 1_000 });
    const ended = store.submit("Refund?");
    await vi.advanceTimersByTimeAsync(2_000);
    expect((await ended).error).toMatchObject({ kind: "timeout", phase: "idle" });
    expect(isCancelled(server)).toBe(true);
  });

  test("a run whose page closes is cancelled by a call that outlives the page", async () => {
    const page = new EventTarget();
    vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
    vi.stubGlobal("removeEventListener", page.removeEventListener.bind(page));
    const inits: RequestInit[] = [];
    const server = endlessServer();
    const store = createRun({
      apiUrl: "https://assistant.test/api",
      assistantId: "faq",
      fetch: (input, init) => {
        inits.push(init ?? {});
        return server.fetch(input, init);
      },
    });
    const ended = store.submit("Refund?");
    await vi.advanceTimersByTimeAsync(50);
    page.dispatchEvent(new Event("pagehide"));
    expect(store.getSnapshot()).toMatchObject({ status: "stopped", answer: "First" });
    expect((await ended).status).toBe("stopped");
    await vi.advanceTimersByTimeAsync(0);
    expect(isCancelled(server)).toBe(true);
    expect(inits[1]?.keepalive).toBe(true);
  });

  test("a run that the visitor stops is cancelled by an ordinary call, because the page stays", async () => {
    const server = endlessServer();
    const inits: RequestInit[] = [];
    const store = runOn(server, {
      fetch: (input: string, init: RequestInit = {}) => {
        inits.push(init);
        return server.fetch(input, init);
      },
    });
    void store.submit("Refund?");
    await vi.advanceTimersByTimeAsync(50);
    store.stop();
    await vi.advanceTimersByTimeAsync(0);
    expect(inits.map(({ keepalive }) => keepalive)).toEqual([undefined, false]);
  });

  test("a page that stays open is watched only while a run goes on", async () => {
    const listeners = new Set<unknown>();
    vi.stubGlobal("addEventListener", (name: string, heard: unknown) => {
      if (name === "pagehide") listeners.add(heard);
    });
    vi.stubGlobal("removeEventListener", (name: string, heard: unknown) => {
      if (name === "pagehide") listeners.delete(heard);
    });
    const store = runOn(endlessServer());
    expect(listeners.size).toBe(0);
    void store.submit("Refund?");
    await vi.advanceTimersByTimeAsync(50);
    expect(listeners.size).toBe(1);
    store.stop();
    expect(listeners.size).toBe(0);
    void store.submit("Refund?");
    store.reset();
    expect(listeners.size).toBe(0);
  });

  test("a caller's client that tells the run's id in an event alone is called with it", async () => {
    const cancel = vi.fn(async () => {});
    const list = vi.fn(async () => []);
    const delta = [
      { id: "m", type: "ai", content: "First", tool_call_chunks: [] },
      { thread_id: "t", langgraph_node: "answer", checkpoint_ns: "answer:1" },
    ];
    const client = {
      runs: {
        async *stream() {
          yield { event: "metadata", data: { run_id: "r" } };
          yield { event: "messages", data: delta };
          await new Promise(() => {});
        },
        wait: async () => ({}),
        cancel,
        list,
      },
      threads: { search: async () => [] },
    } as RunsClientLike;
    const store = createRun({ client, assistantId: "faq" });
    void store.submit("Refund?");
    await vi.advanceTimersByTimeAsync(50);
    store.stop();
    await vi.advanceTimersByTimeAsync(0);
    expect(cancel).toHaveBeenCalledExactlyOnceWith("t", "r");
    expect(list).not.toHaveBeenCalled();
  });
});

describe("runs that are not cancelled", () => {
  test("a run that has ended is not cancelled", async () => {
    const server = createScriptedServer(completeRun("Yes."));
    const store = createRun({
      apiUrl: "https://assistant.test",
      fetch: server.fetch,
      assistantId: "faq",
    });
    const ended = store.submit("Refund?");
    await vi.advanceTimersByTimeAsync(50);
    await ended;
    store.reset();
    await vi.advanceTimersByTimeAsync(3_000);
    // The one other call asks, at the end of the stream, whether the run still goes on.
    expect(pathsOf(requestsOf(server))).toEqual([
      "POST /runs/stream",
      "POST /threads/search",
      expect.stringMatching(/^GET \/threads\/[\w-]+\/runs\/[\w-]+$/),
    ]);
  });

  test("with cancelOnStop: false no run is cancelled", async () => {
    const server = endlessServer();
    const store = runOn(server, { cancelOnStop: false });
    void store.submit("Refund?");
    await vi.advanceTimersByTimeAsync(50);
    store.stop();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(requestsOf(server)).toHaveLength(1);
  });

  test("a run behind our gateway is not cancelled, because the gateway cancels it", async () => {
    const server = endlessServer();
    const store = runOn(server, {
      fetch: async (input: RequestInfo, init: RequestInit) => {
        const response = await server.fetch(input, init);
        response.headers.set("oneshot-gateway", "1");
        return response;
      },
    });
    void store.submit("Refund?");
    await vi.advanceTimersByTimeAsync(50);
    store.stop();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(requestsOf(server)).toHaveLength(1);
  });
});

describe("a client of the caller's", () => {
  /** The SDK's shape, with an endless stream, and a list of what was called. */
  function sdkLike({ maxRetries = 0 } = {}) {
    const calls: string[] = [];
    const client = {
      runs: {
        asyncCaller: { maxRetries },
        async *stream(_thread: null, _assistant: string, { signal }: { signal: AbortSignal }) {
          calls.push("stream");
          yield { event: "metadata", data: { run_id: "r" } };
          await new Promise((_, reject) =>
            signal.addEventListener("abort", () => reject(signal.reason)),
          );
        },
        wait: async () => ({}),
        list: async (thread: string) => (calls.push(`list ${thread}`), [{ run_id: "r" }]),
        cancel: async (thread: string, run: string) => void calls.push(`cancel ${thread} ${run}`),
      },
      threads: {
        search: async ({ metadata: given }: { metadata: object }) => (
          calls.push(`search ${Object.keys(given).join()}`),
          [{ thread_id: "t" }]
        ),
      },
    };
    return { client: client as RunsClientLike, calls };
  }

  test("a caller's client cancels by its own methods, where it has them", async () => {
    const { client, calls } = sdkLike();
    const store = createRun({ client, assistantId: "faq" });
    void store.submit("Refund?");
    await vi.advanceTimersByTimeAsync(50);
    store.stop();
    await vi.advanceTimersByTimeAsync(0);
    expect(calls).toEqual(["stream", "search oneshot_key", "list t", "cancel t r"]);
  });

  test("a caller's client that repeats requests is warned of once, in development", async () => {
    vi.stubEnv("NODE_ENV", "development");
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const { client } = sdkLike({ maxRetries: 4 });
    const store = createRun({ client, assistantId: "faq" });
    for (let at = 0; at < 3; at += 1) {
      void store.submit("Refund?");
      await vi.advanceTimersByTimeAsync(50);
    }
    store.reset();
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls[0]?.[0]).toContain("maxRetries: 0");
    warn.mockRestore();
  });
});
