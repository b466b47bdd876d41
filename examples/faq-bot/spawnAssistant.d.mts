import type { SpawnedServer, SpawnServerOptions } from "./spawnServer.mjs";

export interface SpawnAssistantOptions extends SpawnServerOptions {
  /** Further graphs to serve: `{ slow: "path/to/graphs.ts:slow" }`. Paths are relative to the working directory. */
  graphs?: Readonly<Record<string, string>>;
}

export type SpawnedAssistant = SpawnedServer;

/**
 * Starts the assistant in a new process on a free loopback port, and resolves when it answers requests.
 * Rejects with the assistant's error output if it cannot start.
 */
export function spawnAssistant(options?: SpawnAssistantOptions): Promise<SpawnedAssistant>;
