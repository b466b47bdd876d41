/**
 * `npm run record` runs the demo's and the tests' graphs on the JavaScript LangGraph server, `npm run record -- --python`
 * on the Python one. It writes the bytes as they come: `<server>/<graph>[-<modes>].sse`. The tests read them back.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startJavaScriptServer } from "../servers/startJavaScriptServer.js";
import { startPythonServer } from "../servers/startPythonServer.js";

const DEFAULT_MODES = ["updates", "messages-tuple", "custom"];

/** What is recorded: graph, and what differs from the hook's default request. */
const RECORDINGS: readonly { name: string; graph: string; question?: string; body?: object }[] = [
  { name: "faq", graph: "faq", question: "Does it remember my last question?" },
  { name: "tools", graph: "tools" },
  { name: "blocks", graph: "blocks" },
  { name: "boom", graph: "boom" },
  { name: "human", graph: "human" },
  { name: "state-key", graph: "stateKey" },
  { name: "sub", graph: "sub" },
  { name: "sub-subgraphs", graph: "sub", body: { stream_subgraphs: true } },
  { name: "tools-values", graph: "tools", body: { stream_mode: ["values"] } },
  { name: "tools-updates", graph: "tools", body: { stream_mode: ["updates"] } },
  { name: "tools-messages", graph: "tools", body: { stream_mode: ["messages", "updates"] } },
];

const isPython = process.argv.includes("--python");
const assistant = await (isPython ? startPythonServer() : startJavaScriptServer());
const folder = join(import.meta.dirname, isPython ? "python" : "javascript");
mkdirSync(folder, { recursive: true });
try {
  for (const { name, graph, question = "Can I get a refund?", body } of RECORDINGS) {
    const response = await fetch(`${assistant.url}/runs/stream`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        assistant_id: graph,
        input: { messages: [{ role: "human", content: question }] },
        stream_mode: DEFAULT_MODES,
        ...body,
      }),
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    writeFileSync(join(folder, `${name}.sse`), bytes);
    console.info(`${name}.sse: ${bytes.length} bytes`);
  }
} finally {
  await assistant.close();
}
