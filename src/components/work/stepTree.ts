/** The steps of a run as visitors see them: named, nested, and with those that are still to come. */
import type { RunStep } from "../../langgraph/events.js";

export type StepStatus = "waiting" | "working" | "done" | "failed" | "unfinished";

export interface StepItem {
  readonly id: string;
  readonly name: string;
  readonly status: StepStatus;
  readonly children: readonly StepItem[];
}

export interface StepTreeOptions {
  /** Names for visitors, in the usual order. `undefined`: all nodes, by their own names. */
  readonly nodeLabels: Readonly<Record<string, string>> | undefined;
  /** Tools that the model has called. They are listed elsewhere, so a label for one is no node that waits. */
  readonly toolNames: readonly string[];
  readonly isRunning: boolean;
  /** A node threw an exception. */
  readonly hasFailed: boolean;
}

/** A node on its way to a {@link StepItem}. */
interface Branch {
  id: string;
  readonly node: string;
  /** The name of the subgraph's task in namespaces; `undefined` if nothing inside the node is known. */
  task: string | undefined;
  status: RunStep["status"];
  /** Known only from a step inside it so far. */
  isGroup: boolean;
  readonly children: Branch[];
}

/**
 * Nests the steps of subgraphs below the node that runs them. While the run goes on, nodes of `nodeLabels` that have not
 * begun come last, as `waiting`. Linear in the number of steps, apart from the search among siblings.
 */
export function toStepTree(
  steps: readonly RunStep[],
  options: StepTreeOptions,
): readonly StepItem[] {
  const { nodeLabels, toolNames, isRunning } = options;
  const items = nameSteps(growTree(steps), options);
  if (!nodeLabels || !isRunning) return items;
  const stepNames = steps.flatMap(({ node, namespace }) => [node, ...namespace.map(nodeOf)]);
  const known = new Set([...stepNames, ...toolNames]);
  const waiting = Object.entries(nodeLabels)
    .filter(([node]) => !known.has(node))
    .map(([node, label]) => ({ id: node, name: label, status: "waiting" as const, children: [] }));
  return [...items, ...waiting];
}

function growTree(steps: readonly RunStep[]): readonly Branch[] {
  const roots: Branch[] = [];
  for (const { id, node, namespace, status } of steps) {
    let siblings = roots;
    for (const task of namespace) siblings = branchOf(siblings, task).children;
    const group = siblings.find((branch) => branch.isGroup && branch.node === node);
    // Its id stays, so that React keeps the elements.
    if (group) Object.assign(group, { status, isGroup: false });
    else siblings.push({ id, node, task: undefined, status, isGroup: false, children: [] });
  }
  return roots;
}

/** A task's name begins with its node: `"search:4f1c"`. */
function nodeOf(task: string): string {
  return task.replace(/:.*/, "");
}

/** The node whose subgraph runs as `task`. If it has not been listed yet, it is now. */
function branchOf(siblings: Branch[], task: string): Branch {
  const node = nodeOf(task);
  const known =
    siblings.find((branch) => branch.task === task || branch.id === task) ??
    siblings.find(
      (branch) => branch.node === node && branch.task === undefined && branch.status === "working",
    );
  if (known) {
    known.task = task;
    return known;
  }
  const group = { id: task, node, task, status: "working" as const, isGroup: true, children: [] };
  siblings.push(group);
  return group;
}

/** Names what is shown. What is inside a node without a name moves up to its place. */
function nameSteps(branches: readonly Branch[], options: StepTreeOptions): readonly StepItem[] {
  const { nodeLabels, isRunning, hasFailed } = options;
  return branches.flatMap(({ id, node, status, children }) => {
    const label = nameOf(node, nodeLabels);
    const below = nameSteps(children, options);
    if (label === undefined) return below;
    let shown: StepStatus = status;
    if (status === "working" && !isRunning) shown = hasFailed ? "failed" : "unfinished";
    return [{ id, name: label, status: shown, children: below }];
  });
}

/** What visitors read for a node: its label, or its own name in words if no node has one. `undefined`: it is not shown. */
export function nameOf(
  node: string,
  nodeLabels: StepTreeOptions["nodeLabels"],
): string | undefined {
  if (!nodeLabels) return toWords(node);
  return Object.hasOwn(nodeLabels, node) ? nodeLabels[node] : undefined;
}

/** `search_docs` as `search docs`. */
export function toWords(name: string): string {
  return name.replace(/[_-]+/g, " ").trim() || name;
}
