import { useEffect, useState } from "react";
import type { RunError } from "../langgraph/errors.js";
import { fillLabel, type Labels } from "./labels.js";

export interface ErrorNoticeProps {
  error: RunError;
  labels: Labels;
  onRetry: () => void;
}

/** What went wrong, in the visitor's words, and the one thing to do about it. */
export function ErrorNotice({ error, labels, onRetry }: ErrorNoticeProps) {
  const serverMessage = error.kind === "run_failed" ? error.serverMessage : undefined;
  return (
    <div className="osc-error" data-kind={error.kind}>
      <p role="alert">
        {labels.errors[error.kind]}
        {serverMessage && ` ${serverMessage}`}
      </p>
      {error.canRetry && <RetryButton error={error} labels={labels} onRetry={onRetry} />}
    </div>
  );
}

/** Where the server asks for patience, the button counts down to the moment it may be used. */
function RetryButton({ error, labels, onRetry }: ErrorNoticeProps) {
  const waitMs = error.kind === "rate_limited" ? (error.retryAfterMs ?? 0) : 0;
  const secondsLeft = useCountdown(waitMs);
  return (
    <button
      type="button"
      className="osc-button osc-retry"
      disabled={secondsLeft > 0}
      onClick={onRetry}
    >
      {secondsLeft > 0 ? fillLabel(labels.tryAgainIn, { seconds: secondsLeft }) : labels.tryAgain}
    </button>
  );
}

/** Whole seconds until `waitMs` have passed since the first render; by the monotonic clock. */
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
