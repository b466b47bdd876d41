/** What a visitor may see of a run, and what is known of it after it was passed on. */
import type { ExposeOptions, RunOutcome } from "../options.js";

/** How one run is shown to one visitor. */
export interface View {
  /** What visitors see besides AI text. `runId` has no meaning here: `describeRun` decides about the id. */
  readonly expose: ExposeOptions;
  /**
   * Returns what the visitor is told of the run in its first event. Is called once.
   *
   * @param runId the id on the LangGraph server; `undefined` if the server has not named it before other events
   */
  readonly describeRun: (runId: string | undefined) => RunDescription | Promise<RunDescription>;
}

/** The visitor's facts about a run, with the names that they have on the wire. */
export interface RunDescription {
  /** The public id. */
  readonly run_id: string;
  /** Allows the visitor to rate this run. */
  readonly feedback_token?: string;
}

/** How a run is watched while it is passed on. */
export interface RelayWatch {
  /** Aborts when the run must end for the visitor. A reason that is a {@link RunOutcome} is the outcome; else `stopped`. */
  readonly signal: AbortSignal;
  readonly limits: RelayLimits;
  /** Is called for each event of the LangGraph server that was read, with its name. */
  readonly onEvent?: (name: string) => void;
  /** The time in milliseconds. Default: `performance.now`. */
  readonly now?: () => number;
}

/** Limits of one run. `Infinity` switches one off. Their meaning: `GatewayLimits`. */
export interface RelayLimits {
  readonly maxAnswerBytes: number;
  readonly maxEventBytes: number;
  readonly maxRunMs: number;
  readonly maxSilenceMs: number;
  readonly maxStalledMs: number;
  /** After this time without a byte to the visitor, a comment is sent, in milliseconds. Default: `15_000`. */
  readonly heartbeatMs?: number;
}

/** What a run came to, as far as its stream shows. */
export interface RelayEnd {
  /**
   * `success` and `no_answer` say that nothing is missing in the stream. Unless `sawEnd` is set, the run may still
   * go on, because LangGraph's streams have no end marker: only a look at the server can tell.
   */
  readonly outcome: RunOutcome;
  /** Whether the server itself has said how the run ended. */
  readonly sawEnd: boolean;
  /** The run's thread on the LangGraph server, if an event has told it. */
  readonly threadId?: string;
  /** The run's id on the LangGraph server, if an event has told it. */
  readonly runId?: string;
  /** The bytes that were written to the visitor. */
  readonly bytes: number;
  /** The time from the beginning of the relay to the first text of an AI message, in milliseconds. */
  readonly firstTokenMs?: number;
}
