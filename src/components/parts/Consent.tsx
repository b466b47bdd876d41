import { useChat, useCourse } from "../chat/contexts.js";
import { createPart } from "../chat/createPart.js";

/** What the visitor agrees to before anything is sent. A question that is asked before waits for it. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Consent = /* @__PURE__ */ createPart<"div">(
  "consent",
  function Consent({ children, ...attributes }, ref) {
    const { labels, consent, agree, classOf } = useChat();
    if (!useCourse().needsConsent) return null;
    return (
      <div ref={ref} role="group" aria-label={labels.consent} {...attributes}>
        <div className={classOf("prose")}>{children ?? consent?.text}</div>
        <button type="button" className={classOf("button")} onClick={agree}>
          {labels.consentAccept}
        </button>
      </div>
    );
  },
);
