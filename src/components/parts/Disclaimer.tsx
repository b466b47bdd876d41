import { useChat } from "../chat/contexts.js";
import { createPart } from "../chat/createPart.js";

/** The page's small print, such as a word on privacy. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Disclaimer = /* @__PURE__ */ createPart<"div">(
  "disclaimer",
  function Disclaimer({ children, ...attributes }, ref) {
    const { disclaimer = children } = useChat();
    if (!disclaimer) return null;
    return (
      <div ref={ref} {...attributes}>
        {disclaimer}
      </div>
    );
  },
);
