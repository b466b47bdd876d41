import { afterEach, expect, test, vi } from "vitest";
import type { RunsClientLike } from "../../src/langgraph/options.js";
import { createThreadCalls, fieldsOf, threadCallsOf } from "../../src/langgraph/threadCalls.js";

afterEach(() => void vi.useRealTimers());

function callsTo(fetch: typeof globalThis.fetch, { keepalive = false, timeoutMs = 1_000 } = {}) {
  const headers = { authorization: "Bearer t" };
  const apiUrl = "https://assistant.test/api/";
  return createThreadCalls({ apiUrl, headers, fetch, keepalive, timeoutMs });
}

test("each call has its method, address, headers and body", async () => {
  const seen: unknown[] = [];
  const calls = callsTo(
    async (input, { method = "GET", headers, body, keepalive } = {}) => {
      seen.push([method, String(input), headers, body, keepalive]);
      return Response.json({ ok: true });
    },
    { keepalive: true },
  );
  await calls.threads.search({ metadata: { a: 1 } });
  await calls.runs.list("t/1");
  await calls.runs.get("t/1", "r?2");
  await calls.runs.cancel("t/1", "r?2");
  const plain = { authorization: "Bearer t" };
  const typed = { ...plain, "content-type": "application/json" };
  const runs = "https://assistant.test/api/threads/t%2F1/runs";
  expect(seen).toEqual([
    ["POST", "https://assistant.test/api/threads/search", typed, '{"metadata":{"a":1}}', true],
    ["GET", runs, plain, undefined, true],
    ["GET", `${runs}/r%3F2`, plain, undefined, true],
    ["POST", `${runs}/r%3F2/cancel`, plain, undefined, true],
  ]);
});

test("an answer is its JSON, or nothing where it is none", async () => {
  expect(await callsTo(async () => Response.json([1])).runs.list("t")).toEqual([1]);
  expect(await callsTo(async () => new Response("<p>")).runs.list("t")).toBeUndefined();
});

test("a refusal rejects with its status, and cancels its body", async () => {
  const body = new ReadableStream();
  const cancel = vi.spyOn(body, "cancel");
  const calls = callsTo(async () => new Response(body, { status: 403 }));
  await expect(calls.runs.list("t")).rejects.toMatchObject({ message: "HTTP 403", status: 403 });
  expect(cancel).toHaveBeenCalledOnce();
  const empty = callsTo(async () => new Response(null, { status: 404 }));
  await expect(empty.runs.list("t")).rejects.toMatchObject({ status: 404 });
});

test("all calls together may take the given time, and no timer is left", async () => {
  vi.useFakeTimers();
  const hangs: typeof fetch = (_input, init) =>
    new Promise((_, reject) =>
      init?.signal?.addEventListener("abort", () => reject(new Error("aborted"))),
    );
  const calls = callsTo(hangs);
  const settled: string[] = [];
  const call = (name: string) => void calls.runs.list("t").catch(() => settled.push(name));
  call("first");
  await vi.advanceTimersByTimeAsync(600);
  call("second");
  await vi.advanceTimersByTimeAsync(399);
  expect(settled).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(settled).toEqual(["first", "second"]);
  expect(vi.getTimerCount()).toBe(0);
});

test("a client has the calls only where it has all that are used", () => {
  const whole = {
    runs: { stream() {}, wait() {}, list() {}, cancel() {}, get() {} },
    threads: { search() {} },
  };
  const { runs, threads } = whole;
  const callsOf = (client: object) => threadCallsOf(client as RunsClientLike);
  expect(callsOf(whole)).toBe(whole);
  expect(callsOf({ runs })).toBeUndefined();
  expect(callsOf({ runs, threads: {} })).toBeUndefined();
  expect(callsOf({ runs: { ...runs, list: undefined }, threads })).toBeUndefined();
  expect(callsOf({ runs: { ...runs, cancel: undefined }, threads })).toBeUndefined();
});

test("the values of a field are the texts in a list of objects", () => {
  expect(fieldsOf([{ id: "a" }, { id: 7 }, null, "x", {}, { id: "b" }], "id")).toEqual(["a", "b"]);
  expect(fieldsOf({ id: "a" }, "id")).toEqual([]);
});
