/**
 * Ends a run on the server after its reader has left. Closing the connection is not enough: langgraph-api 1.5.1
 * runs an abandoned stateless run to its end, `on_disconnect: "cancel"` or not, and the owner pays for it.
 *
 * Only `messages` events tell the thread of a stateless run. Without one, the thread is found by the run's own
 * metadata, which the server copies onto it.
 */
import { fieldsOf, type ThreadCalls } from "./threadCalls.js";

/** What is known of a run. */
export interface RunHandle {
  readonly oneshotKey: string;
  readonly threadId: string | undefined;
  readonly runId: string | undefined;
}

/** A run that was stopped while it was being sent appears on the server a moment later. */
const SEARCH_FOR_MS = 2_000;
const SEARCH_EVERY_MS = 250;

/** Never rejects: a server may refuse these calls, and the reader has left already. */
export async function cancelRun(calls: ThreadCalls, handle: RunHandle): Promise<void> {
  const { oneshotKey, threadId, runId } = handle;
  const { runs } = calls;
  try {
    if (threadId && runId) return void (await runs.cancel(threadId, runId));
    for (const thread of threadId ? [threadId] : await findThreads(calls, oneshotKey)) {
      const ids = fieldsOf(await runs.list(thread), "run_id");
      await Promise.all(ids.map((id) => runs.cancel(thread, id)));
    }
  } catch {
    // The server refuses, or it cannot be reached.
  }
}

async function findThreads({ threads }: ThreadCalls, oneshotKey: string) {
  const metadata = { oneshot_key: oneshotKey };
  const until = performance.now() + SEARCH_FOR_MS;
  for (;;) {
    const ids = fieldsOf(await threads.search({ metadata }), "thread_id");
    if (ids.length > 0 || performance.now() >= until) return ids;
    await new Promise((resolve) => setTimeout(resolve, SEARCH_EVERY_MS));
  }
}
