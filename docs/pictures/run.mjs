/**
 * Runs `npm run pictures`: starts the demo, photographs it in Chromium and writes the pictures of the README to
 * `docs/images`. They use the fonts of this machine. This file imports only Node's own modules, because it runs before
 * the image library is installed.
 */
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";

const here = import.meta.dirname;

function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: here, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

const installed = join(here, "node_modules/.package-lock.json");
const wanted = join(here, "package-lock.json");
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(wanted).mtimeMs) {
  run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
}
run(process.execPath, [join(here, "draw.mjs")]);
