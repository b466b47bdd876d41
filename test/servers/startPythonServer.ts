import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { preparePython } from "./python/environment.mjs";
import { makeServerFolder, type StartOptions, type TestServer } from "./TestServer.js";

const FOLDER = join(import.meta.dirname, "python");
/** How long the server may take to end by itself. It waits for open streams, so a run at work makes it late. */
const END_TIMEOUT_MS = 1_000;

export interface PythonOptions extends StartOptions {
  /** Path of the `langgraph.json` that names the graphs. Default: the tests' own. */
  readonly config?: string;
}

/**
 * Starts the Python LangGraph server (langgraph-api, in memory) with the tests' own graphs and resolves once
 * it listens. Its process ends with this one: it watches the pipe to its standard input.
 *
 * @throws what the server wrote, where it cannot start; one sentence, where Python is missing
 */
export async function startPythonServer(options: PythonOptions = {}): Promise<TestServer> {
  const { config = join(FOLDER, "langgraph.json"), graphs = {}, env = {} } = options;
  const python = preparePython();
  const folder = makeServerFolder();
  const graphArguments = Object.entries(graphs).flatMap(([name, path]) => [
    "--graph",
    `${name}=${path}`,
  ]);
  const child = spawn(python, [join(FOLDER, "serve.py"), "--config", config, ...graphArguments], {
    // The server makes a folder for its state in its working directory.
    cwd: folder.path,
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1", ...env, TICKS_FILE: folder.ticksFile },
    stdio: ["pipe", "pipe", "pipe"],
  });
  const exited = once(child, "exit");
  let logs = "";
  const close = async () => {
    child.kill("SIGTERM");
    const kill = setTimeout(() => child.kill("SIGKILL"), END_TIMEOUT_MS);
    await exited;
    clearTimeout(kill);
    folder.remove();
  };

  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      logs += text;
    });
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      logs += text;
      const [, found] = /^\{"url": "(.*)"\}$/m.exec(logs) ?? [];
      if (found) resolve(found);
    });
    void exited.then(
      () => reject(new Error(`The Python server ended before it listened:\n${logs.trim()}`)),
      reject,
    );
  });
  return { url, ticks: () => folder.ticks(), logs: () => logs, close };
}
