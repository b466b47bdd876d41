import { fillLabel } from "../../markdown/react/fillLabel.js";
import { formatNumber } from "../labels/format.js";
import type { Labels } from "../labels/Labels.js";
import { useChat, useCourse } from "../chat/contexts.js";
import { createPart } from "../chat/createPart.js";
import { toStepTree, type StepItem, type StepStatus } from "../work/stepTree.js";

/** The word for each status, for tools too. */
export const STATUS_LABELS = {
  waiting: "nodeWaiting",
  working: "nodeWorking",
  done: "nodeDone",
  failed: "nodeFailed",
  unfinished: "nodeUnfinished",
} as const satisfies Record<StepStatus, keyof Labels>;

/** The graph's nodes and the state of each. With `steps="auto"`, the list folds once the answer is complete. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Steps = /* @__PURE__ */ createPart<"div">("steps", function Steps(attributes, ref) {
  const { labels, language, nodeLabels, steps: mode, classOf } = useChat();
  const { isRunning, status, error, steps, toolNames } = useCourse();
  const hasFailed = error?.kind === "run_failed";
  const items = toStepTree(steps, { nodeLabels, toolNames, isRunning, hasFailed });
  if (mode === "never" || items.length === 0) return null;
  const list = <StepList items={items} labels={labels} classOf={classOf} isOutermost />;
  const count = formatNumber(items.length, language);
  return (
    <div ref={ref} {...attributes}>
      {mode === "auto" && status === "success" ? (
        <details>
          <summary>{fillLabel(labels.stepCount, { count })}</summary>
          {list}
        </details>
      ) : (
        list
      )}
    </div>
  );
});

interface StepListProps {
  items: readonly StepItem[];
  labels: Labels;
  classOf(name: string): string | undefined;
  isOutermost?: boolean;
}

function StepList({ items, labels, classOf, isOutermost = false }: StepListProps) {
  return (
    <ol className={classOf("step-list")} aria-label={isOutermost ? labels.progress : undefined}>
      {items.map(({ id, name, status, children }) => (
        <li key={id} className={classOf("step")} data-status={status}>
          <span className={classOf("step-name")}>{name}</span>{" "}
          <span className={classOf("step-status")}>{labels[STATUS_LABELS[status]]}</span>
          {children.length > 0 && <StepList items={children} labels={labels} classOf={classOf} />}
        </li>
      ))}
    </ol>
  );
}
