/** Sends one run through an SDK client and yields its parts. The thread id is always `null`. */
import { runError } from "./errors.js";
import { asObject, type JsonObject } from "./json.js";
import type { RunConfig, RunPart, RunPayload, RunsClientLike, StreamMode } from "./options.js";

/** What is sent with a run, and how it is to be answered. */
export interface RunOrder {
  readonly assistantId: string;
  readonly input: JsonObject;
  readonly mode: "stream" | "wait";
  readonly streamModes: readonly StreamMode[];
  readonly streamSubgraphs: boolean;
  readonly config?: RunConfig | undefined;
  readonly context?: unknown;
  readonly metadata?: JsonObject | undefined;
}

/** The graph's input for a plain question. */
export function questionInput(question: string): JsonObject {
  return { messages: [{ role: "human", content: question }] };
}

/**
 * Sends exactly one request. In `wait` mode the final state comes as one `values` part, and a failed run as an
 * `error` part, so both modes read alike from here on.
 *
 * The run's id comes from a response header. Browsers hide it cross-origin unless the server exposes it, so the
 * `metadata` event of the stream tells it too.
 *
 * @param oneshotKey identifies this submission; it is sent as metadata, because a header of our own would need
 *   the server's CORS consent
 * @throws a `config` error before anything is sent, or whatever the client throws
 */
export async function* sendRun(
  client: RunsClientLike,
  order: RunOrder,
  oneshotKey: string,
  { signal, onCreated }: { readonly signal: AbortSignal; onCreated(runId: string): void },
): AsyncGenerator<RunPart, void, void> {
  const { assistantId, mode, streamModes, streamSubgraphs } = order;
  const payload: RunPayload = {
    ...toBody(order, oneshotKey),
    // langgraph-api 1.5.1 for JavaScript ignores this for stateless runs; the Python server obeys it.
    onDisconnect: "cancel",
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
    streamMode: [...streamModes],
    streamIdleReconnect: 0,
    ...(streamSubgraphs && { streamSubgraphs }),
  });
}

/** The caller's own values of a run. They must survive JSON, and that is checked before the request leaves. */
function toBody({ input, config, context, metadata }: RunOrder, oneshotKey: string) {
  const body = {
    input,
    metadata: { ...metadata, oneshot_key: oneshotKey },
    ...(config !== undefined && { config }),
    ...(context !== undefined && { context }),
  };
  try {
    JSON.stringify(body);
  } catch (cause) {
    throw runError("config", {
      cause,
      message:
        "input, config, context or metadata cannot be sent as JSON; remove circular references and BigInt values.",
    });
  }
  return body;
}
