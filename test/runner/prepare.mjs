/** Installs what the checks need. This file imports only Node's own modules, because it runs before `npm ci`. */
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { findSystemChromium } from "../browser/findSystemChromium.mjs";
import { findNginx, findRedis } from "../gateway/findPrograms.mjs";
import { addFailed, addMissing } from "./results.mjs";
import { bin, ROOT, runProgram } from "./runProgram.mjs";

/** Installs the npm packages if the lock file is newer. @returns {Promise<boolean>} whether they are installed now */
export async function installPackages() {
  const installed = join(ROOT, "node_modules", ".package-lock.json");
  const wanted = join(ROOT, "package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return true;
  console.log("Installing dependencies with npm ci …");
  if (await runProgram("npm", ["ci", "--no-audit", "--no-fund"])) return true;
  addFailed(1, ["npm ci failed, so no test ran"]);
  return false;
}

/** Installs the Python LangGraph server, because several tests start it. */
export async function installPython() {
  const { ensureVenv, PYTHON_IS_MISSING } =
    await import("../../examples/python-faq/ensureVenv.mjs");
  const requirements = join(ROOT, "examples/python-faq/requirements.txt");
  try {
    await ensureVenv({ requirements, onLog: (text) => process.stdout.write(text) });
  } catch (error) {
    const name = "tests on the Python LangGraph server";
    if (error.message === PYTHON_IS_MISSING) return addMissing(name, PYTHON_IS_MISSING);
    console.log(`\n── ${name}: failed. ${error.message}`);
    addFailed(1, [`${name}: ${error.message}`]);
  }
}

/** The servers that the gateway's tests start. Without one, the tests that need it are skipped, and fail in CI. */
const SERVERS = [
  [findRedis, "redis-server", "redis-server", "REDIS_SERVER_PATH", "with Redis"],
  [findNginx, "nginx", "nginx-light", "NGINX_PATH", "behind nginx"],
];

const isDebianRoot = process.getuid?.() === 0 && existsSync("/etc/debian_version");

/** Installs missing programs as root on Debian, and reports the servers that are missing elsewhere. */
export async function installPrograms() {
  const wanted = [...SERVERS, [findSystemChromium, "chromium", "chromium"]];
  const packages = wanted.filter(([find]) => !find()).map(([, , debianPackage]) => debianPackage);
  if (packages.length > 0 && isDebianRoot) {
    console.log(`Installing ${packages.join(", ")} with apt-get …`);
    const options = { show: "never", env: { DEBIAN_FRONTEND: "noninteractive" } };
    await runProgram("apt-get", ["update"], options);
    // One by one, so that a package which cannot be installed does not keep the others out.
    for (const name of packages)
      await runProgram("apt-get", ["install", "-y", "--no-install-recommends", name], options);
  }
  for (const [find, program, , variable, where] of SERVERS) {
    if (find()) continue;
    const sentence = `${program} was not found. Install it, or set ${variable}.`;
    addMissing(`tests of the gateway ${where}`, sentence);
  }
}

/**
 * Looks for Chromium, and installs Playwright's if there is none. Needs the npm packages.
 *
 * @returns {Promise<boolean>} whether Chromium is installed now
 */
export async function ensureChromium() {
  const { findChromium } = await import("../browser/findChromium.mjs");
  if (findChromium()) return true;
  console.log("Installing Playwright's Chromium …");
  await runProgram(bin("playwright"), ["install", "chromium"]);
  return findChromium() !== undefined;
}
