import type { RunOutcome } from "./options.js";

/** Why a run must end before its time: the visitor is gone, a newer request takes over, the gateway stops, time is up. */
export interface RunLife {
  /** Aborts with the outcome as its reason. */
  readonly signal: AbortSignal;
  /** The first reason to end, if there is one. */
  readonly endedBy: RunOutcome | undefined;
  end(outcome: RunOutcome): void;
  /** Ends the run after a time. Returns a function that clears the timer. */
  endAfter(ms: number, outcome: RunOutcome): () => void;
  /** Stops listening to the visitor's connection. */
  forget(): void;
}

/** @param gone aborts when the visitor is gone */
export function createRunLife(gone: AbortSignal): RunLife {
  const controller = new AbortController();
  let endedBy: RunOutcome | undefined;
  const end = (outcome: RunOutcome) => {
    endedBy ??= outcome;
    controller.abort(endedBy);
  };
  const leave = () => end("stopped");
  if (gone.aborted) leave();
  else gone.addEventListener("abort", leave);
  return {
    signal: controller.signal,
    get endedBy() {
      return endedBy;
    },
    end,
    endAfter(ms, outcome) {
      // A timer with Infinity fires at once.
      const timer = Number.isFinite(ms) ? setTimeout(() => end(outcome), ms) : undefined;
      return () => clearTimeout(timer);
    },
    forget: () => gone.removeEventListener("abort", leave),
  };
}
