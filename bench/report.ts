import { CONTENDERS, findContender } from "./contenders.js";
import { goalsOf, isMet, type Goal } from "./goals.js";
import { growthPerSubmission } from "./memory.js";
import {
  failureOf,
  measurementsOf,
  ratioOf,
  spreadOf,
  type Metric,
  type Results,
  type Spread,
} from "./results.js";

/** Writes `results.md` from the results. */
export function writeReport(results: Results): string {
  const parts = [
    head(results),
    goals(results),
    ...results.series.map((series) => seriesTable(results, series)),
    sizes(results),
    memory(results),
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

function head({ startedAt, minutes, isQuick, rounds, machine, versions }: Results): string {
  const listed = (of: Readonly<Record<string, string>>) =>
    Object.entries(of)
      .map(([name, value]) => `${name} ${value}`)
      .join(" · ");
  return `# Results

\`npm run bench\` writes this file. Do not edit it. [How the bench measures, and the limits of the method](README.md).

${startedAt.slice(0, 16).replace("T", " ")} UTC, ${isQuick ? "quick run, " : ""}${rounds} rounds, ${minutes.toFixed(1)} min.
${listed(machine)}.

${listed(versions)}.

*Main* is the processor time of the main thread's tasks, and *clock* is their elapsed time. Figures are medians in milliseconds, with
the middle half of the rounds in brackets. Ratios are computed within each round.`;
}

function goals(results: Results): string {
  const row = (goal: Goal) => {
    const met = isMet(goal);
    const verdict = met === undefined ? "not measured" : met ? "met" : "**not reached**";
    const measured = goal.measured === undefined ? "–" : goal.measured.toFixed(2) + goal.unit;
    const limit = `${Number(goal.limit.toFixed(1)) === goal.limit ? goal.limit : goal.limit.toFixed(2)}${goal.unit}`;
    return [goal.title.replace("<", "\\<"), `≤ ${limit}`, measured, verdict, goal.note];
  };
  const renders = measurementsOf(results, "fast-20k", "ours").every((it) => it.isRendered);
  const caution = renders
    ? ""
    : "\n\n**In this run oneshot-chat showed plain text and did not render Markdown, so its figures are not comparable.**";
  return `## Goals\n\n${table(["goal", "at most", "measured", "", ""], goalsOf(results).map(row))}${caution}`;
}

const COLUMNS: readonly [title: string, metric: Metric][] = [
  ["main", ({ cpuMs }) => cpuMs],
  ["clock", ({ mainMs }) => mainMs],
  ["wall", ({ wallMs }) => wallMs],
  ["longest task", ({ longTasksMs }) => Math.max(0, ...longTasksMs)],
  ["tasks > 50", ({ longTasksMs }) => longTasksMs.length],
  ["commits", ({ commits }) => commits],
  ["submit → paint", ({ submitToFirstPaintMs }) => submitToFirstPaintMs],
  ["first token → paint", ({ firstTokenToPaintMs }) => firstTokenToPaintMs],
  ["heap kB", ({ heapBytes }) => heapBytes / 1000],
];

function seriesTable(
  results: Results,
  { id: series, title, contenders }: Results["series"][number],
): string {
  const hasKeys = contenders.some((id) =>
    measurementsOf(results, series, id).some(({ keysMs }) => keysMs.length > 0),
  );
  const header = ["", "n", "main", "÷ floor", "÷ SDK loop", ...COLUMNS.slice(1).map(([it]) => it)];
  if (hasKeys) header.push("key → paint");
  const rows = contenders.map((id) => {
    const { title: name, rendersMarkdown } = findContender(id);
    const measured = measurementsOf(results, series, id);
    const failure = failureOf(results, series, id);
    if (measured.length === 0)
      return [name, "0", failure ?? "not run: did not finish a shorter answer"];
    const [main, ...rest] = COLUMNS.map(([, metric]) => spreadOf(measured.map(metric)));
    const remarks = [
      failure,
      rendersMarkdown && !measured.every((it) => it.isRendered) && "showed plain text",
    ].filter(Boolean);
    const row = [
      remarks.length > 0 ? `${name} (${remarks.join("; ")})` : name,
      String(measured.length),
      withSpread(main),
      withSpread(ratioOf(results, series, id, "floor"), 2),
      shown(ratioOf(results, series, id, "sdk"), 2),
      ...rest.map((spread) => shown(spread)),
    ];
    if (hasKeys) row.push(withSpread(spreadOf(measured.flatMap(({ keysMs }) => keysMs))));
    return row;
  });
  return `## ${title[0]?.toUpperCase()}${title.slice(1)}\n\n${table(header, rows)}`;
}

function sizes({ sizes: measured }: Results): string {
  if (Object.keys(measured).length === 0) return "";
  const kb = (bytes: number | undefined) => (bytes ? (bytes / 1000).toFixed(1) : "–");
  const names = new Map(CONTENDERS.map(({ id, title }) => [id, title]));
  const rows = Object.entries(measured).map(([id, { js, lazyJs, css }]) => [
    names.get(id) ?? `${id}, the framework itself`,
    kb(js),
    kb(lazyJs),
    kb(css),
  ]);
  return `## Size

Gzip kB, minified by the same bundler with the same settings. React and preact are listed separately.

${table(["", "JavaScript", "loaded on demand", "CSS"], rows)}

[results-embed.md](results-embed.md) lists what weighs most in the custom elements for pages without React.`;
}

function memory({ memory: measured }: Results): string {
  const rows = Object.entries(measured).flatMap(([id, points]) => {
    const growth = growthPerSubmission(points);
    return points.map(({ submissions, heapBytes, domNodes }, at) => [
      at === 0 ? findContender(id).title : "",
      String(submissions),
      (heapBytes / 1000).toFixed(0),
      String(domNodes),
      at === points.length - 1 && growth !== undefined ? growth.toFixed(0) : "",
    ]);
  });
  if (rows.length === 0) return "";
  return `## Memory

One page gets 2 kB answers, one after the other. The heap is measured after garbage collection.

${table(["", "submissions", "heap kB", "DOM nodes", "bytes per submission"], rows)}`;
}

function withSpread(spread: Spread | undefined, digits = 0): string {
  if (!spread) return "–";
  const { median, low, high, count } = spread;
  if (count < 2) return median.toFixed(digits);
  return `${median.toFixed(digits)} (${low.toFixed(digits)}–${high.toFixed(digits)})`;
}

const shown = (spread: Spread | undefined, digits = 0) => spread?.median.toFixed(digits) ?? "–";

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${header.map((_, at) => cells[at] ?? "").join(" | ")} |`;
  const rule = `| ${header.map((_, at) => (at === 0 ? ":--" : "--:")).join(" | ")} |`;
  return [line(header), rule, ...rows.map(line)].join("\n");
}
