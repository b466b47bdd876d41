/** Waiting that ends when the caller aborts, and leaves no timer or listener behind. */

/** Places in scripts where replies wait until they are released. */
export interface Holds {
  /** Waits until `name` is released. Rejects with the signal's reason if that aborts first. */
  wait(name: string, signal: AbortSignal): Promise<void>;
  /** Lets everything that waits for `name` go on, and everything that will. */
  release(name: string): void;
}

export function createHolds(): Holds {
  const holds = new Map<string, { promise: Promise<void>; open: () => void }>();

  function holdOf(name: string) {
    const known = holds.get(name);
    if (known) return known;
    let open: () => void = () => {};
    const promise = new Promise<void>((resolve) => {
      open = resolve;
    });
    const hold = { promise, open };
    holds.set(name, hold);
    return hold;
  }

  return {
    wait: (name, signal) => orAbort(holdOf(name).promise, signal),
    release: (name) => holdOf(name).open(),
  };
}

/** Waits for a time. Rejects with the signal's reason if that aborts first. */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const slept = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  try {
    await orAbort(slept, signal);
  } finally {
    clearTimeout(timer);
  }
}

/** The promise's result, or a rejection with the signal's reason if that aborts first. */
export async function orAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) throw signal.reason;
  let onAbort: () => void = () => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort);
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
