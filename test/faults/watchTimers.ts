/** Counts the timers that a run leaves behind. */

export interface TimerWatch {
  /** Timers set by the run or by an SDK that neither fired nor were cleared, by the line that set them. */
  pending(): readonly string[];
  restore(): void;
}

/** Who sets a timer is read from the stack, because the test runner sets timers too. */
const OURS = /\/src\/(run|langgraph)\/|langgraph-sdk/;

export function watchTimers(): TimerWatch {
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  const pending = new Map<unknown, string>();

  const watchedSet = (callback: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
    const line = new Error("timer").stack?.split("\n").find((at) => OURS.test(at));
    const timer = set(() => {
      pending.delete(timer);
      callback(...args);
    }, ms);
    if (line) pending.set(timer, line.trim());
    return timer;
  };
  globalThis.setTimeout = Object.assign(watchedSet, set);
  globalThis.clearTimeout = (timer) => {
    pending.delete(timer);
    clear(timer);
  };

  return {
    pending: () => [...pending.values()],
    restore() {
      globalThis.setTimeout = set;
      globalThis.clearTimeout = clear;
    },
  };
}
