import { describe, expect, test, vi } from "vitest";
import {
  createRunsInProgress,
  drainRuns,
  type EndReason,
} from "../../../src/gateway/runs/runsInProgress.js";
import { waitUntil } from "../waitFor.js";

/** A run that ends when it is told to. It records what happens to it. */
function createRun(visitor: string, oneshotKey: string | undefined, endsBy = () => {}) {
  const reasons: EndReason[] = [];
  return {
    visitor,
    oneshotKey,
    reasons,
    async end(reason: EndReason) {
      reasons.push(reason);
      endsBy();
    },
  };
}

test("runs with different keys, of different visitors and without a key do not end each other", async () => {
  const runs = createRunsInProgress();
  const all = [
    createRun("ip:192.0.2.1", "a"),
    createRun("ip:192.0.2.1", "b"),
    createRun("ip:192.0.2.2", "a"),
    createRun("ip:192.0.2.1", undefined),
    createRun("ip:192.0.2.1", undefined),
  ];
  const claims = [];
  for (const run of all) claims.push(await runs.claim(run));
  expect(runs.size).toBe(5);
  expect(all.flatMap(({ reasons }) => reasons)).toEqual([]);
  for (const claim of claims) claim.release();
  expect(runs.size).toBe(0);
});

describe("the key for the LangGraph server", () => {
  test("is the visitor's own, again after the run is over", async () => {
    const runs = createRunsInProgress();
    const first = await runs.claim(createRun("one", "key"));
    expect(first.upstreamKey).toBe("key");
    first.release();
    expect((await runs.claim(createRun("one", "key"))).upstreamKey).toBe("key");
  });

  test("is random while another visitor's run has the same key, however often that run is released", async () => {
    const runs = createRunsInProgress();
    const first = await runs.claim(createRun("one", "key"));
    first.release();
    const second = await runs.claim(createRun("two", "key"));
    first.release();
    const third = await runs.claim(createRun("three", "key"));
    expect([second.upstreamKey, third.upstreamKey]).toEqual([
      "key",
      expect.stringMatching(/^[\da-f-]{36}$/),
    ]);
  });

  test("is random if the earlier run is not over after three seconds", async () => {
    vi.useFakeTimers();
    try {
      const runs = createRunsInProgress();
      await runs.claim(createRun("one", "key"));
      const second = runs.claim(createRun("one", "key"));
      await vi.advanceTimersByTimeAsync(3_000);
      expect((await second).upstreamKey).toMatch(/^[\da-f-]{36}$/);
    } finally {
      vi.useRealTimers();
    }
  });

  test("is random without a key of the visitor's", async () => {
    const runs = createRunsInProgress();
    expect((await runs.claim(createRun("one", undefined))).upstreamKey).toMatch(/^[\da-f-]{36}$/);
  });
});

test("a visitor and a key that read alike when they are joined do not end another visitor's run", async () => {
  const runs = createRunsInProgress();
  const [one, two] = [createRun('a","b', "c"), createRun("a", 'b","c')];
  await runs.claim(one);
  await runs.claim(two);
  expect([...one.reasons, ...two.reasons]).toEqual([]);
});

test("a second request with the same visitor and key starts after the first run is over", async () => {
  const runs = createRunsInProgress();
  const order: string[] = [];
  const first = createRun("visitor", "key", () => {
    order.push("first is told");
    setTimeout(() => {
      order.push("first is over");
      firstClaim.release();
    }, 20);
  });
  const firstClaim = await runs.claim(first);
  await runs.claim(createRun("visitor", "key"));
  order.push("second starts");
  expect(order).toEqual(["first is told", "first is over", "second starts"]);
  expect(first.reasons).toEqual(["replaced"]);
  expect(runs.size).toBe(1);
});

test("of many requests with one key at the same time, each waits for the one before, and each is told once", async () => {
  const runs = createRunsInProgress();
  let inProgress = 0;
  let most = 0;
  const started: number[] = [];
  const all = Array.from({ length: 20 }, () => createRun("visitor", "key"));
  await Promise.all(
    all.map(async (run, at) => {
      const claim = await runs.claim(run);
      inProgress += 1;
      most = Math.max(most, inProgress);
      started.push(at);
      // The run does some work, and ends early if it is told to.
      await waitUntil(() => run.reasons.length > 0 || at === 19);
      inProgress -= 1;
      claim.release();
    }),
  );
  expect(most).toBe(1);
  expect(started).toEqual(all.map((_run, at) => at));
  expect(all.map(({ reasons }) => reasons)).toEqual([
    ...Array.from({ length: 19 }, () => ["replaced"]),
    [],
  ]);
  expect(runs.size).toBe(0);
});

test("a run that does not end keeps a second request waiting for three seconds, and no longer", async () => {
  vi.useFakeTimers();
  const runs = createRunsInProgress();
  await runs.claim(createRun("visitor", "key"));
  let hasStarted = false;
  const second = runs.claim(createRun("visitor", "key")).then(() => {
    hasStarted = true;
  });
  await vi.advanceTimersByTimeAsync(2_999);
  expect(hasStarted).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  await second;
  vi.useRealTimers();
});

test("a run whose end fails does not fail the request that takes over", async () => {
  const runs = createRunsInProgress();
  const first = createRun("visitor", "key", () => {
    firstClaim.release();
    throw new Error("The server cannot be reached.");
  });
  const firstClaim = await runs.claim(first);
  const second = await runs.claim(createRun("visitor", "key"));
  second.release();
  expect(runs.size).toBe(0);
});

test("a released claim does not take the key from the run that has taken over", async () => {
  const runs = createRunsInProgress();
  const firstClaim = await runs.claim(createRun("visitor", "key", () => firstClaim.release()));
  const second = createRun("visitor", "key", () => secondClaim.release());
  const secondClaim = await runs.claim(second);
  firstClaim.release();
  await runs.claim(createRun("visitor", "key"));
  expect(second.reasons).toEqual(["replaced"]);
});

test("draining waits for running runs and tells none of them to end", async () => {
  const runs = createRunsInProgress();
  const run = createRun("visitor", undefined);
  const claim = await runs.claim(run);
  let isDrained = false;
  const drained = drainRuns(runs, 60_000).then(() => {
    isDrained = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(isDrained).toBe(false);
  claim.release();
  await drained;
  expect(run.reasons).toEqual([]);
});

test("draining ends the runs that still go on after the grace time", async () => {
  const runs = createRunsInProgress();
  const run = createRun("visitor", undefined, () => claim.release());
  const claim = await runs.claim(run);
  await drainRuns(runs, 10);
  expect(run.reasons).toEqual(["shutdown"]);
  expect(runs.size).toBe(0);
});

test("draining without runs is over at once", async () => {
  await expect(drainRuns(createRunsInProgress(), 60_000)).resolves.toBeUndefined();
});
