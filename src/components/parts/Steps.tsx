import type { RunStep } from "../../langgraph/events.js";
import type { Labels } from "../labels/Labels.js";
import { useChat, useCourse, useRun } from "./chat.js";
import { createPart } from "./createPart.js";

/** The graph's nodes and the state of each. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Steps = /* @__PURE__ */ createPart<"ol">("steps", function Steps(attributes, ref) {
  const { labels } = useChat();
  const { isRunning } = useCourse();
  const { steps } = useRun();
  if (steps.length === 0) return null;
  return (
    <ol ref={ref} aria-label={labels.progress} {...attributes}>
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
