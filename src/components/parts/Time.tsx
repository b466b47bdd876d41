import { fillLabel } from "../../markdown/react/fillLabel.js";
import { formatNumber, formatSeconds } from "../labels/format.js";
import { useChat, useCourse } from "../chat/contexts.js";
import { createPart, HIDDEN } from "../chat/createPart.js";

const IN_SECONDS = { style: "unit", unit: "second", unitDisplay: "narrow" } as const;

/** How long the answer took. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Time = /* @__PURE__ */ createPart<"span">("time", function Time(attributes, ref) {
  const { labels, language } = useChat();
  const { timeTakenMs } = useCourse();
  if (timeTakenMs === undefined) return null;
  const tenths = Math.round(timeTakenMs / 100);
  const seconds = formatSeconds(timeTakenMs, language);
  const words = fillLabel(labels.timeTaken, { seconds });
  return (
    <span ref={ref} title={words} {...attributes}>
      <span className={HIDDEN}>{words}</span>
      {/* A row of icons has little room. */}
      <span aria-hidden="true">{formatNumber(tenths / 10, language, IN_SECONDS)}</span>
    </span>
  );
});
