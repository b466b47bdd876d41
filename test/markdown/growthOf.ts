import { performance } from "node:perf_hooks";

const ATTEMPTS = 30;

/**
 * How many times as long `work` takes for `large` as for `small`.
 *
 * Compares the fastest of several runs, and runs again while the growth is above `enough`. A busy
 * machine makes single runs slower, but it does not make quadratic work look linear.
 */
export function growthOf(work: () => void, doubledWork: () => void, enough: number): number {
  let [fastest, fastestDoubled] = [Infinity, Infinity];
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    fastest = Math.min(fastest, durationOf(work));
    fastestDoubled = Math.min(fastestDoubled, durationOf(doubledWork));
    if (attempt > 2 && fastestDoubled / fastest <= enough) break;
  }
  return fastestDoubled / fastest;
}

function durationOf(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
