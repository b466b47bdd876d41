// Runs the assistant in its own process:
//
//   node --import tsx src/server.ts [--port 2024] [--host 127.0.0.1] [--graph name=path/to/graphs.ts:export]…
//
// It prints one line, {"url":"http://127.0.0.1:41233"}, when it answers requests. It ends with code 0 on SIGTERM or
// SIGINT, and when the process with the other end of its IPC channel ends. It ends with code 1 and one sentence if it
// cannot start.
import { parseArgs } from "node:util";
import { startAssistant, type RunningAssistant } from "./startAssistant.js";

let running: RunningAssistant | undefined;
let isEnding = false;

// The handlers come first, because importing the server takes three seconds and a signal must not be lost meanwhile.
for (const signal of ["SIGTERM", "SIGINT", "disconnect"]) process.once(signal, () => void end());

async function end(): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  await running?.close().catch((error: unknown) => console.error(error));
  process.exit(0);
}

function readArguments() {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "0" },
      host: { type: "string", default: "127.0.0.1" },
      graph: { type: "string", multiple: true, default: [] },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`"${values.port}" is not a port.`);
  return { port, host: values.host, graphs: Object.fromEntries(values.graph.map(readGraph)) };
}

function readGraph(text: string): [id: string, spec: string] {
  const [, id, spec] = /^([^=]+)=(.+:.+)$/.exec(text) ?? [];
  if (id === undefined || spec === undefined) {
    throw new Error(`"${text}" is not a graph. Write name=path/to/file.ts:export.`);
  }
  return [id, spec];
}

try {
  running = await startAssistant(readArguments());
  process.stdout.write(`${JSON.stringify({ url: running.url })}\n`);
} catch (error) {
  console.error(
    `The assistant could not start: ${error instanceof Error ? error.message : String(error)}`,
  );
  // Without this exit the LangGraph server's workers would keep the process alive.
  process.exit(1);
}
