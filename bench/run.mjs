/**
 * `npm run bench`. Plain JavaScript with Node's own modules only: it runs before the peers are installed.
 * Flags: see options.ts.
 */
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";

const here = import.meta.dirname;
const tsx = join(here, "../node_modules/.bin/tsx");

function run(command, args, options) {
  const { status } = spawnSync(command, args, { stdio: "inherit", ...options });
  if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync(tsx)) {
  console.error("Run `npm ci` in the repository first; the bench uses its Vite and Playwright.");
  process.exit(1);
}

const installed = join(here, "node_modules/.package-lock.json");
const wanted = join(here, "package-lock.json");
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(wanted).mtimeMs) {
  console.log("Installing the peers into bench/node_modules …");
  // Some peer's dependency declares newer Node versions than ours; in a browser that does not matter.
  run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: here });
}

run(tsx, [join(here, "main.ts"), ...process.argv.slice(2)], { cwd: join(here, "..") });
