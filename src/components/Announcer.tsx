import type { AnyRun } from "./AnyRun.js";
import type { Labels } from "./labels.js";

/**
 * The only live region. It is in the page, empty, before the first question, because screen readers miss a region
 * that arrives together with its text. The answer is outside of it, because they would read it again on every token.
 */
export function Announcer({ run, labels }: { run: AnyRun; labels: Labels }) {
  return (
    <div className="osc-visually-hidden" role="status">
      {announcement(run, labels)}
    </div>
  );
}

function announcement({ status, isSlow }: AnyRun, labels: Labels): string {
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
