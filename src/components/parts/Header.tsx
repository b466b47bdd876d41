import { useChat } from "./chat.js";
import { createPart } from "./createPart.js";

/** The title. It names the region. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Header = /* @__PURE__ */ createPart<"div">("header", function Header(attributes, ref) {
  const { title, titleId, unstyled } = useChat();
  if (!title && !attributes.children) return null;
  return (
    <div ref={ref} {...attributes}>
      {title && (
        <h2 id={titleId} className={unstyled ? undefined : "osc-title"}>
          {title}
        </h2>
      )}
      {attributes.children}
    </div>
  );
});
