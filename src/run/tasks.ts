/**
 * Which nodes of the root graph are at work. A node that has spoken and not returned shows that the run is
 * incomplete; what happens inside a subgraph counts for the root node it belongs to.
 */
import type { MessageChange, RootTask } from "../langgraph/events.js";

export interface Tasks {
  /** In the order in which they were first seen. */
  readonly open: readonly RootTask[];
  /** A late word of a task that has returned must not open it again. */
  readonly closedIds: ReadonlySet<string>;
  /** The highest number of a step that is known. */
  readonly lastStep: number | undefined;
  /** Tells which task returned, where several visits to one node run side by side. */
  readonly taskByMessageId: ReadonlyMap<string, RootTask>;
}

export const NO_TASKS: Tasks = {
  open: [],
  closedIds: new Set(),
  lastStep: undefined,
  taskByMessageId: new Map(),
};

/**
 * Notes that a task is at work, and that it said the message. A graph begins a step when all nodes of the last one
 * have returned, so a task of a later step closes those of earlier ones. A model that its node did not wait for may
 * speak on after that.
 */
export function openTask(
  tasks: Tasks,
  task: RootTask | undefined,
  messageId: string | undefined,
): Tasks {
  if (!task) return tasks;
  const { lastStep = task.step } = tasks;
  if (task.step !== undefined && lastStep !== undefined) {
    if (task.step < lastStep) return tasks;
    if (task.step > lastStep) return openTask(closeBefore(tasks, task.step), task, messageId);
  }
  const known = tasks.open.find(({ id }) => id === task.id);
  const isNewMessage = messageId !== undefined && !tasks.taskByMessageId.has(messageId);
  const isNewTask = !known && !tasks.closedIds.has(task.id);
  // A subgraph's node speaks before its parent does, and only the parent's words tell the step.
  const isBetterKnown = known !== undefined && known.step === undefined && task.step !== undefined;
  if (!isNewMessage && !isNewTask && !isBetterKnown) return tasks;
  return {
    ...tasks,
    lastStep,
    open: isNewTask
      ? [...tasks.open, task]
      : tasks.open.map((open) => (isBetterKnown && open === known ? task : open)),
    taskByMessageId: isNewMessage
      ? new Map(tasks.taskByMessageId).set(messageId, task)
      : tasks.taskByMessageId,
  };
}

function closeBefore(tasks: Tasks, step: number): Tasks {
  const isOver = (task: RootTask) => task.step !== undefined && task.step < step;
  const over = tasks.open.filter(isOver);
  return {
    ...tasks,
    lastStep: step,
    open: tasks.open.filter((task) => !isOver(task)),
    closedIds: new Set([...tasks.closedIds, ...over.map(({ id }) => id)]),
  };
}

/** A root node returned. Finds its task by the messages it returned, else takes the node's first open one. */
export function closeTask(
  tasks: Tasks,
  node: string,
  changes: readonly MessageChange[],
): { readonly tasks: Tasks; readonly task: RootTask | undefined } {
  const ofNode = tasks.open.filter((task) => task.node === node);
  const spokenIds = new Set(
    changes.map((change) =>
      change.type === "put" ? tasks.taskByMessageId.get(change.message.id)?.id : undefined,
    ),
  );
  const task = ofNode.find(({ id }) => spokenIds.has(id)) ?? ofNode[0];
  if (!task) return { tasks, task };
  return {
    task,
    tasks: {
      ...tasks,
      open: tasks.open.filter((open) => open !== task),
      closedIds: new Set(tasks.closedIds).add(task.id),
    },
  };
}

/**
 * The visit of a node that returned without having spoken. Its step is known only while another node is at work,
 * because nodes that are at work together belong to one step.
 */
export function silentTask(tasks: Tasks, visit: RootTask): RootTask | undefined {
  const beside = tasks.open.find(({ step }) => step !== undefined);
  return beside && { ...visit, step: beside.step };
}

export function closeAllTasks(tasks: Tasks): Tasks {
  return {
    ...tasks,
    open: [],
    closedIds: new Set([...tasks.closedIds, ...tasks.open.map(({ id }) => id)]),
  };
}
