import { useChat, useCourse } from "./chat.js";
import { createPart } from "./createPart.js";

/** "Ask" and "Stop" are one button, so that it keeps the focus when its word changes. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Submit = /* @__PURE__ */ createPart<"button">(
  "submit",
  function Submit(attributes, ref) {
    const { labels } = useChat();
    const { isRunning } = useCourse();
    return (
      <button ref={ref} type="submit" {...attributes}>
        {attributes.children ?? (isRunning ? labels.stop : labels.ask)}
      </button>
    );
  },
);
