/**
 * `npm test`: everything, from a bare clone. Plain JavaScript with Node's own modules only, because
 * it runs before anything is installed.
 *
 * Installs what is missing, runs each check, and ends with one line, `N passed, N failed`. A check whose
 * program is missing fails in CI and is skipped, with a sentence, elsewhere.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const isCi = Boolean(process.env.CI);
const counts = { passed: 0, failed: 0, skipped: 0 };

/** Runs a program in the repository, its output on ours. @returns {boolean} whether it succeeded */
function run(command, args, options = {}) {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    ...options,
  });
  return status === 0;
}

const bin = (name) => join(root, "node_modules", ".bin", name);

function installDependencies() {
  const installed = join(root, "node_modules", ".package-lock.json");
  const wanted = join(root, "package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return true;
  console.log("Installing dependencies with npm ci …");
  return run("npm", ["ci", "--no-audit", "--no-fund"]);
}

/** Finds Chromium, or installs it where that is ours to do. */
async function hasChromium() {
  const { findChromium } = await import("./browser/findChromium.mjs");
  if (findChromium()) return true;
  const isRoot = process.getuid?.() === 0;
  const isDebian = existsSync("/etc/debian_version");
  if (isRoot && isDebian) {
    console.log("Installing Chromium with apt-get …");
    const quiet = { stdio: ["ignore", "ignore", "inherit"] };
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    run("apt-get", ["update"], { ...quiet, env });
    run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], { ...quiet, env });
  } else {
    console.log("Installing Playwright's Chromium …");
    run(bin("playwright"), ["install", "chromium"]);
  }
  return findChromium() !== undefined;
}

/** Installs the Python LangGraph server, which several tests start. */
async function preparePython() {
  const { ensureVenv, PYTHON_IS_MISSING } = await import("../examples/python-faq/ensureVenv.mjs");
  const requirements = join(root, "examples/python-faq/requirements.txt");
  try {
    await ensureVenv({ requirements, onLog: (text) => process.stdout.write(text) });
  } catch (error) {
    const name = "tests on the Python LangGraph server";
    if (error.message === PYTHON_IS_MISSING) return missing(name, PYTHON_IS_MISSING);
    console.log(`\n── ${name}: failed. ${error.message}`);
    counts.failed += 1;
  }
}

/** One check that either passes or fails. */
function check(name, command, args) {
  console.log(`\n── ${name}`);
  if (run(command, args)) counts.passed += 1;
  else {
    counts.failed += 1;
    console.log(`${name} failed`);
  }
}

/** A Vitest run, counted test by test. */
function tests(name, args) {
  console.log(`\n── ${name}`);
  const folder = mkdtempSync(join(tmpdir(), "oneshot-chat-test-"));
  const report = join(folder, "report.json");
  const succeeded = run(bin("vitest"), [
    "run",
    ...args,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
  let failed = 0;
  if (existsSync(report)) {
    const result = JSON.parse(readFileSync(report, "utf8"));
    counts.passed += result.numPassedTests;
    counts.skipped += result.numPendingTests + result.numTodoTests;
    failed = result.numFailedTests;
  }
  // A file that does not even load fails no test; it must not pass for it.
  counts.failed += succeeded ? failed : Math.max(failed, 1);
  rmSync(folder, { recursive: true });
}

/** What cannot be checked here. */
function missing(name, sentence) {
  console.log(`\n── ${name}: ${isCi ? "failed" : "skipped"}. ${sentence}`);
  counts[isCi ? "failed" : "skipped"] += 1;
}

const startedAt = performance.now();
if (installDependencies()) {
  check("types", bin("tsc"), []);
  check("lint", bin("oxlint"), []);
  check("format", bin("prettier"), ["--check", "--log-level", "warn", "."]);
  await preparePython();
  tests("unit, hook and component tests", ["--project", "node", "--project", "dom*"]);
  tests("graph shapes on real servers", ["--project", "graphs"]);
  if (await hasChromium()) {
    tests("stories in Chromium", ["--config", "vitest.stories.config.ts"]);
    tests("end to end in Chromium", ["--project", "browser"]);
  } else {
    const sentence =
      "No Chromium was found or could be installed; run `npx playwright install chromium`, or set CHROMIUM_PATH.";
    missing("stories in Chromium", sentence);
    missing("end to end in Chromium", sentence);
  }
} else {
  counts.failed += 1;
  console.log("npm ci failed; nothing was tested.");
}

const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1);
console.log(`\nDone in ${minutes} min.`);
const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : "";
console.log(`${counts.passed} passed, ${counts.failed} failed${skipped}`);
process.exitCode = counts.failed > 0 ? 1 : 0;
