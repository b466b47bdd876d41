/** Whole requests at two gateways with one Redis. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createGateway, type Gateway } from "../../../src/gateway/createGateway.js";
import type { GatewayLimits } from "../../../src/gateway/options.js";
import { exchangeOf, GOOD_BODY, GOOD_REPLIES, scriptServer } from "../exchanges.js";
import { GOOD_OPTIONS } from "../options.js";
import { readReply } from "../readReply.js";
import { isRedisTested, startRedis, type TestRedis } from "../startRedis.js";

// Without redis-server these tests are skipped. Install it with `apt-get install redis-server`.
describe.skipIf(!isRedisTested)("two gateways with one Redis", () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  /** 200 visitors ask once, all at the same time, at two gateways by turns. */
  async function askAtBoth(keyPrefix: string, limits: GatewayLimits) {
    const limitStore = { redisUrl: redis.url, keyPrefix };
    const gateways = [1, 2].map(() => createGateway({ ...GOOD_OPTIONS, limits, limitStore }));
    const server = scriptServer(GOOD_REPLIES);
    const ask = async (gateway: Gateway, visitor: number) => {
      const exchange = exchangeOf({
        address: `203.0.113.${visitor}`,
        send: server.send,
        body: { ...GOOD_BODY, metadata: { oneshot_key: crypto.randomUUID() } },
      });
      return readReply(await gateway.handle(exchange));
    };
    const replies = await Promise.all(
      Array.from({ length: 200 }, (_, visitor) => {
        const gateway = gateways[visitor % 2];
        if (!gateway) throw new Error("there is no such gateway");
        return ask(gateway, visitor);
      }),
    );
    await Promise.all(gateways.map((gateway) => gateway.drain(0)));
    const asked = server.calls.filter(({ url }) => url.pathname === "/runs/stream").length;
    return { statuses: replies.map(({ status }) => status), asked };
  }

  test.each([
    ["budget", { runsPerAssistantPerDay: 60, runsPerAssistantPerMinute: Infinity }, 60, 402],
    ["limit of a minute", { runsPerAssistantPerMinute: 90 }, 90, 429],
  ])(
    "200 visitors at once get exactly an assistant's %s, and the LangGraph server no run more",
    async (name, limit, most, status) => {
      const limits = { ...limit, concurrentRunsPerAssistant: Infinity };
      const { statuses, asked } = await askAtBoth(`${name}:`, limits);
      expect(statuses.filter((each) => each === 200)).toHaveLength(most);
      expect(statuses.filter((each) => each === status)).toHaveLength(200 - most);
      expect(asked).toBe(most);
    },
  );
});
