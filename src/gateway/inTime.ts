/** How long a function of the operator's may take. Without a limit, a visitor would wait for it for ever. */
const MAX_MS = 10_000;

/** Settles like the promise of an operator's function, or rejects with a `TimeoutError` after 10 seconds. */
export async function inTime<Value>(promise: Value | Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    const error = new DOMException("It took more than 10 seconds.", "TimeoutError");
    timer = setTimeout(reject, MAX_MS, error);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}
