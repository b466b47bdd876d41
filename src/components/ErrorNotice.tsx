import { useEffect, useState } from "react";
import type { RunError } from "../langgraph/errors.js";
import { fillLabel } from "../markdown/react/fillLabel.js";
import type { Labels } from "./labels.js";
import { formatNumber } from "./usePageLanguage.js";

export interface ErrorNoticeProps {
  error: RunError;
  labels: Labels;
  /** The language in which numbers are written. */
  language: string;
  onRetry: () => void;
}

/** Says in the visitor's words what went wrong, and offers "Try again" where that can help. */
export function ErrorNotice(props: ErrorNoticeProps) {
  const { error, labels } = props;
  const serverMessage = error.kind === "run_failed" ? error.serverMessage : undefined;
  return (
    <div className="osc-error" data-kind={error.kind}>
      <p role="alert">
        {labels.errors[error.kind]}
        {serverMessage && ` ${serverMessage}`}
      </p>
      {error.canRetry && <RetryButton {...props} />}
    </div>
  );
}

/** Where the server asks to wait, the button is disabled and counts down. */
function RetryButton({ error, labels, language, onRetry }: ErrorNoticeProps) {
  const waitMs = error.kind === "rate_limited" ? (error.retryAfterMs ?? 0) : 0;
  const secondsLeft = useCountdown(waitMs);
  const seconds = formatNumber(secondsLeft, language);
  return (
    <button
      type="button"
      className="osc-button osc-retry"
      disabled={secondsLeft > 0}
      onClick={onRetry}
    >
      {secondsLeft > 0 ? fillLabel(labels.tryAgainIn, { seconds }) : labels.tryAgain}
    </button>
  );
}

/** Whole seconds until `waitMs` have passed since the first render. A change of the computer's clock does not matter. */
function useCountdown(waitMs: number): number {
  const [secondsLeft, setSecondsLeft] = useState(() => Math.ceil(waitMs / 1000));
  useEffect(() => {
    if (waitMs <= 0) return;
    const until = performance.now() + waitMs;
    const timer = setInterval(() => {
      const left = Math.max(Math.ceil((until - performance.now()) / 1000), 0);
      setSecondsLeft(left);
      if (left === 0) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [waitMs]);
  return secondsLeft;
}
