/** A signal that aborts after a time. */
export interface TimeLimit {
  readonly signal: AbortSignal;
  clear(): void;
}

/**
 * Does what `AbortSignal.timeout` does. In Node 20 a signal of that kind may be collected as garbage while only an
 * `AbortSignal.any` knows it, and then it never aborts.
 */
export function startTimeLimit(ms: number): TimeLimit {
  const controller = new AbortController();
  const timer = setTimeout(
    () => controller.abort(new Error(`there was no reply within ${ms / 1000} s`)),
    ms,
  );
  return { signal: controller.signal, clear: () => clearTimeout(timer) };
}
