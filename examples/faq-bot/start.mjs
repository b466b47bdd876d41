// npm start runs this: it starts the assistant, the gateway in front of it, and a page that asks the gateway. With --python (npm run start:python) it starts
// the assistant of examples/python-faq on LangGraph's Python server.
//
// This file is JavaScript and imports no packages at the top, so that it runs in a fresh clone.
// It prints "demo: http://localhost:<port>/" to standard output, and a second line with the page without React, once that is built. All
// other output goes to standard error.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";

const EXAMPLE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.resolve(EXAMPLE, "../..");

/** The functions that end what this script has started, newest last. */
const started = [];
let isEnding = false;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void end(0));
if (process.env.npm_lifecycle_event) endWithNpm();

try {
  await installIfMissing();
  const assistant = await startAssistant();
  const page = await listen();
  const gateway = await startGateway(assistant.url, page.origin);
  const url = await startPage(page, gateway.url);
  if (!isEnding) process.stdout.write(`demo: ${url}\n`);
  await offerScriptTag(url);
} catch (error) {
  await fail(error instanceof Error ? error.message : String(error));
}

/**
 * Ends the demo when npm ends. SIGTERM ends npm and its shell, but the shell does not forward the signal to this
 * process.
 */
function endWithNpm() {
  const shell = process.ppid;
  const watch = () => void (process.ppid !== shell && end(0));
  setInterval(watch, 250).unref();
}

async function installIfMissing() {
  // npm writes this file last, so an interrupted installation counts as missing.
  if (existsSync(path.join(ROOT, "node_modules/.package-lock.json"))) return;
  console.error("Installing dependencies with npm ci. This happens once and takes about a minute.");
  const npm = spawn("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "inherit"],
    // On Windows npm is a script, and only a shell can start it.
    shell: process.platform === "win32",
  });
  started.push(() => npm.kill());
  const [code] = await once(npm, "exit");
  started.pop();
  if (code !== 0)
    throw new Error("npm ci failed, so the demo cannot start. The message of npm is above.");
}

async function startAssistant() {
  const spawnAssistant = process.argv.includes("--python")
    ? (await import("../python-faq/spawnPythonAssistant.mjs")).spawnPythonAssistant
    : (await import("./spawnAssistant.mjs")).spawnAssistant;
  const giveUp = new AbortController();
  const starting = spawnAssistant({ signal: giveUp.signal });
  started.push(async () => {
    giveUp.abort();
    await (await starting).close();
  });
  const assistant = await starting;
  void assistant.exited.then(() => fail("The assistant has ended unexpectedly."));
  return assistant;
}

/** Opens the server of the page first, because the gateway has to know the page's origin. */
async function listen() {
  const server = createServer();
  // Browsers try both addresses of "localhost", and every machine has this one. Port 0 takes any free port.
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  started.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return { server, origin: `http://localhost:${server.address().port}` };
}

/** Starts the command npx oneshot-chat gateway from its sources. It ends with this process. */
async function startGateway(assistantUrl, origin) {
  const { spawnServer } = await import("./spawnServer.mjs");
  const command = path.join(ROOT, "src/gateway/cli/main.ts");
  const args = ["--import", import.meta.resolve("tsx"), command, "gateway", "--json"];
  const flags = ["--upstream-url", assistantUrl, "--assistant", "faq=faq", "--origin", origin];
  const more = ["--port", "0", "--grace-ms", "1000"];
  const gateway = await spawnServer(process.execPath, [...args, ...flags, ...more], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  started.push(() => gateway.close());
  void gateway.exited.then(() => fail("The gateway has ended unexpectedly."));
  return gateway;
}

/** Serves the page with Vite on a separate HTTP server, because Vite's own server handles signals itself. */
async function startPage({ server, origin }, gatewayUrl) {
  process.env.GATEWAY_URL = gatewayUrl;
  const vite = await import("vite");
  const page = await vite.createServer({
    configFile: path.join(EXAMPLE, "page/vite.config.ts"),
    server: { middlewareMode: { server }, ws: { server } },
  });
  started.push(() => page.close());
  const { serveScriptTag } = await import("../script-tag/serveScriptTag.mjs");
  server.on("request", (request, response) => {
    if (!serveScriptTag(request, response)) page.middlewares(request, response);
  });

  // Vite prepares the script at the first request for it. These requests do so before the first visitor comes.
  for (const file of ["", "main.tsx", "api/langgraph/healthz"]) {
    const { ok, status } = await fetch(`${origin}/${file}`);
    if (!ok) throw new Error(`The page does not work: ${origin}/${file} gives ${status}.`);
  }
  return `${origin}/`;
}

/** Builds the page without React. The demo is ready before, and it works even if this build fails. */
async function offerScriptTag(url) {
  const { buildScriptTag } = await import("../script-tag/serveScriptTag.mjs");
  const giveUp = new AbortController();
  started.push(() => giveUp.abort());
  const isBuilt = await buildScriptTag(giveUp.signal);
  if (isEnding) return;
  if (!isBuilt) return console.error("The page without React could not be built.");
  // Whoever wanted the first line only may have closed the pipe.
  process.stdout.on("error", () => {});
  process.stdout.write(`without React: ${url}script-tag/\n`);
}

async function fail(sentence) {
  if (isEnding) return;
  console.error(sentence);
  await end(1);
}

async function end(code) {
  if (isEnding) return;
  isEnding = true;
  // If one part does not end, the other parts must end anyway.
  await Promise.allSettled(started.reverse().map(async (stop) => stop()));
  process.exit(code);
}
