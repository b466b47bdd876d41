/**
 * The only file that knows LangGraph's wire names: one part of the stream → what it means for the run.
 * Source: stream modes and event names as observed on langgraph-api 1.5.1.
 */
import { asObject, messagesIn, ownMessages, toMessage } from "./messages.js";
import type {
  JsonObject,
  RunEvent,
  RunMessage,
  RunPart,
  RunStep,
  RunUpdate,
  StreamMode,
} from "./types.js";

/** What the parts of one run are read against. */
export interface TranslationContext {
  /** The messages of the input, to know an echo of them. */
  readonly input: readonly unknown[];
  readonly streamModes: readonly StreamMode[];
  readonly streamSubgraphs: boolean;
}

/**
 * Makes the translator of one run. It keeps only what later parts need: a count that names messages
 * without an id, the paths that `messages/metadata` announced, the ids of parts, and whether the thread has
 * been told.
 *
 * The translator never throws, whatever the part holds; what it does not know yields no events.
 */
export function createTranslator<State, Update>(
  context: TranslationContext,
): (part: RunPart) => RunEvent<State, Update>[] {
  const pathByMessageId = new Map<string, readonly string[]>();
  let partCount = 0;
  let isLocated = false;
  const seenIds = new Set<string>();
  let lastId: string | undefined;
  let isReplay = false;

  return function translatePart(part) {
    // With ids in use the SDK also yields phantom parts (`event: ""`) for bare heartbeats.
    if (!part.event || isReplayed(part.id)) return [];
    partCount += 1;
    const [name = "", ...namespace] = part.event.split("|");
    switch (name) {
      case "metadata":
        return readMetadata(part.data);
      case "messages":
        return readTuple(part.data, namespace);
      case "messages/metadata":
        notePaths(part.data);
        return Object.values(asObject(part.data) ?? {}).flatMap((entry) =>
          locate(metadataOf(entry)),
        );
      case "messages/partial":
      case "messages/complete":
        return readAccumulated(part.data, name === "messages/complete");
      case "updates":
        return readUpdates(part.data, namespace);
      case "values":
        return namespace.length === 0 ? readValues(part.data) : [];
      case "custom":
        return [{ type: "custom", data: part.data }];
      case "error":
        return [{ type: "failed", cause: part.data }];
      case "end":
        return [{ type: "ended", data: part.data }];
      default:
        return [];
    }
  };

  /**
   * A caller's client reconnects by itself where the server offers it, and may read events again. It gives an
   * event without an id the last one's, so that only an id that comes back after another tells a repeat.
   */
  function isReplayed(id: string | undefined): boolean {
    if (id === lastId) return isReplay;
    lastId = id;
    isReplay = id !== undefined && seenIds.has(id);
    if (id !== undefined) seenIds.add(id);
    return isReplay;
  }

  function readMetadata(data: unknown): RunEvent<State, Update>[] {
    const runId = asObject(data)?.run_id;
    return typeof runId === "string" ? [{ type: "created", runId }] : [];
  }

  /** `messages-tuple`: `[chunk, metadata]`. */
  function readTuple(data: unknown, namespace: readonly string[]): RunEvent<State, Update>[] {
    if (!Array.isArray(data)) return [];
    const metadata = asObject(data[1]) ?? {};
    const path = pathOf(metadata, namespace);
    const origin = { nodes: path.map(nameOf), isComplete: false };
    const events = locate(metadata);
    const message = toMessage(data[0], origin, `part.${partCount}`);
    const stepOf = step(path);
    const spoken = stepOf ? { step: stepOf } : {};
    if (!message || message.type === "human") return events;
    if (isWhole(message, metadata))
      events.push({ type: "message", message: { ...message, isComplete: true }, ...spoken });
    else events.push({ type: "delta", message, ...spoken });
    return events;
  }

  /** No header and no other event tells the thread of a stateless run. */
  function locate({ thread_id: threadId }: JsonObject): RunEvent<State, Update>[] {
    if (isLocated || typeof threadId !== "string") return [];
    isLocated = true;
    return [{ type: "located", threadId }];
  }

  /** The task at work. Without subgraph streaming only root nodes ever report back, so those are shown. */
  function step(path: readonly string[]): RunStep | undefined {
    const at = context.streamSubgraphs ? path.length - 1 : 0;
    const id = path[at];
    if (!id) return undefined;
    return { id, node: nameOf(id), namespace: path.slice(0, at), status: "working" };
  }

  /** `messages`: the message so far, each time from its start. Redundant beside `messages-tuple`. */
  function readAccumulated(data: unknown, isComplete: boolean): RunEvent<State, Update>[] {
    if (context.streamModes.includes("messages-tuple")) return [];
    return (Array.isArray(data) ? data : []).flatMap((value) => {
      const id = asObject(value)?.id;
      const path = (typeof id === "string" && pathByMessageId.get(id)) || [];
      const origin = { nodes: path.map(nameOf), isComplete };
      const stepOf = step(path);
      return ownMessages([value], [], origin, `part.${partCount}`).map((message) => ({
        type: "message" as const,
        message,
        ...(stepOf && { step: stepOf }),
      }));
    });
  }

  function notePaths(data: unknown): void {
    for (const [id, entry] of Object.entries(asObject(data) ?? {}))
      pathByMessageId.set(id, pathOf(metadataOf(entry), []));
  }

  /** `updates`: `{ node: what it returned }`, several where nodes finish in one step. */
  function readUpdates(data: unknown, namespace: string[]): RunEvent<State, Update>[] {
    return Object.entries(asObject(data) ?? {}).map(([node, returned]) => {
      if (node === "__interrupt__") return { type: "interrupted", value: returned };
      const origin = { nodes: [...namespace.map(nameOf), node], isComplete: true };
      const messages = ownMessages(
        messagesIn(returned),
        context.input,
        origin,
        `part.${partCount}.${node}`,
      );
      // The type of what nodes return is the caller's claim about their graph; it is not checked here.
      const update: RunUpdate<Update> = { node, namespace, data: returned as Update };
      return { type: "update", update, messages };
    });
  }

  function readValues(data: unknown): RunEvent<State, Update>[] {
    const { __interrupt__: interrupt, ...values } = asObject(data) ?? {};
    const events: RunEvent<State, Update>[] = [];
    if (Object.keys(values).length > 0) events.push(toValuesEvent(values, context.input));
    if (interrupt !== undefined) events.push({ type: "interrupted", value: interrupt });
    return events;
  }
}

/** A whole state as an event; also what `runs.wait` resolves with. */
export function toValuesEvent<State, Update>(
  values: JsonObject,
  input: readonly unknown[],
): RunEvent<State, Update> {
  const origin = { nodes: [], isComplete: true };
  return {
    type: "values",
    // As with updates: the caller says what their graph's state looks like.
    values: values as State,
    messages: ownMessages(messagesIn(values), input, origin, "values"),
  };
}

/**
 * The path of tasks to the one that spoke, each `node:task-id`. The metadata tells it for every
 * server seen; an event's own namespace is the second source.
 */
function pathOf(metadata: JsonObject, namespace: readonly string[]): readonly string[] {
  const path = metadata.langgraph_checkpoint_ns ?? metadata.checkpoint_ns;
  if (typeof path === "string" && path) return path.split("|");
  if (typeof metadata.langgraph_node !== "string") return namespace;
  const visit = `${metadata.langgraph_node}:step-${String(metadata.langgraph_step ?? 0)}`;
  return namespace.at(-1)?.startsWith(`${metadata.langgraph_node}:`)
    ? namespace
    : [...namespace, visit];
}

function metadataOf(entry: unknown): JsonObject {
  return asObject(asObject(entry)?.metadata) ?? {};
}

function nameOf(task: string): string {
  return task.split(":", 1)[0] ?? task;
}

/**
 * Whether a `messages` part is a finished message and not a delta. Both look alike on the JS server
 * (`"type":"ai"`); what a node returned without streaming it is marked by `ls_integration: "langgraph"`.
 * Where nothing marks it, appending is right: no server repeats the text after the deltas.
 */
function isWhole(message: RunMessage, metadata: JsonObject): boolean {
  if (Array.isArray(message.tool_call_chunks)) return false;
  return message.type !== "ai" || metadata.ls_integration === "langgraph";
}
