/**
 * Calls a callback of the caller's. Its failure, at once or as a promise, must not end a run or reach the host
 * page, so it is reported to the console instead.
 */
export function containMistakes(name: string, call: () => unknown): void {
  const report = (mistake: unknown) =>
    console.error(`oneshot-chat: ${name} failed; the run goes on.`, mistake);
  try {
    const result = call();
    if (result instanceof Promise) result.catch(report);
  } catch (mistake) {
    report(mistake);
  }
}
