// Plain JavaScript: start.mjs has to load before anything is installed.
import { fileURLToPath } from "node:url";
import { spawnServer } from "../faq-bot/spawnServer.mjs";
import { ensureVenv } from "./ensureVenv.mjs";

const here = (file) => fileURLToPath(new URL(file, import.meta.url));

/**
 * Starts `langgraph dev` as a process of its own and resolves once it answers. Types: spawnPythonAssistant.d.mts.
 * The new process ends with this one, whatever ends this one, because it watches its standard input, which this one holds open.
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
