// Plain JavaScript: start.mjs has to load before anything is installed.
import { fileURLToPath } from "node:url";
import { spawnServer } from "./spawnServer.mjs";

const SERVER = fileURLToPath(new URL("src/server.ts", import.meta.url));

/**
 * Starts the assistant as a process of its own and resolves once it answers. Types: spawnAssistant.d.mts.
 * The new process ends with this one, whatever ends this one, because it watches the IPC channel between them.
 */
export function spawnAssistant({ graphs = {}, ...options } = {}) {
  const graphArguments = Object.entries(graphs).flatMap(([id, spec]) => [
    "--graph",
    `${id}=${spec}`,
  ]);
  // Resolved here, so that it is found from any working directory.
  const args = ["--import", import.meta.resolve("tsx"), SERVER, ...graphArguments];
  return spawnServer(process.execPath, args, {
    ...options,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
}
