import type { GatewayLimits, LimitStoreOptions, LogLine } from "../options.js";
import type { Slot } from "./LocalSlots.js";
import { RedisStore, type LoadRedis } from "./RedisStore.js";
import { createSlots } from "./slots.js";
import { takeAll, type LimitRefusal, type Rule } from "./takeAll.js";
import { SHARED_KEY } from "./visitorKey.js";
import { createWindow } from "./windows.js";

export type { LimitRefusal, Slot };

/** What may be asked how often. */
export interface LimitSettings extends Required<
  Pick<
    GatewayLimits,
    | "runsPerVisitorPerWindow"
    | "visitorWindowMs"
    | "runsPerVisitorPerDay"
    | "concurrentRunsPerVisitor"
    | "runsPerAssistantPerMinute"
    | "runsPerAssistantPerDay"
    | "concurrentRunsPerAssistant"
    | "feedbackPerVisitorPerWindow"
  >
> {}

export interface LimitsOptions {
  readonly limits: LimitSettings;
  /** Default: in memory. */
  readonly store?: LimitStoreOptions | undefined;
  readonly log: (line: LogLine) => void;
  /** For tests: loads the package `redis`. */
  readonly loadRedis?: LoadRedis;
  /** For tests: how long Redis may take for a reply, in milliseconds. */
  readonly redisTimeoutMs?: number;
  /** For tests: milliseconds of a clock that never goes back. */
  readonly now?: () => number;
}

export interface Limits {
  /** Rejects with a `GatewayConfigError` if the counters can never work, because the package `redis` is missing or its address is wrong. */
  readonly ready: Promise<void>;
  /** Counts one run. The slot must be released when the run is over. A refusal counts nothing. Never rejects. */
  takeRun(ask: {
    readonly visitor: string;
    readonly assistant: string;
  }): Promise<{ readonly slot: Slot } | LimitRefusal>;
  /** Counts one piece of feedback. Never rejects. */
  takeFeedback(visitor: string): Promise<LimitRefusal | undefined>;
  /** Where the counts are shared with other gateways, and the first part of all keys there. */
  readonly shared: { readonly store: RedisStore; readonly prefix: string } | undefined;
  close(): Promise<void>;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Nobody knows when a run in progress ends; most take seconds. */
const RETRY_WHEN_FULL_MS = 5_000;
const UNAVAILABLE: LimitRefusal = { refusal: "limits_unavailable", retryAfterMs: 5_000 };

/** Makes the counters of one gateway. */
export function createLimits(options: LimitsOptions): Limits {
  const { limits, store, log, loadRedis, redisTimeoutMs, now } = options;
  const prefix = store?.keyPrefix ?? "oneshot-chat:";
  const insured = store?.whenUnavailable !== "refuse";
  const redis =
    store &&
    new RedisStore({
      redisUrl: store.redisUrl,
      log,
      load: loadRedis,
      timeoutMs: redisTimeoutMs,
    });
  const windowOf = (name: string, limit: number, windowMs: number) =>
    createWindow({
      limit,
      windowMs,
      insured,
      now,
      redis: redis && { store: redis, prefix: `${prefix}${name}` },
    });

  const visitorRules: readonly Rule[] = [
    {
      refusal: "rate_limited",
      window: windowOf("visitor-window", limits.runsPerVisitorPerWindow, limits.visitorWindowMs),
    },
    {
      refusal: "rate_limited",
      window: windowOf("visitor-day", limits.runsPerVisitorPerDay, DAY_MS),
    },
  ];
  const assistantRules: readonly Rule[] = [
    {
      refusal: "rate_limited",
      window: windowOf("assistant-minute", limits.runsPerAssistantPerMinute, MINUTE_MS),
    },
    {
      refusal: "budget_exceeded",
      window: windowOf("assistant-day", limits.runsPerAssistantPerDay, DAY_MS),
    },
  ];
  const feedbackRules: readonly Rule[] = [
    {
      refusal: "rate_limited",
      window: windowOf("feedback", limits.feedbackPerVisitorPerWindow, limits.visitorWindowMs),
    },
  ];
  const slots = createSlots({
    perVisitor: limits.concurrentRunsPerVisitor,
    perAssistant: limits.concurrentRunsPerAssistant,
    redis: redis && { store: redis, prefix, insured },
  });

  let isWarned = false;
  const warnOfSharedLimits = (visitor: string) => {
    if (visitor !== SHARED_KEY || isWarned) return;
    isWarned = true;
    log({ level: "warn", event: "visitor_address_unknown" });
  };

  return {
    ready: redis?.ready ?? Promise.resolve(),

    async takeRun({ visitor, assistant }) {
      warnOfSharedLimits(visitor);
      const undo: (() => unknown)[] = [];
      const refuse = async (refusal: LimitRefusal) => {
        await Promise.all(undo.map((each) => each()));
        return refusal;
      };
      try {
        // The assistant comes last, so that runs that are refused for their visitor never use up what others share.
        const byVisitor = await takeAll(visitorRules, visitor);
        if ("refusal" in byVisitor) return byVisitor;
        undo.push(byVisitor.giveBack);

        const slot = await slots.take(visitor, assistant);
        if (!slot) {
          return refuse({ refusal: "too_many_at_once", retryAfterMs: RETRY_WHEN_FULL_MS });
        }
        undo.push(() => slot.release());

        const byAssistant = await takeAll(assistantRules, assistant);
        return "refusal" in byAssistant ? refuse(byAssistant) : { slot };
      } catch {
        return refuse(UNAVAILABLE);
      }
    },

    async takeFeedback(visitor) {
      const taken = await takeAll(feedbackRules, visitor).catch(() => UNAVAILABLE);
      return "refusal" in taken ? taken : undefined;
    },

    shared: redis && { store: redis, prefix },

    async close() {
      slots.close();
      await redis?.close();
    },
  };
}
