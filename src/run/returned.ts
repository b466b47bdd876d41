/** What the nodes of a graph returned, put together as the graph puts it together. */
import type { MessageChange, RootTask, RunMessage } from "../langgraph/events.js";

/** What one node did to the graph's messages. */
export interface Returned {
  readonly changes: readonly MessageChange[];
  /** `undefined` for a node that had not spoken; then the order of arrival counts. */
  readonly task: RootTask | undefined;
  /** The tasks that were still at work when this one returned, so that they belong to the same step. */
  readonly besideIds: ReadonlySet<string>;
}

/**
 * Adds what a node returned at its place. Nodes that run side by side finish in any order, but the graph
 * takes their results in its own; the last message of the state depends on it.
 */
export function addReturned(all: readonly Returned[], next: Returned): readonly Returned[] {
  if (next.changes.length === 0) return all;
  let at = all.length;
  for (let index = all.length - 1; index >= 0; index -= 1) {
    const earlier = all[index];
    if (!earlier || (earlier.task && !comesBefore(next, earlier))) break;
    // What returned between two nodes of one step belongs to that step too, so a node without a task is passed by.
    if (earlier.task) at = index;
  }
  return [...all.slice(0, at), next, ...all.slice(at)];
}

function comesBefore({ task }: Returned, earlier: Returned): boolean {
  if (!task || !earlier.task) return false;
  const isSameStep =
    earlier.besideIds.has(task.id) || (task.step !== undefined && task.step === earlier.task.step);
  return isSameStep && task.position < earlier.task.position;
}

/** The graph's list of messages, as far as nodes have returned any. */
export function messagesOf(all: readonly Returned[]): readonly RunMessage[] {
  const byId = new Map<string, RunMessage>();
  for (const { changes } of all) {
    // What a node removes and returns again in the same update keeps its place.
    const removedIds = new Set<string>();
    for (const change of changes) {
      if (change.type === "put") {
        byId.set(change.message.id, change.message);
        removedIds.delete(change.message.id);
      } else if (change.type === "remove") removedIds.add(change.id);
      else byId.clear();
    }
    for (const id of removedIds) byId.delete(id);
  }
  return [...byId.values()];
}

/** Every message that a node returned, also those that the graph has replaced or removed since. */
export function everReturned(all: readonly Returned[]): readonly RunMessage[] {
  return all.flatMap(({ changes }) =>
    changes.flatMap((change) => (change.type === "put" ? [change.message] : [])),
  );
}

/** A whole state takes the place of what nodes returned. Messages that it does not hold stay known as removed. */
export function stateReturned(
  all: readonly Returned[],
  state: readonly RunMessage[],
): readonly Returned[] {
  const gone = new Map(everReturned(all).map((message) => [message.id, message]));
  for (const { id } of state) gone.delete(id);
  const put = (message: RunMessage) => ({ type: "put" as const, message });
  const changes = [
    ...[...gone.values()].map(put),
    { type: "removeAll" as const },
    ...state.map(put),
  ];
  return [{ changes, task: undefined, besideIds: new Set() }];
}
