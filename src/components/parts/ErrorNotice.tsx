import { useEffect, useState, useSyncExternalStore } from "react";
import { fillLabel } from "../../markdown/react/fillLabel.js";
import { useChat, useCourse } from "../chat/contexts.js";
import { createPart } from "../chat/createPart.js";
import { fieldOf, textOf } from "../work/fields.js";
import { focusPart } from "../chat/focusPart.js";
import { toWaitWords } from "../labels/format.js";

/** Says in the visitor's words what went wrong, and offers "Try again" where that can help. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const ErrorNotice = /* @__PURE__ */ createPart<"div">(
  "error-notice",
  function ErrorNotice(attributes, ref) {
    const { labels } = useChat();
    const { error } = useCourse();
    const isOnline = useSyncExternalStore(watchConnection, readConnection, () => false);
    if (!error) return null;
    const serverMessage = error.kind === "run_failed" ? error.serverMessage : undefined;
    const request = error.kind === "interrupted" ? toRequest(error.value) : undefined;
    const waitMs = error.kind === "rate_limited" ? (error.retryAfterMs ?? 0) : 0;
    return (
      <div ref={ref} data-kind={error.kind} {...attributes}>
        <p role="alert">
          {error.kind === "offline" && isOnline ? labels.canTryAgain : labels.errors[error.kind]}
          {serverMessage && ` ${serverMessage}`}
          {request && ` ${fillLabel(labels.interruptRequest, { request })}`}
        </p>
        {error.canRetry && <RetryButton waitMs={waitMs} />}
      </div>
    );
  },
);

function watchConnection(onChange: () => void): () => void {
  addEventListener("online", onChange);
  addEventListener("offline", onChange);
  return () => {
    removeEventListener("online", onChange);
    removeEventListener("offline", onChange);
  };
}

const readConnection = () => navigator.onLine;

/** Where graphs usually write what they want from a person. */
const REQUEST_FIELDS = ["question", "message", "prompt", "description"];
const MAX_REQUEST_CHARS = 300;

/** What an interrupt asks for in words; `""` if it does not say. */
function toRequest(value: unknown): string {
  // The server lists the interrupts, each with its id.
  if (Array.isArray(value)) return toRequest(value[0]);
  const inside = fieldOf(value, "value");
  if (inside !== undefined) return toRequest(inside);
  const request = typeof value === "string" ? value : textOf(value, ...REQUEST_FIELDS);
  return request.slice(0, MAX_REQUEST_CHARS);
}

/** Where the server asks to wait, the button is disabled and counts down. */
function RetryButton({ waitMs }: { waitMs: number }) {
  const { labels, language, classOf, rootRef, askAgain } = useChat();
  const secondsLeft = useCountdown(waitMs);

  function retry() {
    // This button is about to disappear, and the focus would be lost with it.
    focusPart(rootRef, "submit");
    askAgain();
  }

  return (
    <button type="button" className={classOf("button")} disabled={secondsLeft > 0} onClick={retry}>
      {secondsLeft > 0 ? toWaitWords(labels, secondsLeft, language) : labels.tryAgain}
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
