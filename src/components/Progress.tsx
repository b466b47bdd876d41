import { memo } from "react";
import type { RunStep } from "../langgraph/events.js";
import type { Labels } from "./labels.js";

export interface ProgressProps {
  steps: readonly RunStep[];
  isRunning: boolean;
  labels: Labels;
}

/** The graph's nodes and the state of each. Until the first node is known, one line says that the run goes on. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Progress = /* @__PURE__ */ memo(function Progress({
  steps,
  isRunning,
  labels,
}: ProgressProps) {
  if (steps.length === 0) return isRunning ? <p className="osc-working">{labels.working}</p> : null;
  return (
    <ol className="osc-steps" aria-label={labels.progress}>
      {steps.map(({ id, node, namespace, status }) => (
        <li
          key={id}
          className="osc-step"
          data-status={status}
          data-depth={namespace.length > 0 ? namespace.length : undefined}
        >
          <span className="osc-step-node">{labels.nodes[node] ?? node}</span>{" "}
          <span className="osc-step-status">{chooseStatusWord(status, isRunning, labels)}</span>
        </li>
      ))}
    </ol>
  );
});

function chooseStatusWord(status: RunStep["status"], isRunning: boolean, labels: Labels): string {
  if (status === "done") return labels.nodeDone;
  return isRunning ? labels.nodeWorking : labels.nodeUnfinished;
}
