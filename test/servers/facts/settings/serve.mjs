// Starts the JavaScript LangGraph server with settings of `langgraph.json` that the test server does not take:
//
//   node --import tsx serve.mjs '{"graphs": …, "http": …, "auth": …}' <folder for its state>
import { startServer } from "@langchain/langgraph-api/server";

const [settings = "{}", cwd = "."] = process.argv.slice(2);
process.once("SIGTERM", () => process.exit(0));
process.once("disconnect", () => process.exit(0));
const options = { port: 0, nWorkers: 10, host: "127.0.0.1", cwd, ...JSON.parse(settings) };
const { host } = await startServer(options);
console.info(JSON.stringify({ url: `http://${host}` }));
