import type { Limits, LimitRefusal } from "../limits/createLimits.js";
import type { LogLine, ReceivedFeedback } from "../options.js";
import type { FeedbackSettings } from "../settings.js";
import { readRating } from "./readRating.js";
import { LangSmithError, sendToLangSmith } from "./sendToLangSmith.js";
import { createFeedbackTokens, type RatedRun } from "./token.js";

export interface Feedback {
  /** Makes the token with which the visitor of this run may rate it. */
  tokenFor(run: RatedRun): Promise<string>;
  /** Takes a rating: checks its body and token, counts it, and passes it on. Never rejects. */
  receive(
    body: Readonly<Record<string, unknown>>,
    visitor: string,
  ): Promise<{ readonly feedback: ReceivedFeedback } | LimitRefusal>;
}

export interface FeedbackParts {
  readonly limits: Pick<Limits, "takeFeedback">;
  readonly log: (line: LogLine) => void;
  /** How long LangSmith or the operator's function may take. Default: 10 seconds. */
  readonly timeoutMs?: number;
}

const SEND_TIMEOUT_MS = 10_000;

/**
 * Makes the receiver of ratings. It keeps nothing: a visitor may rate a run again until the token expires, and the
 * last rating counts.
 */
export function createFeedback(
  settings: FeedbackSettings,
  { limits, log, timeoutMs = SEND_TIMEOUT_MS }: FeedbackParts,
): Feedback {
  const tokens = createFeedbackTokens(settings);
  return {
    tokenFor: (run) => tokens.issue(run),

    async receive(body, visitor) {
      const rating = readRating(body);
      if (!rating) return { refusal: "invalid_feedback" };
      const { token, ...opinion } = rating;
      const run = await tokens.open(token);
      if (!run) return { refusal: "feedback_expired" };
      const refused = await limits.takeFeedback(visitor);
      if (refused) return refused;
      const feedback: ReceivedFeedback = { ...run, ...opinion };
      try {
        await send(settings.send, feedback, AbortSignal.timeout(timeoutMs));
        return { feedback };
      } catch (cause) {
        log({
          level: "error",
          event: "feedback_failed",
          // A message could hold the comment.
          cause: cause instanceof Error ? cause.name : "unknown",
          ...(cause instanceof LangSmithError && { status: cause.status }),
        });
        return { refusal: "feedback_failed" };
      }
    },
  };
}

async function send(
  to: FeedbackSettings["send"],
  feedback: ReceivedFeedback,
  signal: AbortSignal,
): Promise<void> {
  if (typeof to !== "function") return sendToLangSmith(to, feedback, signal);
  const tooLate = new Promise<never>((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(new Error("feedback.send took too long")));
  });
  await Promise.race([to(feedback), tooLate]);
}
