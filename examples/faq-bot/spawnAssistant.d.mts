export interface SpawnAssistantOptions {
  /** Graphs to serve besides `faq`: `{ slow: "test/graphs.ts:slow" }`, from the working directory. */
  graphs?: Readonly<Record<string, string>>;
  /** Environment variables besides this process's own, e.g. `{ FAQ_BOT_MS_PER_TOKEN: "0" }`. */
  env?: Readonly<Record<string, string>>;
  /** Gets what the assistant writes after its start (failed runs, mostly). Default: to stderr. */
  onLog?: (text: string) => void;
  /** Gives up the start: ends the process and rejects. Without effect once it has started. */
  signal?: AbortSignal;
}

export interface SpawnedAssistant {
  /** Where it listens, without a slash at the end: `"http://127.0.0.1:41233"`. */
  readonly url: string;
  /** Resolves when the process is gone, for whatever reason. */
  readonly exited: Promise<void>;
  /** Ends the process; resolves when it is gone. */
  close(): Promise<void>;
}

/**
 * Starts the assistant as a process of its own on a free port of this machine and resolves once it answers.
 * Rejects with its own words when it cannot start.
 */
export function spawnAssistant(options?: SpawnAssistantOptions): Promise<SpawnedAssistant>;
