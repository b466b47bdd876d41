/** What the requests of one gateway share. */
import type { RefusalCode } from "./codes.js";
import type { Exchange } from "./exchange.js";
import type { Feedback } from "./feedback/createFeedback.js";
import type { Limits } from "./limits/createLimits.js";
import type { ReceivedFeedback, RunOutcome } from "./options.js";
import type { RunsInProgress } from "./runs/runsInProgress.js";
import type { Settings } from "./settings.js";

export interface GatewayParts {
  readonly settings: Settings;
  readonly limits: Limits;
  readonly runs: RunsInProgress;
  /** `undefined` if visitors cannot rate answers. */
  readonly feedback: Feedback | undefined;
  readonly observer: Observer;
  isDraining(): boolean;
}

/** Is told what happens, for logs, metrics and the operator's `onRun`. Its methods never throw. */
export interface Observer {
  refused(code: RefusalCode, exchange: Exchange, assistant?: string): void;
  runStarted(assistant: string): void;
  runEnded(run: EndedRun): void;
  rated(feedback: ReceivedFeedback): void;
}

/** What a run came to. */
export interface RunEnd {
  readonly outcome: RunOutcome;
  /** The run's thread on the LangGraph server, if it is known. */
  readonly threadId?: string | undefined;
  /** The run's id on the LangGraph server, if it is known. */
  readonly runId?: string | undefined;
  /** The bytes that were written to the visitor. */
  readonly bytes: number;
  /** From the beginning of the stream to the first text, in milliseconds. */
  readonly firstTokenMs?: number | undefined;
}

export interface EndedRun extends RunEnd {
  /** The public name of the assistant. */
  readonly assistant: string;
  readonly question: string | undefined;
  /** From the request to the end, in milliseconds. */
  readonly ms: number;
}
