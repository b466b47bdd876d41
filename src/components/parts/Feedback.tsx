import { useId, useState, type SubmitEvent } from "react";
import { useChat, useCourse } from "../chat/contexts.js";
import { createPart } from "../chat/createPart.js";
import { Icon } from "../chat/icons.js";

/** The longest comment that the gateway takes, in UTF-16 code units. */
const MAX_COMMENT_CHARS = 2000;

/** The two thumbs under a complete answer. After the thumb down, visitors may add a reason and a comment. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Feedback = /* @__PURE__ */ createPart<"div">(
  "feedback",
  function Feedback(attributes, ref) {
    const { labels, rate, classOf } = useChat();
    const { status, hasAnswer, rated, takesFeedback } = useCourse();
    const [wantsDetails, setWantsDetails] = useState(false);
    if (status !== "success" || !hasAnswer || !takesFeedback) return null;

    function press(value: "up" | "down") {
      // What has been sent need not be sent again.
      if (rated?.value === value && rated.outcome !== "feedbackFailed") return;
      setWantsDetails(value === "down");
      void rate({ value }, value === "down");
    }

    return (
      <div ref={ref} role="group" aria-label={labels.feedback} {...attributes}>
        {(["up", "down"] as const).map((value) => (
          <button
            key={value}
            type="button"
            className={classOf("thumb")}
            aria-pressed={rated?.value === value}
            aria-label={value === "up" ? labels.helpful : labels.notHelpful}
            title={value === "up" ? labels.helpful : labels.notHelpful}
            onClick={() => press(value)}
          >
            <Icon name="up" isTurned={value === "down"} />
          </button>
        ))}
        {rated && wantsDetails && <Details close={() => setWantsDetails(false)} />}
        {/* The announcer says it to screen readers. */}
        {rated?.outcome && (
          <span className={classOf("feedback-outcome")}>{labels[rated.outcome]}</span>
        )}
      </div>
    );
  },
);

/** Why the answer did not help. Both fields are optional. */
function Details({ close }: { close(): void }) {
  const { labels, rate, classOf } = useChat();
  const id = useId();

  async function send(form: HTMLFormElement) {
    const data = new FormData(form);
    const reason = String(data.get("reason") ?? "");
    const comment = String(data.get("comment") ?? "").trim();
    const details = { ...(reason && { reason }), ...(comment && { comment }) };
    // What cannot be sent stays in the form.
    if (!(await rate({ value: "down", ...details }, false))) return;
    // The form is about to disappear, and the focus would be lost with it.
    if (form.contains(document.activeElement))
      form.parentElement?.querySelector<HTMLElement>("[aria-pressed=true]")?.focus();
    close();
  }

  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    void send(event.currentTarget);
  }

  return (
    <form className={classOf("feedback-details")} onSubmitCapture={onSubmit}>
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
