import { useChat } from "../chat/contexts.js";
import { createPart, HIDDEN } from "../chat/createPart.js";
import { useFormIds } from "./Form.js";

/** The label of the box. Screen readers always read it; it is visible if neither title nor placeholder says the same. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Label = /* @__PURE__ */ createPart<"label">(
  "label",
  function Label({ children, className, ...attributes }, ref) {
    const { labels, title, placeholder } = useChat();
    const isHidden = !children && Boolean(title ?? placeholder);
    return (
      <label
        ref={ref}
        htmlFor={useFormIds().boxId}
        {...attributes}
        className={isHidden ? HIDDEN : className}
      >
        {children ?? labels.question}
      </label>
    );
  },
);
