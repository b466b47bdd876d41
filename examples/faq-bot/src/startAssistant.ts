import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export interface StartAssistantOptions {
  /** The port to listen on. Default 0, which takes any free port. */
  port?: number;
  /** The address to listen on. Default `"127.0.0.1"`, which only this machine reaches. */
  host?: string;
  /** Further graphs to serve, by assistant id: `{ slow: "path/to/graphs.ts:slow" }`. */
  graphs?: Readonly<Record<string, string>>;
  /** The folder that paths in `graphs` are relative to. Default: the working directory. */
  cwd?: string;
  /** The number of runs that are executed at the same time. Further runs wait in a silent stream. Default 10. */
  nWorkers?: number;
}

export interface RunningAssistant {
  /** The server's address without a slash at the end: `"http://127.0.0.1:41233"`. */
  readonly url: string;
  /** Closes every connection and deletes the state files. */
  close(): Promise<void>;
}

const EXAMPLE_FOLDER = fileURLToPath(new URL("..", import.meta.url));

/**
 * Starts the real LangGraph server in this process with the `faq` graph, and resolves when `GET /ok` succeeds.
 *
 * The state is in memory and in a new temporary folder, so no run sees the state of an earlier start.
 * Rejects with one sentence if the port is in use, and with the cause if a graph does not load.
 * Start only one server in a process. The server keeps graphs and state in module variables. Its workers poll until the
 * process ends, and `close()` does not stop them. It also turns uncaught errors of the whole process into log lines.
 */
export async function startAssistant(
  options: StartAssistantOptions = {},
): Promise<RunningAssistant> {
  const { port = 0, host = "127.0.0.1", graphs = {}, cwd = process.cwd(), nWorkers = 10 } = options;
  keepQuiet();
  const { startServer } = await import("@langchain/langgraph-api/server");
  const stateFolder = await mkdtemp(path.join(tmpdir(), "faq-bot-"));
  const removeState = () => rm(stateFolder, { recursive: true, force: true });
  // The process may exit without waiting for close().
  process.once("exit", () => rmSync(stateFolder, { recursive: true, force: true }));
  // The server splits a spec at its first colon and resolves it from its own folder. A relative path has no Windows
  // drive letter, so its first colon is the right one.
  const fromState = (folder: string, spec: string) =>
    path.relative(stateFolder, path.resolve(folder, spec));
  const specs = {
    faq: fromState(EXAMPLE_FOLDER, "src/graph.ts:faq"),
    ...Object.fromEntries(Object.entries(graphs).map(([id, spec]) => [id, fromState(cwd, spec)])),
  };

  try {
    const server = await startServer({ port, host, nWorkers, cwd: stateFolder, graphs: specs });
    const url = `http://${server.host}`;
    await waitUntilOk(url);
    return {
      url,
      async close() {
        await server.cleanup();
        await removeState();
      },
    };
  } catch (error) {
    await removeState();
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    throw new Error(
      `Port ${port} on ${host} is in use. Choose another port, or leave it out for any free port.`,
      {
        cause: error,
      },
    );
  }
}

/**
 * Switches off tracing and usage data, even if the shell sets them, and logs only errors. It must run before the server
 * is imported.
 */
function keepQuiet(): void {
  for (const prefix of ["LANGSMITH", "LANGCHAIN"]) {
    for (const name of ["TRACING", "TRACING_V2"]) process.env[`${prefix}_${name}`] = "false";
  }
  process.env["LOG_LEVEL"] ??= "error";
}

async function waitUntilOk(url: string): Promise<void> {
  const answer = await fetch(`${url}/ok`, { signal: AbortSignal.timeout(5_000) });
  if (!answer.ok) throw new Error(`The LangGraph server answered ${answer.status} to GET /ok.`);
}
