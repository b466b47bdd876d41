import type { LangGraphAccess } from "../Site.js";

const TIMEOUT_MS = 5_000;
/** More than a small deployment has at once; the newest come first. */
const MOST = 100;

/** The LangGraph server cannot be asked. The message is a whole sentence. */
export class LangGraphError extends Error {
  override readonly name = "LangGraphError";
}

/**
 * The threads on the LangGraph server on which a run goes on, as its operator sees them. A run without a thread has a
 * temporary one. Rejects with the error of `fetch` if nobody answers.
 *
 * @throws {LangGraphError} if the server refuses
 */
export async function busyThreads({ url, apiKey }: LangGraphAccess): Promise<ReadonlySet<string>> {
  const reply = await fetch(`${url}/threads/search`, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/json", ...(apiKey && { "x-api-key": apiKey }) },
    body: JSON.stringify({ status: "busy", limit: MOST }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const threads: unknown = reply.ok ? await reply.json() : undefined;
  if (!Array.isArray(threads))
    throw new LangGraphError(
      `${url} answered with status ${reply.status} when asked for its threads; check --langgraph-url and its key.`,
    );
  return new Set(threads.map((thread) => String((thread as { thread_id?: unknown }).thread_id)));
}
