/** Runs single checks of `npm test` and counts their results. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { addFailed, addPassed, addSkipped } from "./results.mjs";
import { bin, ROOT, runProgram } from "./runProgram.mjs";

/** Runs a program of `node_modules` and counts it as one check, passed or failed. */
export async function runCheck(title, name, args = []) {
  if (await runProgram(bin(name), args, { title, show: "atTheEnd" })) return addPassed();
  addFailed(1, [title]);
  console.log(`${title} failed`);
}

/** Runs Vitest and counts each of its tests. `show` says when its output is shown: see {@link runProgram}. */
export async function runTests(title, args, show) {
  const folder = mkdtempSync(join(tmpdir(), "oneshot-chat-test-"));
  const report = join(folder, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const succeeded = await runProgram(bin("vitest"), ["run", ...args, ...reporters], {
    title,
    show,
  });
  let failed = 0;
  if (existsSync(report)) {
    const result = JSON.parse(readFileSync(report, "utf8"));
    addPassed(result.numPassedTests);
    addSkipped(result.numPendingTests + result.numTodoTests);
    failed = result.numFailedTests;
    addFailed(failed, describeFailures(result));
  }
  // A test file that does not load has no failed test, but Vitest fails. That counts as one failure.
  if (!succeeded && failed === 0) addFailed(1, [`${title}: Vitest failed outside of a test`]);
  rmSync(folder, { recursive: true });
}

/** Lists the failed tests of a Vitest report: the file, the test's full name and the start of its message. */
function describeFailures(report) {
  return report.testResults.flatMap((file) => {
    const path = relative(ROOT, file.name);
    const tests = file.assertionResults.filter((test) => test.status === "failed");
    if (tests.length === 0 && file.status === "failed") return [`${path}: ${file.message}`];
    return tests.map(
      (test) => `${path} › ${test.fullName}\n${(test.failureMessages[0] ?? "").slice(0, 1500)}`,
    );
  });
}
