import { join } from "node:path";
import { spawnPythonAssistant } from "../../examples/python-faq/spawnPythonAssistant.mjs";
import { makeServerFolder, type StartOptions, type TestServer } from "./TestServer.js";

const CONFIG = join(import.meta.dirname, "python/langgraph.json");

export interface PythonOptions extends StartOptions {
  /** The path of the `langgraph.json` that names the graphs. Default: the file of the tests. */
  readonly config?: string;
}

/**
 * Starts the Python LangGraph server (langgraph-api, in memory) with the demo's graph and the graphs of the tests.
 * Resolves when it listens. The server ends with this process.
 *
 * @throws an error with the server's log if the server does not start, or with one sentence if Python is missing
 */
export async function startPythonServer(options: PythonOptions = {}): Promise<TestServer> {
  const { config = CONFIG, graphs = {}, env = {} } = options;
  const folder = makeServerFolder();
  let logs = "";
  const server = await spawnPythonAssistant({
    config,
    graphs,
    env: {
      FAQ_BOT_MODEL: "extractive",
      LOG_LEVEL: "WARNING",
      LOG_COLOR: "false",
      PYTHONDONTWRITEBYTECODE: "1",
      ...env,
      TICKS_FILE: folder.ticksFile,
    },
    onLog: (text) => {
      logs += text;
    },
  });
  return {
    url: server.url,
    ticks: () => folder.ticks(),
    logs: () => logs,
    async close() {
      await server.close();
      folder.remove();
    },
  };
}
