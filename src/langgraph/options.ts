/**
 * What a caller can say about LangGraph: which server, which assistant, what to send and what to get back.
 * Nothing here imports from the SDK, so the published declarations stand alone; `test/types` checks that the
 * SDK's `Client` is assignable to {@link RunsClientLike}.
 */
import type { JsonObject } from "./json.js";

/** What LangGraph can be asked to send. `messages-tuple` sends tokens, `updates` what each node returned. */
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

/** The stream modes of a run whose caller names none. */
export const DEFAULT_STREAM_MODES: readonly StreamMode[] = ["updates", "messages-tuple", "custom"];

/**
 * The stream modes to ask for. `updates` is added where neither it nor `values` is named: both say what nodes
 * returned, and without them a finished answer looks like one that was cut off.
 */
export function toStreamModes(asked: StreamMode | readonly StreamMode[]): readonly StreamMode[] {
  // Total, whatever a caller without types passes: the server refuses what is no stream mode.
  const modes = Array.isArray(asked) ? (asked as readonly StreamMode[]) : [asked as StreamMode];
  return modes.includes("updates") || modes.includes("values") ? modes : [...modes, "updates"];
}

/** One `{event, data}` as the SDK yields it, before any interpretation. */
export interface RunPart {
  readonly id?: string | undefined;
  readonly event: string;
  readonly data: unknown;
}

/** LangGraph's run configuration. */
export interface RunConfig {
  tags?: string[];
  recursion_limit?: number;
  configurable?: JsonObject;
}

/** What is sent with a run: the fields of the SDK's payload that a stateless run uses. */
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
  /** `0` switches the SDK's idle watchdog off, because it would end healthy runs with slow nodes. */
  streamIdleReconnect: 0;
}

/** The payload of `runs.wait`. */
export interface RunWaitPayload extends RunPayload {
  /** `false`: a failed run comes back as `{ __error__ }`, and the SDK does not turn it into an exception. */
  raiseError: false;
}

/**
 * The SDK's `Client` (1.8 up to 2.x), or anything with the same two methods.
 *
 * `stream` yields the parts of one stateless run and ends with it. `wait` resolves with the final state.
 * Both must end soon after `payload.signal` aborts.
 */
export interface RunsClientLike {
  runs: {
    stream(threadId: null, assistantId: string, payload: RunStreamPayload): AsyncIterable<RunPart>;
    wait(threadId: null, assistantId: string, payload: RunWaitPayload): Promise<unknown>;
  };
}

/** Headers for each request, or a function that fetches them (short-lived tokens) once per submit. */
export type RunHeaders =
  Record<string, string> | (() => Record<string, string> | Promise<Record<string, string>>);

/** How to reach LangGraph: by address, or through a client that the app already has. Never both. */
export type RunConnection =
  | {
      /**
       * The address of the LangGraph server, or of your own route in front of it. May be relative
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

/** What to ask of LangGraph. Read again at each submit. */
export interface RunRequestOptions {
  /** The id or graph name of the deployed assistant. */
  assistantId: string;
  /** `stream` shows the answer as it is written; `wait` shows it whole. Default `stream`. */
  mode?: "stream" | "wait" | undefined;
  /**
   * What the server sends. Default `["updates", "messages-tuple", "custom"]`. Where neither `updates` nor
   * `values` is named, `updates` is added: without them a finished answer looks like one that was cut off.
   */
  streamMode?: StreamMode | readonly StreamMode[] | undefined;
  /** Stream what happens inside subgraphs too. Default `false`. */
  streamSubgraphs?: boolean | undefined;
  config?: RunConfig | undefined;
  context?: unknown;
  /** Kept with the run on the server. The key `oneshot_key` belongs to this library. */
  metadata?: JsonObject | undefined;
  /**
   * Whether text deltas of one message that arrive in one network chunk become one event before they are
   * decoded. Works with `apiUrl` only. `onEvent` then sees fewer, longer ones. Default true.
   */
  mergeDeltas?: boolean | undefined;
  /**
   * Whether a run that nobody reads any more (stopped, replaced, unmounted, timed out, cut off) is cancelled on
   * the server too, with up to three quiet calls below `/threads`. Closing the connection alone does not end
   * it everywhere. Default true.
   */
  cancelOnStop?: boolean | undefined;
  /**
   * Whether one quiet call of `/threads/search` after the end of a stream asks if the run still goes on. If it
   * does, the connection was cut, and the run ends as `truncated`. It is left out where the server says by
   * itself how the run ended, and where `cancelOnStop` is false. Default true.
   */
  confirmEnd?: boolean | undefined;
}
