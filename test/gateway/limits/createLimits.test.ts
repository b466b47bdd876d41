import { expect, test } from "vitest";
import { SHARED_KEY } from "../../../src/gateway/limits/visitorKey.js";
import type { LogLine } from "../../../src/gateway/options.js";
import { limitsOf, takeMany, tally } from "./testLimits.js";

test("a visitor's window lets the limit through, refuses the rest, and begins again", async () => {
  let now = 0;
  const limits = limitsOf({ runsPerVisitorPerWindow: 3 }, { now: () => now });
  expect(tally(await takeMany(limits, 5))).toEqual({ taken: 3, rate_limited: 2 });
  now = 45_000;
  const [refused] = await takeMany(limits, 1);
  expect(refused).toEqual({ refusal: "rate_limited", retryAfterMs: 15_000 });
  expect(tally(await takeMany(limits, 5, "b"))).toEqual({ taken: 3, rate_limited: 2 });
  now = 60_000;
  expect(tally(await takeMany(limits, 5))).toEqual({ taken: 3, rate_limited: 2 });
});

test("a visitor's day has a limit of its own", async () => {
  let now = 0;
  const limits = limitsOf(
    { runsPerVisitorPerWindow: 2, runsPerVisitorPerDay: 3 },
    { now: () => now },
  );
  expect(tally(await takeMany(limits, 3))).toEqual({ taken: 2, rate_limited: 1 });
  now = 60_000;
  const answers = await takeMany(limits, 2);
  expect(tally(answers)).toEqual({ taken: 1, rate_limited: 1 });
  expect(answers[1]).toMatchObject({ retryAfterMs: 86_340_000 });
});

test("an assistant's minute is shared by its visitors, and no other assistant's", async () => {
  const limits = limitsOf({ runsPerAssistantPerMinute: 3 });
  expect(tally(await takeMany(limits, 2, "a"))).toEqual({ taken: 2 });
  expect(tally(await takeMany(limits, 2, "b"))).toEqual({ taken: 1, rate_limited: 1 });
  expect(tally(await takeMany(limits, 2, "b", "sales"))).toEqual({ taken: 2 });
});

test("an assistant's day is its budget, with a code of its own", async () => {
  const limits = limitsOf({ runsPerAssistantPerDay: 2, runsPerAssistantPerMinute: 2 });
  const answers = await takeMany(limits, 3);
  expect(tally(answers)).toEqual({ taken: 2, budget_exceeded: 1 });
  expect(answers[2]).toMatchObject({ retryAfterMs: 86_400_000 });
});

test("a slot is taken until it is released, and a second release changes nothing", async () => {
  const limits = limitsOf({ concurrentRunsPerVisitor: 1, concurrentRunsPerAssistant: 2 });
  const [first] = await takeMany(limits, 1, "a");
  expect(tally(await takeMany(limits, 1, "a"))).toEqual({ too_many_at_once: 1 });
  expect(tally(await takeMany(limits, 1, "b"))).toEqual({ taken: 1 });
  expect(tally(await takeMany(limits, 1, "c"))).toEqual({ too_many_at_once: 1 });
  if (!first || !("slot" in first)) throw new Error("the first run was refused");
  first.slot.release();
  first.slot.release();
  expect(tally(await takeMany(limits, 1, "a"))).toEqual({ taken: 1 });
  expect(tally(await takeMany(limits, 1, "c"))).toEqual({ too_many_at_once: 1 });
});

test("a refusal for too many runs at once says when to try again", async () => {
  const limits = limitsOf({ concurrentRunsPerVisitor: 1 });
  const [, refused] = await takeMany(limits, 2);
  expect(refused).toEqual({ refusal: "too_many_at_once", retryAfterMs: 5_000 });
});

test.each([
  ["a visitor who asks too fast", { runsPerVisitorPerWindow: 2 }],
  ["a visitor over the day's limit", { runsPerVisitorPerDay: 2 }],
  ["a visitor with too many runs", { concurrentRunsPerVisitor: 2 }],
])("%s uses up nothing that others share", async (_name, limit) => {
  const limits = limitsOf({
    ...limit,
    runsPerAssistantPerMinute: 5,
    runsPerAssistantPerDay: 5,
    concurrentRunsPerAssistant: 5,
  });
  expect(tally(await takeMany(limits, 50, "greedy")).taken).toBe(2);
  expect(tally(await takeMany(limits, 2, "b"))).toEqual({ taken: 2 });
  expect(tally(await takeMany(limits, 1, "c"))).toEqual({ taken: 1 });
});

test.each([
  ["a full assistant", { concurrentRunsPerAssistant: 1 }, "too_many_at_once"],
  ["an assistant's full minute", { runsPerAssistantPerMinute: 1 }, "rate_limited"],
  ["an assistant over its budget", { runsPerAssistantPerDay: 1 }, "budget_exceeded"],
])("%s takes nothing from the visitor", async (_name, limit, refusal) => {
  const limits = limitsOf({
    ...limit,
    runsPerVisitorPerWindow: 2,
    runsPerVisitorPerDay: 2,
    concurrentRunsPerVisitor: 2,
  });
  await takeMany(limits, 1, "b");
  for (let time = 0; time < 5; time += 1) {
    expect(tally(await takeMany(limits, 1, "a"))).toEqual({ [refusal]: 1 });
  }
  expect(tally(await takeMany(limits, 1, "a", "sales"))).toEqual({ taken: 1 });
  expect(tally(await takeMany(limits, 1, "a", "help"))).toEqual({ taken: 1 });
});

test("feedback has a limit of its own", async () => {
  const limits = limitsOf({ runsPerVisitorPerWindow: 1, feedbackPerVisitorPerWindow: 2 });
  await takeMany(limits, 1);
  expect(await limits.takeFeedback("a")).toBeUndefined();
  expect(await limits.takeFeedback("a")).toBeUndefined();
  expect(await limits.takeFeedback("a")).toMatchObject({ refusal: "rate_limited" });
  expect(await limits.takeFeedback("b")).toBeUndefined();
});

test("limits that are off refuse nobody", async () => {
  const limits = limitsOf({});
  expect(tally(await takeMany(limits, 300))).toEqual({ taken: 300 });
  expect(await limits.takeFeedback("a")).toBeUndefined();
});

test("visitors whose address is unknown share one window, and the log says so once", async () => {
  const lines: LogLine[] = [];
  const limits = limitsOf({ runsPerVisitorPerWindow: 2 }, { log: (line) => lines.push(line) });
  await takeMany(limits, 1, "ip:203.0.113.7");
  expect(lines).toEqual([]);
  expect(tally(await takeMany(limits, 4, SHARED_KEY))).toEqual({ taken: 2, rate_limited: 2 });
  expect(lines).toEqual([{ level: "warn", event: "visitor_address_unknown" }]);
});
