/**
 * Changes the sources in small ways, one at a time, and runs the tests that cover each change: a change that no
 * test notices shows a gap. Tries a random sample; `SEED` and `COUNT` in the environment choose another one, and
 * `ONLY=src/run` tries the part of it that is in one folder.
 */
import { styleText } from "node:util";
import { Stryker } from "@stryker-mutator/core";
import { drawSample, FOLDERS, rankOf } from "./sample.mjs";

// Stryker gives one of its processes to the checker, so three leave two for the tests.
const { SEED = "1", COUNT = "300", MIN_SCORE = "85", CONCURRENCY = "3", ONLY = "" } = process.env;

const folders = ONLY ? ONLY.split(",") : FOLDERS;
const { lastRank, total } = await drawSample(SEED, Number(COUNT));
console.log(`${COUNT} of ${total} mutants, seed ${SEED}`);
// The plugin runs in a process of its own, which inherits these.
process.env.MUTANT_SEED = SEED;
process.env.MUTANT_LAST_RANK = lastRank;

const results = await new Stryker({
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner", "./test/mutants/sampleChecker.mjs"],
  checkers: ["sample"],
  vitest: { configFile: "test/mutants/vitest.config.ts" },
  mutate: [...folders.map((folder) => `${folder}/**/*.ts`), "!src/**/*.d.ts"],
  coverageAnalysis: "perTest",
  concurrency: Number(CONCURRENCY),
  reporters: ["progress"],
  tempDirName: ".stryker-tmp",
  disableTypeChecks: "src/**/*.ts",
  ignorePatterns: ["/bench", "/docs", "/examples", "/stories", "/dist", "/storybook-static"],
  timeoutMS: 10_000,
  allowConsoleColors: false,
}).runMutationTest();

const isKilled = ({ status }) => status === "Killed" || status === "Timeout";
const sample = results.filter((mutant) => rankOf(SEED, withPlaceFrom0(mutant)) <= lastRank);
const survivors = sample.filter((mutant) => !isKilled(mutant));
// On a busy machine tests time out without noticing anything, so time-outs are listed too.
for (const { fileName, location, mutatorName, status, replacement } of sample) {
  if (status === "Killed") continue;
  const path = fileName.slice(fileName.indexOf("src/"));
  const { line, column } = location.start;
  console.log(`${status} ${path}:${line}:${column} ${mutatorName} → ${replacement}`);
}
const score = (100 * (sample.length - survivors.length)) / sample.length;
const verdict = `${sample.length - survivors.length} of ${sample.length} killed: ${score.toFixed(1)} %`;
console.log(styleText(score >= Number(MIN_SCORE) ? "green" : "red", verdict));
process.exitCode = score >= Number(MIN_SCORE) ? 0 : 1;

/** Reports count lines and columns from 1, and mutants count them from 0. */
function withPlaceFrom0(mutant) {
  const from0 = ({ line, column }) => ({ line: line - 1, column: column - 1 });
  const { start, end } = mutant.location;
  return { ...mutant, location: { start: from0(start), end: from0(end) } };
}
