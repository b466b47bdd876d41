/** How long a run may keep its reader waiting. */

/** Deadlines of a run in milliseconds; `0` switches one off. */
export interface DeadlineSettings {
  /** Nothing but `metadata` for this long, at any time of the run: `isSlow`. Default 10,000. */
  slowAfterMs?: number | undefined;
  /** No event at all, `metadata` included, since the submit. Default 60,000. */
  firstEventTimeoutMs?: number | undefined;
  /**
   * Not a byte since the last one, once the first event is there. Heartbeats count as bytes; a client of
   * your own shows us events only, so there no event for this long. Default 60,000.
   */
  idleTimeoutMs?: number | undefined;
  /** The whole run, heartbeats or not. Default 300,000. */
  runTimeoutMs?: number | undefined;
}

export type TimeoutPhase = "first_event" | "idle" | "run";

const DEFAULTS = {
  slowAfterMs: 10_000,
  firstEventTimeoutMs: 60_000,
  idleTimeoutMs: 60_000,
  runTimeoutMs: 300_000,
};

/** A timer this late was held back: by sleep, a throttled tab, a blocked page. */
const LATE_MS = 1_000;
/** What came in meanwhile gets this long to be read before the run is judged. */
const GRACE_MS = 2_000;

export interface Deadlines {
  /** Something came over the wire, a heartbeat perhaps. */
  bytes(): void;
  /** An event came. @param isProgress false for `metadata`, which only says that the run exists */
  event(isProgress: boolean): void;
  /** The run is over. */
  clear(): void;
}

/**
 * Watches over a run from now on.
 *
 * One timer runs at a time, and hearing something only notes the time, so that a fast stream costs
 * nothing. Measured with `performance.now()`: a changed clock does no harm.
 */
export function startDeadlines(
  settings: DeadlineSettings,
  heard: { slow(isSlow: boolean): void; timeout(phase: TimeoutPhase): void },
): Deadlines {
  const limit = (name: keyof typeof DEFAULTS) => (settings[name] ?? DEFAULTS[name]) || Infinity;
  const startedAt = performance.now();
  let bytesAt = startedAt;
  let progressAt = startedAt;
  let hasEvent = false;
  let isSlow = false;
  let isGrace = false;
  let dueAt = Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;

  arm();
  return {
    bytes() {
      bytesAt = performance.now();
    },
    event(isProgress) {
      const wasSlow = isSlow;
      const isFirst = !hasEvent;
      hasEvent = true;
      bytesAt = performance.now();
      if (isProgress) {
        progressAt = bytesAt;
        isSlow = false;
      }
      if (wasSlow && !isSlow) heard.slow(false);
      // Otherwise the deadlines only move on, and the timer finds that out when it fires.
      if (isFirst || wasSlow) arm();
    },
    clear() {
      clearTimeout(timer);
    },
  };

  function phaseEnds(): readonly (readonly [TimeoutPhase, number])[] {
    return [
      ["run", startedAt + limit("runTimeoutMs")],
      hasEvent
        ? ["idle", bytesAt + limit("idleTimeoutMs")]
        : ["first_event", startedAt + limit("firstEventTimeoutMs")],
    ];
  }

  function arm(): void {
    clearTimeout(timer);
    const slowAt = isSlow ? Infinity : progressAt + limit("slowAfterMs");
    dueAt = Math.min(slowAt, ...phaseEnds().map(([, at]) => at));
    if (dueAt !== Infinity) timer = setTimeout(check, Math.max(dueAt - performance.now(), 0));
  }

  function check(): void {
    const now = performance.now();
    if (now - dueAt > LATE_MS && !isGrace) {
      isGrace = true;
      timer = setTimeout(check, GRACE_MS);
      return;
    }
    isGrace = false;
    const passed = phaseEnds().find(([, at]) => now >= at);
    if (passed) return heard.timeout(passed[0]);
    if (!isSlow && now >= progressAt + limit("slowAfterMs")) heard.slow((isSlow = true));
    arm();
  }
}
