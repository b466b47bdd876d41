import { fillLabel } from "../../markdown/react/fillLabel.js";
import { formatSeconds } from "../labels/format.js";
import { useChat, useCourse } from "./chat.js";
import { createPart } from "./createPart.js";

/** How long the answer took. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Time = /* @__PURE__ */ createPart<"span">("time", function Time(attributes, ref) {
  const { labels, language } = useChat();
  const { timeTakenMs } = useCourse();
  if (timeTakenMs === undefined) return null;
  return (
    <span ref={ref} {...attributes}>
      {fillLabel(labels.timeTaken, { seconds: formatSeconds(timeTakenMs, language) })}
    </span>
  );
});
