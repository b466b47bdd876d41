import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { RedisStore } from "../../../src/gateway/limits/RedisStore.js";
import {
  createRunsInProgress,
  type RunsInProgress,
} from "../../../src/gateway/runs/runsInProgress.js";
import { shareRuns } from "../../../src/gateway/runs/shareRuns.js";
import { createGateway } from "../../../src/gateway/createGateway.js";
import { exchangeOf, GOOD_REPLIES, scriptServer } from "../exchanges.js";
import { GOOD_OPTIONS } from "../options.js";
import { readReply } from "../readReply.js";
import { isRedisTested, startRedis, type TestRedis } from "../startRedis.js";
import { waitFor } from "../waitFor.js";

// Without redis-server these tests are skipped. Install it with `apt-get install redis-server`.
describe.skipIf(!isRedisTested)("runs of several gateways", () => {
  let redis: TestRedis;
  let stores: RedisStore[] = [];
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
    stores = [];
  });
  afterAll(() => redis.stop());

  /** A gateway's runs, when it hears what other gateways say. */
  async function connect(prefix: string): Promise<RunsInProgress> {
    const store = new RedisStore({ redisUrl: redis.url, log: () => {} });
    stores.push(store);
    const runs = shareRuns(createRunsInProgress(), store, prefix);
    await waitFor(async () => {
      const count = await store.eval(`return redis.call('pubsub', 'numsub', '${prefix}runs')[2]`, {
        keys: [],
        arguments: [],
      });
      expect(count).toBe(stores.length);
    });
    return runs;
  }

  /** A run that says when it is asked to end. */
  function runOf(visitor = "a", oneshotKey: string | undefined = "k") {
    const end = vi.fn<() => Promise<void>>(() => Promise.resolve());
    return { visitor, oneshotKey, end };
  }

  test("a key that is in use on another gateway ends the run there, and waits until it is over", async () => {
    const first = await connect("one:");
    const second = await connect("one:");
    const earlier = runOf();
    const claim = await first.claim(earlier);
    const order: string[] = [];
    const later = second.claim(runOf()).then(() => order.push("later began"));
    await waitFor(() => expect(earlier.end).toHaveBeenCalledExactlyOnceWith("replaced"));
    order.push("earlier is over");
    claim.release();
    await later;
    expect(order).toEqual(["earlier is over", "later began"]);
  });

  test("the server gets the visitor's key, but a random one while another gateway's run may still have it", async () => {
    const first = await connect("keys:");
    const second = await connect("keys:");
    expect((await first.claim(runOf())).upstreamKey).toBe("k");
    const later = await second.claim(runOf());
    expect(later.upstreamKey).toMatch(/^[\da-f-]{36}$/);
  });

  test("the server gets the same key of two visitors once, so that the search for one run never finds the other", async () => {
    const first = await connect("visitors:");
    const second = await connect("visitors:");
    const claim = await first.claim(runOf("a", "k"));
    expect(claim.upstreamKey).toBe("k");
    const other = await second.claim(runOf("b", "k"));
    expect(other.upstreamKey).toMatch(/^[\da-f-]{36}$/);
    claim.release();
    other.release();
    expect((await first.claim(runOf("c", "k"))).upstreamKey).toBe("k");
  });

  test("the same key of another visitor, another key, and a run without a key disturb nobody", async () => {
    const first = await connect("two:");
    const second = await connect("two:");
    const earlier = runOf("a", "k");
    await first.claim(earlier);
    await second.claim(runOf("b", "k"));
    await second.claim(runOf("a", "other"));
    await second.claim({ ...runOf("a"), oneshotKey: undefined });
    expect(earlier.end).not.toHaveBeenCalled();
  });

  test("a run that is over is not asked to end, and its key is free", async () => {
    const first = await connect("three:");
    const second = await connect("three:");
    const earlier = runOf();
    (await first.claim(earlier)).release();
    await second.claim(runOf());
    expect(earlier.end).not.toHaveBeenCalled();
  });

  test("a run that ends just before it is asked to is not waited for", async () => {
    const first = await connect("eight:");
    const claim = await first.claim(runOf());
    const store = new RedisStore({ redisUrl: redis.url, log: () => {} });
    stores.push(store);
    const messages: string[] = [];
    store.subscribe("eight:runs", (message) => messages.push(message));
    const runScript = store.eval.bind(store);
    // The first script reads who has the key.
    store.eval = async (...script) => {
      store.eval = runScript;
      const reply = await runScript(...script);
      claim.release();
      await waitFor(() => expect(messages).toHaveLength(1));
      return reply;
    };
    const second = shareRuns(createRunsInProgress(), store, "eight:");
    await second.claim(runOf());
    expect(messages).toEqual([expect.stringMatching(/^over /)]);
  });

  test("a third request ends the second one while that waits for the first", async () => {
    const first = await connect("four:");
    const second = await connect("four:");
    const [one, two] = [runOf(), runOf()];
    const firstClaim = await first.claim(one);
    const secondClaim = second.claim(two);
    await waitFor(() => expect(one.end).toHaveBeenCalled());
    const third = first.claim({ ...runOf(), visitor: "a" });
    // The first gateway ends its own run at once, and asks the second gateway after that.
    firstClaim.release();
    (await secondClaim).release();
    (await third).release();
    expect(one.end).toHaveBeenCalledOnce();
  });

  test("a gateway that crashed holds a key for 3 seconds at most", async () => {
    const first = await connect("five:");
    await first.claim(runOf());
    await stores[0]?.close();
    stores = [];
    const second = await connect("five:");
    const claim = await second.claim(runOf());
    claim.release();
    expect(second.size).toBe(0);
  });

  test("without Redis, a run begins at once", async () => {
    const store = new RedisStore({ redisUrl: "redis://127.0.0.1:1", log: () => {} });
    stores.push(store);
    const runs = shareRuns(createRunsInProgress(), store, "six:");
    const claim = await runs.claim(runOf());
    expect(runs.size).toBe(1);
    claim.release();
    expect(runs.size).toBe(0);
  });

  test("a POST that a browser sends again, to another gateway, ends the first stream and is answered", async () => {
    const limitStore = { redisUrl: redis.url, keyPrefix: "seven:" };
    const gateways = [1, 2].map(() => createGateway({ ...GOOD_OPTIONS, limitStore }));
    await Promise.all(gateways.map(({ ready }) => ready));
    const [first, second] = gateways;
    if (!first || !second) throw new Error("there are no two gateways");
    // The first run never ends by itself.
    const { send, calls } = scriptServer(GOOD_REPLIES);
    let isAsked = false;
    const silent = exchangeOf({
      send: async (call) => {
        if (call.url.pathname !== "/runs/stream") return send(call);
        isAsked = true;
        const reply = await send(call);
        return { ...reply, body: endless(call.signal) };
      },
    });
    const earlier = first.handle(silent).then(readReply);
    await waitFor(() => expect(isAsked).toBe(true));
    const later = await readReply(await second.handle(exchangeOf({ send })));
    expect(later.status).toBe(200);
    expect(later.text).toContain("you can.");
    expect((await earlier).text).toContain("event: end");
    expect(calls.map(({ url }) => url.pathname)).toContain("/threads/search");
    await Promise.all(gateways.map((gateway) => gateway.drain(0)));
  });
});

/** A stream that sends nothing until its reader is gone. */
async function* endless(signal: AbortSignal): AsyncGenerator<Uint8Array> {
  await new Promise((resolve) => signal.addEventListener("abort", resolve));
  yield new Uint8Array();
}
