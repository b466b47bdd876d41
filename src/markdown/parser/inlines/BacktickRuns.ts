import { runLength } from "./delimiterRuns.js";

/** Finds closing backticks. Reads all runs of a source once, so that all searches together are linear. */
export class BacktickRuns {
  readonly #source: string;
  /** For each length, where runs begin, the last one first. */
  #starts: Map<number, number[]> | undefined;

  constructor(source: string) {
    this.#source = source;
  }

  /** Returns where the next run of exactly `length` begins, or -1. Call it with growing `from`. */
  next(length: number, from: number): number {
    this.#starts ??= startsOfRuns(this.#source);
    const starts = this.#starts.get(length) ?? [];
    while ((starts.at(-1) ?? Infinity) < from) starts.pop();
    return starts.at(-1) ?? -1;
  }
}

function startsOfRuns(source: string): Map<number, number[]> {
  const starts = new Map<number, number[]>();
  for (let at = source.indexOf("`"); at >= 0;) {
    const length = runLength(source, at);
    const known = starts.get(length);
    if (known) known.push(at);
    else starts.set(length, [at]);
    at = source.indexOf("`", at + length);
  }
  for (const list of starts.values()) list.reverse();
  return starts;
}
