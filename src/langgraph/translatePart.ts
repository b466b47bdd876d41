/**
 * One part of the stream → what it means for the run. The names of events and fields on the wire are
 * known here and in the files that read messages.
 * Source: observed on langgraph-api 1.5.1 (JavaScript) and 0.16.7 (Python); see docs/servers.md.
 */
import type { RootTask, RunEvent, RunMessage, RunStep } from "./events.js";
import { asObject, type JsonObject } from "./json.js";
import { createPlaceReader, nameOf, NOWHERE, rootTask, type Place } from "./places.js";
import { createReplayFilter } from "./replays.js";
import { readUpdates, readValues } from "./readUpdates.js";
import type { RunPart, StreamMode } from "./options.js";
import { ownMessages, toMessage } from "./readMessages.js";
import { readEnd, toRunFailure } from "./toRunError.js";

/** What the parts of one run are read against. */
export interface TranslationContext {
  /** The messages of the input; an echo of them is not the run's. */
  readonly input: readonly unknown[];
  readonly streamModes: readonly StreamMode[];
  readonly streamSubgraphs: boolean;
  readonly exposeServerMessages: boolean;
}

export interface Translator<State, Update> {
  /** Never throws, whatever the part holds. A part that is not known yields no events. */
  translate(part: RunPart): RunEvent<State, Update>[];
  /** The run's temporary thread. Only `messages` events carry it; no header and no other event does. */
  readonly threadId: string | undefined;
  /** Whether the stream comes from our gateway, which ends each stream with an `end` event. */
  readonly isGateway: boolean;
}

/**
 * Creates the translator of one run. It remembers only what later parts need: a count that names messages
 * without an id, the paths that `messages/metadata` announced, the tasks of the functional API, the ids of parts,
 * and the thread.
 */
export function createTranslator<State, Update>(
  context: TranslationContext,
): Translator<State, Update> {
  const placeByMessageId = new Map<string, Place>();
  const calledTasks = new Set<string>();
  const readPlace = createPlaceReader();
  const isReplayed = createReplayFilter();
  let partCount = 0;
  let threadId: string | undefined;
  let isGateway = false;

  return {
    translate,
    get threadId() {
      return threadId;
    },
    get isGateway() {
      return isGateway;
    },
  };

  function translate(part: RunPart): RunEvent<State, Update>[] {
    // Where ids are in use, the SDK also yields parts without a name (`event: ""`) for bare heartbeats.
    if (!part.event || isReplayed(part.id)) return [];
    partCount += 1;
    const [name = "", ...namespace] = part.event.split("|");
    switch (name) {
      case "metadata":
        return readMetadata(part.data);
      case "messages":
        return readTuple(part.data, namespace);
      case "messages/metadata":
        notePlaces(part.data);
        return [];
      case "messages/partial":
      case "messages/complete":
        return readAccumulated(part.data, name === "messages/complete");
      case "updates":
        return readUpdates<Update>(part.data, {
          namespace,
          input: context.input,
          prefix: `part.${partCount}`,
          calledTasks,
        });
      case "values":
        return namespace.length === 0 ? readValues<State>(part.data, context.input) : [];
      case "custom":
        return [{ type: "custom", data: part.data }];
      case "error":
        return [{ type: "failed", error: toRunFailure(part.data, context.exposeServerMessages) }];
      case "end": {
        const end = readEnd(part.data);
        return [
          "kind" in end ? { type: "failed", error: end } : { type: "ended", isWhole: end.isWhole },
        ];
      }
      default:
        return [];
    }
  }

  function readMetadata(data: unknown): RunEvent<State, Update>[] {
    const { run_id: runId, gateway, feedback_token: feedbackToken } = asObject(data) ?? {};
    isGateway ||= gateway === 1;
    const events: RunEvent<State, Update>[] = [];
    if (typeof runId === "string") events.push({ type: "created", runId });
    if (typeof feedbackToken === "string") events.push({ type: "rateable", feedbackToken });
    return events;
  }

  /** `messages-tuple`: `[chunk, metadata]`. */
  function readTuple(data: unknown, namespace: readonly string[]): RunEvent<State, Update>[] {
    if (!Array.isArray(data)) return [];
    const metadata = asObject(data[1]) ?? {};
    noteThread(metadata);
    const place = readPlace(metadata, namespace);
    const speaker = place.path.at(-1);
    if (place.isCalled && speaker !== undefined) calledTasks.add(nameOf(speaker));
    const origin = { nodes: place.path.map(nameOf), isComplete: false };
    const message = toMessage(data[0], origin, `part.${partCount}`);
    if (!message) return [];
    // These are not shown, but they tell which visit the node's update belongs to.
    if (message.type === "human" || message.type === "remove") return [visitOf(place)];
    return isWhole(message, metadata)
      ? [{ type: "message", message: { ...message, isComplete: true }, ...originOf(place) }]
      : [{ type: "delta", message, ...originOf(place) }];
  }

  function noteThread({ thread_id: id }: JsonObject): void {
    if (typeof id === "string") threadId ??= id;
  }

  /** The task at work. Without subgraph streaming only root nodes report their end, so those are shown. */
  function originOf({ path, order }: Place): { step?: RunStep; task?: RootTask } {
    const depth = context.streamSubgraphs ? path.length - 1 : 0;
    const id = path[depth];
    const rootId = path[0];
    if (!id || !rootId) return {};
    return {
      step: { id, node: nameOf(id), namespace: path.slice(0, depth), status: "working" },
      // The order of a node inside a subgraph says nothing about the root's.
      task: rootTask(rootId, path.length === 1 ? order : undefined),
    };
  }

  function visitOf(place: Place): RunEvent<State, Update> {
    const { task } = originOf(place);
    return { type: "visited", ...(task && { task }) };
  }

  /** `messages`: the message so far, each time from its start. Redundant beside `messages-tuple`. */
  function readAccumulated(data: unknown, isComplete: boolean): RunEvent<State, Update>[] {
    if (context.streamModes.includes("messages-tuple")) return [];
    return (Array.isArray(data) ? data : []).flatMap((value) => {
      const id = asObject(value)?.id;
      const place = (typeof id === "string" && placeByMessageId.get(id)) || NOWHERE;
      const origin = { nodes: place.path.map(nameOf), isComplete };
      return ownMessages([value], [], origin, `part.${partCount}`).map((message) => ({
        type: "message" as const,
        message,
        ...originOf(place),
      }));
    });
  }

  function notePlaces(data: unknown): void {
    for (const [id, entry] of Object.entries(asObject(data) ?? {})) {
      const metadata = asObject(asObject(entry)?.metadata) ?? {};
      noteThread(metadata);
      placeByMessageId.set(id, readPlace(metadata, []));
    }
  }
}

/**
 * Whether a `messages` part is a finished message and not a delta. Both servers give their deltas
 * `tool_call_chunks`. A message that a node returned without streaming is marked by the library that sent it
 * (`ls_integration`: `langgraph`, `langchain_create_agent`, …). An AI message without any mark is appended, because no
 * server repeats the text after the deltas.
 */
function isWhole(message: RunMessage, metadata: JsonObject): boolean {
  if (Array.isArray(message.tool_call_chunks)) return false;
  const { ls_integration: sender } = metadata;
  return message.type !== "ai" || (typeof sender === "string" && sender !== "langchain_chat_model");
}
