/** Counts what the checks of `npm test` find. */

const isCi = Boolean(process.env.CI);
const startedAt = performance.now();
const counts = { passed: 0, failed: 0, skipped: 0 };

/** What failed, with its message. It is printed again at the end, where a shortened log still shows it. */
const failures = [];

export function addPassed(count = 1) {
  counts.passed += count;
}

export function addSkipped(count = 1) {
  counts.skipped += count;
}

/** Counts failures and keeps their descriptions for the end of the log. */
export function addFailed(count, descriptions) {
  counts.failed += count;
  failures.push(...descriptions);
}

/** Counts a check whose program is missing: failed in CI, skipped elsewhere. */
export function addMissing(name, sentence) {
  console.log(`\n── ${name}: ${isCi ? "failed" : "skipped"}. ${sentence}`);
  if (isCi) addFailed(1, [`${name}: ${sentence}`]);
  else addSkipped();
}

/** Prints the failures, and `N passed, N failed` as the last line. Sets the exit code. */
export function printResults() {
  for (const failure of failures) console.log(`\nFailed: ${failure}`);
  const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1);
  console.log(`\nDone in ${minutes} min.`);
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : "";
  console.log(`${counts.passed} passed, ${counts.failed} failed${skipped}`);
  process.exitCode = counts.failed > 0 ? 1 : 0;
}
