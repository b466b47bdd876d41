/**
 * Whether a stream that ended is complete. LangGraph's streams have no end marker, and a stream that is cut between
 * two events ends like a finished one. Nothing is missing if a node has returned, every node of the root graph that
 * has spoken has returned, and no message of unknown origin is unconfirmed.
 *
 * The page judges by the same rules (`run/tasks.ts`, `langgraph/places.ts`); a test compares the two at every cut.
 */
import { asObject, asText, type JsonObject } from "./json.js";
import { isWholeMessage } from "./isWholeMessage.js";
import { toDict, typeOf } from "./visibleMessage.js";
import { messageIdsIn } from "./visibleState.js";

export interface Evidence {
  /** A `messages` event: `[message, metadata]`. */
  noteMessage(message: unknown, metadata: JsonObject, namespace: readonly string[]): void;
  /** An `updates` event. */
  noteUpdates(updates: JsonObject, namespace: readonly string[]): void;
  /** A `values` event of the root graph. */
  noteState(state: unknown): void;
  /** Whether nothing is missing so far. */
  readonly isWhole: boolean;
}

interface OpenTask {
  readonly node: string;
  step: number | undefined;
}

export function createEvidence(): Evidence {
  /** The visits to nodes of the root graph that have spoken and not returned. */
  const open = new Map<string, OpenTask>();
  const closed = new Set<string>();
  const taskByMessage = new Map<string, string>();
  const pathByVisit = new Map<string, readonly string[]>();
  /** Messages of which the server does not say who spoke them. */
  const unconfirmed = new Set<string>();
  let unnamedCount = 0;
  let lastStep: number | undefined;
  let hasReport = false;

  return {
    noteMessage(value, metadata, namespace) {
      const message = toDict(value);
      const type = message && typeOf(message);
      if (!message || !type) return;
      const id = asText(message.id);
      const path = readPath(metadata, namespace);
      const [root] = path;
      if (root !== undefined) {
        const step = path.length === 1 && isOrdered(metadata) ? metadata.langgraph_step : undefined;
        const isSilent = type === "human" || type === "remove";
        openTask(root, step as number | undefined, isSilent ? undefined : id);
      } else if (type === "ai" && !isWholeMessage(message, metadata)) {
        unconfirmed.add(id ?? `unnamed ${(unnamedCount += 1)}`);
      }
    },
    noteUpdates(updates, namespace) {
      for (const [node, returned] of Object.entries(updates)) {
        if (node === "__interrupt__" || node === "__metadata__") continue;
        hasReport = true;
        const ids = messageIdsIn(returned);
        for (const id of ids) unconfirmed.delete(id);
        // What happens inside a subgraph shows that the root's node that contains it is at work.
        const [root] = namespace;
        if (root !== undefined) openTask(root, undefined, undefined);
        else closeTask(node, ids);
      }
    },
    noteState(state) {
      const values = asObject(state);
      const isInterruptOnly = values && Object.keys(values).every((key) => key === "__interrupt__");
      if (state === null || isInterruptOnly) return;
      hasReport = true;
      for (const id of messageIdsIn(state)) unconfirmed.delete(id);
      // A whole state comes when every node of the step has returned.
      closeAll();
    },
    get isWhole() {
      return hasReport && open.size === 0 && unconfirmed.size === 0;
    },
  };

  /** From the root's task to the one that spoke. The Python server tells it with deltas only, so it is remembered. */
  function readPath(metadata: JsonObject, namespace: readonly string[]): readonly string[] {
    const { langgraph_node: node, langgraph_step: step, langgraph_path: order } = metadata;
    const visit = isOrdered(metadata)
      ? `${namespace.join("|")} ${String(node)} ${String(step)} ${JSON.stringify(order)}`
      : undefined;
    const told = asText(metadata.langgraph_checkpoint_ns) ?? asText(metadata.checkpoint_ns);
    if (told !== undefined) {
      const path = told.split("|");
      if (visit !== undefined) pathByVisit.set(visit, path);
      return path;
    }
    const known = visit === undefined ? undefined : pathByVisit.get(visit);
    if (known) return known;
    if (typeof node !== "string" || namespace.at(-1)?.startsWith(`${node}:`)) return namespace;
    return [...namespace, `${node}:step-${String(step ?? 0)}`];
  }

  function openTask(id: string, step: number | undefined, messageId: string | undefined): void {
    if (step !== undefined) {
      lastStep ??= step;
      // The node did not wait for this model, and has returned.
      if (step < lastStep) return;
      if (step > lastStep) closeBefore(step);
    }
    if (messageId !== undefined && !taskByMessage.has(messageId)) taskByMessage.set(messageId, id);
    const known = open.get(id);
    if (known) known.step ??= step;
    else if (!closed.has(id)) open.set(id, { node: nameOf(id), step });
  }

  /** A graph begins a step when all nodes of the last one have returned. */
  function closeBefore(step: number): void {
    lastStep = step;
    for (const [id, task] of open) if (task.step !== undefined && task.step < step) close(id);
  }

  function closeTask(node: string, messageIds: readonly string[]): void {
    const ofNode = [...open].filter(([, task]) => task.node === node).map(([id]) => id);
    const speakers = new Set(messageIds.map((id) => taskByMessage.get(id)));
    const id = ofNode.find((each) => speakers.has(each)) ?? ofNode[0];
    if (id !== undefined) close(id);
  }

  function closeAll(): void {
    for (const id of open.keys()) close(id);
  }

  function close(id: string): void {
    open.delete(id);
    closed.add(id);
  }
}

function isOrdered({ langgraph_step: step, langgraph_path: path }: JsonObject): boolean {
  return typeof step === "number" && Array.isArray(path);
}

function nameOf(task: string): string {
  return task.split(":", 1)[0] ?? task;
}
