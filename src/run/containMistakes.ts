/**
 * Calls a function of the caller's whose throw must not end a run or reach the host page. The mistake
 * is reported to the console, the one thing this library ever logs.
 *
 * @returns what it returned, or `undefined` if it threw
 */
export function containMistakes<T>(name: string, call: () => T): T | undefined {
  try {
    return call();
  } catch (mistake) {
    console.error(`oneshot-chat: ${name} threw; the run goes on.`, mistake);
    return undefined;
  }
}
