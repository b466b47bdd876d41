import type { LangSmithOptions, ReceivedFeedback } from "../options.js";

const LANGSMITH_URL = "https://api.smith.langchain.com";

/** LangSmith answered with another status than 2xx. */
export class LangSmithError extends Error {
  override readonly name = "LangSmithError";

  constructor(readonly status: number) {
    super(`LangSmith answered with status ${status}`);
  }
}

/**
 * Stores feedback in LangSmith with `POST /feedback`. The LangGraph server uses the run's id for the run's trace.
 *
 * All feedback on a run has one id, so that a second rating takes the place of the first.
 * Source: https://docs.langchain.com/langsmith/smith-api/feedback/create-feedback
 *
 * @throws {LangSmithError} if LangSmith refuses, or the error of `fetch` if it cannot be reached
 */
export async function sendToLangSmith(
  { langSmithUrl = LANGSMITH_URL, apiKey, feedbackKey = "helpful", projectId }: LangSmithOptions,
  { assistant, runId, value, reason, comment }: ReceivedFeedback,
  signal: AbortSignal,
): Promise<void> {
  const id = await uuidOf(`oneshot-chat feedback ${feedbackKey} ${runId}`);
  const call = async (method: "POST" | "PATCH", path: string, body: object) => {
    const reply = await fetch(new URL(langSmithUrl).href.replace(/\/+$/, "") + path, {
      method,
      headers: { "content-type": "application/json", "x-api-key": apiKey },
      body: JSON.stringify(body),
      redirect: "manual", // The key must not go to another address.
      signal,
    });
    // An unread body keeps its connection.
    await reply.body?.cancel();
    return reply;
  };

  const content = {
    score: value === "up" ? 1 : 0,
    value: reason ?? null,
    comment: comment ?? null,
  };
  let reply = await call("POST", "/feedback", {
    id,
    run_id: runId,
    trace_id: runId,
    ...(projectId !== undefined && { session_id: projectId }),
    key: feedbackKey,
    ...content,
    feedback_source: { type: "api", metadata: { assistant } },
  });
  if (reply.status === 409) reply = await call("PATCH", `/feedback/${id}`, content);
  if (!reply.ok) throw new LangSmithError(reply.status);
}

/** A UUID that depends on the text alone (version 8 of RFC 9562). */
async function uuidOf(text: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  const bytes = new Uint8Array(hash).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
