import type { ReactNode } from "react";
import { useChat, useCourse } from "../chat/contexts.js";
import { createPart } from "../chat/createPart.js";
import { useReport, type Mistake } from "../chat/useReport.js";
import { SlotBoundary } from "../../markdown/react/SlotBoundary.js";

/** A way to a person, after errors and interrupts and after a thumb down. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Contact = /* @__PURE__ */ createPart<"div">(
  "contact",
  function Contact({ children, ...attributes }, ref) {
    const { labels, contact = children, classOf } = useChat();
    let mistake: Mistake | undefined;
    let content: ReactNode;
    const { status, rated, question } = useCourse();
    const isNeeded = status === "error" || rated?.value === "down";
    try {
      content = isNeeded && (typeof contact === "function" ? contact(question) : contact);
    } catch (cause) {
      mistake = { message: "contact failed; it is not shown.", cause };
    }
    useReport(mistake);
    if (!content) return null;
    return (
      <SlotBoundary key={question} fallback={null}>
        <div ref={ref} {...attributes}>
          <p className={classOf("contact-label")}>{labels.contact}</p>
          {content}
        </div>
      </SlotBoundary>
    );
  },
);
