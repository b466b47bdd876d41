/** Where in the graph something was said, from the metadata of a message. */
import type { RootTask } from "./events.js";
import type { JsonObject } from "./json.js";

/** Where something was said: the tasks from the root's to the one that spoke, each `node:task-id`. */
export interface Place {
  readonly path: readonly string[];
  readonly order: Pick<RootTask, "step" | "position"> | undefined;
  /** Whether a task of the functional API spoke, and not a node of a graph. */
  readonly isCalled: boolean;
}

export const NOWHERE: Place = { path: [], order: undefined, isCalled: false };

/**
 * Creates the function that reads where something was said. The Python server sends the path of tasks with
 * deltas, but not with a message that a node returned without streaming, so the path of each visit is
 * remembered. An event's own namespace is the last source.
 */
export function createPlaceReader(): (metadata: JsonObject, namespace: readonly string[]) => Place {
  const pathByVisit = new Map<string, readonly string[]>();
  return function readPlace(metadata, namespace) {
    const order = orderOf(metadata);
    const isCalled = isCall(metadata);
    const { langgraph_node: node } = metadata;
    const visit = order && `${namespace.join("|")} ${String(node)} ${order.step} ${order.position}`;
    const path = metadata.langgraph_checkpoint_ns ?? metadata.checkpoint_ns;
    if (typeof path === "string" && path) {
      const tasks = path.split("|");
      if (visit !== undefined) pathByVisit.set(visit, tasks);
      return { path: tasks, order, isCalled };
    }
    const known = visit === undefined ? undefined : pathByVisit.get(visit);
    return { path: known ?? pathWithout(metadata, namespace), order, isCalled };
  };
}

/** A path made from an event's namespace, the node's name and the number of the graph's step. */
function pathWithout(
  { langgraph_node: node, langgraph_step: step }: JsonObject,
  namespace: readonly string[],
): readonly string[] {
  if (typeof node !== "string" || namespace.at(-1)?.startsWith(`${node}:`)) return namespace;
  return [...namespace, `${node}:step-${String(step ?? 0)}`];
}

/**
 * LangGraph applies the results of one step sorted by the first three parts of each task's path: its kind, then
 * the node's name, or for `Send` a number. Numbers are padded, so that they compare as strings.
 */
function orderOf(metadata: JsonObject): Place["order"] {
  const { langgraph_step: step, langgraph_path: path } = metadata;
  if (typeof step !== "number" || !Array.isArray(path)) return undefined;
  // A node may have a number for its name, and names compare as strings.
  const parts = path
    .slice(0, 3)
    .map((part) => (typeof part === "number" ? String(part).padStart(10, "0") : String(part)));
  return { step, position: parts.join(" ") };
}

/** The path of a task that a node or an entrypoint calls holds the caller's own path. */
function isCall({ langgraph_path: path }: JsonObject): boolean {
  return Array.isArray(path) && Array.isArray(path[1]);
}

/** A visit to a node of the root graph. Without a known order: nodes that edges lead to come in the order of names. */
export function rootTask(id: string, order: Place["order"]): RootTask {
  const node = nameOf(id);
  return { id, node, ...(order ?? { step: undefined, position: `__pregel_pull ${node}` }) };
}

export function nameOf(task: string): string {
  return task.split(":", 1)[0] ?? task;
}
