import { randomUUID } from "node:crypto";
import { hashKey } from "./hashKey.js";
import type { Slot, SlotLimits } from "./LocalSlots.js";
import type { RedisStore } from "./RedisStore.js";

/** How long a place stays taken after its gateway was last heard of. */
const LEASE_MS = 60_000;
const RENEW_MS = LEASE_MS / 3;

/**
 * A sorted set for the visitor and one for the assistant: member = lease, score = its end by the clock of Redis, so
 * that the clocks of the gateways do not matter. `ARGV`: lease, its length, limits; `-1` is no limit.
 */
const TAKE = `
local time = redis.call('time')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for i = 1, 2 do
  local limit = tonumber(ARGV[2 + i])
  redis.call('zremrangebyscore', KEYS[i], '-inf', now)
  if limit >= 0 and redis.call('zcard', KEYS[i]) >= limit then return 0 end
end
for i = 1, 2 do
  redis.call('zadd', KEYS[i], string.format('%.0f', now + ARGV[2]), ARGV[1])
  redis.call('pexpire', KEYS[i], ARGV[2])
end
return 1`;

const RELEASE = `
redis.call('zrem', KEYS[1], ARGV[1])
return redis.call('zrem', KEYS[2], ARGV[1])`;

/**
 * Counts the runs in progress of all gateways that share a Redis. A place is a lease that this gateway renews, so
 * that a gateway that crashes keeps none for longer than a minute.
 */
export class RedisSlots {
  readonly #store: RedisStore;
  readonly #prefix: string;
  readonly #limits: readonly [string, string];
  /** The leases of this gateway, and the keys of their sets. */
  readonly #held = new Map<string, readonly string[]>();
  readonly #timer: NodeJS.Timeout;

  constructor(store: RedisStore, prefix: string, { perVisitor, perAssistant }: SlotLimits) {
    this.#store = store;
    this.#prefix = prefix;
    this.#limits = [toArgument(perVisitor), toArgument(perAssistant)];
    this.#timer = setInterval(() => this.renew(), RENEW_MS);
    this.#timer.unref();
  }

  /**
   * @returns `undefined` if the visitor or the assistant has no place left
   * @throws if Redis cannot be asked
   */
  async take(visitor: string, assistant: string): Promise<Slot | undefined> {
    const keys = [this.#key("visitor", visitor), this.#key("assistant", assistant)];
    const lease = randomUUID();
    const isTaken = await this.#store.eval(TAKE, {
      keys,
      arguments: [lease, String(LEASE_MS), ...this.#limits],
    });
    if (isTaken !== 1) return undefined;
    this.#held.set(lease, keys);
    return { release: () => this.#release(lease) };
  }

  /**
   * Makes every lease of this gateway last another minute. A Redis that lost its data gets the leases back, without
   * looking at limits, because these runs are in progress.
   */
  renew(): void {
    for (const [lease, keys] of this.#held) {
      const leases = { keys, arguments: [lease, String(LEASE_MS), "-1", "-1"] };
      this.#store.eval(TAKE, leases).catch(() => {}); // The next round tries again.
    }
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #release(lease: string): void {
    const keys = this.#held.get(lease);
    if (!keys) return;
    this.#held.delete(lease);
    // A lease that cannot be given back now ends by itself.
    this.#store.eval(RELEASE, { keys, arguments: [lease] }).catch(() => {});
  }

  #key(kind: string, name: string): string {
    return `${this.#prefix}slots:${kind}:${hashKey(name).toString("base64url")}`;
  }
}

const toArgument = (limit: number) => (limit === Infinity ? "-1" : String(limit));
