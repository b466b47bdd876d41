import type { AnyRun } from "./AnyRun.js";
import type { Labels } from "./labels.js";

/**
 * The only live region. It is on the page before the first question, and empty, because screen readers ignore a
 * region that appears together with its text. The answer is outside, because they would read it again on every token.
 */
export function Announcer({ run, labels }: { run: AnyRun; labels: Labels }) {
  return (
    <div className="osc-visually-hidden" role="status">
      {chooseAnnouncement(run, labels)}
    </div>
  );
}

function chooseAnnouncement({ status, isSlow }: AnyRun, labels: Labels): string {
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
