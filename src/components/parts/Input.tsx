import { useEffect, type KeyboardEvent } from "react";
import { useChat, useCourse } from "../chat/contexts.js";
import { createPart } from "../chat/createPart.js";
import { useAskDraft, useFormIds } from "./Form.js";
import { isComposing } from "../chat/isOwnEscape.js";
import { useDraft } from "../chat/useDraft.js";

/**
 * The box. Enter asks, and Shift+Enter breaks the line. The Enter that ends an input method's composition does neither.
 */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Input = /* @__PURE__ */ createPart<"textarea">(
  "input",
  function Input(attributes, ref) {
    const { labels, title, placeholder = title && labels.question } = useChat();
    const { maxQuestionChars } = useCourse();
    const { text, setText, setHasBox } = useDraft();
    const { boxId, limitId } = useFormIds();
    const askDraft = useAskDraft();

    useEffect(() => {
      setHasBox(true);
      return () => setHasBox(false);
    }, [setHasBox]);

    function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
      attributes.onKeyDown?.(event);
      if (event.defaultPrevented || event.key !== "Enter" || event.shiftKey) return;
      if (isComposing(event)) return;
      event.preventDefault();
      // A held key would ask again as soon as a failed question is back in the box.
      if (!event.repeat) askDraft();
    }

    return (
      <textarea
        ref={ref}
        id={boxId}
        rows={1}
        // An empty box would be from left to right, and its placeholder too.
        dir={text ? "auto" : undefined}
        placeholder={placeholder}
        enterKeyHint="send"
        aria-describedby={limitId}
        aria-invalid={text.length > maxQuestionChars || undefined}
        {...attributes}
        value={text}
        onChange={(event) => {
          attributes.onChange?.(event);
          setText(event.target.value);
        }}
        onKeyDown={onKeyDown}
      />
    );
  },
);
