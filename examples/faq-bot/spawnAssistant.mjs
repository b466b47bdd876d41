// This file is JavaScript, because start.mjs imports it before a TypeScript loader is installed.
import { fileURLToPath } from "node:url";
import { spawnServer } from "./spawnServer.mjs";

const SERVER = fileURLToPath(new URL("src/server.ts", import.meta.url));

/**
 * Starts the assistant in a new process and resolves when it answers requests. The types are in spawnAssistant.d.mts.
 * The new process ends when this one ends for any reason, because it watches the IPC channel between them.
 */
export function spawnAssistant({ graphs = {}, ...options } = {}) {
  const graphArguments = Object.entries(graphs).flatMap(([id, spec]) => [
    "--graph",
    `${id}=${spec}`,
  ]);
  // An absolute path finds tsx from any working directory.
  const args = ["--import", import.meta.resolve("tsx"), SERVER, ...graphArguments];
  return spawnServer(process.execPath, args, {
    ...options,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
}
