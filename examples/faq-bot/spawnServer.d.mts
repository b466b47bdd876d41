import type { StdioOptions } from "node:child_process";

export interface SpawnServerOptions {
  /** Environment variables besides this process's own, e.g. `{ FAQ_BOT_MS_PER_TOKEN: "0" }`. */
  env?: Readonly<Record<string, string>>;
  /** Gets what the server writes after its start (failed runs, mostly). Default: to stderr. */
  onLog?: (text: string) => void;
  /** Gives up the start: ends the process and rejects. Has no effect once the server has started. */
  signal?: AbortSignal;
}

export interface SpawnedServer {
  /** Where it listens, without a slash at the end: `"http://127.0.0.1:41233"`. */
  readonly url: string;
  /** Resolves when the process is gone, whatever the reason. */
  readonly exited: Promise<void>;
  /** Ends the process; resolves when it is gone. */
  close(): Promise<void>;
}

/**
 * Starts a program that prints one line, `{"url":"http://127.0.0.1:41233"}`, once it answers, and resolves then.
 * `stdio` needs pipes for output and errors. Rejects with the program's own words when it cannot start.
 */
export function spawnServer(
  command: string,
  args: readonly string[],
  options: SpawnServerOptions & { stdio: StdioOptions },
): Promise<SpawnedServer>;
