import { memo, useMemo } from "react";
import { useChat, useCourse, useRun } from "../chat/contexts.js";
import { createPart } from "../chat/createPart.js";
import { STATUS_LABELS } from "./Steps.js";
import { nameOf, toWords, type StepStatus } from "../work/stepTree.js";
import { findToolCalls, type ShownCall } from "../work/toolCalls.js";

/** The tools that the model called. Arguments and results are folded, because few visitors need them. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const ToolCalls = /* @__PURE__ */ createPart<"div">(
  "tool-calls",
  function ToolCalls(attributes, ref) {
    const { steps, labels, classOf } = useChat();
    const { messages } = useRun();
    const calls = useMemo(() => findToolCalls(messages), [messages]);
    if (steps === "never" || calls.length === 0) return null;
    return (
      <div ref={ref} {...attributes}>
        <ul className={classOf("tool-list")} aria-label={labels.toolCalls}>
          {calls.map((call) => (
            <li key={call.id}>
              <ToolCall {...call} />
            </li>
          ))}
        </ul>
      </div>
    );
  },
);

/** Messages are new lists for each token, and most of their calls are the same. */
const ToolCall = /* @__PURE__ */ memo(function ToolCall({
  name,
  args,
  result,
  hasFailed,
}: ShownCall) {
  const { labels, nodeLabels, classOf } = useChat();
  const { isRunning } = useCourse();
  let status: StepStatus = isRunning ? "working" : "unfinished";
  if (result !== undefined) status = hasFailed ? "failed" : "done";
  return (
    <details data-status={status}>
      <summary>
        <span className={classOf("step-name")}>{nameOf(name, nodeLabels) ?? toWords(name)}</span>{" "}
        <span className={classOf("step-status")}>{labels[STATUS_LABELS[status]]}</span>
      </summary>
      <div className={classOf("fold-body")}>
        <p className={classOf("tool-label")}>{labels.toolArguments}</p>
        <pre className={classOf("tool-text")} dir="ltr">
          {JSON.stringify(args, undefined, 2)}
        </pre>
        {result !== undefined && (
          <>
            <p className={classOf("tool-label")}>{labels.toolResult}</p>
            <pre className={classOf("tool-text")} dir="auto">
              {result}
            </pre>
          </>
        )}
      </div>
    </details>
  );
});
