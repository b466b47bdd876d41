// npm start runs this: it starts the assistant and a page that asks it. With --python (npm run start:python) it starts
// the assistant of examples/python-faq on LangGraph's Python server.
//
// This file is JavaScript and imports no packages at the top, so that it runs in a fresh clone.
// It prints one line to standard output, "demo: http://localhost:<port>/". All other output goes to standard error.
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
  const url = await startPage(assistant.url);
  if (!isEnding) process.stdout.write(`demo: ${url}\n`);
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

/** Serves the page with Vite on a separate HTTP server, because Vite's own server handles signals itself. */
async function startPage(assistantUrl) {
  process.env.ASSISTANT_URL = assistantUrl;
  const vite = await import("vite");
  const server = createServer();
  const page = await vite.createServer({
    configFile: path.join(EXAMPLE, "page/vite.config.ts"),
    server: { middlewareMode: { server }, ws: { server } },
  });
  started.push(() => page.close());
  server.on("request", page.middlewares);
  // Browsers try both addresses of "localhost", and every machine has this one. Port 0 takes any free port.
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  started.push(() => {
    server.close();
    server.closeAllConnections();
  });

  const url = `http://localhost:${server.address().port}/`;
  // Vite prepares the script at the first request for it. These requests do so before the first visitor comes.
  for (const file of ["", "main.tsx", "api/langgraph/ok"]) {
    const { ok, status } = await fetch(url + file);
    if (!ok) throw new Error(`The page does not work: ${url}${file} gives ${status}.`);
  }
  return url;
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
