/** A LangGraph server whose runs go on only when a test says so. */
import type { SendUpstream, UpstreamCall } from "../../src/gateway/exchange.js";

export interface HeldRun {
  readonly call: UpstreamCall;
  /** Sends the head of the reply. */
  accept(headers?: Readonly<Record<string, string>>): void;
  refuse(status: number): void;
  write(text: string): void;
  end(): void;
  /** Breaks the connection. */
  break(): void;
  /** Whether the gateway has closed the connection. */
  isClosed(): boolean;
}

export interface HeldServer {
  readonly send: SendUpstream;
  readonly runs: readonly HeldRun[];
  /** The calls below `/threads`, such as `"POST /threads/search"`. */
  readonly threadCalls: readonly string[];
  /** Sets what `/threads/search` and the look answer. */
  setBusy(isBusy: boolean): void;
}

export function holdServer(): HeldServer {
  const runs: HeldRun[] = [];
  const threadCalls: string[] = [];
  let isBusy = false;
  return {
    runs,
    threadCalls,
    setBusy(busy) {
      isBusy = busy;
    },
    send(call) {
      const { pathname } = call.url;
      if (pathname.startsWith("/runs/")) return holdRun(call, runs);
      threadCalls.push(`${call.method} ${pathname}`);
      // A list of threads or of runs, or one run.
      const isList = /\/(search|runs)$/.test(pathname);
      const entry = { thread_id: "t1", run_id: "r1", status: "running" };
      const json = isList ? (isBusy ? [entry] : []) : entry;
      const status = isList || isBusy ? 200 : 404;
      if (pathname.endsWith("/cancel")) isBusy = false;
      return Promise.resolve({
        status,
        header: () => null,
        body: once(JSON.stringify(json)),
        close() {},
      });
    },
  };
}

function holdRun(call: UpstreamCall, runs: HeldRun[]): ReturnType<SendUpstream> {
  const pieces: (Uint8Array | "end" | "broken")[] = [];
  let wake = () => {};
  let isClosed = false;
  const push = (piece: Uint8Array | "end" | "broken") => {
    pieces.push(piece);
    wake();
  };
  const close = () => {
    isClosed = true;
    push("broken");
  };
  call.signal.addEventListener("abort", close);

  async function* read(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const piece = pieces.shift();
      if (piece === "end") return;
      if (piece === "broken") throw new Error("The connection broke.");
      if (piece) yield piece;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  }

  return new Promise((resolve, reject) => {
    call.signal.addEventListener("abort", () => reject(new Error("aborted")));
    const answer = (status: number, headers: Readonly<Record<string, string>>) =>
      resolve({
        status,
        header: (name) => new Headers(headers).get(name),
        body: read(),
        close,
      });
    runs.push({
      call,
      accept: (headers = { "content-type": "text/event-stream" }) => answer(200, headers),
      refuse: (status) => answer(status, {}),
      write: (text) => push(new TextEncoder().encode(text)),
      end: () => push("end"),
      break() {
        reject(new Error("reset"));
        push("broken");
      },
      isClosed: () => isClosed,
    });
  });
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}
