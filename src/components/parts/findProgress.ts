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
  if (typeof data !== "object" || data === null) return undefined;
  const fields = new Map<string, unknown>(Object.entries(data));
  const numberOf = (name: string) => {
    const value = fields.get(name);
    return typeof value === "number" && Number.isFinite(value) ? value : undefined;
  };
  const textOf = (name: string) => {
    const value = fields.get(name);
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  let percent = numberOf("percent") ?? numberOf("percentage");
  const progress = numberOf("progress");
  const total = numberOf("total");
  if (percent === undefined && progress !== undefined) {
    if (total !== undefined && total > 0) percent = (progress / total) * 100;
    else percent = progress <= 1 ? progress * 100 : progress;
  }
  if (percent === undefined) return undefined;
  return {
    percent: Math.min(Math.max(percent, 0), 100),
    label: textOf("message") ?? textOf("label"),
  };
}
