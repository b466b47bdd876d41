import type { RunError } from "../run/errors.js";
import type { Labels } from "./labels.js";

export interface ErrorNoticeProps {
  error: RunError;
  labels: Labels;
  onRetry: () => void;
}

/** What went wrong, in the visitor's words, and the one thing to do about it. */
export function ErrorNotice({ error, labels, onRetry }: ErrorNoticeProps) {
  return (
    <div className="osc-error" data-kind={error.kind}>
      <p role="alert">{labels.errors[error.kind]}</p>
      {error.canRetry && (
        <button type="button" className="osc-button osc-retry" onClick={onRetry}>
          {labels.tryAgain}
        </button>
      )}
    </div>
  );
}
