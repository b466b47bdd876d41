import { useChat, useCourse } from "../chat/contexts.js";
import { createPart } from "../chat/createPart.js";
import { Icon } from "../chat/icons.js";

/** "Ask" and "Stop" are one button in one place, so that it keeps the focus when its name changes. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Submit = /* @__PURE__ */ createPart<"button">(
  "submit",
  function Submit({ children, ...attributes }, ref) {
    const { labels } = useChat();
    const { isRunning } = useCourse();
    const name = isRunning ? labels.stop : labels.ask;
    // Words of the page's own are the name by themselves.
    const naming = children ? {} : { "aria-label": name, title: name };
    return (
      <button ref={ref} type="submit" {...naming} {...attributes}>
        {children ?? <Icon name={isRunning ? "stop" : "ask"} />}
      </button>
    );
  },
);
