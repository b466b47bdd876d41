/** Options → settings, once per submission: every default, every limit and every check. */
import { runError, type RunError } from "../langgraph/errors.js";
import { DEFAULT_STREAM_MODES, toStreamModes, type RunConnection } from "../langgraph/options.js";
import { mistakeIn } from "./mistakeIn.js";
import type { RunOptions } from "./types.js";

/** The options that have a default, with it. Times are in milliseconds, and `0` switches a deadline off. */
export const DEFAULTS = {
  mode: "stream",
  streamMode: DEFAULT_STREAM_MODES,
  streamSubgraphs: false,
  mergeDeltas: true,
  cancelOnStop: true,
  confirmEnd: true,
  exposeServerMessages: false,
  acceptsToolAnswer: false,
  slowAfterMs: 10_000,
  firstEventTimeoutMs: 60_000,
  idleTimeoutMs: 60_000,
  runTimeoutMs: 300_000,
  maxQuestionChars: 4_000,
  maxEventBytes: 8 * 1024 * 1024,
  maxAnswerChars: 2 * 1024 * 1024,
  maxEvents: 500_000,
} as const;

/** When a run counts as slow or late, in milliseconds; `Infinity` for never. */
export interface Deadlines {
  readonly slowAfterMs: number;
  readonly firstEventTimeoutMs: number;
  readonly idleTimeoutMs: number;
  readonly runTimeoutMs: number;
}

/** The options of one submission with every default filled in. */
export type Settings<State, Update> = ReturnType<typeof toSettings<State, Update>>;

/** Fills in the defaults. Call {@link findMistake} first: this expects options that can work. */
export function toSettings<State, Update>(options: RunOptions<State, Update>) {
  const given = withDefaults(options);
  const { client, mode } = given;
  // A client of the caller's shows nothing of a waited-for run before its end.
  const isUnseen = client !== undefined && mode === "wait";
  const deadlines: Deadlines = {
    slowAfterMs: given.slowAfterMs || Infinity,
    firstEventTimeoutMs: isUnseen ? Infinity : given.firstEventTimeoutMs || Infinity,
    idleTimeoutMs: isUnseen ? Infinity : given.idleTimeoutMs || Infinity,
    runTimeoutMs: given.runTimeoutMs || Infinity,
  };
  // A spread loses the union of the two connections; `options` still has it.
  const connection: RunConnection = options;
  return {
    ...given,
    connection,
    deadlines,
    streamModes: toStreamModes(given.streamMode),
    confirmEnd: given.confirmEnd && given.cancelOnStop,
  };
}

/** An option that is explicitly `undefined` counts as not given; so does `null`, which callers without types pass. */
function withDefaults<State, Update>(options: RunOptions<State, Update>) {
  const isGiven = ([name, value]: readonly [string, unknown]) =>
    value !== undefined && !(value === null && name in DEFAULTS);
  const given = Object.entries(options).filter(isGiven);
  // Each option without a value is filled from DEFAULTS, or may be `undefined` by its type.
  return { ...DEFAULTS, ...Object.fromEntries(given) } as WithDefaults<RunOptions<State, Update>>;
}

type WithDefaults<Options> = Options & {
  readonly [Name in keyof typeof DEFAULTS & keyof Options]-?: Exclude<Options[Name], undefined>;
};

/**
 * Finds what can never work. Types refuse most of it already; this is for callers without types, and for
 * values that are missing at run time, such as an environment variable.
 *
 * @returns a `config` error whose message holds the fix, or `undefined`
 */
export function findMistake<State, Update>(
  options: RunOptions<State, Update>,
): RunError | undefined {
  const message = mistakeIn(options);
  return message === undefined ? undefined : runError("config", { message });
}
