import { useChat, useCourse } from "../chat/contexts.js";
import { createPart, HIDDEN } from "../chat/createPart.js";
import { useDraft } from "../chat/useDraft.js";

/** The question as asked, unless it stands in the box again. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Question = /* @__PURE__ */ createPart<"p">(
  "question",
  function Question(attributes, ref) {
    const { labels } = useChat();
    const { question } = useCourse();
    const { isQuestionBack } = useDraft();
    if (!question || isQuestionBack) return null;
    return (
      <p ref={ref} dir="auto" {...attributes}>
        <span className={HIDDEN}>{labels.youAsked}: </span>
        {question}
      </p>
    );
  },
);
