/** Which contender meets which workload, and in which order. */
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

/** A workload and those who take part in it: one table of the results. */
export interface Series {
  readonly id: string;
  readonly title: string;
  readonly workload: Workload;
  readonly isTyping: boolean;
  readonly contenders: readonly Contender[];
}

/** Those the quick run keeps where it cannot keep all. */
const LONG_ANSWERS = ["floor", "ours", "ours-preact"];
const PACED_RIVALS = ["floor", "ours", "streamdown", "assistant-ui", "langchain-react"];
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
          series(MIDDLE, PACED_RIVALS),
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

/** Whether `--only` leaves it in. */
export function isWanted(seriesId: string, { only }: Options): boolean {
  return !only || only.some((begin) => seriesId.startsWith(begin));
}

export function takesPart(contenderId: string, { contenders }: Options): boolean {
  return !contenders || contenderId === "floor" || contenders.includes(contenderId);
}

/** The order of one round: rotated by one from round to round, so that nobody is always first. */
export function orderOf(contenders: readonly Contender[], round: number): Contender[] {
  const start = round % contenders.length;
  return [...contenders.slice(start), ...contenders.slice(0, start)];
}

/**
 * Whether there is no point in asking: who did not finish once is not asked again, and who did not finish an
 * answer at full speed is not asked for a longer one.
 *
 * @param unfinished ids of series this contender did not finish
 */
export function isHopeless({ id, workload }: Series, unfinished: ReadonlySet<string>): boolean {
  if (unfinished.has(id)) return true;
  if (workload.tokensPerSecond) return false;
  return FAST.some((other) => other.chars <= workload.chars && unfinished.has(other.id));
}

function series(workload: Workload, ids?: readonly string[]): Series {
  const contenders = CONTENDERS.filter(({ id }) => !ids || ids.includes(id));
  return { id: workload.id, title: workload.title, workload, isTyping: false, contenders };
}
