import type { SpawnedServer, SpawnServerOptions } from "../faq-bot/spawnServer.mjs";

export interface SpawnPythonAssistantOptions extends SpawnServerOptions {
  /**
   * The path of the `langgraph.json` to serve. Its paths are relative to its folder. Default: the file of this example.
   */
  config?: string;
  /** Further graphs to serve: `{ slow: "graphs/slow.py:graph" }`. Paths are relative to the working directory. */
  graphs?: Readonly<Record<string, string>>;
  /** The path of the requirements file to install. Default: the file of this example. */
  requirements?: string;
}

/**
 * Starts LangGraph's Python server (`langgraph dev`) in a new process on a free loopback port, and resolves when it
 * answers requests. If the virtual environment is missing, it is created first, which takes about a minute. The server
 * sends no usage data and keeps its state in a temporary folder. Rejects with one sentence if Python 3.11 or newer is
 * missing, and with the server's error output if it cannot start.
 */
export function spawnPythonAssistant(options?: SpawnPythonAssistantOptions): Promise<SpawnedServer>;
