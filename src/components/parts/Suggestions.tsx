import { useChat, useCourse } from "../chat/contexts.js";
import { createPart } from "../chat/createPart.js";
import { focusPart } from "../chat/focusPart.js";

/** Questions as buttons, until the first one is asked. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Suggestions = /* @__PURE__ */ createPart<"ul">(
  "suggestions",
  function Suggestions(attributes, ref) {
    const { labels, suggestions = [], ask, rootRef, classOf } = useChat();
    const { status } = useCourse();
    if (status !== "idle" || suggestions.length === 0) return null;

    function onPress(suggestion: string) {
      // The suggestion disappears, and the focus would be lost with it. In the box, it would open a phone's keyboard.
      focusPart(rootRef, "submit");
      ask(suggestion);
    }

    return (
      <ul ref={ref} aria-label={labels.suggestions} {...attributes}>
        {[...new Set(suggestions)].map((suggestion) => (
          <li key={suggestion}>
            <button
              type="button"
              className={classOf("suggestion")}
              onClick={() => onPress(suggestion)}
            >
              {suggestion}
            </button>
          </li>
        ))}
      </ul>
    );
  },
);
