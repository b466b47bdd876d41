import { useChat, useCourse } from "../chat/contexts.js";
import { createPart } from "../chat/createPart.js";

/** A way to a person, after errors and interrupts and after a thumb down. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Contact = /* @__PURE__ */ createPart<"div">(
  "contact",
  function Contact({ children, ...attributes }, ref) {
    const { labels, contact = children, classOf } = useChat();
    const { status, rating, question } = useCourse();
    const isNeeded = status === "error" || rating === "down";
    const content = typeof contact === "function" ? isNeeded && contact(question) : contact;
    if (!isNeeded || !content) return null;
    return (
      <div ref={ref} {...attributes}>
        <p className={classOf("contact-label")}>{labels.contact}</p>
        {content}
      </div>
    );
  },
);
