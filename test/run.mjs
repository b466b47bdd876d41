/**
 * Runs `npm test`: every check, on a fresh clone. The script imports only Node's own modules, because it runs
 * before anything is installed.
 *
 * It installs missing programs, runs each check, and prints `N passed, N failed` as its last line. A check whose
 * program cannot be installed fails in CI. Elsewhere the script skips the check and prints the reason.
 */
import { availableParallelism } from "node:os";
import { runCheck, runTests } from "./runner/checks.mjs";
import {
  ensureChromium,
  installPackages,
  installPrograms,
  installPython,
} from "./runner/prepare.mjs";
import { addMissing, printResults } from "./runner/results.mjs";

const cores = availableParallelism();
/** Many tests wait for servers and time limits, so more workers than cores are faster. */
const workers = (fewest) => `--maxWorkers=${Math.max(fewest, cores - 1)}`;

const [isInstalled] = await Promise.all([installPackages(), installPython(), installPrograms()]);
if (isInstalled) {
  await Promise.all([
    runCheck("types", "tsc"),
    runCheck("lint", "oxlint"),
    runCheck("format", "prettier", ["--check", "--log-level", "warn", "."]),
  ]);
  // The tests on real servers wait often, and the others use the processor while they do.
  await Promise.all([
    runTests(
      "unit, hook and component tests",
      ["--project", "node*", "--project", "dom*", workers(3)],
      "now",
    ),
    runTests(
      "tests on real servers",
      ["--project", "graphs", "--project", "servers", workers(2)],
      "atTheEnd",
    ),
  ]);
  if (await ensureChromium()) {
    await runTests("stories in Chromium", ["--config", "vitest.stories.config.ts"], "now");
    await runTests("end to end in Chromium", ["--project", "browser", workers(3)], "now");
  } else {
    const sentence =
      "Chromium was not found and could not be installed. Run `npx playwright install chromium`, or set CHROMIUM_PATH.";
    addMissing("stories in Chromium", sentence);
    addMissing("end to end in Chromium", sentence);
  }
}
printResults();
