/**
 * `npm run facts -- <topic> [--python | --javascript]` starts a real LangGraph server with the graphs of the tests and
 * prints how it behaves. Without a flag, it does so for both servers, one after the other. Each statement in
 * docs/servers.md names the topic that shows it.
 */
import { parseArgs } from "node:util";
import { startJavaScriptServer } from "../startJavaScriptServer.js";
import { startPythonServer } from "../startPythonServer.js";
import { graphsFor } from "../shapes.js";
import type { Topic } from "./Topic.js";

const TOPICS: Readonly<Record<string, () => Promise<{ readonly show: Topic }>>> = {
  events: () => import("./events.js"),
  messages: () => import("./messages.js"),
  shapes: () => import("./shapes.js"),
  ends: () => import("./ends.js"),
  heartbeats: () => import("./heartbeats.js"),
  http: () => import("./http.js"),
  cancel: () => import("./cancel.js"),
  shutdown: () => import("./shutdown.js"),
  settings: () => import("./settings.js"),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { python: { type: "boolean" }, javascript: { type: "boolean" } },
});
const load = TOPICS[positionals[0] ?? ""];
if (!load) {
  console.error(`Name a topic: ${Object.keys(TOPICS).join(", ")}.`);
  process.exit(1);
}

const { show } = await load();
const isBoth = values.python === values.javascript;
for (const { language, name, start } of [
  { language: "javascript", name: "JavaScript", start: startJavaScriptServer },
  { language: "python", name: "Python", start: startPythonServer },
] as const) {
  if (!isBoth && !values[language]) continue;
  const server = await start(positionals[0] === "shapes" ? { graphs: graphsFor(name) } : {});
  try {
    const { body } = await (await import("./probe.js")).call(server.url, "GET", "/info");
    console.info(`\n# ${language}: ${JSON.stringify(body)}`);
    await show(server, language);
  } finally {
    await server.close();
  }
}
