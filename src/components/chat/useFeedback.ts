import { useState } from "react";
import { sendFeedback, type FeedbackConnection } from "../../langgraph/sendFeedback.js";
import type { AnyRun } from "./AnyRun.js";
import type { OneShotChatLooks, VisitorFeedback } from "./looks.js";

/** What the visitor thinks of the answer, and the function that tells the page and the gateway. */
export function useFeedback(
  run: AnyRun,
  onFeedback: OneShotChatLooks["onFeedback"],
  connection: FeedbackConnection | undefined,
) {
  const [rated, setRated] = useState<{ run: unknown; value: "up" | "down" }>();
  const { feedbackToken } = run;
  const goesToGateway = connection !== undefined && feedbackToken !== undefined;
  // Two answers with the same words are two runs. If a run has no id, its list of messages identifies it.
  const key = run.runId ?? run.messages;
  const rating = rated?.run === key && run.status === "success" ? rated.value : undefined;

  async function rate(feedback: Omit<VisitorFeedback, "run">): Promise<void> {
    setRated({ run: key, value: feedback.value });
    onFeedback?.({ ...feedback, run });
    if (goesToGateway) await sendFeedback(connection, { token: feedbackToken, ...feedback });
  }

  return { rating, rate, takesFeedback: goesToGateway || onFeedback !== undefined };
}
