/** Watches how long a run keeps its reader waiting. */
import type { Deadlines } from "./settings.js";

export type TimeoutPhase = "first_event" | "idle" | "run";

/** A timer this late was held back: by sleep, a throttled tab, or a blocked page. */
const LATE_MS = 1_000;
/** After a late timer, what came in meanwhile gets this long to be read before the run is judged. */
const GRACE_MS = 2_000;

export interface DeadlineWatch {
  /** Bytes came over the network, perhaps only a heartbeat. */
  noteBytes(): void;
  /** An event came. @param isProgress false for one that only says that the run exists */
  noteEvent(isProgress: boolean): void;
  /** The run is over. */
  clear(): void;
}

/**
 * Watches over a run from now on.
 *
 * One timer runs at a time, and each event only notes the time, so a fast stream costs nothing. Measured with
 * `performance.now()`, because the computer's clock may change.
 */
export function watchDeadlines(
  deadlines: Deadlines,
  listener: { onSlow(isSlow: boolean): void; onTimeout(phase: TimeoutPhase): void },
): DeadlineWatch {
  const startedAt = performance.now();
  let bytesAt = startedAt;
  let progressAt = startedAt;
  let hasEvent = false;
  let isSlow = false;
  let isGrace = false;
  let dueAt = Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;

  setTimer();
  return {
    noteBytes() {
      bytesAt = performance.now();
    },
    noteEvent(isProgress) {
      const wasSlow = isSlow;
      const isFirst = !hasEvent;
      hasEvent = true;
      bytesAt = performance.now();
      if (isProgress) {
        progressAt = bytesAt;
        isSlow = false;
      }
      if (wasSlow && !isSlow) listener.onSlow(false);
      // Otherwise the deadlines only move later, and the timer finds that out when it fires.
      if (isFirst || wasSlow) setTimer();
    },
    clear() {
      clearTimeout(timer);
    },
  };

  function phaseEnds(): readonly (readonly [TimeoutPhase, number])[] {
    return [
      ["run", startedAt + deadlines.runTimeoutMs],
      hasEvent
        ? ["idle", bytesAt + deadlines.idleTimeoutMs]
        : ["first_event", startedAt + deadlines.firstEventTimeoutMs],
    ];
  }

  function setTimer(): void {
    clearTimeout(timer);
    const slowAt = isSlow ? Infinity : progressAt + deadlines.slowAfterMs;
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
    if (passed) return listener.onTimeout(passed[0]);
    if (!isSlow && now >= progressAt + deadlines.slowAfterMs) {
      isSlow = true;
      listener.onSlow(true);
    }
    setTimer();
  }
}
