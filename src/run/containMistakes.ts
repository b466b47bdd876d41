/**
 * Calls a function of the caller's whose failure, at once or as a promise, must not end a run or reach the
 * host page. The mistake is reported to the console.
 *
 * @returns what it returned, or `undefined` if it threw
 */
export function containMistakes<T>(name: string, call: () => T): T | undefined {
  const report = (mistake: unknown) =>
    console.error(`oneshot-chat: ${name} failed; the run goes on.`, mistake);
  try {
    const result = call();
    if (result instanceof Promise) result.catch(report);
    return result;
  } catch (mistake) {
    report(mistake);
    return undefined;
  }
}
