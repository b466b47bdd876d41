/** A LangGraph server's reply whose bytes a test sends one by one, and a visitor who reads as the test says. */
import type { ReplySink } from "../../../src/gateway/exchange.js";

export interface TestSource extends AsyncIterable<Uint8Array> {
  send(text: string): Promise<void>;
  end(): Promise<void>;
  /** The connection breaks. */
  fail(): Promise<void>;
  /** How many chunks were asked for. */
  readonly pulls: number;
}

type Read = IteratorResult<Uint8Array, undefined>;

interface Pull {
  resolve(read: Read): void;
  reject(error: unknown): void;
}

/** Resolves after everything that can happen at once has happened. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

export function createSource(): TestSource {
  const waiting: Pull[] = [];
  const results: (() => Promise<Read>)[] = [];
  let pulls = 0;

  async function give(result: () => Promise<Read>) {
    const pull = waiting.shift();
    if (pull) result().then(pull.resolve, pull.reject);
    else results.push(result);
    await settle();
  }

  return {
    get pulls() {
      return pulls;
    },
    send: (text) => give(async () => ({ done: false, value: new TextEncoder().encode(text) })),
    end: () => give(async () => ({ done: true, value: undefined })),
    fail: () =>
      give(async () => {
        throw new Error("ECONNRESET");
      }),
    [Symbol.asyncIterator]: () => ({
      next() {
        pulls += 1;
        const result = results.shift();
        if (result) return result();
        return new Promise<Read>((resolve, reject) => {
          waiting.push({ resolve, reject });
        });
      },
    }),
  };
}

export interface TestSink extends ReplySink {
  readonly text: string;
  readonly isAborted: boolean;
  /** From now on the visitor reads nothing. */
  stall(): void;
  resume(): void;
}

export function createSink(): TestSink {
  let text = "";
  let isAborted = false;
  let stalled: Promise<void> | undefined;
  let release = () => {};
  return {
    get text() {
      return text;
    },
    get isAborted() {
      return isAborted;
    },
    stall() {
      stalled = new Promise((resolve) => (release = resolve));
    },
    resume() {
      stalled = undefined;
      release();
    },
    write(more) {
      text += more;
      return stalled;
    },
    abort() {
      isAborted = true;
      release();
    },
  };
}
