/** The messages of a run as they are shown: streamed piece by piece, confirmed, replaced and removed. */
import { appendDelta } from "../langgraph/appendDelta.js";
import type { MessageChange, RunMessage } from "../langgraph/events.js";

/** Appends a piece of a message; the first piece adds the message. */
export function addDelta(
  messages: readonly RunMessage[],
  delta: RunMessage,
): readonly RunMessage[] {
  const at = messages.findIndex((message) => message.id === delta.id);
  const known = messages[at];
  if (!known) return [...messages, delta];
  // A confirmed message is final; a late delta would double its text.
  return known.isComplete ? messages : replaceAt(messages, at, appendDelta(known, delta));
}

/** One change that a node made to the graph's list of messages. */
export function applyChange(
  messages: readonly RunMessage[],
  change: MessageChange,
): readonly RunMessage[] {
  switch (change.type) {
    case "put":
      return putMessage(messages, change.message);
    case "remove":
      return messages.filter(({ id }) => id !== change.id);
    case "removeAll":
      return [];
  }
}

/** A whole message replaces what is known of it by its id, and keeps its place and the nodes that spoke it. */
export function putMessage(
  messages: readonly RunMessage[],
  message: RunMessage,
): readonly RunMessage[] {
  const at = messages.findIndex((known) => isSameMessage(known, message));
  const known = messages[at];
  if (!known) return [...messages, message];
  const nodes = [...new Set([...known.nodes, ...message.nodes])];
  return replaceAt(messages, at, { ...message, id: known.id, nodes });
}

/**
 * A node may return a message without an id, and the server then sends it twice: while the node works, with an
 * id, and in the node's update, as the node wrote it.
 */
function isSameMessage(known: RunMessage, message: RunMessage): boolean {
  if (known.id === message.id) return true;
  return (
    isNameless(message) &&
    !isNameless(known) &&
    known.type === message.type &&
    known.text === message.text &&
    known.nodes.at(-1) === message.nodes.at(-1)
  );
}

/**
 * Gives the messages that a node returned without an id those that they were streamed with, so that the graph can
 * remove them. Each streamed message is used once, and never one that the node returned by its id; of several with the
 * same text the latest is taken.
 */
export function withKnownIds(
  changes: readonly MessageChange[],
  messages: readonly RunMessage[],
): readonly MessageChange[] {
  const taken = new Set(
    changes.map((change) => (change.type === "put" ? change.message.id : undefined)),
  );
  return changes.map((change) => {
    if (change.type !== "put" || !isNameless(change.message)) return change;
    const { message } = change;
    const known = [...messages]
      .reverse()
      .find((each) => !taken.has(each.id) && isSameMessage(each, message));
    if (!known) return change;
    taken.add(known.id);
    return { type: "put", message: { ...message, id: known.id } };
  });
}

/** Messages without an id of the server's have one of the part they came in. */
function isNameless({ id }: RunMessage): boolean {
  return id.startsWith("part.");
}

/**
 * The messages of a whole state. Those that a node returned without an id have one now, so the nameless ones
 * are dropped, and so are those that the graph had and has no more. Streamed ones that the state does not hold
 * yet stay.
 */
export function withState(
  messages: readonly RunMessage[],
  state: readonly RunMessage[],
  before: readonly RunMessage[],
): readonly RunMessage[] {
  const held = new Set(state.map(({ id }) => id));
  const removed = new Set(before.map(({ id }) => id).filter((id) => !held.has(id)));
  const kept = messages.filter(
    (message) => !removed.has(message.id) && (state.length === 0 || !isNameless(message)),
  );
  return state.reduce(putMessage, kept);
}

/** A copy with one place changed; `Array.prototype.with` is younger than the oldest browser we serve. */
function replaceAt<T>(list: readonly T[], at: number, value: T): readonly T[] {
  const copy = [...list];
  copy[at] = value;
  return copy;
}
