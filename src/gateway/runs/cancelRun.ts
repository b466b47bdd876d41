/**
 * Ends a run on the LangGraph server after its reader has left. Closing the connection is not enough: langgraph-api
 * 1.5.1 (JavaScript) runs an abandoned stateless run to its end, `on_disconnect: "cancel"` or not.
 */
import type { SendUpstream } from "../exchange.js";
import { createCallThreads, objectsOf, type CallThreads } from "./callThreads.js";
import { isId, type RunHandle, type CallSettings } from "./upstream.js";
import { pause } from "./within.js";

const CANCEL_WITHIN_MS = 3_000;
const FIRST_PAUSE_MS = 50;

/**
 * Cancels by thread and run id where both are known. Otherwise it searches for the thread by the run's key, again and
 * again, because a run whose request was just sent appears a moment later. Takes at most 3 s. Never rejects.
 *
 * The thread is deleted too: langgraph-api 0.16.7 (Python) keeps the thread, and the question in it, of a run whose reader
 * leaves before the run has begun.
 */
export async function cancelRun(
  settings: CallSettings,
  send: SendUpstream,
  handle: RunHandle,
): Promise<void> {
  const limit = AbortSignal.timeout(CANCEL_WITHIN_MS);
  const call = createCallThreads(settings, send, limit);
  for (let pauseMs = FIRST_PAUSE_MS; !limit.aborted; pauseMs *= 2) {
    // A call that finds nobody is made again, as long as there is time.
    if (await tryToCancel(call, handle).catch(() => false)) return;
    await pause(pauseMs, limit);
  }
}

/** Returns whether the run is over, or the server does not let itself be asked. */
async function tryToCancel(call: CallThreads, handle: RunHandle): Promise<boolean> {
  const { threadId, runId, oneshotKey } = handle;
  if (isId(threadId)) return endThread(call, threadId, runId);
  const { status, json } = await call("POST", "/threads/search", {
    metadata: { oneshot_key: oneshotKey },
    limit: 10,
  });
  if (status >= 300) return !isPassing(status);
  const threads = objectsOf(json)
    .map((thread) => thread["thread_id"])
    .filter(isId);
  const areOver = await Promise.all(threads.map((thread) => endThread(call, thread)));
  return areOver.length > 0 && areOver.every(Boolean);
}

async function endThread(call: CallThreads, threadId: string, runId?: string): Promise<boolean> {
  const isOver = isId(runId)
    ? await cancel(call, threadId, runId)
    : await cancelRunsOf(call, threadId);
  if (!isOver) return false;
  const { status } = await call("DELETE", `/threads/${threadId}`);
  return !isPassing(status);
}

async function cancelRunsOf(call: CallThreads, threadId: string): Promise<boolean> {
  const { status, json } = await call("GET", `/threads/${threadId}/runs`);
  // The thread of a stateless run is deleted with the run.
  if (status === 404) return true;
  const runs = objectsOf(json)
    .map((run) => run["run_id"])
    .filter(isId);
  const areOver = await Promise.all(runs.map((run) => cancel(call, threadId, run)));
  return areOver.length > 0 && areOver.every(Boolean);
}

async function cancel(call: CallThreads, threadId: string, runId: string): Promise<boolean> {
  const { status } = await call("POST", `/threads/${threadId}/runs/${runId}/cancel`);
  return !isPassing(status);
}

/** Whether the same call may succeed a moment later. */
const isPassing = (status: number) => status === 429 || status >= 500;
