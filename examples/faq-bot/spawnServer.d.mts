import type { StdioOptions } from "node:child_process";

export interface SpawnServerOptions {
  /**
   * Further environment variables. The server also gets those of this process. Example: `{ FAQ_BOT_MS_PER_TOKEN: "0"
   * }`.
   */
  env?: Readonly<Record<string, string>>;
  /** Gets the server's output after its start. Most of it is about failed runs. Default: writes it to stderr. */
  onLog?: (text: string) => void;
  /** Aborts the start: the process ends and the promise rejects. After the start it has no effect. */
  signal?: AbortSignal;
}

export interface SpawnedServer {
  /** The server's address without a slash at the end: `"http://127.0.0.1:41233"`. */
  readonly url: string;
  /** Resolves when the process has ended for any reason. */
  readonly exited: Promise<void>;
  /** Ends the process. Resolves when it has ended. */
  close(): Promise<void>;
}

/**
 * Starts a program that prints one line, `{"url":"http://127.0.0.1:41233"}`, when it answers requests. Resolves then.
 * `stdio` needs pipes for output and errors. Rejects with the program's error output if it cannot start.
 */
export function spawnServer(
  command: string,
  args: readonly string[],
  options: SpawnServerOptions & { stdio: StdioOptions },
): Promise<SpawnedServer>;
