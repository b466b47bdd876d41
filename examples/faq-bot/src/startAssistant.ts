import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export interface StartAssistantOptions {
  /** Port to listen on. Default 0: any free one. */
  port?: number;
  /** Address to listen on. Default `"127.0.0.1"`: this machine only. */
  host?: string;
  /** Graphs to serve besides `faq`, by assistant id: `{ slow: "path/to/graphs.ts:slow" }`. */
  graphs?: Readonly<Record<string, string>>;
  /** Folder that paths in `graphs` start from. Default: the working directory. */
  cwd?: string;
  /** Runs carried out at the same time; the next one waits in a silent stream. Default 10. */
  nWorkers?: number;
}

export interface RunningAssistant {
  /** Where it listens, without a slash at the end: `"http://127.0.0.1:41233"`. */
  readonly url: string;
  /** Closes every connection and deletes the state files. */
  close(): Promise<void>;
}

const EXAMPLE_FOLDER = fileURLToPath(new URL("..", import.meta.url));

/**
 * Starts the real LangGraph server in this process with the `faq` graph, and resolves once `GET /ok` answers.
 *
 * State lives in memory and in a temporary folder of its own, so no run sees the state of an earlier start.
 * Rejects with one sentence when the port is taken, and with the cause when a graph cannot be loaded.
 * One per process: the server keeps graphs and state in module variables, its workers poll until the process ends
 * (`close()` cannot stop them), and it turns uncaught errors of the whole process into log lines.
 */
export async function startAssistant(
  options: StartAssistantOptions = {},
): Promise<RunningAssistant> {
  const { port = 0, host = "127.0.0.1", graphs = {}, cwd = process.cwd(), nWorkers = 10 } = options;
  keepQuiet();
  const { startServer } = await import("@langchain/langgraph-api/server");
  const stateFolder = await mkdtemp(path.join(tmpdir(), "faq-bot-"));
  const removeState = () => rm(stateFolder, { recursive: true, force: true });
  // For an exit that does not wait for close().
  process.once("exit", () => rmSync(stateFolder, { recursive: true, force: true }));
  // The server splits a spec at its first colon and resolves it from its own folder: relative paths keep a
  // Windows drive letter out of it.
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
      `Port ${port} on ${host} is taken; choose another one, or none for any free port.`,
      {
        cause: error,
      },
    );
  }
}

/** Switches off tracing and usage data, whatever the shell sets, and logs errors only. Runs before the server is imported. */
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
