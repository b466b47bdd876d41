import type { SpawnedServer, SpawnServerOptions } from "../faq-bot/spawnServer.mjs";

export interface SpawnPythonAssistantOptions extends SpawnServerOptions {
  /** Path of the `langgraph.json` to serve; its relative paths start from its folder. Default: this example's. */
  config?: string;
  /** Graphs to serve besides those: `{ slow: "graphs/slow.py:graph" }`, from the working directory. */
  graphs?: Readonly<Record<string, string>>;
  /** Path of the requirements file to install. Default: this example's. */
  requirements?: string;
}

/**
 * Starts LangGraph's Python server (`langgraph dev`) as a process of its own on a free port of this machine, and
 * resolves once it answers. Makes its virtual environment first when that is missing, which takes a minute or so.
 * The server sends no usage data and keeps its state in a temporary folder.
 * Rejects with one sentence when there is no Python 3.11 or newer, and with the server's own words when it cannot start.
 */
export function spawnPythonAssistant(options?: SpawnPythonAssistantOptions): Promise<SpawnedServer>;
