import type { RateLimiterLike } from "rate-limiter-flexible";
import RateLimiterRedis from "rate-limiter-flexible/lib/RateLimiterRedis.js";
import RateLimiterRes from "rate-limiter-flexible/lib/RateLimiterRes.js";
import { hashKey } from "./hashKey.js";
import { MemoryLimiter } from "./MemoryLimiter.js";
import type { RedisStore } from "./RedisStore.js";

/** Counts events of each key in windows of a fixed length. A window begins with the key's first event. */
export interface Window {
  /**
   * Counts one event, or refuses it and counts nothing.
   *
   * @returns how long the window still lasts, in milliseconds, if the event is refused
   * @throws if Redis cannot be asked and nothing stands in for it
   */
  take(key: string): Promise<number | undefined>;
  /** Takes one event back that was counted. Never rejects. */
  giveBack(key: string): Promise<void>;
}

export interface WindowOptions {
  /** Events of one key in one window. `Infinity` counts nothing. */
  readonly limit: number;
  /** It is rounded up to whole seconds. */
  readonly windowMs: number;
  /** Where it counts, and the first part of its keys there. Default: in memory. */
  readonly redis?: { readonly store: RedisStore; readonly prefix: string } | undefined;
  /** Whether it counts in memory while Redis cannot be asked. */
  readonly insured?: boolean;
  /** Milliseconds of a clock that never goes back. Redis has its own. */
  readonly now?: (() => number) | undefined;
}

/**
 * The library's own script counts events that are refused, and begins a window with −1 if the one that an event came
 * from has ended. `ARGV`: the change, the seconds of a window, the limit.
 */
const CHANGE_COUNT = `
local count = tonumber(redis.call('get', KEYS[1]) or '0')
local changed = count + tonumber(ARGV[1])
local left = redis.call('pttl', KEYS[1])
if changed > tonumber(ARGV[3]) then return {changed, left} end
if changed <= 0 then
  redis.call('del', KEYS[1])
  return {0, 0}
end
if left > 0 then
  redis.call('set', KEYS[1], changed, 'keepttl')
else
  redis.call('set', KEYS[1], changed, 'ex', ARGV[2])
  left = 1000 * tonumber(ARGV[2])
end
return {changed, left}`;

export function createWindow({ limit, windowMs, redis, insured, now }: WindowOptions): Window {
  if (limit === Infinity) return UNLIMITED;
  const seconds = Math.ceil(windowMs / 1000);
  const inMemory = () => new MemoryLimiter({ points: limit, windowMs: seconds * 1000, now });
  if (!redis) return asWindow(inMemory());
  const limiter = new RateLimiterRedis({
    storeClient: redis.store,
    useRedisPackage: true,
    customIncrTtlLuaScript: CHANGE_COUNT,
    keyPrefix: redis.prefix,
    points: limit,
    duration: seconds,
    ...(insured && { insuranceLimiter: inMemory() }),
  });
  return asWindow(limiter, (key) => hashKey(key).toString("base64url"));
}

const UNLIMITED: Window = { take: async () => undefined, giveBack: async () => {} };

function asWindow(limiter: RateLimiterLike, toKey = (key: string) => key): Window {
  return {
    async take(key) {
      try {
        await limiter.consume(toKey(key));
        return undefined;
      } catch (reason) {
        if (reason instanceof RateLimiterRes) return Math.max(reason.msBeforeNext, 0);
        throw reason;
      }
    },
    async giveBack(key) {
      // An event that is not taken back is forgotten at the end of its window.
      await limiter.reward(toKey(key)).catch(() => {});
    },
  };
}
