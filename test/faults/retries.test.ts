/**
 * A client left as its documentation makes it sends a failed request again, up to four times and for twenty
 * seconds. This package cannot change that, but the visitor does not notice it.
 */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createRun } from "../../src/run/createRun.js";
import type { RunOptions, RunSnapshot } from "../../src/run/types.js";
import { metadata, tokens } from "../../src/testing/index.js";
import { refusingAddress, startMisbehavingServer, type Play } from "./misbehavingServer.js";
import { RETRYING } from "./transports.js";

const unhandled: unknown[] = [];
const noteUnhandled = (reason: unknown) => unhandled.push(reason);

beforeEach(() => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
  process.on("unhandledRejection", noteUnhandled);
});
afterEach(() => {
  vi.restoreAllMocks();
  process.off("unhandledRejection", noteUnhandled);
  expect(unhandled).toEqual([]);
});

/** A run on such a client, and everything it reports. */
async function open(play: Play, address?: string) {
  const server = await startMisbehavingServer(play);
  const heard: string[] = [];
  const published: RunSnapshot[] = [];
  const store = createRun({
    ...RETRYING.connect(address ?? server.url),
    assistantId: "faq",
    firstEventTimeoutMs: 300,
    onEvent: () => heard.push("onEvent"),
    onFinish: () => heard.push("onFinish"),
    onError: () => heard.push("onError"),
  } as RunOptions);
  store.subscribe(() => published.push(store.getSnapshot()));
  return { server, store, heard, published };
}

const seconds = (count: number) => new Promise((resolve) => setTimeout(resolve, count * 1_000));

const FAILING: readonly (readonly [string, Play])[] = [
  ["never answers", () => {}],
  ["resets", (wire) => wire.reset()],
  ["is full", (wire) => wire.reply(503)],
  ["asks for a pause", (wire) => wire.reply(429, { "retry-after": "1" })],
];

test.each(FAILING)(
  "stop is instant at a server that %s, and final",
  async (_name, play) => {
    const { server, store, heard, published } = await open(play);
    const ended = store.submit("Can I get a refund?");
    await server.sawRuns(1);
    store.stop();
    expect(store.getSnapshot().status).toBe("stopped");
    expect(await ended).toMatchObject({ status: "stopped", question: "Can I get a refund?" });
    const shown = published.length;
    // Past the SDK's first repeat.
    await seconds(process.env.LONG ? 25 : 0.1);
    expect(heard).toEqual(["onFinish"]);
    expect(published).toHaveLength(shown);
    await server.close();
  },
  60_000,
);

test.each(FAILING)("the deadline ends a run at a server that %s", async (_name, play) => {
  const { server, store, heard } = await open(play);
  const snapshot = await store.submit("Can I get a refund?");
  expect(snapshot).toMatchObject({
    status: "error",
    question: "Can I get a refund?",
    error: { kind: "timeout", phase: "first_event", canRetry: true },
  });
  expect(heard).toEqual(["onError"]);
  await server.close();
});

test("the deadline ends a run at a server that is not there", async () => {
  const { server, store } = await open(() => {}, await refusingAddress());
  expect((await store.submit("Can I get a refund?")).error).toMatchObject({ kind: "timeout" });
  await server.close();
});

test("a reset in the middle of an answer keeps the text", async () => {
  const { server, store } = await open(async (wire) => {
    await wire.send(metadata(), ...tokens("Half an answer"));
    await wire.pause(30);
    wire.reset();
  });
  expect(await store.submit("Can I get a refund?")).toMatchObject({
    answer: "Half an answer",
    error: { kind: "truncated" },
  });
  expect(server.runs()).toHaveLength(1);
  await server.close();
});

test("the deadline ends a run that waits because stopped runs still use the SDK's four places", async () => {
  const { server, store } = await open((wire) => wire.reset());
  for (let at = 1; at <= 4; at += 1) {
    void store.submit("Can I get a refund?");
    await server.sawRuns(at);
    store.stop();
  }
  expect((await store.submit("Can I get a refund?")).error).toMatchObject({ kind: "timeout" });
  expect(await store.retry()).toMatchObject({ status: "error", question: "Can I get a refund?" });
  await server.close();
});
