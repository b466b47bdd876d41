/** Opens one stateless run and yields its parts; the thread id is always `null`. */
import { asObject } from "./messages.js";
import type {
  JsonObject,
  RunPart,
  RunPayload,
  RunsClientLike,
  RunSettings,
  StreamMode,
} from "./types.js";

/** One submission, resolved from options and question: all that is sent. */
export interface RunRequest {
  readonly assistantId: string;
  readonly mode: "stream" | "wait";
  readonly streamModes: StreamMode[];
  readonly streamSubgraphs: boolean;
  /**
   * A key of this submission alone, by which the run can be found and a repeat be recognised. It is sent
   * as metadata, because a header of our own would need the server's CORS consent.
   */
  readonly oneshotKey: string;
  readonly payload: Omit<RunPayload, "signal" | "onRunCreated">;
}

const DEFAULT_STREAM_MODES: readonly StreamMode[] = ["updates", "messages-tuple", "custom"];

/** Resolves the options of a submission. Holds nothing of any earlier one. */
export function toRequest<State, Update>(
  settings: RunSettings<State, Update>,
  input: JsonObject,
): RunRequest {
  const { assistantId, mode = "stream", streamMode, streamSubgraphs = false } = settings;
  const { config, context, metadata } = settings;
  const oneshotKey = randomUuid();
  return {
    assistantId,
    mode,
    streamModes: toStreamModes(streamMode),
    streamSubgraphs,
    oneshotKey,
    payload: {
      input,
      metadata: { ...metadata, oneshot_key: oneshotKey },
      // Without effect on langgraph-api 1.5.1, which runs on to the end; other servers heed it.
      onDisconnect: "cancel",
      ...(config !== undefined && { config }),
      ...(context !== undefined && { context }),
    },
  };
}

function toStreamModes(asked: StreamMode | readonly StreamMode[] | undefined): StreamMode[] {
  const modes = typeof asked === "string" ? [asked] : [...(asked ?? DEFAULT_STREAM_MODES)];
  return modes.includes("updates") || modes.includes("values") ? modes : [...modes, "updates"];
}

/**
 * A UUID of version 4 (RFC 9562, section 5.4). `crypto.randomUUID` makes one on secure pages only, and a
 * development page on `http://192.168…` is none.
 */
function randomUuid(): string {
  const digit = () => {
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1));
    return (byte & 15).toString(16);
  };
  return "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx".replaceAll("x", digit);
}

/**
 * The parts of the run, exactly one request for them. In `wait` mode the final state comes as one
 * `values` part, and a failed run as an `error` part, so that both modes read alike from here on.
 *
 * `onCreated` tells the run's id where the response names it (`Content-Location`); browsers hide that
 * header cross-origin unless the server exposes it, so the stream's `metadata` event counts as well.
 *
 * @throws whatever the client throws; `toRunError` reads it
 */
export async function* readRun(
  client: RunsClientLike,
  request: RunRequest,
  { signal, onCreated }: { signal: AbortSignal; onCreated: (runId: string) => void },
): AsyncGenerator<RunPart, void, void> {
  const { assistantId, mode, streamModes, streamSubgraphs } = request;
  const payload: RunPayload = {
    ...request.payload,
    signal,
    onRunCreated: (created) => onCreated(created.run_id),
  };
  if (mode === "wait") {
    const state = await client.runs.wait(null, assistantId, { ...payload, raiseError: false });
    const failure = asObject(state)?.__error__;
    yield failure === undefined
      ? { event: "values", data: state }
      : { event: "error", data: failure };
    return;
  }
  yield* client.runs.stream(null, assistantId, {
    ...payload,
    streamMode: streamModes,
    streamIdleReconnect: 0,
    ...(streamSubgraphs && { streamSubgraphs }),
  });
}
