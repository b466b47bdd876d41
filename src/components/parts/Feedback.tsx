import { useId, useState, type SubmitEvent } from "react";
import { useChat, useCourse } from "../chat/contexts.js";
import { createPart, HIDDEN } from "../chat/createPart.js";
import { Icon } from "../chat/icons.js";
import type { VisitorFeedback } from "../chat/looks.js";

/** The longest comment that the gateway takes, in UTF-16 code units. */
const MAX_COMMENT_CHARS = 2000;

/** The two thumbs under a complete answer. After the thumb down, visitors may add a reason and a comment. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Feedback = /* @__PURE__ */ createPart<"div">(
  "feedback",
  function Feedback(attributes, ref) {
    const { labels, rate, classOf } = useChat();
    const { status, hasAnswer, rating, takesFeedback } = useCourse();
    const [outcome, setOutcome] = useState<"feedbackThanks" | "feedbackFailed">();
    const [wantsDetails, setWantsDetails] = useState(false);
    if (status !== "success" || !hasAnswer || !takesFeedback) return null;

    async function send(feedback: Omit<VisitorFeedback, "run">, hasMore = false) {
      setWantsDetails(hasMore);
      setOutcome(undefined);
      try {
        await rate(feedback);
        if (!hasMore) setOutcome("feedbackThanks");
      } catch {
        setOutcome("feedbackFailed");
      }
    }

    return (
      <div ref={ref} role="group" aria-label={labels.feedback} {...attributes}>
        {(["up", "down"] as const).map((value) => (
          <button
            key={value}
            type="button"
            className={classOf("thumb")}
            aria-pressed={rating === value}
            aria-label={value === "up" ? labels.helpful : labels.notHelpful}
            title={value === "up" ? labels.helpful : labels.notHelpful}
            onClick={() => void send({ value }, value === "down")}
          >
            <Icon name={value} />
          </button>
        ))}
        {rating === "down" && wantsDetails && (
          <Details send={(more) => void send({ value: "down", ...more })} />
        )}
        <span className={outcome ? classOf("feedback-outcome") : HIDDEN} aria-live="polite">
          {rating && outcome && labels[outcome]}
        </span>
      </div>
    );
  },
);

/** Why the answer did not help. Both fields are optional. */
function Details({ send }: { send(more: Pick<VisitorFeedback, "reason" | "comment">): void }) {
  const { labels, classOf } = useChat();
  const id = useId();

  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    // The form is about to disappear, and the focus would be lost with it.
    event.currentTarget.parentElement?.querySelector<HTMLElement>("[aria-pressed=true]")?.focus();
    const data = new FormData(event.currentTarget);
    const reason = String(data.get("reason") ?? "");
    const comment = String(data.get("comment") ?? "").trim();
    send({ ...(reason && { reason }), ...(comment && { comment }) });
  }

  return (
    <form className={classOf("feedback-details")} onSubmit={onSubmit}>
      <fieldset>
        <legend>{labels.feedbackReason}</legend>
        {Object.entries(labels.reasons).map(([reason, words]) => (
          <label key={reason} className={classOf("reason")}>
            <input type="radio" name="reason" value={reason} />
            {words}
          </label>
        ))}
      </fieldset>
      <label className={classOf("label")} htmlFor={id}>
        {labels.feedbackComment}
      </label>
      <textarea
        id={id}
        name="comment"
        rows={2}
        maxLength={MAX_COMMENT_CHARS}
        className={classOf("comment")}
      />
      <button type="submit" className={classOf("button")}>
        {labels.feedbackSend}
      </button>
    </form>
  );
}
