import { useChat, useCourse } from "../chat/contexts.js";
import { createPart } from "../chat/createPart.js";

/** The title, which names the region, and the greeting until the first question is asked. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Header = /* @__PURE__ */ createPart<"div">(
  "header",
  function Header({ children, ...attributes }, ref) {
    const { title, titleId, greeting, classOf } = useChat();
    const isIdle = useCourse().status === "idle";
    if (!title && !children && !(greeting && isIdle)) return null;
    return (
      <div ref={ref} {...attributes}>
        {title && (
          <h2 id={titleId} className={classOf("title")}>
            {title}
          </h2>
        )}
        {greeting && isIdle && <div className={classOf("greeting")}>{greeting}</div>}
        {children}
      </div>
    );
  },
);
