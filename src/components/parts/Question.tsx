import { useChat, useCourse } from "../chat/contexts.js";
import { createPart, HIDDEN } from "../chat/createPart.js";
import { useDraft } from "../chat/useDraft.js";

/** From here on, a question would push the answer far down on a phone, so it is folded. In UTF-16 code units. */
const LONG_CHARS = 300;

/** The question as asked, unless it stands in the box again. Of a very long one, the first lines, and the rest folded. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Question = /* @__PURE__ */ createPart<"div">(
  "question",
  function Question(attributes, ref) {
    const { labels } = useChat();
    const { question } = useCourse();
    const { isQuestionBack } = useDraft();
    if (!question || isQuestionBack) return null;
    return (
      <div ref={ref} {...attributes}>
        <span className={HIDDEN}>{labels.youAsked}: </span>
        {question.length > LONG_CHARS ? (
          <details>
            <summary>
              <span dir="auto">{question}</span>
            </summary>
          </details>
        ) : (
          <p dir="auto">{question}</p>
        )}
      </div>
    );
  },
);
