import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Limits, LimitsOptions } from "../../../src/gateway/limits/createLimits.js";
import { RedisStore } from "../../../src/gateway/limits/RedisStore.js";
import { createWindow } from "../../../src/gateway/limits/windows.js";
import type { LogLine } from "../../../src/gateway/options.js";
import { isRedisTested, startRedis, type TestRedis } from "../startRedis.js";
import { limitsOf, takeMany, tally } from "./testLimits.js";
import { waitFor } from "../waitFor.js";

const VISITORS = Array.from({ length: 200 }, (_, at) => `ip:203.0.113.${at}`);

// Without redis-server these tests are skipped. Install it with `apt-get install redis-server`.
describe.skipIf(!isRedisTested)("limits in Redis", () => {
  let redis: TestRedis;
  let open: Limits[] = [];
  let lines: LogLine[] = [];

  beforeEach(async () => {
    redis = await startRedis();
  });

  afterEach(async () => {
    await Promise.all(open.map((limits) => limits.close()));
    await redis.stop();
    open = [];
    lines = [];
  });

  async function connect(
    limits: Partial<LimitsOptions["limits"]>,
    whenUnavailable: "refuse" | "local" = "local",
    options: Partial<LimitsOptions> = {},
  ): Promise<Limits> {
    const store = { redisUrl: redis.url, whenUnavailable };
    const made = limitsOf(limits, { store, log: (line) => lines.push(line), ...options });
    open.push(made);
    await made.ready;
    return made;
  }

  /** 200 visitors ask at the same moment, `times` times each, at two gateways by turns. */
  async function askAtBoth(limits: Partial<LimitsOptions["limits"]>, times: number) {
    const gateways = await Promise.all([connect(limits), connect(limits)]);
    const answers = await Promise.all(
      VISITORS.flatMap((visitor, at) =>
        Array.from({ length: times }, async (_, time) => {
          const gateway = gateways[(at + time) % 2];
          if (!gateway) throw new Error("there is no such gateway");
          return { visitor, answer: await gateway.takeRun({ visitor, assistant: "faq" }) };
        }),
      ),
    );
    return { gateways, answers };
  }

  test.each([
    ["assistant's minute", { runsPerAssistantPerMinute: 150 }, "rate_limited", 150],
    ["assistant's budget", { runsPerAssistantPerDay: 77 }, "budget_exceeded", 77],
    ["assistant's runs at once", { concurrentRunsPerAssistant: 50 }, "too_many_at_once", 50],
  ])(
    "two gateways share an %s exactly, under 200 visitors at once",
    async (_name, limit, refusal, most) => {
      const { answers } = await askAtBoth(limit, 1);
      expect(tally(answers.map(({ answer }) => answer))).toEqual({
        taken: most,
        [refusal]: 200 - most,
      });
    },
  );

  test.each([
    ["window", { runsPerVisitorPerWindow: 3 }, "rate_limited"],
    ["day", { runsPerVisitorPerDay: 3 }, "rate_limited"],
    ["runs at once", { concurrentRunsPerVisitor: 3 }, "too_many_at_once"],
  ])("two gateways share each visitor's %s exactly", async (_name, limit, refusal) => {
    const { answers } = await askAtBoth(limit, 5);
    for (const visitor of VISITORS) {
      const own = answers.filter((each) => each.visitor === visitor);
      expect(tally(own.map(({ answer }) => answer))).toEqual({ taken: 3, [refusal]: 2 });
    }
  });

  test("what one gateway releases, another may take", async () => {
    const limit = { concurrentRunsPerVisitor: 1 };
    const [first, second] = await Promise.all([connect(limit), connect(limit)]);
    const [taken] = await takeMany(first, 1);
    expect(tally(await takeMany(second, 1))).toEqual({ too_many_at_once: 1 });
    if (!taken || !("slot" in taken)) throw new Error("the first run was refused");
    taken.slot.release();
    await waitFor(async () => expect(tally(await takeMany(second, 1))).toEqual({ taken: 1 }));
  });

  test("a gateway that stops leaves no slot taken", async () => {
    const limit = { concurrentRunsPerAssistant: 30 };
    const [first, second] = await Promise.all([connect(limit), connect(limit)]);
    for (const taken of await takeMany(first, 30)) if ("slot" in taken) taken.slot.release();
    await first.close();
    expect(tally(await takeMany(second, 30))).toEqual({ taken: 30 });
  });

  test("a refusal in Redis counts nothing, neither for its own limit nor for others", async () => {
    const limits = await connect({
      runsPerVisitorPerWindow: 2,
      runsPerVisitorPerDay: 3,
      runsPerAssistantPerDay: 4,
      concurrentRunsPerAssistant: 10,
    });
    expect(tally(await takeMany(limits, 20, "greedy"))).toEqual({ taken: 2, rate_limited: 18 });
    expect(tally(await takeMany(limits, 2, "b"))).toEqual({ taken: 2 });
    expect(tally(await takeMany(limits, 3, "c"))).toEqual({ budget_exceeded: 2, rate_limited: 1 });
    expect(tally(await takeMany(limits, 2, "c", "sales"))).toEqual({ taken: 2 });
  });

  test("a refused visitor leaves no key in Redis", async () => {
    const limits = await connect({ runsPerVisitorPerWindow: 9, concurrentRunsPerAssistant: 1 });
    await takeMany(limits, 1, "a");
    const before = await readKeys(redis);
    expect(tally(await takeMany(limits, 1, "b"))).toEqual({ too_many_at_once: 1 });
    const names = (keys: typeof before) => keys.map(({ key }) => key).sort();
    expect(names(await readKeys(redis))).toEqual(names(before));
  });

  test("later runs do not make a window longer", async () => {
    const limits = await connect({ runsPerVisitorPerWindow: 2 });
    await takeMany(limits, 1);
    await runScript(
      redis,
      "return redis.call('pexpire', redis.call('keys', '*window*')[1], 30000)",
    );
    await takeMany(limits, 1);
    const [refused] = await takeMany(limits, 1);
    if (!refused || !("refusal" in refused)) throw new Error("the third run was not refused");
    expect(refused.retryAfterMs).toBeLessThanOrEqual(30_000);
  });

  test("a run that is given back after its window ended adds no run to the next one", async () => {
    const store = new RedisStore({ redisUrl: redis.url, log: () => {} });
    const window = createWindow({ limit: 1, windowMs: 60_000, redis: { store, prefix: "w" } });
    expect(await window.take("a")).toBeUndefined();
    await runScript(redis, "return redis.call('flushall')");
    await window.giveBack("a");
    expect(await window.take("a")).toBeUndefined();
    expect(await window.take("a")).toBeGreaterThan(0);
    await store.close();
  });

  test("Redis holds no address, and every key ends by itself", async () => {
    const limits = await connect({
      runsPerVisitorPerWindow: 9,
      runsPerVisitorPerDay: 9,
      concurrentRunsPerVisitor: 9,
      runsPerAssistantPerMinute: 9,
      runsPerAssistantPerDay: 9,
      feedbackPerVisitorPerWindow: 9,
    });
    await takeMany(limits, 1, "ip:203.0.113.7");
    await limits.takeFeedback("ip:203.0.113.7");
    const keys = await readKeys(redis);
    expect(keys.map(({ key }) => key.replace(/:[^:]*$/, "")).sort()).toEqual([
      "oneshot-chat:assistant-day",
      "oneshot-chat:assistant-minute",
      "oneshot-chat:feedback",
      "oneshot-chat:slots:assistant",
      "oneshot-chat:slots:visitor",
      "oneshot-chat:visitor-day",
      "oneshot-chat:visitor-window",
    ]);
    for (const { key, leftMs } of keys) {
      expect(key).not.toContain("203.0.113");
      expect(leftMs).toBeGreaterThan(0);
    }
  });

  test("the slots of a gateway that crashed are free after their leases end", async () => {
    const limit = { concurrentRunsPerVisitor: 1 };
    const crashed = await connect(limit);
    await takeMany(crashed, 1);
    await crashed.close(); // It renews nothing any more, and gave nothing back.
    const other = await connect(limit);
    expect(tally(await takeMany(other, 1))).toEqual({ too_many_at_once: 1 });
    await endLeases(redis);
    expect(tally(await takeMany(other, 1))).toEqual({ taken: 1 });
  });

  test("with `local`, a gateway counts by itself while Redis is away, and shares again after", async () => {
    const limit = { runsPerVisitorPerWindow: 2, concurrentRunsPerVisitor: 3 };
    const [first, second] = await Promise.all([connect(limit), connect(limit)]);
    expect(tally(await takeMany(first, 3))).toEqual({ taken: 2, rate_limited: 1 });
    await redis.kill();
    await waitFor(() => expect(events()).toContain("redis_unavailable"));
    // The window begins again in this process. The two runs in progress are known here, so one more may start.
    expect(tally(await takeMany(first, 3))).toEqual({
      taken: 1,
      too_many_at_once: 1,
      rate_limited: 1,
    });
    expect(tally(await takeMany(second, 3))).toEqual({ taken: 2, rate_limited: 1 });
    await redis.restart();
    await waitFor(() => expect(events().filter((e) => e === "redis_available")).toHaveLength(2));
    expect(tally(await takeMany(first, 1, "b"))).toEqual({ taken: 1 });
    expect(tally(await takeMany(second, 2, "b"))).toEqual({ taken: 1, rate_limited: 1 });
    expect(events().filter((e) => e === "redis_unavailable")).toHaveLength(2);
  });

  test("with `refuse`, no run starts while Redis is away, and runs start again after", async () => {
    const limits = await connect(
      { runsPerVisitorPerWindow: 5, feedbackPerVisitorPerWindow: 5 },
      "refuse",
    );
    await redis.kill();
    expect(await takeMany(limits, 1)).toEqual([
      { refusal: "limits_unavailable", retryAfterMs: 5_000 },
    ]);
    expect(await limits.takeFeedback("a")).toMatchObject({ refusal: "limits_unavailable" });
    await redis.restart();
    await waitFor(async () => expect(tally(await takeMany(limits, 1))).toEqual({ taken: 1 }));
  });

  test("a Redis that dies in the middle of 200 requests leaves every request answered", async () => {
    const limits = await connect({ runsPerVisitorPerWindow: 5, concurrentRunsPerAssistant: 500 });
    const asked = Promise.all(
      VISITORS.map(async (visitor, at) => {
        if (at === 100) await redis.kill();
        return limits.takeRun({ visitor, assistant: "faq" });
      }),
    );
    expect(tally(await asked)).toEqual({ taken: 200 });
  });

  test("a Redis that hangs delays the first request only, and no run is refused", async () => {
    const limit = { runsPerVisitorPerWindow: 5 };
    const limits = await connect(limit, "local", { redisTimeoutMs: 100 });
    redis.pause();
    expect(tally(await takeMany(limits, 1))).toEqual({ taken: 1 });
    // Nothing that waits for Redis is over before the next timer.
    const second = takeMany(limits, 1);
    expect(await Promise.race([second.then(tally), wait(0, "late")])).toEqual({ taken: 1 });
    redis.resume();
  });

  test("a Redis that lost its data gets the leases of runs in progress back", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    try {
      const limit = { concurrentRunsPerVisitor: 1 };
      const [first, second] = await Promise.all([connect(limit), connect(limit)]);
      await takeMany(first, 1);
      await redis.restart();
      await waitFor(() => expect(events().filter((e) => e === "redis_available")).toHaveLength(2));
      vi.advanceTimersByTime(20_000);
      await waitFor(async () => expect(await readKeys(redis)).toHaveLength(2));
      expect(tally(await takeMany(second, 1))).toEqual({ too_many_at_once: 1 });
    } finally {
      vi.useRealTimers();
    }
  });

  const events = () => lines.map(({ event }) => event);
});

test("a gateway whose Redis was never there counts by itself", async () => {
  const lines: LogLine[] = [];
  const store = { redisUrl: "redis://127.0.0.1:1" };
  const limits = limitsOf(
    { runsPerVisitorPerWindow: 2 },
    { store, log: (line) => lines.push(line) },
  );
  expect(tally(await takeMany(limits, 3))).toEqual({ taken: 2, rate_limited: 1 });
  await limits.ready;
  await limits.close();
  expect(lines).toEqual([{ level: "error", event: "redis_unavailable" }]);
});

test("a missing package `redis` is asked for in one sentence", async () => {
  const limits = limitsOf(
    { runsPerVisitorPerWindow: 1 },
    {
      store: { redisUrl: "redis://127.0.0.1:1" },
      loadRedis: () => Promise.reject(new Error("Cannot find package 'redis'")),
    },
  );
  await expect(limits.ready).rejects.toThrow(
    "limitStore.redisUrl is set, but the package `redis` is not installed. Run `npm install redis`.",
  );
  await limits.close();
});

test("an operator who does not wait for `ready` finds in the log that the package is missing", async () => {
  const lines: LogLine[] = [];
  const limits = limitsOf(
    { runsPerVisitorPerWindow: 2 },
    {
      store: { redisUrl: "redis://127.0.0.1:1" },
      log: (line) => lines.push(line),
      loadRedis: () => Promise.reject(new Error("Cannot find package 'redis'")),
    },
  );
  expect(tally(await takeMany(limits, 3))).toEqual({ taken: 2, rate_limited: 1 });
  expect(limits.shared?.store.isAvailable).toBe(false);
  await limits.close();
  expect(lines).toEqual([
    {
      level: "error",
      event: "redis_unavailable",
      cause: expect.stringContaining("Run `npm install redis`.") as string,
    },
  ]);
});

test("an address that node-redis does not take is named without its password", async () => {
  const limits = limitsOf({}, { store: { redisUrl: "redis://user:canary@127.0.0.1:1/wrong" } });
  await expect(limits.ready).rejects.toThrow("limitStore.redisUrl is not an address of Redis");
  await expect(limits.ready).rejects.not.toThrow("canary");
  await limits.close();
});

async function runScript(redis: TestRedis, script: string): Promise<unknown> {
  const { createClient } = await import("redis");
  const client = createClient({ url: redis.url });
  await client.connect();
  try {
    return await client.eval(script);
  } finally {
    client.destroy();
  }
}

/** Every key, and how long it stays. */
async function readKeys(redis: TestRedis) {
  const script = `
    local found = {}
    for _, key in ipairs(redis.call('keys', '*')) do
      table.insert(found, {key, redis.call('pttl', key)})
    end
    return found`;
  const found = await runScript(redis, script);
  return (found as readonly [string, number][]).map(([key, leftMs]) => ({ key, leftMs }));
}

/** Makes every lease one that has just ended. */
async function endLeases(redis: TestRedis) {
  const script = `
    for _, key in ipairs(redis.call('keys', '*slots*')) do
      for _, lease in ipairs(redis.call('zrange', key, 0, -1)) do redis.call('zadd', key, 1, lease) end
    end`;
  await runScript(redis, script);
}
