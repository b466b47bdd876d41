import { useState } from "react";
import { sendFeedback, type FeedbackConnection } from "../../langgraph/sendFeedback.js";
import type { AnyRun } from "./AnyRun.js";
import type { OneShotChatLooks, VisitorFeedback } from "./looks.js";

/** What the visitor thinks of the answer on the page. It is a new object each time they say so. */
export interface Rated {
  readonly value: "up" | "down";
  /** The label that says what became of the feedback; `undefined` while it is sent, or while details may follow. */
  readonly outcome?: "feedbackThanks" | "feedbackFailed" | undefined;
}

/** What the visitor thinks of the answer, and the function that tells the page and the gateway. */
export function useFeedback(
  run: AnyRun,
  onFeedback: OneShotChatLooks["onFeedback"],
  connection: FeedbackConnection | undefined,
) {
  const [last, setLast] = useState<{ run: unknown; rated: Rated }>();
  const { feedbackToken } = run;
  const goesToGateway = connection !== undefined && feedbackToken !== undefined;
  // Two answers with the same words are two runs. If a run has no id, its list of messages identifies it.
  const key = run.runId ?? run.messages;
  const rated = last?.run === key && run.status === "success" ? last.rated : undefined;

  async function rate(feedback: Omit<VisitorFeedback, "run">, hasMore: boolean): Promise<boolean> {
    const { value } = feedback;
    const begun = { run: key, rated: { value } };
    setLast(begun);
    // The visitor may have pressed the other thumb meanwhile.
    const finish = (outcome: Rated["outcome"]) =>
      setLast((now) => (now === begun ? { run: key, rated: { value, outcome } } : now));
    async function tellPage() {
      try {
        await onFeedback?.({ ...feedback, run });
      } catch (cause) {
        console.error("oneshot-chat: onFeedback failed.", cause);
        throw cause;
      }
    }
    try {
      await Promise.all([
        tellPage(),
        goesToGateway && sendFeedback(connection, { token: feedbackToken, ...feedback }),
      ]);
      if (!hasMore) finish("feedbackThanks");
      return true;
    } catch {
      finish("feedbackFailed");
      return false;
    }
  }

  return { rated, rate, takesFeedback: goesToGateway || onFeedback !== undefined };
}
