/** Rates a run, through a gateway that takes feedback. */
import { resolveApiUrl, resolveHeaders } from "./client.js";
import type { RunHeaders } from "./options.js";
import { toRunError } from "./toRunError.js";

/** What a visitor thinks of an answer. */
export interface Feedback {
  /** `run.feedbackToken` of the run. It expires. */
  readonly token: string;
  readonly value: "up" | "down";
  /** One of a page's own list of reasons. */
  readonly reason?: string;
  readonly comment?: string;
}

/** How to reach the gateway: the same values as for the run. */
export interface FeedbackConnection {
  readonly apiUrl: string;
  readonly headers?: RunHeaders | undefined;
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/**
 * Sends feedback on one run. Resolves when the gateway has taken it. It may be sent more than once: the visitor may
 * change their mind, or add a comment.
 *
 * @throws a `RunError`: `rate_limited`, `network`, …; `invalid_input` for a token that has expired
 */
export async function sendFeedback(
  { apiUrl, headers, fetch = globalThis.fetch }: FeedbackConnection,
  feedback: Feedback,
): Promise<void> {
  try {
    const response = await fetch(`${resolveApiUrl(apiUrl).replace(/\/$/, "")}/feedback`, {
      method: "POST",
      // A visitor who rates and leaves at once has rated.
      keepalive: true,
      redirect: "error",
      headers: { ...(await resolveHeaders(headers)), "content-type": "application/json" },
      body: JSON.stringify(feedback),
    });
    // An unread body would keep the connection open.
    await response.body?.cancel();
    const { ok, status } = response;
    if (!ok) throw Object.assign(new Error(`HTTP ${status}`), { status, response });
  } catch (cause) {
    throw toRunError(cause);
  }
}
