import { useChat, useCourse } from "../chat/contexts.js";
import { createPart } from "../chat/createPart.js";

/**
 * A row for buttons that belong to the answer, once the run has ended. While the answer streams, the row is empty and takes
 * its room, so that the last words do not move when the buttons appear.
 */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Actions = /* @__PURE__ */ createPart<"div">(
  "actions",
  function Actions({ children, ...attributes }, ref) {
    const { labels } = useChat();
    const { isRunning, hasAnswer } = useCourse();
    if (!hasAnswer) return null;
    const naming = isRunning ? {} : { role: "group", "aria-label": labels.actions, children };
    return <div ref={ref} {...naming} {...attributes} />;
  },
);
