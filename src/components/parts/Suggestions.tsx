import { useEffect } from "react";
import { useChat, useCourse } from "../chat/contexts.js";
import { createPart } from "../chat/createPart.js";
import { focusPart } from "../chat/focusPart.js";

const NONE: readonly string[] = [];

/** Questions as buttons, until the first one is asked. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Suggestions = /* @__PURE__ */ createPart<"ul">(
  "suggestions",
  function Suggestions(attributes, ref) {
    const { labels, suggestions = NONE, ask, rootRef, classOf } = useChat();
    const { status, maxQuestionChars } = useCourse();
    useEffect(() => {
      try {
        // Bundlers remove this from production code. A browser without a bundler has no `process`, and no warning.
        if (process.env.NODE_ENV !== "production") warnOfLong(suggestions, maxQuestionChars);
      } catch {}
    }, [suggestions, maxQuestionChars]);
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

/** A suggestion that is longer than a question may be ends in an error without a request. */
function warnOfLong(suggestions: readonly string[], maxQuestionChars: number): void {
  for (const suggestion of suggestions)
    if (suggestion.trim().length > maxQuestionChars)
      console.warn(
        `oneshot-chat: the suggestion "${suggestion.slice(0, 40)}…" is longer than maxQuestionChars, ${maxQuestionChars}; shorten it.`,
      );
}
