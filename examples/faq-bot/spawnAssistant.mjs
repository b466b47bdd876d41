// This file is JavaScript, because start.mjs imports it before a TypeScript loader is installed.
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { spawnServer } from "./spawnServer.mjs";

/** An absolute address, so that Node finds tsx from any working directory. */
const TSX = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
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
  const args = ["--import", TSX, SERVER, ...graphArguments];
  return spawnServer(process.execPath, args, {
    ...options,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
}
