/**
 * Asks the server, after a stream has ended, whether its run still goes on. A connection that was closed
 * between two events looks like the end of the run; the server deletes the temporary thread of a stateless
 * run when the run is over, so a thread that is still busy shows a cut.
 *
 * Source: measured on langgraph-api 1.5.1 (JavaScript) and 0.16.7 (Python); see docs/servers.md.
 */
import type { RunHandle } from "./cancelRun.js";
import { asObject } from "./json.js";
import { fieldsOf, type ThreadCalls } from "./threadCalls.js";

/** The statuses of a thread, and of a run, that is not over. */
const GOING_ON: ReadonlySet<unknown> = new Set(["busy", "pending", "running"]);

/**
 * One look, at once: a run that was cut may end by itself a moment later. Never rejects. A server that refuses
 * or does not know proves nothing, and counts as "no".
 *
 * The search comes first, because it answers 200 in both cases. Asking for the run by its id answers 404 after
 * a whole run, which browsers log as an error.
 */
export async function isStillRunning(calls: ThreadCalls, handle: RunHandle): Promise<boolean> {
  const { oneshotKey, threadId, runId } = handle;
  try {
    const found = await calls.threads.search({ metadata: { oneshot_key: oneshotKey } });
    return fieldsOf(found, "status").some((status) => GOING_ON.has(status));
  } catch (cause) {
    // Where no answer came, another call would not get one either.
    const isRefused = typeof asObject(cause)?.status === "number";
    if (!isRefused || !threadId || !runId) return false;
  }
  try {
    return GOING_ON.has(asObject(await calls.runs.get(threadId, runId))?.status);
  } catch {
    return false;
  }
}
