/** Watches over the times of one run: its length, the server's silence, the visitor's, and the next heartbeat. */

interface Times {
  readonly heartbeatMs: number;
  readonly maxRunMs: number;
  readonly maxSilenceMs: number;
  readonly maxStalledMs: number;
}

type Late = "run" | "silence" | "stalled";

interface TimeListener {
  now(): number;
  /** Nothing was written for `heartbeatMs`. */
  onQuiet(): void;
  /** A limit has passed. */
  onLate(what: Late): void;
}

export interface TimeWatch {
  /** The server sent events, and the visitor may have got something of them. */
  noteEvents(at: number, isShown: boolean): void;
  /** The visitor has begun, or ceased, to be behind. Meanwhile nothing is read, so the server cannot be silent. */
  noteStalled(isStalled: boolean): void;
  /** The run is over. */
  clear(): void;
}

/** `setTimeout` takes no longer time, and fires at once if it gets one. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/** One timer runs at a time, and each event only notes the time, so a fast stream costs nothing. */
export function watchTimes(limits: Times, { now, onQuiet, onLate }: TimeListener): TimeWatch {
  const startedAt = now();
  let eventAt = startedAt;
  let writeAt = startedAt;
  let stalledAt: number | undefined;
  let dueAt = Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;

  setTimer();
  return {
    noteEvents(at, isShown) {
      eventAt = at;
      if (isShown) writeAt = at;
    },
    noteStalled(isStalled) {
      const at = now();
      stalledAt = isStalled ? at : undefined;
      eventAt = at;
      if (nextDue() < dueAt) setTimer();
    },
    clear() {
      clearTimeout(timer);
    },
  };

  function dueTimes(): readonly (readonly [Late | "quiet", number])[] {
    const run = ["run", startedAt + limits.maxRunMs] as const;
    if (stalledAt !== undefined) return [run, ["stalled", stalledAt + limits.maxStalledMs]];
    return [
      run,
      ["silence", eventAt + limits.maxSilenceMs],
      ["quiet", writeAt + limits.heartbeatMs],
    ];
  }

  function nextDue(): number {
    return Math.min(...dueTimes().map(([, at]) => at));
  }

  function setTimer(): void {
    clearTimeout(timer);
    dueAt = nextDue();
    if (dueAt === Infinity) return;
    timer = setTimeout(check, Math.min(Math.max(dueAt - now(), 0), MAX_TIMEOUT_MS));
  }

  function check(): void {
    const at = now();
    const passed = dueTimes().find(([, due]) => at >= due)?.[0];
    if (passed !== undefined && passed !== "quiet") return onLate(passed);
    if (passed === "quiet") {
      writeAt = at;
      onQuiet();
    }
    setTimer();
  }
}
