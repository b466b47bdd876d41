/** Computes for each goal whether this run reached it. */
import { growthPerSubmission } from "./memory.js";
import {
  clockTime,
  failureOf,
  mainThread,
  measurementsOf,
  perRound,
  ratioOf,
  spreadOf,
  type Metric,
  type Results,
} from "./results.js";

export interface Goal {
  readonly title: string;
  /** The goal is met at this value or below it. */
  readonly limit: number;
  readonly unit: string;
  /** `undefined` if this run did not measure it. */
  readonly measured: number | undefined;
  /** The middle half of the rounds, or another remark about the number. */
  readonly note: string;
}

const FRAME_MS = 1000 / 60;

export function goalsOf(results: Results): Goal[] {
  const paced = results.series.some(({ id }) => id === "paced-20k") ? "paced-20k" : "middle-20k";
  const pacedTitle =
    paced === "paced-20k"
      ? "20 kB at 200 tokens/s"
      : "20 kB at 200 tokens/s (its middle: quick run)";
  return [
    ratioGoal(results, "100 kB at full speed", "fast-100k", "floor", 1.4),
    ratioGoal(results, "100 kB at full speed", "fast-100k", "sdk", 0.3),
    ratioGoal(results, pacedTitle, paced, "floor", 1.4),
    ratioGoal(results, pacedTitle, paced, "streamdown-token", 0.5),
    ratioGoal(results, pacedTitle, paced, "streamdown", 0.5),
    ratioGoal(results, pacedTitle, paced, "assistant-ui", 0.25),
    ratioGoal(results, pacedTitle, paced, "langchain-react", 0.25),
    ...followedGoals(results),
    firstPaintGoal(results),
    linearGoal(results),
    longestTaskGoal(results),
    typingGoal(results),
    sizeGoal(results),
    memoryGoal(results),
  ];
}

export function isMet({ measured, limit }: Goal): boolean | undefined {
  return measured === undefined ? undefined : measured <= limit;
}

/** The goals for the component as visitors see it: with its stylesheet, and with the end of the answer in view. */
function followedGoals(results: Results): Goal[] {
  const title = "20 kB at 200 tokens/s, its end in view";
  return [mainThread, clockTime].flatMap((metric) => [
    ratioGoal(results, title, "followed-20k", "floor", 1.25, metric),
    ratioGoal(results, title, "followed-20k", "streamdown", 0.5, metric),
  ]);
}

function ratioGoal(
  results: Results,
  title: string,
  series: string,
  other: string,
  limit: number,
  metric: Metric = mainThread,
): Goal {
  const ratio = ratioOf(results, series, "ours", other, metric);
  const time = metric === clockTime ? "main-thread time by the clock" : "main-thread time";
  const goal = { title: `${title}: ${time} ÷ ${other}`, limit, unit: "×" };
  const failure = failureOf(results, series, other);
  if (ratio) return { ...goal, measured: ratio.median, note: middleHalf(ratio) };
  return { ...goal, measured: undefined, note: failure ? `${other}: ${failure}` : "" };
}

function firstPaintGoal(results: Results): Goal {
  const series = "paced-2k";
  const paint: Metric = ({ firstTokenToPaintMs }) => firstTokenToPaintMs;
  const later = perRound(
    results,
    (read) => read(series, "ours", paint) - read(series, "floor", paint),
  );
  return {
    title: "2 kB at 200 tokens/s: first paint after the first token, later than the floor's",
    limit: FRAME_MS,
    unit: " ms",
    measured: later?.median,
    note: later ? middleHalf(later) : "",
  };
}

function linearGoal(results: Results): Goal {
  const cpu: Metric = ({ cpuMs }) => cpuMs;
  const growth = perRound(results, (read) => {
    const of = (id: string) => read("fast-400k", id, cpu) / read("fast-100k", id, cpu);
    return of("ours") / of("floor");
  });
  return {
    title: "400 kB ÷ 100 kB, against the floor's own ratio",
    limit: 1.2,
    unit: "×",
    measured: growth?.median,
    note: growth ? middleHalf(growth) : "",
  };
}

function longestTaskGoal(results: Results): Goal {
  const longest = measurementsOf(results, "fast-400k", "ours").map(({ longTasksMs }) =>
    Math.max(0, ...longTasksMs),
  );
  return {
    title: "longest task, 400 kB at full speed (the worst round; 0: none over 50)",
    limit: 50,
    unit: " ms",
    measured: longest.length > 0 ? Math.max(...longest) : undefined,
    note: longest.map((ms) => Math.round(ms)).join(", "),
  };
}

function typingGoal(results: Results): Goal {
  const keys = (id: string) =>
    spreadOf(measurementsOf(results, "typing-100k", id).flatMap(({ keysMs }) => keysMs));
  const [ours, floor] = [keys("ours"), keys("floor")];
  return {
    title: "key to paint while 100 kB stream, median ÷ floor's",
    limit: 1.5,
    unit: "×",
    measured: ours && floor && ours.median / floor.median,
    note:
      ours && floor
        ? `${ours.median.toFixed(0)} against ${floor.median.toFixed(0)} ms, ${ours.count} and ${floor.count} keys`
        : "",
  };
}

function sizeGoal({ sizes }: Results): Goal {
  const bytes = sizes["ours"]?.js;
  return {
    title: "<OneShotChat> with Markdown and transport, gzip, without React",
    limit: 42,
    unit: " kB",
    measured: bytes && bytes / 1000,
    note: "",
  };
}

function memoryGoal(results: Results): Goal {
  const points = results.memory["ours"] ?? [];
  const growth = growthPerSubmission(points);
  return {
    title: "heap kept for each submission",
    limit: 0.5,
    unit: " kB",
    measured: growth === undefined ? undefined : growth / 1000,
    note:
      growth === undefined
        ? ""
        : `from the ${points[0]?.submissions}th to the ${points.at(-1)?.submissions}th${results.isQuick ? " (quick run: too few to tell a step from growth)" : ""}`,
  };
}

const middleHalf = ({ low, high, count }: { low: number; high: number; count: number }) =>
  `${low.toFixed(2)}–${high.toFixed(2)}, ${count} rounds`;
