// This file is JavaScript, because start.mjs imports it before a TypeScript loader is installed.
import { fileURLToPath } from "node:url";
import { spawnServer } from "../faq-bot/spawnServer.mjs";
import { ensureVenv } from "./ensureVenv.mjs";

const here = (file) => fileURLToPath(new URL(file, import.meta.url));

/**
 * Starts `langgraph dev` in a new process and resolves when it answers requests. The types are in
 * spawnPythonAssistant.d.mts. The new process ends when this one ends for any reason, because its standard input ends
 * then.
 */
export async function spawnPythonAssistant({
  config = here("langgraph.json"),
  requirements = here("requirements.txt"),
  graphs = {},
  ...options
} = {}) {
  const { onLog, signal } = options;
  const python = await ensureVenv({ requirements, onLog, signal });
  const graphArguments = Object.entries(graphs).flatMap(([id, spec]) => [
    "--graph",
    `${id}=${spec}`,
  ]);
  return spawnServer(python, [here("serve.py"), config, ...graphArguments], {
    ...options,
    stdio: ["pipe", "pipe", "pipe"],
  });
}
