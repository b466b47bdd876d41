/** Plans which contenders run which workloads, and in which order. */
import { CONTENDERS, type Contender } from "./contenders.js";
import type { Options } from "./options.js";
import {
  BLOCKS,
  FAST,
  FOLLOWED,
  findWorkload,
  MIDDLE,
  PACED,
  TYPING_STREAM,
  type Workload,
} from "./workloads.js";

/** A workload and its contenders: one table of the results. */
export interface Series {
  readonly id: string;
  readonly title: string;
  readonly workload: Workload;
  readonly isTyping: boolean;
  readonly contenders: readonly Contender[];
}

/** The contenders that the quick run measures if it has no time for all. */
const LONG_ANSWERS = ["floor", "ours", "ours-preact"];
const PACED_CONTENDERS = ["floor", "ours", "streamdown", "assistant-ui", "langchain-react"];
const QUICK = CONTENDERS.map(({ id }) => id).filter((id) => id !== "streamdown-token");

/** All series, or the few that `--quick` has time for. */
export function planSeries(options: Options): Series[] {
  const { isQuick } = options;
  const typing = { ...findWorkload(TYPING_STREAM), title: "typing during 100 kB, full speed" };
  const all = [
    ...FAST.map((workload) =>
      series(workload, isQuick ? (workload.chars > 100_000 ? LONG_ANSWERS : QUICK) : undefined),
    ),
    ...(isQuick
      ? [
          series(findWorkload("paced-2k"), ["floor", "ours"]),
          series(MIDDLE, PACED_CONTENDERS),
          series(FOLLOWED, ["floor", "ours", "streamdown"]),
        ]
      : [...PACED, FOLLOWED, ...BLOCKS].map((workload) => series(workload))),
    {
      ...series(typing, isQuick ? ["floor", "ours"] : undefined),
      id: "typing-100k",
      isTyping: true,
    },
  ];
  return all
    .filter(({ id }) => isWanted(id, options))
    .map((it) => ({ ...it, contenders: it.contenders.filter(({ id }) => takesPart(id, options)) }));
}

/** Whether `--only` includes a series. */
export function isWanted(seriesId: string, { only }: Options): boolean {
  return !only || only.some((begin) => seriesId.startsWith(begin));
}

export function takesPart(contenderId: string, { contenders }: Options): boolean {
  return !contenders || contenderId === "floor" || contenders.includes(contenderId);
}

/** Returns the order of one round. It rotates by one from round to round, so that no contender is always first. */
export function orderOf(contenders: readonly Contender[], round: number): Contender[] {
  const start = round % contenders.length;
  return [...contenders.slice(start), ...contenders.slice(0, start)];
}

/**
 * Whether the bench skips a series for a contender. It does so if the contender did not finish this series before, or
 * did not finish a shorter answer at full speed.
 *
 * @param unfinished ids of the series that the contender did not finish
 */
export function shouldSkip({ id, workload }: Series, unfinished: ReadonlySet<string>): boolean {
  if (unfinished.has(id)) return true;
  if (workload.tokensPerSecond) return false;
  return FAST.some((other) => other.chars <= workload.chars && unfinished.has(other.id));
}

function series(workload: Workload, ids?: readonly string[]): Series {
  const contenders = CONTENDERS.filter(({ id }) => !ids || ids.includes(id));
  return { id: workload.id, title: workload.title, workload, isTyping: false, contenders };
}
