/**
 * The shapes of one run: what a caller asks for, what the wire is turned into, and the snapshot
 * that everything on screen is drawn from. Nothing here imports from the SDK, so that the published
 * declarations stand alone; `test/types` holds the SDK's `Client` assignable to {@link RunsClientLike}.
 */
import type { DeadlineSettings } from "./deadlines.js";
import type { RunError } from "./errors.js";

/** Where a run stands. `stopped` is the reader's doing; *interrupt* stays LangGraph's word. */
export type RunStatus = "idle" | "pending" | "streaming" | "success" | "stopped" | "error";

/** A JSON object as LangGraph takes and gives them. */
export type JsonObject = Record<string, unknown>;

/** What LangGraph can be asked to send. `messages-tuple` gives tokens, `updates` what each node returned. */
export type StreamMode =
  | "values"
  | "updates"
  | "messages"
  | "messages-tuple"
  | "custom"
  | "tasks"
  | "debug"
  | "events"
  | "checkpoints"
  | "tools";

/** One block of a message whose content is a list: `text`, `reasoning`, `image_url`, … */
export interface ContentBlock {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** A tool call of an AI message. While the message streams, `args` is what can be parsed so far. */
export interface ToolCall {
  readonly id?: string | undefined;
  readonly name: string;
  readonly args: JsonObject;
}

/** A message of the run, in LangChain's own shape, with the few things a page needs beside it. */
export interface RunMessage {
  readonly id: string;
  /** `ai`, `tool`, `system`, …; class names such as `AIMessageChunk` and roles are brought to these. */
  readonly type: string;
  readonly content: string | readonly ContentBlock[];
  /** The text of `content`; reasoning, images and tool calls are not text. */
  readonly text: string;
  /** The names from the root graph to the node that spoke, as far as the wire told; else empty. */
  readonly nodes: readonly string[];
  /** False from the first delta until `updates` or `values` confirm the message by its id. */
  readonly isComplete: boolean;
  readonly tool_calls?: readonly ToolCall[];
  readonly tool_call_id?: string;
  readonly name?: string;
  /** Whatever else LangGraph sent: `additional_kwargs`, `response_metadata`, `usage_metadata`, … */
  readonly [field: string]: unknown;
}

/** What one node returned when it finished. */
export interface RunUpdate<Update = JsonObject> {
  node: string;
  /** The path of subgraphs above the node, as LangGraph names it (`["child:6004b5e2-…"]`); root nodes: `[]`. */
  namespace: string[];
  /** What the node returned; a node may return nothing (`null`). */
  data: Update | null;
}

/** One visit to a node: `working` once it speaks, `done` once its update arrives. */
export interface RunStep {
  /** Stable for the life of the run; use it as a React key. */
  readonly id: string;
  readonly node: string;
  readonly namespace: readonly string[];
  readonly status: "working" | "done";
}

interface RunContent<State, Update> {
  /** The question as asked; the last human text when an input object was submitted; `""` before. */
  readonly question: string;
  /** The text of the last AI message that has any; never shrinks to nothing once it had words. */
  readonly answer: string;
  /** The run's messages in order of appearance, without the human's. */
  readonly messages: readonly RunMessage[];
  /** What nodes returned, in the order they finished. */
  readonly updates: readonly RunUpdate<Update>[];
  /** Nodes seen at work, for a progress list. */
  readonly steps: readonly RunStep[];
  /** The payloads of `custom` events, in order. */
  readonly customEvents: readonly unknown[];
  /** The latest whole state, where `values` was asked for or the mode is `wait`. */
  readonly values: State | undefined;
  /** The server's id of the run, once told. */
  readonly runId: string | undefined;
  /** True while a run in flight has shown no progress for `slowAfterMs`. */
  readonly isSlow: boolean;
}

/**
 * Everything known of the run at one moment. A union on `status`: `status === "error"` narrows
 * `error`. Snapshots are immutable, and equal by identity as long as nothing changed.
 */
export type RunSnapshot<State = JsonObject, Update = JsonObject> = RunContent<State, Update> &
  (
    | { readonly status: Exclude<RunStatus, "error">; readonly error: undefined }
    | { readonly status: "error"; readonly error: RunError }
  );

/** One `{event, data}` as the SDK yields it, before any interpretation. */
export interface RunPart {
  readonly id?: string | undefined;
  readonly event: string;
  readonly data: unknown;
}

/**
 * What a part means for the run. The only vocabulary between the wire and the snapshot:
 * `translatePart` writes it, `reduceRun` reads it.
 */
export type RunEvent<State = JsonObject, Update = JsonObject> =
  | { readonly type: "created"; readonly runId: string }
  /** The temporary thread of the run became known; to cancel it, and for nothing else. */
  | { readonly type: "located"; readonly threadId: string }
  | { readonly type: "delta"; readonly message: RunMessage; readonly step?: RunStep }
  | { readonly type: "message"; readonly message: RunMessage; readonly step?: RunStep }
  | {
      readonly type: "update";
      readonly update: RunUpdate<Update>;
      readonly messages: readonly RunMessage[];
    }
  | {
      readonly type: "values";
      readonly values: State;
      readonly messages: readonly RunMessage[];
    }
  | { readonly type: "custom"; readonly data: unknown }
  | { readonly type: "interrupted"; readonly value: unknown }
  | { readonly type: "failed"; readonly cause: unknown }
  | { readonly type: "ended"; readonly data: unknown };

/** What is sent with a run: the members of the SDK's payload that a stateless run uses. */
export interface RunPayload {
  input: JsonObject;
  config?: RunConfig;
  context?: unknown;
  metadata: JsonObject;
  onDisconnect: "cancel";
  signal: AbortSignal;
  onRunCreated: (created: { run_id: string }) => void;
}

/** The payload of `runs.stream`. */
export interface RunStreamPayload extends RunPayload {
  streamMode: StreamMode[];
  streamSubgraphs?: boolean;
  /** `0`: the SDK's own idle watchdog stays off; it would end healthy runs with slow nodes. */
  streamIdleReconnect: 0;
}

/** The payload of `runs.wait`. */
export interface RunWaitPayload extends RunPayload {
  /** `false`: a failed run comes back as `{ __error__ }` and is not dressed up as an exception. */
  raiseError: false;
}

/**
 * The port to LangGraph: an SDK `Client` (1.8 up to 2.x), or anything with the same two methods.
 *
 * `stream` yields the parts of one stateless run and ends with it; `wait` resolves with the final
 * state. Both must end soon after `payload.signal` aborts.
 */
export interface RunsClientLike {
  runs: {
    stream(threadId: null, assistantId: string, payload: RunStreamPayload): AsyncIterable<RunPart>;
    wait(threadId: null, assistantId: string, payload: RunWaitPayload): Promise<unknown>;
  };
}

/** LangGraph's run configuration. */
export interface RunConfig {
  tags?: string[];
  recursion_limit?: number;
  configurable?: JsonObject;
}

/** Headers for each request, or a function that fetches them (short-lived tokens) once per submit. */
export type RunHeaders =
  Record<string, string> | (() => Record<string, string> | Promise<Record<string, string>>);

/** How LangGraph is reached: by address, or through a client the app already has. Never both. */
export type RunConnection =
  | {
      /**
       * The address of the LangGraph server or of your own route in front of it. May be relative
       * (`/api/faq`): it is resolved against the page at submit. No API key is ever sent; use
       * `headers` for tokens meant for browsers, and a server route for keys.
       */
      apiUrl: string;
      headers?: RunHeaders | undefined;
      /** Used in place of the global `fetch`, for tests and stories. */
      fetch?: typeof globalThis.fetch | undefined;
      client?: undefined;
    }
  | {
      /** An SDK `Client`, or anything with the same `runs.stream` and `runs.wait`. */
      client: RunsClientLike;
      apiUrl?: undefined;
      headers?: undefined;
      fetch?: undefined;
    };

/** What is too much of a run; text read until then is kept, and the run ends as `too_large`. */
export interface LimitSettings {
  /**
   * The largest event, or waited-for state, in bytes. Default 8,388,608 (8 MiB). Past the parser of a
   * client of your own, it is counted in UTF-16 code units.
   */
  maxEventBytes?: number | undefined;
  /** The longest answer, in UTF-16 code units. Default 2,097,152 (2 Mi). */
  maxAnswerChars?: number | undefined;
  /** The most events of one run. Default 500,000. */
  maxEvents?: number | undefined;
}

/** What can be said of a run besides where to send it. Read anew at each submit. */
export interface RunSettings<State = JsonObject, Update = JsonObject>
  extends DeadlineSettings, LimitSettings {
  /** The id or graph name of the deployed assistant. */
  assistantId: string;
  /** `stream` shows the answer as it is written; `wait` shows it whole. Default `stream`. */
  mode?: "stream" | "wait" | undefined;
  /**
   * What the server sends. Default `["updates", "messages-tuple", "custom"]`. Where neither
   * `updates` nor `values` is named, `updates` is added: without them a finished answer cannot be
   * told from one cut off.
   */
  streamMode?: StreamMode | readonly StreamMode[] | undefined;
  /** Stream what happens inside subgraphs too. Default `false`. */
  streamSubgraphs?: boolean | undefined;
  /** Makes the graph's input from a question. Default: `{ messages: [{ role: "human", content: question }] }`. */
  toInput?: ((question: string) => JsonObject) | undefined;
  /** The longest question sent, in UTF-16 code units (what `string.length` counts). Default 4,000. */
  maxQuestionChars?: number | undefined;
  /**
   * The nodes whose words are the answer, when several speak. A subgraph's name covers all inside
   * it. Messages of unknown origin (in `wait` mode, or with `values` alone) always count.
   */
  answerNodes?: readonly string[] | undefined;
  /**
   * Takes the answer from the graph's state, for graphs whose answer is a state key and not a
   * message. `undefined` means "not known yet": the AI messages are shown until then.
   */
  getAnswer?:
    | ((
        updates: readonly RunUpdate<Update>[],
        values: State | undefined,
      ) => string | null | undefined)
    | undefined;
  /**
   * Whether a run that ends without words is incomplete (`truncated`). Default: true for a question,
   * false for an input object.
   */
  expectsAnswer?: boolean | undefined;
  /**
   * Whether a run that was left (stopped, replaced, unmounted, timed out) is cancelled on the server too,
   * with up to three quiet calls below `/threads`. Closing the connection does not do it. Default true.
   */
  cancelOnStop?: boolean | undefined;
  /**
   * Whether `error.serverMessage` tells what the graph's exception said. It may hold internals; the
   * component shows it where it is there. Default false.
   */
  exposeServerMessages?: boolean | undefined;
  /**
   * Whether text deltas of one message that arrive in one network chunk become one event before they are
   * decoded, with `apiUrl` only. `onEvent` then sees fewer, longer ones. Default true.
   */
  mergeDeltas?: boolean | undefined;
  config?: RunConfig | undefined;
  context?: unknown;
  /** Kept with the run on the server. The key `oneshot_key` is ours. */
  metadata?: JsonObject | undefined;
  /** The server accepted the run; once per run. */
  onRunCreated?: ((run: { runId: string }) => void) | undefined;
  /** Every part as it comes from the wire, known or not. */
  onEvent?: ((part: RunPart) => void) | undefined;
  onUpdate?: ((update: RunUpdate<Update>) => void) | undefined;
  onCustomEvent?: ((data: unknown) => void) | undefined;
  /** Once, for `success`, and for `stopped` when `stop()` did it. */
  onFinish?: ((snapshot: RunSnapshot<State, Update>) => void) | undefined;
  /** Once, for `error`. Neither callback comes after a reset, an unmount or a newer submit. */
  onError?: ((error: RunError, snapshot: RunSnapshot<State, Update>) => void) | undefined;
}

/** All options of a run. */
export type RunOptions<State = JsonObject, Update = JsonObject> = RunConnection &
  RunSettings<State, Update>;
