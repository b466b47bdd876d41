import type { RunStatus } from "../run/types.js";
import type { Labels } from "./labels.js";

/**
 * The one live region. It stands in the page, empty, before the first question: screen readers
 * overlook regions that arrive together with their text. The streamed answer is outside it, or every
 * token would be spoken.
 */
export function Announcer({ status, labels }: { status: RunStatus; labels: Labels }) {
  return (
    <div className="osc-visually-hidden" role="status">
      {announcement(status, labels)}
    </div>
  );
}

function announcement(status: RunStatus, labels: Labels): string {
  switch (status) {
    case "pending":
    case "streaming":
      return labels.answering;
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
