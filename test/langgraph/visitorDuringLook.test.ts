/** What visitors do while the server is asked whether a run that has ended still goes on. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { completeRun, createScriptedServer, hold, type Reply } from "../../src/testing/index.js";
import { callsOf, CANCEL, json, NEVER, runOn, SEARCH, serverOf } from "./lookServer.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("stop during the look ends the run as stopped, and its late answer changes nothing", async () => {
  const server = serverOf({ search: [hold("look")] });
  const onFinish = vi.fn();
  const store = runOn(server, { onFinish });
  const ended = store.submit("Refund?");
  await vi.advanceTimersByTimeAsync(100);
  expect(callsOf(server)).toEqual([SEARCH]);
  store.stop();
  const snapshot = store.getSnapshot();
  expect(snapshot).toMatchObject({ status: "stopped", answer: "Yes." });
  server.release("look");
  await vi.advanceTimersByTimeAsync(6_000);
  expect(await ended).toBe(snapshot);
  expect(store.getSnapshot()).toBe(snapshot);
  expect(onFinish).toHaveBeenCalledExactlyOnceWith(snapshot);
  expect(vi.getTimerCount()).toBe(0);
});

test("unmounting during the look ends the run as stopped and calls nobody", async () => {
  const server = serverOf({ search: NEVER });
  const onFinish = vi.fn();
  const onError = vi.fn();
  const store = runOn(server, { onFinish, onError });
  const detach = store.attach();
  const ended = store.submit("Refund?");
  await vi.advanceTimersByTimeAsync(100);
  expect(callsOf(server)).toEqual([SEARCH]);
  detach();
  expect((await ended).status).toBe("stopped");
  await vi.advanceTimersByTimeAsync(6_000);
  expect(onFinish).not.toHaveBeenCalled();
  expect(onError).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});

test("a reset during the look forgets the run, and the late answer of the look changes nothing", async () => {
  const server = serverOf({ search: [hold("look")] });
  const onFinish = vi.fn();
  const onError = vi.fn();
  const store = runOn(server, { onFinish, onError });
  const ended = store.submit("Refund?");
  await vi.advanceTimersByTimeAsync(100);
  expect(callsOf(server)).toEqual([SEARCH]);
  store.reset();
  server.release("look");
  await vi.advanceTimersByTimeAsync(6_000);
  expect(await ended).toMatchObject({ status: "stopped", answer: "Yes." });
  expect(store.getSnapshot()).toMatchObject({ status: "idle", question: "", answer: "" });
  expect(onFinish).not.toHaveBeenCalled();
  expect(onError).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});

test("a newer submit during the look replaces the run, which is neither shown nor finished later", async () => {
  let hasAsked = false;
  const first: Reply = [hold("look")];
  const server = createScriptedServer(({ url }) => {
    if (url.endsWith("/runs/stream")) return completeRun(hasAsked ? "Newer." : "Older.");
    if (!url.endsWith("/threads/search")) return json({});
    return hasAsked ? json([]) : first;
  });
  const onFinish = vi.fn();
  const onError = vi.fn();
  const store = runOn(server, { onFinish, onError });
  const older = store.submit("Older?");
  await vi.advanceTimersByTimeAsync(100);
  expect(store.getSnapshot()).toMatchObject({ status: "streaming", answer: "Older." });
  hasAsked = true;
  const newer = store.submit("Newer?");
  expect(store.getSnapshot()).toMatchObject({ status: "pending", answer: "" });
  server.release("look");
  await vi.advanceTimersByTimeAsync(6_000);
  expect(await older).toMatchObject({ status: "stopped", question: "Older?", answer: "Older." });
  expect(await newer).toMatchObject({ status: "success", question: "Newer?", answer: "Newer." });
  expect(store.getSnapshot()).toBe(await newer);
  expect(onFinish).toHaveBeenCalledExactlyOnceWith(await newer);
  expect(onError).not.toHaveBeenCalled();
  expect(server.requests).toHaveLength(2);
  expect(vi.getTimerCount()).toBe(0);
});

test("a run that the look finds still running is cancelled, also where the visitor has stopped it meanwhile", async () => {
  const server = serverOf({ search: [hold("look")] });
  const store = runOn(server);
  const ended = store.submit("Refund?");
  await vi.advanceTimersByTimeAsync(100);
  store.stop();
  await vi.advanceTimersByTimeAsync(6_000);
  expect((await ended).status).toBe("stopped");
  expect(callsOf(server)).toContain(CANCEL);
});
