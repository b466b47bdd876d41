import type { SpawnedServer, SpawnServerOptions } from "./spawnServer.mjs";

export interface SpawnAssistantOptions extends SpawnServerOptions {
  /** Graphs to serve besides `faq`: `{ slow: "path/to/graphs.ts:slow" }`, from the working directory. */
  graphs?: Readonly<Record<string, string>>;
}

export type SpawnedAssistant = SpawnedServer;

/**
 * Starts the assistant as a process of its own on a free port of this machine and resolves once it answers.
 * Rejects with the assistant's own words when it cannot start.
 */
export function spawnAssistant(options?: SpawnAssistantOptions): Promise<SpawnedAssistant>;
