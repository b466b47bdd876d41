import { useChat } from "../chat/contexts.js";
import { createPart } from "../chat/createPart.js";

/** Says that each question is answered on its own. Without it, visitors expect the assistant to remember. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Note = /* @__PURE__ */ createPart<"p">("note", function Note(attributes, ref) {
  const { labels, note } = useChat();
  if (!note) return null;
  return (
    <p ref={ref} {...attributes}>
      {attributes.children ?? labels.note}
    </p>
  );
});
