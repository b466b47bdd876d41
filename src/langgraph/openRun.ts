/**
 * The port to LangGraph, and the one thing that `run/` calls: opens a stateless run, yields what it says as run
 * events, and can end it on the server. Another transport would implement {@link OpenedRun} beside this one.
 */
import { cancelRun } from "./cancelRun.js";
import { openClient, type OpenClient } from "./client.js";
import { eventTooLarge, runError } from "./errors.js";
import type { RunEvent } from "./events.js";
import { isStillRunning } from "./isStillRunning.js";
import type { RunConnection, RunPart } from "./options.js";
import { asObject } from "./json.js";
import { isBug } from "./networkFailures.js";
import { messagesIn } from "./readMessages.js";
import { sendRun, type RunOrder } from "./sendRun.js";
import { toRunError } from "./toRunError.js";
import { createTranslator } from "./translatePart.js";
import { randomUuid } from "./uuid.js";

/** One submission with every default resolved. */
export interface RunRequest extends RunOrder {
  readonly connection: RunConnection;
  readonly mergeDeltas: boolean;
  readonly maxEventBytes: number;
  readonly exposeServerMessages: boolean;
}

/** What the reader of a run gives to it. */
export interface RunWatch {
  /** Ends the connection. */
  readonly signal: AbortSignal;
  /** Bytes came over the network; with a client of the caller's they cannot be seen. */
  onBytes(): void;
  /** A promise to wait for before more chunks become events; `undefined` to go on at once. */
  rest(): Promise<void> | undefined;
  /** The response's headers name the run, before its first event. */
  onCreated(runId: string): void;
}

/** One part of the stream with its meaning. */
export interface ReadPart<State, Update> {
  readonly part: RunPart;
  readonly events: readonly RunEvent<State, Update>[];
  /** False for a part that only says that the run exists. */
  readonly isProgress: boolean;
  /** True for the server's own end marker. The connection may stay open after it. */
  readonly isLast: boolean;
}

export interface OpenedRun<State, Update> {
  /** The parts of the run. The request leaves when reading begins. Throws a `RunError` and nothing else. */
  readonly parts: AsyncIterable<ReadPart<State, Update>>;
  /** Ends the run on the server, quietly. Does nothing before the request has left. */
  cancel(options: { readonly keepalive: boolean }): void;
  /**
   * Asks the server whether the run still goes on. Never rejects, and answers within a second. `false` is also
   * the answer of a server that does not say.
   */
  isStillRunning(): Promise<boolean>;
  /** Whether the server says at the end of each stream how the run ended. A stream without that word was cut. */
  readonly saysEnd: boolean;
}

/** A server that does not answer a run is unlikely to answer this. */
const CANCEL_TIMEOUT_MS = 5_000;
/** The visitor has the whole text while this call is made, but no "complete" yet. */
const CONFIRM_TIMEOUT_MS = 1_000;

/** Opens one stateless run. Sends nothing before {@link OpenedRun.parts} are read. */
export function openRun<State, Update>(
  request: RunRequest,
  watch: RunWatch,
): OpenedRun<State, Update> {
  const translator = createTranslator<State, Update>({
    ...request,
    input: messagesIn(request.input),
  });
  // Identifies this submission alone. It is sent as metadata, because a header would need the server's CORS consent.
  const oneshotKey = randomUuid();
  let opened: OpenClient | undefined;
  let runId: string | undefined;

  return {
    parts: readParts(),
    cancel({ keepalive }) {
      const calls = threadCalls({ keepalive, timeoutMs: CANCEL_TIMEOUT_MS });
      if (calls) void cancelRun(calls, handle());
    },
    async isStillRunning() {
      const calls = threadCalls({ keepalive: false, timeoutMs: CONFIRM_TIMEOUT_MS });
      if (!calls) return false;
      return within(CONFIRM_TIMEOUT_MS, isStillRunning(calls, handle()));
    },
    get saysEnd() {
      return translator.isGateway;
    },
  };

  /** A gateway cancels a run when its reader leaves, and lets nobody below `/threads`. */
  function threadCalls(options: Parameters<OpenClient["threadCalls"]>[0]) {
    return translator.isGateway ? undefined : opened?.threadCalls(options);
  }

  function handle() {
    return { oneshotKey, threadId: translator.threadId, runId };
  }

  async function* readParts(): AsyncGenerator<ReadPart<State, Update>, void, void> {
    let hasBegun = false;
    try {
      const { connection, maxEventBytes, mergeDeltas } = request;
      const { onBytes, rest, signal } = watch;
      const open = await openClient(connection, { onBytes, rest, maxEventBytes, mergeDeltas });
      if (signal.aborted) return;
      opened = open;
      for await (const part of sendRun(open.client, request, oneshotKey, { signal, onCreated })) {
        hasBegun = true;
        yield read(part);
      }
    } catch (cause) {
      // A request that the server refused has started no run, so there is nothing to cancel.
      if (!hasBegun && typeof asObject(cause)?.status === "number") opened = undefined;
      if (!hasBegun && request.connection.client && isBug(cause))
        throw runError("config", {
          cause,
          message: "The client you passed threw an error; see the cause.",
        });
      throw toRunError(cause, { hasBegun });
    }
  }

  function onCreated(id: string): void {
    runId ??= id;
    watch.onCreated(id);
  }

  function read(part: RunPart): ReadPart<State, Update> {
    // With `apiUrl`, the bytes are counted before they are parsed.
    if (request.connection.client && charsOf(part.data) > request.maxEventBytes)
      throw eventTooLarge();
    const events = translator.translate(part);
    for (const event of events) if (event.type === "created") runId ??= event.runId;
    const { event } = part;
    return { part, events, isProgress: event !== "metadata", isLast: event === "end" };
  }
}

function charsOf(data: unknown): number {
  return JSON.stringify(data)?.length ?? 0;
}

/** The answer, or `false` once it takes longer than `timeoutMs`: a caller's client may never answer. */
async function within(timeoutMs: number, answer: Promise<boolean>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), timeoutMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
