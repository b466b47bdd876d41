import type { Labels } from "../labels/Labels.js";
import { useChat, useCourse, type RunCourse } from "../parts/chat.js";
import { createPart, HIDDEN } from "../parts/createPart.js";

/**
 * The only live region. It is on the page before the first question, and empty, because screen readers ignore a
 * region that appears together with its text. The answer is outside, because they would read it again on every token.
 */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Announcer = /* @__PURE__ */ createPart<"div">(
  "announcer",
  function Announcer(attributes, ref) {
    const { labels } = useChat();
    const course = useCourse();
    return (
      <div ref={ref} role="status" {...attributes} className={HIDDEN}>
        {chooseAnnouncement(course, labels)}
      </div>
    );
  },
);

function chooseAnnouncement({ status, isSlow }: RunCourse, labels: Labels): string {
  switch (status) {
    case "pending":
    case "streaming":
      return isSlow ? labels.slow : labels.answering;
    case "success":
      return labels.answerComplete;
    case "stopped":
      return labels.stopped;
    case "idle":
    // ErrorNotice is an alert, which screen readers announce by themselves.
    case "error":
      return "";
  }
}
