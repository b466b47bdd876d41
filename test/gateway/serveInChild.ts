/** Starts a gateway in a process of its own, for tests of signals and memory. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { ServeOptions } from "../../src/gateway/node/serveGateway.js";
import type { GatewayOptions } from "../../src/gateway/options.js";

/** Options that survive being sent to another process. */
export interface ChildOptions {
  readonly gateway: GatewayOptions;
  readonly serve?: ServeOptions;
}

export interface Memory {
  readonly rssBytes: number;
  readonly heapBytes: number;
  /** CPU time since the process has started. */
  readonly cpuUs: number;
}

export type ChildMessage = { readonly url: string } | Memory;

export interface Child {
  readonly url: string;
  /** What the process has written to standard error: log lines. */
  logs(): string;
  /** Reads the memory after a garbage collection. */
  memory(): Promise<Memory>;
  kill(signal: NodeJS.Signals): void;
  /** Resolves with the exit code; `null` if a signal ended the process. */
  readonly exited: Promise<number | null>;
  /** Ends the process at once. */
  close(): Promise<void>;
}

/** @param env is added to the environment of this process */
export async function serveInChild(
  options: ChildOptions,
  env: Readonly<Record<string, string>> = {},
): Promise<Child> {
  const child = fork(join(import.meta.dirname, "child.ts"), {
    execArgv: ["--import", "tsx", "--expose-gc"],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    env: { ...process.env, ...env },
  });
  let logs = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    logs += text;
  });
  const exited = once(child, "exit").then(([code]) => code as number | null);
  const failed = exited.then(() => {
    throw new Error(`The gateway has ended: ${logs}`);
  });
  // Only the start waits for it.
  failed.catch(() => {});
  child.send(options);
  const [started] = (await Promise.race([once(child, "message"), failed])) as [{ url: string }];
  return {
    url: started.url,
    logs: () => logs,
    async memory() {
      child.send("memory");
      const [message] = (await once(child, "message")) as [Memory];
      return message;
    },
    kill: (signal) => void child.kill(signal),
    exited,
    async close() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
