/** Options → settings, once per submission: every default, every limit and every check. */
import { runError, type RunError } from "../langgraph/errors.js";
import { DEFAULT_STREAM_MODES, toStreamModes, type RunConnection } from "../langgraph/options.js";
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

function mistakeIn<State, Update>(options: RunOptions<State, Update>): string | undefined {
  const { headers, fetch, assistantId, mode } = options;
  // Callers without types pass null for an option that they leave out.
  const client = options.client ?? undefined;
  const apiUrl = options.apiUrl ?? undefined;
  if (client === undefined && apiUrl === undefined)
    return "Neither apiUrl nor client is given; pass apiUrl, the address of your LangGraph server, or client, an SDK Client.";
  if (client !== undefined && apiUrl !== undefined)
    return "Both apiUrl and client are given; pass only one of them.";
  if (client !== undefined && headers !== undefined)
    return "headers does nothing for a client; create the client with defaultHeaders, or pass apiUrl instead.";
  if (client !== undefined && fetch !== undefined)
    return "fetch does nothing for a client; create the client with callerOptions.fetch, or pass apiUrl instead.";
  if (client !== undefined && typeof client.runs?.stream !== "function")
    return "client has no runs.stream; pass an SDK Client or an object of that shape.";
  if (client !== undefined && mode === "wait" && typeof client.runs.wait !== "function")
    return 'client has no runs.wait, which mode "wait" needs; pass an SDK Client or an object of that shape.';
  if (apiUrl !== undefined && (typeof apiUrl !== "string" || apiUrl.trim() === ""))
    return 'apiUrl is empty; pass the address of your LangGraph server, like "https://example.com/api" or "/api/faq".';
  if (typeof assistantId !== "string" || assistantId.trim() === "")
    return "assistantId is empty; pass an assistant's id or its graph's name.";
  return undefined;
}
