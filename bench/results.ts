/**
 * The results of a run (`results.json`), and the functions that the report, the goals and the charts read them with.
 */
import type { Size } from "./buildPages.js";
import type { MemoryPoint } from "./memory.js";
import type { Measurement } from "./runCell.js";
import { median, quartiles } from "./statistics.js";

/** One cell of one round. Without a measurement, `outcome` is a sentence with the reason. */
export interface Cell {
  readonly series: string;
  readonly contender: string;
  readonly round: number;
  readonly outcome: Measurement | string;
}

export interface Results {
  readonly startedAt: string;
  readonly minutes: number;
  readonly isQuick: boolean;
  readonly rounds: number;
  readonly machine: Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, string>>;
  readonly sizes: Readonly<Record<string, Size>>;
  readonly series: readonly { id: string; title: string; contenders: readonly string[] }[];
  readonly cells: readonly Cell[];
  readonly memory: Readonly<Record<string, readonly MemoryPoint[]>>;
}

/** A median and the middle half of the values. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

export type Metric = (measurement: Measurement) => number | undefined;

/** The time that goals and charts use. It is processor time, because a busy machine changes it least. */
export const mainThread: Metric = ({ cpuMs }) => cpuMs;

/** The elapsed time, which a visitor waits for. */
export const clockTime: Metric = ({ mainMs }) => mainMs;

export function measurementsOf(results: Results, series: string, contender: string): Measurement[] {
  return results.cells.flatMap((cell) =>
    cell.series === series && cell.contender === contender && typeof cell.outcome !== "string"
      ? [cell.outcome]
      : [],
  );
}

/** Returns why a contender has no measurement in a series. Returns `undefined` if it has one or did not run. */
export function failureOf(results: Results, series: string, contender: string): string | undefined {
  const failed = results.cells.find(
    (cell) =>
      cell.series === series && cell.contender === contender && typeof cell.outcome === "string",
  );
  return failed && String(failed.outcome);
}

export function spreadOf(values: readonly (number | undefined)[]): Spread | undefined {
  const known = values.filter((value) => value !== undefined);
  if (known.length === 0) return undefined;
  const [low, high] = quartiles(known);
  return { median: median(known), low, high, count: known.length };
}

/**
 * Computes a number for each round that has all its values, and returns their spread. `read` returns `NaN` for a
 * missing value.
 */
export function perRound(
  results: Results,
  compute: (
    read: (series: string, contender: string, metric: Metric) => number,
  ) => number | undefined,
): Spread | undefined {
  const rounds = Array.from({ length: results.rounds }, (_, round) => {
    const value = compute((series, contender, metric) => {
      const cell = results.cells.find(
        (it) => it.round === round && it.series === series && it.contender === contender,
      );
      if (!cell || typeof cell.outcome === "string") return Number.NaN;
      return metric(cell.outcome) ?? Number.NaN;
    });
    return value === undefined || Number.isNaN(value) ? undefined : value;
  });
  return spreadOf(rounds);
}

/** Returns the ratio of a contender to another one, computed within each round. */
export function ratioOf(
  results: Results,
  series: string,
  contender: string,
  other: string,
  metric: Metric = mainThread,
): Spread | undefined {
  return perRound(results, (read) => read(series, contender, metric) / read(series, other, metric));
}
