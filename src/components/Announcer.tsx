import type { Labels } from "./labels.js";
import type { AnyRun } from "./QuestionForm.js";

/**
 * The one live region. It stands in the page, empty, before the first question: screen readers
 * overlook regions that arrive together with their text. The streamed answer is outside it, or every
 * token would be spoken.
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
    // Errors speak for themselves, in an alert.
    case "error":
      return "";
  }
}
