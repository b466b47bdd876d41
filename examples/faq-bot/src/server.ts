// The assistant as a process of its own:
//
//   node --import tsx src/server.ts [--port 2024] [--host 127.0.0.1] [--graph name=path/to/graphs.ts:export]…
//
// Prints one line, {"url":"http://127.0.0.1:41233"}, once it answers. Ends with code 0 on SIGTERM or SIGINT, and
// when the process that opened an IPC channel to it is gone. Ends with code 1 and one sentence if it cannot start.
import { parseArgs } from "node:util";
import { startAssistant, type RunningAssistant } from "./startAssistant.js";

let running: RunningAssistant | undefined;
let isEnding = false;

// Set before anything slow, because a signal that comes during the three seconds of importing must not be lost.
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
    throw new Error(`"${values.port}" is no port.`);
  return { port, host: values.host, graphs: Object.fromEntries(values.graph.map(readGraph)) };
}

function readGraph(text: string): [id: string, spec: string] {
  const [, id, spec] = /^([^=]+)=(.+:.+)$/.exec(text) ?? [];
  if (id === undefined || spec === undefined) {
    throw new Error(`"${text}" is no graph; write name=path/to/file.ts:export.`);
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
  // The LangGraph server's workers would keep a process without a port alive forever.
  process.exit(1);
}
