/**
 * Draws the charts of the README and the docs from `results.json`. `npx tsx bench/charts.ts` draws them without a run.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { drawBars, type Bar } from "./drawBars.js";
import { CONTENDERS, type Contender } from "./contenders.js";
import { FAST } from "./workloads.js";
import { failureOf, ratioOf, type Results } from "./results.js";

const FOLDER = join(import.meta.dirname, "../docs/images");

export function writeCharts(results: Results): void {
  const isWhole = results.series.some(({ id }) => id === "paced-20k");
  const [paced, pacedTitle] = isWhole
    ? ["paced-20k", "20 kB at 200 tokens a second"]
    : ["middle-20k", "the middle of 20 kB at 200 tokens a second"];
  mkdirSync(FOLDER, { recursive: true });
  const write = (name: string, svg: string) =>
    writeFileSync(join(FOLDER, `bench-${name}.svg`), svg);
  write("full-speed", ratioChart(results, "fast-100k", "100 kB at full speed"));
  write("200-tokens", ratioChart(results, paced, pacedTitle));
  write("size", sizeChart(results));
}

function ratioChart(results: Results, series: string, title: string): string {
  const bars = CONTENDERS.flatMap((contender): (Bar & { order: number })[] => {
    if (contender.id === "floor") return [];
    const ratio = ratioOf(results, series, contender.id, "floor");
    const label = labelOf(contender);
    if (ratio) {
      const value = ratio.median;
      const text = `${value.toFixed(1)}×`;
      return [{ ...label, parts: [value], text, range: [ratio.low, ratio.high], order: value }];
    }
    return didNotFinish(results, series, contender.id)
      ? [{ ...label, parts: [], text: "did not finish in 20 s", order: Infinity }]
      : [];
  });
  return drawBars({
    title: `Main-thread time, ${title}`,
    subtitle: [
      "Times the floor, the least a page can do: fetch, and one text node. Less is better.",
      `Median of ${results.rounds} rounds${results.isQuick ? " of a quick run" : ""}; the thin line spans the middle half.`,
    ],
    bars: [...bars].sort((a, b) => a.order - b.order),
    reference: { value: 1, label: "floor" },
  });
}

function sizeChart(results: Results): string {
  const kb = (id: string) => (results.sizes[id]?.js ?? 0) / 1000;
  const bars = CONTENDERS.filter(({ id }) => id !== "floor").map((contender) => {
    const { framework } = contender;
    const own = kb(contender.id);
    const parts = framework === "none" ? [own] : [own, kb(framework)];
    const text =
      framework === "none"
        ? `${own.toFixed(0)} kB`
        : `${own.toFixed(0)} + ${kb(framework).toFixed(0)} kB`;
    return { ...labelOf(contender), parts, text };
  });
  const sum = ({ parts }: Bar) => parts.reduce((total, part) => total + part, 0);
  return drawBars({
    title: "JavaScript to load, gzip",
    subtitle: ["Same bundler and settings for all. Less is better."],
    bars: [...bars].sort((a, b) => sum(a) - sum(b)),
    legend: ["chat", "React or preact"],
  });
}

/**
 * Whether a contender did not finish this series, or a shorter answer at full speed. After that the bench skips this
 * one.
 */
function didNotFinish(results: Results, series: string, contender: string): boolean {
  const shorter = series.startsWith("fast-") ? FAST.map(({ id }) => id) : [];
  return [series, ...shorter].some((id) => failureOf(results, id, contender)?.startsWith("DNF"));
}

const labelOf = ({ title, isOurs = false }: Contender) => ({ label: title, isOurs });

if (process.argv[1] === import.meta.filename)
  writeCharts(
    JSON.parse(readFileSync(join(import.meta.dirname, "results.json"), "utf8")) as Results,
  );
