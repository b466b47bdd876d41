/** The calls that cancel a run on the server meet faults too, after the visitor has left. */
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createRun } from "../../src/run/createRun.js";
import { metadata, tokens } from "../../src/testing/index.js";
import { startMisbehavingServer, type Wire } from "./misbehavingServer.js";
import { GUARDED } from "./transports.js";
import { warmUp } from "./warmUp.js";
import { watchTimers, type TimerWatch } from "./watchTimers.js";

const unhandled: unknown[] = [];
const noteUnhandled = (reason: unknown) => unhandled.push(reason);
let timers: TimerWatch;

beforeAll(() => warmUp(GUARDED));
beforeEach(() => {
  process.on("unhandledRejection", noteUnhandled);
});
afterEach(() => {
  vi.useRealTimers();
  process.off("unhandledRejection", noteUnhandled);
  expect(unhandled).toEqual([]);
});

/** Stops a run before or after its first word, at a server that meets what follows like this. */
async function leave(meet: (wire: Wire) => void | Promise<void>, { hasSpoken = true } = {}) {
  const server = await startMisbehavingServer(
    (wire) => (hasSpoken ? wire.send(metadata(), ...tokens("Half")) : undefined),
    { meetOthers: meet },
  );
  const store = createRun({ apiUrl: server.url, assistantId: "faq" });
  const ended = store.submit("Can I get a refund?");
  await server.sawRuns(1);
  if (hasSpoken) await vi.waitUntil(() => store.getSnapshot().answer === "Half");
  timers = watchTimers();
  store.stop();
  await ended;
  await vi.waitUntil(() => server.requests.length > 1);
  return { server };
}

const refuses = (wire: Wire) => wire.reply(403);
const endlessly = (wire: Wire) => {
  wire.head(403, { "content-type": "text/html" });
  return wire.send("<p>".repeat(1_000));
};

test.each<[string, { hasSpoken: boolean }, (wire: Wire) => void | Promise<void>]>([
  ["the search is refused", { hasSpoken: false }, refuses],
  ["the cancelling is refused", { hasSpoken: true }, refuses],
  ["the search is refused in a body without an end", { hasSpoken: false }, endlessly],
  ["the cancelling is refused in a body without an end", { hasSpoken: true }, endlessly],
  ["the search is reset", { hasSpoken: false }, (wire) => wire.reset()],
  ["the cancelling is reset", { hasSpoken: true }, (wire) => wire.reset()],
  [
    "the search is answered by a page",
    { hasSpoken: false },
    (wire) => wire.reply(200, { "content-type": "text/html" }, "<p>Hi</p>"),
  ],
  [
    "the search finds values that are no threads",
    { hasSpoken: false },
    (wire) => wire.reply(200, {}, '[null, 7, {"thread_id":7}]'),
  ],
  ["the cancelling is accepted", { hasSpoken: true }, (wire) => wire.reply(202, {}, "{}")],
])("where %s, no timer and no connection is left behind", async (_name, when, meet) => {
  const { server } = await leave(meet, when);
  await vi.waitUntil(() => timers.pending().length === 0, { timeout: 4_000 });
  timers.restore();
  await server.allClosed();
  expect(server.openSockets()).toBe(0);
  await server.close();
});

test("calls that are never answered end after their time", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const server = await startMisbehavingServer(() => {}, { meetOthers: () => {} });
  const store = createRun({ apiUrl: server.url, assistantId: "faq" });
  const ended = store.submit("Can I get a refund?");
  await untilTrue(() => server.runs().length === 1);
  store.stop();
  await ended;
  await untilTrue(() => server.requests.length === 2);
  expect(server.openSockets()).toBeGreaterThan(0);
  vi.advanceTimersByTime(5_000);
  vi.useRealTimers();
  await server.allClosed();
  expect(server.openSockets()).toBe(0);
  await server.close();
});

/** Waits without a timer. */
async function untilTrue(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}
