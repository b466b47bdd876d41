import { useChat } from "./chat.js";
import { createPart } from "./createPart.js";
import { useFormIds } from "./Form.js";

/** The label of the box. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Label = /* @__PURE__ */ createPart<"label">("label", function Label(attributes, ref) {
  const { labels } = useChat();
  return (
    <label ref={ref} htmlFor={useFormIds().boxId} {...attributes}>
      {attributes.children ?? labels.question}
    </label>
  );
});
