import { fieldOf, textOf } from "./fields.js";

/** A custom event that says how far something is. */
export interface Progress {
  /** From 0 to 100. */
  readonly percent: number;
  /** What is going on, if the event says so. */
  readonly label: string | undefined;
}

/**
 * How far something is, from an event such as `{ percent: 40 }`, `{ progress: 0.4 }` (a share up to 1) or
 * `{ progress: 2, total: 5 }`, with an optional `message` or `label`. `undefined` for any other event.
 */
export function findProgress(data: unknown): Progress | undefined {
  const progress = numberOf(data, "progress");
  const total = numberOf(data, "total");
  let percent = numberOf(data, "percent") ?? numberOf(data, "percentage");
  if (percent === undefined && progress !== undefined) {
    if (total !== undefined && total > 0) percent = (progress / total) * 100;
    else percent = progress <= 1 ? progress * 100 : progress;
  }
  if (percent === undefined) return undefined;
  const label = textOf(data, "message", "label") || undefined;
  return { percent: Math.min(Math.max(percent, 0), 100), label };
}

function numberOf(data: unknown, name: string): number | undefined {
  const value = fieldOf(data, name);
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}
