/**
 * Runs `npm run bench`. This file imports only Node's own modules, because it runs before the other libraries are
 * installed. `options.ts` lists the flags.
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
  console.error(
    "Run `npm ci` in the repository first, because the bench uses its Vite and Playwright.",
  );
  process.exit(1);
}

const installed = join(here, "node_modules/.package-lock.json");
const wanted = join(here, "package-lock.json");
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(wanted).mtimeMs) {
  console.log("Installing the other libraries into bench/node_modules …");
  // A dependency of another library declares a newer Node version. Its code runs in a browser, so that does not matter.
  run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: here });
}

run(tsx, [join(here, "main.ts"), ...process.argv.slice(2)], { cwd: join(here, "..") });
