/** The progress list: one step for each visit to a node. */
import type { RootTask, RunStep } from "../langgraph/events.js";

/** A node speaks: its visit is listed, once. */
export function startStep(
  steps: readonly RunStep[],
  step: RunStep | undefined,
): readonly RunStep[] {
  if (!step || steps.some((known) => known.id === step.id)) return steps;
  return [...steps, step];
}

/**
 * A node returned: its visit is done, and so is everything below it.
 *
 * @param task the root task that returned, where the node belongs to the root graph and has spoken
 */
export function finishSteps(
  steps: readonly RunStep[],
  returned: { readonly node: string; readonly namespace: readonly string[] },
  task: RootTask | undefined,
): readonly RunStep[] {
  const { node, namespace } = returned;
  const isBelow = (step: RunStep) =>
    task !== undefined && (step.id === task.id || step.namespace[0] === task.id);
  const path = namespace.join("|");
  const visit =
    steps.find((step) => step.id === task?.id) ??
    steps.find(
      (step) =>
        step.status === "working" && step.node === node && step.namespace.join("|") === path,
    ) ??
    // A task of the functional API speaks below its entrypoint, but reports at the root.
    steps.find((step) => step.status === "working" && step.node === node && path === "");
  const finished = steps.map((step) =>
    step === visit || (isBelow(step) && step.status === "working")
      ? { ...step, status: "done" as const }
      : step,
  );
  if (visit) return finished;
  return [...finished, { id: `${node}:done-${steps.length}`, node, namespace, status: "done" }];
}
