/**
 * Asks the LangGraph server, after a stream has ended cleanly, whether its run still goes on. If it does, the stream was
 * cut. LangGraph deletes the temporary thread of a stateless run together with the run.
 */
import type { SendUpstream } from "../exchange.js";
import { createCallThreads, objectsOf, type CallThreads } from "./callThreads.js";
import { isId, type RunHandle, type CallSettings } from "./upstream.js";

const LOOK_WITHIN_MS = 1_000;

/** The statuses of a thread, and of a run, that is not over. */
const GOING_ON: ReadonlySet<unknown> = new Set(["busy", "pending", "running"]);

/**
 * Looks once, at once: a run that was cut may end by itself a moment later. `undefined` means that nobody knows, because
 * the server refuses the call or does not answer within a second. Never rejects.
 */
export async function isStillRunning(
  settings: CallSettings,
  send: SendUpstream,
  handle: RunHandle,
): Promise<boolean | undefined> {
  const call = createCallThreads(settings, send, AbortSignal.timeout(LOOK_WITHIN_MS));
  try {
    return (await lookByIds(call, handle)) ?? (await lookByKey(call, handle.oneshotKey));
  } catch {
    return undefined;
  }
}

async function lookByIds(
  call: CallThreads,
  { threadId, runId }: RunHandle,
): Promise<boolean | undefined> {
  if (!isId(threadId) || !isId(runId)) return undefined;
  const { status, json } = await call("GET", `/threads/${threadId}/runs/${runId}`);
  if (status === 404) return false;
  const [run] = objectsOf([json]);
  return status === 200 && run ? GOING_ON.has(run["status"]) : undefined;
}

async function lookByKey(call: CallThreads, oneshotKey: string): Promise<boolean | undefined> {
  const { status, json } = await call("POST", "/threads/search", {
    metadata: { oneshot_key: oneshotKey },
    limit: 10,
  });
  if (status !== 200 || !Array.isArray(json)) return undefined;
  return objectsOf(json).some((thread) => GOING_ON.has(thread["status"]));
}
