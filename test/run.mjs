/**
 * Runs `npm test`: every check, on a fresh clone. The script imports only Node's own modules, because it runs
 * before anything is installed.
 *
 * It installs missing programs, runs each check, and prints `N passed, N failed` as its last line. A check whose
 * program cannot be installed fails in CI. Elsewhere the script skips the check and prints the reason.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, relative } from "node:path";

const root = join(import.meta.dirname, "..");
const isCi = Boolean(process.env.CI);

/** Many tests wait for servers and time limits, so three workers are faster than one even on two cores. */
const workers = `--maxWorkers=${Math.max(3, availableParallelism() - 1)}`;

const counts = { passed: 0, failed: 0, skipped: 0 };

/** What failed, with its message. It is printed again at the end, where a shortened log still shows it. */
const failures = [];

/** Runs a program in the repository and shows its output. @returns {boolean} whether it succeeded */
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

const isDebianRoot = process.getuid?.() === 0 && existsSync("/etc/debian_version");

function aptInstall(name) {
  console.log(`Installing ${name} with apt-get …`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const options = { stdio: ["ignore", "ignore", "inherit"], env };
  run("apt-get", ["update"], options);
  run("apt-get", ["install", "-y", "--no-install-recommends", name], options);
}

/**
 * Finds Chromium or installs it: with apt-get as root on Debian, with Playwright elsewhere.
 *
 * @returns {Promise<boolean>} whether Chromium is installed now
 */
async function ensureChromium() {
  const { findChromium } = await import("./browser/findChromium.mjs");
  if (findChromium()) return true;
  if (isDebianRoot) aptInstall("chromium");
  else {
    console.log("Installing Playwright's Chromium …");
    run(bin("playwright"), ["install", "chromium"]);
  }
  return findChromium() !== undefined;
}

/**
 * Finds the servers that the gateway's tests start, or installs them as root on Debian. Without one, the tests that need
 * it are skipped, and fail in CI.
 */
async function prepareServers() {
  const { findNginx, findRedis } = await import("./gateway/findPrograms.mjs");
  const servers = [
    [findRedis, "redis-server", "redis-server", "REDIS_SERVER_PATH", "with Redis"],
    [findNginx, "nginx", "nginx-light", "NGINX_PATH", "behind nginx"],
  ];
  for (const [find, program, debianPackage, variable, where] of servers) {
    if (!find() && isDebianRoot) aptInstall(debianPackage);
    if (find()) continue;
    const sentence = `${program} was not found. Install it, or set ${variable}.`;
    reportMissing(`tests of the gateway ${where}`, sentence);
  }
}

/** Installs the Python LangGraph server, because several tests start it. */
async function preparePython() {
  const { ensureVenv, PYTHON_IS_MISSING } = await import("../examples/python-faq/ensureVenv.mjs");
  const requirements = join(root, "examples/python-faq/requirements.txt");
  try {
    await ensureVenv({ requirements, onLog: (text) => process.stdout.write(text) });
  } catch (error) {
    const name = "tests on the Python LangGraph server";
    if (error.message === PYTHON_IS_MISSING) return reportMissing(name, PYTHON_IS_MISSING);
    console.log(`\n── ${name}: failed. ${error.message}`);
    failures.push(`${name}: ${error.message}`);
    counts.failed += 1;
  }
}

/** Runs a program and counts it as one check, passed or failed. */
function runCheck(name, command, args) {
  console.log(`\n── ${name}`);
  if (run(command, args)) counts.passed += 1;
  else {
    counts.failed += 1;
    failures.push(name);
    console.log(`${name} failed`);
  }
}

/** Runs Vitest and counts each of its tests. */
function runTests(name, args) {
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
    failures.push(...describeFailures(result));
  }
  // A test file that does not load has no failed test, but Vitest fails. That counts as one failure.
  counts.failed += succeeded ? failed : Math.max(failed, 1);
  if (!succeeded && failed === 0) failures.push(`${name}: Vitest failed outside of a test`);
  rmSync(folder, { recursive: true });
}

/** Lists the failed tests of a Vitest report: the file, the test's full name and the start of its message. */
function describeFailures(report) {
  return report.testResults.flatMap((file) => {
    const path = relative(root, file.name);
    const tests = file.assertionResults.filter((test) => test.status === "failed");
    if (tests.length === 0 && file.status === "failed") return [`${path}: ${file.message}`];
    return tests.map(
      (test) => `${path} › ${test.fullName}\n${(test.failureMessages[0] ?? "").slice(0, 1500)}`,
    );
  });
}

/** Counts a check whose program is missing: failed in CI, skipped elsewhere. */
function reportMissing(name, sentence) {
  console.log(`\n── ${name}: ${isCi ? "failed" : "skipped"}. ${sentence}`);
  counts[isCi ? "failed" : "skipped"] += 1;
  if (isCi) failures.push(name);
}

const startedAt = performance.now();
if (installDependencies()) {
  runCheck("types", bin("tsc"), []);
  runCheck("lint", bin("oxlint"), []);
  runCheck("format", bin("prettier"), ["--check", "--log-level", "warn", "."]);
  await preparePython();
  await prepareServers();
  runTests("unit, hook and component tests", ["--project", "node", "--project", "dom*", workers]);
  runTests("graph shapes on real servers", ["--project", "graphs", workers]);
  if (await ensureChromium()) {
    runTests("stories in Chromium", ["--config", "vitest.stories.config.ts"]);
    runTests("end to end in Chromium", ["--project", "browser", workers]);
  } else {
    const sentence =
      "Chromium was not found and could not be installed. Run `npx playwright install chromium`, or set CHROMIUM_PATH.";
    reportMissing("stories in Chromium", sentence);
    reportMissing("end to end in Chromium", sentence);
  }
} else {
  counts.failed += 1;
  failures.push("npm ci failed, so no test ran");
}

for (const failure of failures) console.log(`\nFailed: ${failure}`);
const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1);
console.log(`\nDone in ${minutes} min.`);
const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : "";
console.log(`${counts.passed} passed, ${counts.failed} failed${skipped}`);
process.exitCode = counts.failed > 0 ? 1 : 0;
