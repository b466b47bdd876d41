import { loadavg } from "node:os";
import { median, quartiles } from "../statistics.js";
import type { Path } from "./messages.js";

export interface Cell {
  readonly round: number;
  readonly path: Path;
  readonly streams: number;
  /** CPU time of the program under test for each event, in microseconds. */
  readonly cpuUs: number;
  /** CPU time of the program under test, as a share of one core. */
  readonly cores: number;
  readonly eventsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Streams that did not begin, or ended too early. */
  readonly failed: number;
}

export interface Memory {
  readonly rssBytes: number;
  readonly heapBytes: number;
}

export interface Measured {
  readonly host: Readonly<Record<string, string>>;
  readonly rounds: number;
  readonly cells: readonly Cell[];
  readonly memory: Memory;
  readonly active: number;
  readonly idle: number;
}

const MEGABYTE = 1_048_576;
const GOAL_STREAMS = 1_000;

/** Writes the page of results. */
export function report({ host, rounds, cells, memory, active, idle }: Measured): string {
  const sizes = [...new Set(cells.map(({ streams }) => streams))];
  const rss = Math.round(memory.rssBytes / MEGABYTE);
  const goals = [
    goal(
      "CPU time per event, gateway ÷ pass-through",
      1.6,
      ratios(cells, GOAL_STREAMS, ({ cpuUs }) => cpuUs),
    ),
    goal("p99 of added latency, gateway ÷ pass-through", 2, addedRatios(cells, GOAL_STREAMS)),
    `| memory with ${idle} idle and ${active} active streams | ≤ 300 MB | ${rss} MB | ${rss < 300 ? "met" : "**not reached**"} |  |`,
  ];
  const about = Object.entries({ ...host, "load after": (loadavg()[0] ?? 0).toFixed(1) })
    .map(([name, value]) => `${name} ${value}`)
    .join(" · ");
  return (
    [
      "# Results of the gateway's bench",
      "Written by `npm run bench:gateway`; do not edit. [How it is measured](gateway/README.md).",
      `${new Date().toISOString().slice(0, 16).replace("T", " ")} UTC, ${rounds} rounds.\n${about}.`,
      "Medians, the middle half of the rounds in brackets. Ratios are paired within each round.",
      "## Goals",
      table(["goal", "at most", "measured", "", ""], goals),
      ...sizes.flatMap((streams) => [
        `## ${streams} streams, 20 events a second each`,
        rows(cells, streams),
      ]),
      "",
    ]
      .join("\n\n")
      .trimEnd() + "\n"
  );
}

function table(head: readonly string[], lines: readonly string[]): string {
  const line = (texts: readonly string[]) => `| ${texts.join(" | ")} |`;
  const marks = head.map((_text, at) => (at === 0 ? ":--" : "--:"));
  return [line(head), line(marks), ...lines].join("\n");
}

function rows(cells: readonly Cell[], streams: number): string {
  const mine = cells.filter((cell) => cell.streams === streams);
  const lines = [...new Set(mine.map(({ path }) => path))].map((path) => {
    const of = mine.filter((cell) => cell.path === path);
    const show = (value: (cell: Cell) => number, digits: number) => spread(of.map(value), digits);
    const failed = of.reduce((sum, cell) => sum + cell.failed, 0);
    const cpu =
      path === "direct"
        ? ["–", "–"]
        : [show(({ cpuUs }) => cpuUs, 1), show(({ cores }) => cores, 2)];
    return `| ${path} | ${[...cpu, show(({ p50Ms }) => p50Ms, 1), show(({ p99Ms }) => p99Ms, 1), show(({ eventsPerSecond }) => eventsPerSecond, 0), failed].join(" | ")} |`;
  });
  const head = ["", "CPU µs per event", "cores", "p50 ms", "p99 ms", "events per second", "failed"];
  return table(head, lines);
}

function goal(name: string, atMost: number, measured: readonly number[]): string {
  const value = median(measured);
  const verdict = value <= atMost ? "met" : "**not reached**";
  return `| ${name} | ≤ ${atMost}× | ${value.toFixed(2)}× | ${verdict} | ${measured.map((each) => each.toFixed(2)).join(", ")} |`;
}

function spread(values: readonly number[], digits: number): string {
  const [low, high] = quartiles(values);
  const shown = (value: number) => value.toFixed(digits);
  return `${shown(median(values))} (${shown(low)}–${shown(high)})`;
}

/** The gateway's value divided by that of the pass-through of the same round. */
function ratios(
  cells: readonly Cell[],
  streams: number,
  value: (cell: Cell) => number,
): readonly number[] {
  return inRounds(cells, streams).map(
    ({ gateway, passThrough }) => value(gateway) / value(passThrough),
  );
}

/** The same for what each of them adds to the latency of a visitor who asks the server directly. */
function addedRatios(cells: readonly Cell[], streams: number): readonly number[] {
  return inRounds(cells, streams).map(
    ({ gateway, passThrough, direct }) =>
      (gateway.p99Ms - direct.p99Ms) / (passThrough.p99Ms - direct.p99Ms),
  );
}

function inRounds(cells: readonly Cell[], streams: number) {
  const rounds = [...new Set(cells.map(({ round }) => round))];
  return rounds.map((round) => {
    const find = (path: Path): Cell => {
      const found = cells.find(
        (cell) => cell.round === round && cell.streams === streams && cell.path === path,
      );
      if (!found) throw new Error(`Round ${round} has no result for ${path}.`);
      return found;
    };
    return { gateway: find("gateway"), passThrough: find("pass-through"), direct: find("direct") };
  });
}
