import { useChat, useCourse } from "../chat/contexts.js";
import { createPart } from "../chat/createPart.js";

/** One line: the run has begun, is slow, or was stopped. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Status = /* @__PURE__ */ createPart<"p">("status", function Status(attributes, ref) {
  const { labels } = useChat();
  const { isSlow, isRunning, status, hasAnswer, steps } = useCourse();
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
    return isRunning && steps.length === 0 && !hasAnswer ? "working" : undefined;
  }
});
