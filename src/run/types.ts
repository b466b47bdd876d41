/** One run as data: the snapshot that everything on screen is drawn from, and what a caller can say about it. */
import type { RunError } from "../langgraph/errors.js";
import type { RunMessage, RunStep, RunUpdate } from "../langgraph/events.js";
import type { InputObject, JsonObject } from "../langgraph/json.js";
import type { RunConnection, RunPart, RunRequestOptions } from "../langgraph/options.js";

/** The state of a run. `stopped` is what the visitor does; *interrupt* stays the graph's word. */
export type RunStatus = "idle" | "pending" | "streaming" | "success" | "stopped" | "error";

interface RunContent<State, Update, Custom> {
  /** The question as asked; the last human text where an input object was submitted; `""` before. */
  readonly question: string;
  /**
   * While the run streams: the text of the last AI message that has any. After `success`: the text of the last
   * AI message in the graph's own list, which is what waiting for the run would give.
   */
  readonly answer: string;
  /** The run's messages in order of appearance, without the human's and without those the graph removed. */
  readonly messages: readonly RunMessage[];
  /** What nodes returned, in the order they finished. */
  readonly updates: readonly RunUpdate<Update>[];
  /** The visits to nodes so far, for a progress list. */
  readonly steps: readonly RunStep[];
  /** The payloads of `custom` events, in order. */
  readonly customEvents: readonly Custom[];
  /** The latest whole state, where `values` was asked for or the mode is `wait`. */
  readonly values: State | undefined;
  /** The server's id of the run, once it is known. */
  readonly runId: string | undefined;
  /** Lets the visitor rate the run with `sendFeedback`, behind a gateway that takes feedback. */
  readonly feedbackToken: string | undefined;
  /** True while a run in flight has shown no progress for `slowAfterMs`. */
  readonly isSlow: boolean;
}

/**
 * Everything known of the run at one moment. A union on `status`: `status === "error"` narrows `error`.
 * Snapshots are immutable, and the same object as long as nothing changes.
 */
export type RunSnapshot<State = JsonObject, Update = JsonObject, Custom = unknown> = RunContent<
  State,
  Update,
  Custom
> &
  (
    | { readonly status: Exclude<RunStatus, "error">; readonly error: undefined }
    | { readonly status: "error"; readonly error: RunError }
  );

/** Deadlines of a run in milliseconds; `0` switches one off. */
export interface DeadlineOptions {
  /** No event but the first, which only says that the run exists, for this long: `isSlow`. Default 10,000. */
  slowAfterMs?: number | undefined;
  /** No event at all since the submit. Default 60,000. */
  firstEventTimeoutMs?: number | undefined;
  /**
   * No byte since the last one, after the first event. Heartbeats count as bytes. A client of your own shows
   * events only, so there it means no event for this long. Default 60,000.
   */
  idleTimeoutMs?: number | undefined;
  /** The whole run, heartbeats or not. Default 300,000. */
  runTimeoutMs?: number | undefined;
}

/** Limits of a run. Past one of them the run ends as `too_large`, and the text so far stays. */
export interface LimitOptions {
  /**
   * The largest event, or waited-for state, in bytes. Default 8,388,608 (8 MiB). With a client of your own it is
   * counted in UTF-16 code units, after parsing.
   */
  maxEventBytes?: number | undefined;
  /** The longest answer, in UTF-16 code units. Default 2,097,152 (2 Mi). */
  maxAnswerChars?: number | undefined;
  /** The most events of one run. Default 500,000. */
  maxEvents?: number | undefined;
  /** The longest question that is sent, in UTF-16 code units (what `string.length` counts). Default 4,000. */
  maxQuestionChars?: number | undefined;
}

/** Which words are the answer. */
export interface AnswerOptions<State = JsonObject, Update = JsonObject> {
  /**
   * The nodes whose words are the answer, when several speak. A subgraph's name covers everything inside it.
   * Messages of unknown origin (in `wait` mode, or with `values` alone) always count.
   */
  answerNodes?: readonly string[] | undefined;
  /**
   * Takes the answer from the graph's state, for graphs whose answer is a state key and not a message. Return
   * `undefined` while it is not known yet: the AI messages are shown until then. If it throws while the run
   * streams, that counts as `undefined`; if it throws at the end, the run ends as `config`.
   */
  getAnswer?:
    | ((
        updates: readonly RunUpdate<Update>[],
        values: State | undefined,
      ) => string | null | undefined)
    | undefined;
  /**
   * Whether a run that is complete but has no words for an answer ends as `no_answer`. Default: true for a
   * question, false for an input object.
   */
  expectsAnswer?: boolean | undefined;
  /**
   * Whether a run whose last message is a tool's (a tool with `return_direct`) takes that message as its answer.
   * Default false: the last AI message with words is the answer.
   */
  acceptsToolAnswer?: boolean | undefined;
}

/** Callbacks. The latest ones given are called, also for a run in flight. */
export interface RunCallbacks<State = JsonObject, Update = JsonObject, Custom = unknown> {
  /** The server accepted the run; once per run. */
  onRunCreated?: ((run: { runId: string }) => void) | undefined;
  /** Every part as it comes from the wire, known or not. */
  onEvent?: ((part: RunPart) => void) | undefined;
  onUpdate?: ((update: RunUpdate<Update>) => void) | undefined;
  onCustomEvent?: ((data: Custom) => void) | undefined;
  /** Once, for `success`, and for `stopped` when `stop()` did it. */
  onFinish?: ((snapshot: RunSnapshot<State, Update, Custom>) => void) | undefined;
  /** Once, for `error`. Neither callback comes after a reset, an unmount or a newer submit. */
  onError?: ((error: RunError, snapshot: RunSnapshot<State, Update, Custom>) => void) | undefined;
}

/** Everything a caller can say of a run besides how to reach the server. Read again at each submit. */
export interface RunSettings<State = JsonObject, Update = JsonObject, Custom = unknown>
  extends
    RunRequestOptions,
    DeadlineOptions,
    LimitOptions,
    AnswerOptions<State, Update>,
    RunCallbacks<State, Update, Custom> {
  /**
   * Makes the graph's input, an object, from a question; may be asynchronous.
   * Default: `{ messages: [{ role: "human", content: question }] }`.
   */
  toInput?: ((question: string) => InputObject | Promise<InputObject>) | undefined;
  /**
   * Whether `error.serverMessage` tells what the graph's exception said. It may hold internals, and the
   * component shows it where it is there. Default false.
   */
  exposeServerMessages?: boolean | undefined;
}

/** All options of a run. */
export type RunOptions<State = JsonObject, Update = JsonObject, Custom = unknown> = RunConnection &
  RunSettings<State, Update, Custom>;
