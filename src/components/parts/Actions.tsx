import { useChat, useCourse } from "./chat.js";
import { createPart } from "./createPart.js";

/** A row for buttons that belong to the answer, once the run has ended. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Actions = /* @__PURE__ */ createPart<"div">(
  "actions",
  function Actions(attributes, ref) {
    const { labels } = useChat();
    const { isRunning, hasAnswer } = useCourse();
    if (isRunning || !hasAnswer) return null;
    return <div ref={ref} role="group" aria-label={labels.actions} {...attributes} />;
  },
);
