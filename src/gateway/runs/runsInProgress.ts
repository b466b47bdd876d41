/**
 * The runs that the gateway carries out now. A visitor who asks with a key that is already in use, for example because a
 * browser sent the POST again, takes over: the earlier run ends first, so there are never two.
 */
import { randomUUID } from "node:crypto";
import { within } from "./within.js";

export type EndReason = "replaced" | "shutdown";

export interface RunInProgress {
  readonly visitor: string;
  /** The visitor's own `oneshot_key`. A run without one is never taken over. */
  readonly oneshotKey: string | undefined;
  /**
   * Cancels the run and ends its stream. Is called at most once, and possibly before `claim` has resolved, if a third
   * request comes while the second one waits for the first.
   */
  end(reason: EndReason): Promise<void>;
}

export interface Claim {
  /**
   * The `oneshot_key` for the LangGraph server, by which the gateway finds the run there. It is the visitor's own if no run
   * in progress may have it, and a random one otherwise. So the search for one run never finds another.
   */
  readonly upstreamKey: string;
  /** Says that the run is over. Later calls do nothing. */
  release(): void;
}

export interface RunsInProgress {
  readonly size: number;
  /** Resolves when the run may start: at once, or when the earlier run with the same visitor and key is over, within 3 s. */
  claim(run: RunInProgress): Promise<Claim>;
  /** Resolves when no run is in progress. */
  whenEmpty(): Promise<void>;
  /** Ends all runs. Resolves when they are over, within 3 s. */
  endAll(reason: EndReason): Promise<unknown>;
}

const END_WITHIN_MS = 3_000;

interface Entry {
  readonly key: string | undefined;
  /** Resolves when the claim is released. */
  readonly over: Promise<void>;
  end(reason: EndReason): Promise<unknown>;
}

/** Keys of other characters stay in the gateway. */
const PLAIN_KEY = /^[\w-]+$/;

export function createRunsInProgress(): RunsInProgress {
  /** The keys that the LangGraph server knows of runs in progress. */
  const upstreamKeys = new Set<string>();
  const entries = new Set<Entry>();
  const byKey = new Map<string, Entry>();
  const waiting = new Set<() => void>();

  function add(run: RunInProgress): { entry: Entry; release: () => void } {
    let setOver = () => {};
    const over = new Promise<void>((resolve) => {
      setOver = resolve;
    });
    let ending: Promise<unknown> | undefined;
    const entry: Entry = {
      key: run.oneshotKey === undefined ? undefined : JSON.stringify([run.visitor, run.oneshotKey]),
      over,
      end: (reason) => (ending ??= Promise.all([run.end(reason), over])),
    };
    entries.add(entry);
    return { entry, release: () => (setOver(), remove(entry)) };
  }

  function toClaim({ oneshotKey }: RunInProgress, release: () => void): Claim {
    const isFree =
      oneshotKey !== undefined && PLAIN_KEY.test(oneshotKey) && !upstreamKeys.has(oneshotKey);
    const upstreamKey = isFree ? oneshotKey : randomUUID();
    upstreamKeys.add(upstreamKey);
    let isReleased = false;
    return {
      upstreamKey,
      release() {
        if (isReleased) return;
        isReleased = true;
        upstreamKeys.delete(upstreamKey);
        release();
      },
    };
  }

  function remove(entry: Entry): void {
    entries.delete(entry);
    if (entry.key !== undefined && byKey.get(entry.key) === entry) byKey.delete(entry.key);
    if (entries.size > 0) return;
    for (const resolve of waiting) resolve();
    waiting.clear();
  }

  return {
    get size() {
      return entries.size;
    },
    async claim(run) {
      const { entry, release } = add(run);
      if (entry.key === undefined) return toClaim(run, release);
      const earlier = byKey.get(entry.key);
      // A third request finds this entry, not the earlier one, and waits for both.
      byKey.set(entry.key, entry);
      if (earlier) await within(END_WITHIN_MS, earlier.end("replaced"));
      return toClaim(run, release);
    },
    whenEmpty() {
      if (entries.size === 0) return Promise.resolve();
      return new Promise((resolve) => waiting.add(resolve));
    },
    endAll: (reason) =>
      within(END_WITHIN_MS, Promise.all([...entries].map((entry) => entry.end(reason)))),
  };
}

/** Waits until all runs are over. Those that still go on after the grace time are ended. */
export async function drainRuns(runs: RunsInProgress, graceMs: number): Promise<void> {
  await within(graceMs, runs.whenEmpty());
  await runs.endAll("shutdown");
}
