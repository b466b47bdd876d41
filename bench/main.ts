/** Builds the pages, measures them, and writes `results.json`, `results.md` and the charts. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright";
import { format } from "prettier";
import { chromiumLaunchOptions } from "../test/browser/chromium.js";
import { buildPage, frameworkSize, sizeOf, type Size } from "./buildPages.js";
import { writeCharts } from "./charts.js";
import { CONTENDERS } from "./contenders.js";
import { describeMachine, readVersions } from "./machine.js";
import { measureMemory, type MemoryPoint } from "./memory.js";
import { readOptions } from "./options.js";
import { shouldSkip, isWanted, orderOf, planSeries, takesPart } from "./plan.js";
import { writeReport } from "./report.js";
import type { Cell, Results } from "./results.js";
import { runCell } from "./runCell.js";
import { startServer, warmUp, type PageFile } from "./server.js";

const options = readOptions(process.argv.slice(2));
const isFullRun = !options.only && !options.contenders;
const startedAt = new Date();

const contenders = CONTENDERS.filter(({ id }) => takesPart(id, options));
const files = new Map<string, PageFile>();
for (const contender of contenders)
  for (const [path, file] of await buildPage(contender)) files.set(path, file);

const sizes: Record<string, Size> = {};
if (isWanted("sizes", options)) {
  for (const contender of contenders) sizes[contender.id] = await sizeOf(contender);
  for (const framework of ["react", "preact"] as const)
    sizes[framework] = await frameworkSize(framework);
}

const server = await startServer(files);
const browser = await chromium.launch(chromiumLaunchOptions());
const machine = describeMachine(browser);

const plan = planSeries(options);
for (const { workload } of plan) warmUp(workload);
const cells: Cell[] = [];
const unfinished = new Map(contenders.map(({ id }) => [id, new Set<string>()]));
for (let round = 0; round < options.rounds; round += 1) {
  for (const series of plan) {
    console.log(`round ${round + 1}/${options.rounds}: ${series.title}`);
    for (const contender of orderOf(series.contenders, round)) {
      const missed = unfinished.get(contender.id) ?? new Set();
      if (shouldSkip(series, missed)) continue;
      const outcome = await runCell({ browser, url: server.url, contender, ...series });
      cells.push({ series: series.id, contender: contender.id, round, outcome });
      if (typeof outcome !== "string") continue;
      console.log(`  ${contender.title}: ${outcome}`);
      missed.add(series.id);
    }
  }
}

const memory: Record<string, MemoryPoint[]> = {};
if (isWanted("memory", options)) {
  console.log("memory");
  // The floor shows how much memory the browser and the harness need. The quick run has no time for it.
  const measured = options.isQuick ? ["ours"] : ["floor", "ours"];
  const marks = options.isQuick ? [200, 300] : [200, 400, 600, 800, 1000];
  for (const contender of contenders.filter(({ id }) => measured.includes(id)))
    memory[contender.id] = await measureMemory(browser, server.url, contender, marks);
}

await browser.close();
await server.close();

const results: Results = {
  startedAt: startedAt.toISOString(),
  minutes: (Date.now() - startedAt.getTime()) / 60_000,
  isQuick: options.isQuick,
  rounds: options.rounds,
  machine,
  versions: readVersions(),
  sizes,
  series: plan.map(({ id, title, contenders: some }) => ({
    id,
    title,
    contenders: some.map((contender) => contender.id),
  })),
  cells,
  memory,
};
if (isFullRun) {
  const here = import.meta.dirname;
  const json = await format(JSON.stringify(results, roundNumbers), {
    parser: "json",
    printWidth: 100,
  });
  writeFileSync(join(here, "results.json"), json);
  writeFileSync(join(here, "results.md"), writeReport(results));
  writeCharts(results);
  console.log(
    `\n${results.minutes.toFixed(1)} min. See bench/results.md and docs/images/bench-*.svg.`,
  );
} else {
  // A part of the bench must not replace the results of a full run.
  console.log(`\n${writeReport(results)}`);
}

/** Rounds to a tenth of a millisecond, because no browser's clock is finer. */
function roundNumbers(_key: string, value: unknown): unknown {
  return typeof value === "number" ? Math.round(value * 10) / 10 : value;
}
