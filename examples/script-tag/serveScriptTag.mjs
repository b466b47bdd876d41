// Builds the custom elements and serves the page of this folder below /script-tag/. npm start uses it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const PAGE = path.join(path.dirname(fileURLToPath(import.meta.url)), "index.html");
const ROOT = path.resolve(path.dirname(PAGE), "../..");
/** Not dist/, which a release is made from. */
const BUILT = path.join(ROOT, "node_modules/.vite/script-tag");

/**
 * Builds the script in a process of its own, which takes a few seconds.
 *
 * @param {AbortSignal} signal ends the build
 * @returns {Promise<boolean>} whether it worked
 */
export async function buildScriptTag(signal) {
  const vite = path.join(ROOT, "node_modules/vite/bin/vite.js");
  const args = [vite, "build", "--config", "vite.embed.config.ts", "--outDir", BUILT];
  const build = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, NODE_ENV: "production", QUICK_BUILD: "1" },
  });
  const end = () => build.kill();
  signal.addEventListener("abort", end, { once: true });
  const [code] = await once(build, "exit");
  signal.removeEventListener("abort", end);
  return code === 0;
}

/**
 * Answers a request below /script-tag/.
 *
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @returns {boolean} whether the request was one
 */
export function serveScriptTag(request, response) {
  const { pathname } = new URL(request.url ?? "/", "http://page");
  const name = /^\/script-tag\/([\w.-]*)$/.exec(pathname)?.[1];
  if (name === undefined) return false;
  const [file, type] =
    name === "" ? [PAGE, "text/html"] : [path.join(BUILT, name), "text/javascript"];
  readFile(file).then(
    (text) => response.writeHead(200, { "content-type": `${type}; charset=utf-8` }).end(text),
    () => response.writeHead(404).end(),
  );
  return true;
}
