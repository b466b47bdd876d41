import { join } from "node:path";
import { spawnAssistant } from "../../examples/faq-bot/spawnAssistant.mjs";
import { makeServerFolder, type StartOptions, type TestServer } from "./TestServer.js";

const GRAPHS = ["steps", "slow", "silent", "boom", "human", "tools", "sub", "blocks", "stateKey"];

/** Starts the JavaScript LangGraph server with the demo's graph and the graphs of the tests. */
export async function startJavaScriptServer(options: StartOptions = {}): Promise<TestServer> {
  const folder = makeServerFolder();
  const graphsFile = join(import.meta.dirname, "javascript/graphs.ts");
  let logs = "";
  const assistant = await spawnAssistant({
    graphs: {
      ...Object.fromEntries(GRAPHS.map((name) => [name, `${graphsFile}:${name}`])),
      ...options.graphs,
    },
    env: { FAQ_BOT_MODEL: "extractive", ...options.env, TICKS_FILE: folder.ticksFile },
    onLog: (text) => {
      logs += text;
    },
  });
  return {
    url: assistant.url,
    ticks: () => folder.ticks(),
    logs: () => logs,
    async close() {
      await assistant.close();
      folder.remove();
    },
  };
}
