/**
 * Ends a run on the server after its reader has left. Closing the connection is not enough there: an
 * abandoned stateless run goes on to its end and is paid for, `on_disconnect: "cancel"` or not
 * (observed on langgraph-api 1.5.1).
 *
 * A stateless run lives on a temporary thread whose id nothing but `messages` events tell. Where none
 * came, the thread is found by the run's own metadata, which the server copies onto it.
 */
import { asObject } from "./messages.js";

/** What is known of a run that is to be ended. */
export interface RunHandle {
  readonly oneshotKey: string;
  readonly threadId: string | undefined;
  readonly runId: string | undefined;
}

/** The three calls it takes, as an SDK `Client` has them. Each may reject; that ends the attempt in silence. */
export interface CancelCalls {
  readonly threads: { search(query: { metadata: Record<string, string> }): Promise<unknown> };
  readonly runs: {
    list(threadId: string): Promise<unknown>;
    cancel(threadId: string, runId: string): Promise<unknown>;
  };
}

/** A run that was stopped as it was sent appears on the server a moment later. */
const SEARCH_FOR_MS = 2_000;
const SEARCH_EVERY_MS = 250;

/** Never rejects: whether a server allows this is its own affair, and the reader has gone already. */
export async function cancelRun(client: CancelCalls, handle: RunHandle): Promise<void> {
  const { oneshotKey, threadId, runId } = handle;
  const { runs } = client;
  try {
    if (threadId && runId) return void (await runs.cancel(threadId, runId));
    for (const thread of threadId ? [threadId] : await findThreads(client, oneshotKey)) {
      const ids = idsOf(await runs.list(thread), "run_id");
      await Promise.all(ids.map((id) => runs.cancel(thread, id)));
    }
  } catch {
    // Refused or unreachable.
  }
}

async function findThreads({ threads }: CancelCalls, oneshotKey: string) {
  const metadata = { oneshot_key: oneshotKey };
  const until = performance.now() + SEARCH_FOR_MS;
  for (;;) {
    const ids = idsOf(await threads.search({ metadata }), "thread_id");
    if (ids.length > 0 || performance.now() >= until) return ids;
    await new Promise((resolve) => setTimeout(resolve, SEARCH_EVERY_MS));
  }
}

function idsOf(list: unknown, field: "run_id" | "thread_id"): readonly string[] {
  if (!Array.isArray(list)) return [];
  return list.map((entry) => asObject(entry)?.[field]).filter((id) => typeof id === "string");
}
