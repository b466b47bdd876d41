import { useChat, useCourse } from "../chat/contexts.js";
import { createPart } from "../chat/createPart.js";
import { nameOf } from "../work/stepTree.js";

/** One line: the run goes on and no visible step says so, the run is slow, or it was stopped. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Status = /* @__PURE__ */ createPart<"p">("status", function Status(attributes, ref) {
  const { labels, nodeLabels, steps: mode } = useChat();
  const { isSlow, isRunning, status, hasAnswer, steps } = useCourse();
  // Nodes that send no tokens are silent until they are done.
  const isAtWork = steps.some(
    ({ node, status: step }) => step === "working" && nameOf(node, nodeLabels) !== undefined,
  );
  const kind = chooseKind();
  return (
    kind && (
      <p ref={ref} data-kind={kind} {...attributes}>
        {labels[kind]}
      </p>
    )
  );

  function chooseKind() {
    if (isSlow) return "slow";
    if (status === "stopped") return "stopped";
    return isRunning && !hasAnswer && (mode === "never" || !isAtWork) ? "working" : undefined;
  }
});
