import { LocalSlots, type Slot, type SlotLimits } from "./LocalSlots.js";
import { RedisSlots } from "./RedisSlots.js";
import type { RedisStore } from "./RedisStore.js";

export interface SlotsOptions extends SlotLimits {
  readonly redis?:
    | {
        readonly store: RedisStore;
        readonly prefix: string;
        /** Whether a place in this process is enough while Redis cannot be asked. */
        readonly insured: boolean;
      }
    | undefined;
}

export interface Slots {
  /**
   * @returns `undefined` if the visitor or the assistant has no place left
   * @throws if Redis cannot be asked and nothing stands in for it
   */
  take(visitor: string, assistant: string): Promise<Slot | undefined>;
  close(): void;
}

/**
 * Makes the places for runs at the same time. With Redis a run takes a place here and one among all gateways, so that
 * the runs of this process are known when Redis goes away.
 */
export function createSlots({ redis, ...limits }: SlotsOptions): Slots {
  const local = new LocalSlots(limits);
  const shared = redis && new RedisSlots(redis.store, redis.prefix, limits);
  return {
    async take(visitor, assistant) {
      const here = local.take(visitor, assistant);
      if (!here || !shared) return here;
      try {
        const among = await shared.take(visitor, assistant);
        if (among) return { release: () => [here, among].forEach((slot) => slot.release()) };
        here.release();
        return undefined;
      } catch (error) {
        if (redis?.insured) return here;
        here.release();
        throw error;
      }
    },
    close: () => shared?.close(),
  };
}
