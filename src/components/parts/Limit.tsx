import { fillLabel } from "../../markdown/react/fillLabel.js";
import { useChat, useCourse } from "../chat/contexts.js";
import { createPart, HIDDEN } from "../chat/createPart.js";
import { useFormIds } from "./Form.js";
import { useDraft } from "../chat/useDraft.js";
import { formatNumber } from "../labels/format.js";

/** The count of characters is visible from this share of the limit on. */
const SHOW_COUNT_FROM = 0.9;

/** Describes the limit of the box to screen readers at all times, and shows it to everyone when it is near. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Limit = /* @__PURE__ */ createPart<"p">("limit", function Limit(attributes, ref) {
  const { labels, language } = useChat();
  const { maxQuestionChars: max } = useCourse();
  const { limitId } = useFormIds();
  const count = useDraft().text.length;
  const over = count - max;
  const isNear = count > max * SHOW_COUNT_FROM;
  let words = isNear ? labels.charCount : labels.maxChars;
  if (over > 0) words = labels.tooLong;
  return (
    <p
      ref={ref}
      id={limitId}
      {...attributes}
      className={isNear ? attributes.className : HIDDEN}
      data-over={over > 0 || undefined}
    >
      {fillLabel(words, {
        count: formatNumber(count, language),
        max: formatNumber(max, language),
        over: formatNumber(over, language),
      })}
    </p>
  );
});
