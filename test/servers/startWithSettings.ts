/** Starts a LangGraph server with settings of `langgraph.json` that the other test servers do not take. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawnServer } from "../../examples/faq-bot/spawnServer.mjs";
import { startPythonServer } from "./startPythonServer.js";

const here = (path: string) => join(import.meta.dirname, path);
const PYTHON_FOLDER = here("python");

/** Paths in them are absolute. */
export interface ServerSettings {
  readonly http?: Readonly<Record<string, unknown>>;
  readonly auth?: Readonly<Record<string, unknown>>;
}

export interface ServerWithSettings {
  readonly url: string;
  logs(): string;
  close(): Promise<void>;
}

/** Serves the graphs `steps` and `slow`. */
export async function startWithSettings(
  language: string,
  settings: ServerSettings,
  env: Readonly<Record<string, string>> = {},
): Promise<ServerWithSettings> {
  const folder = mkdtempSync(join(tmpdir(), "oneshot-chat-settings-"));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  if (language === "python") {
    const names = ["steps", "slow"];
    const graphs = Object.fromEntries(
      names.map((name) => [name, join(PYTHON_FOLDER, `graphs/${name}.py:graph`)]),
    );
    const config = join(folder, "langgraph.json");
    writeFileSync(config, JSON.stringify({ dependencies: [PYTHON_FOLDER], graphs, ...settings }));
    const server = await startPythonServer({ config, env });
    return { ...server, close: () => server.close().finally(removeFolder) };
  }
  let logs = "";
  const file = here("javascript/graphs.ts");
  const graphs = { steps: `${file}:steps`, slow: `${file}:slow` };
  const serve = ["--import", "tsx", here("facts/settings/serve.mjs")];
  const server = await spawnServer(
    process.execPath,
    [...serve, JSON.stringify({ graphs, ...settings }), folder],
    {
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      env: { LANGSMITH_TRACING: "false", LANGCHAIN_TRACING: "false", LOG_LEVEL: "error", ...env },
      onLog: (text) => {
        logs += text;
      },
    },
  );
  return { url: server.url, logs: () => logs, close: () => server.close().finally(removeFolder) };
}
