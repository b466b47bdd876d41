import { useChat, useCourse } from "../chat/contexts.js";
import { createPart } from "../chat/createPart.js";
import { focusPart } from "../chat/focusPart.js";
import { Icon } from "../chat/icons.js";

/** Asks the same question once more. After an error, `ErrorNotice` offers that. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const AskAgain = /* @__PURE__ */ createPart<"button">(
  "ask-again",
  function AskAgain({ children, ...attributes }, ref) {
    const { labels, rootRef, askAgain } = useChat();
    const { status } = useCourse();
    if (status !== "success" && status !== "stopped") return null;
    return (
      <button
        ref={ref}
        type="button"
        aria-label={children ? undefined : labels.askAgain}
        title={children ? undefined : labels.askAgain}
        {...attributes}
        onClick={(event) => {
          attributes.onClick?.(event);
          if (event.defaultPrevented) return;
          // This button is about to disappear, and the focus would be lost with it.
          focusPart(rootRef, "submit");
          askAgain();
        }}
      >
        {children ?? <Icon name="again" />}
      </button>
    );
  },
);
