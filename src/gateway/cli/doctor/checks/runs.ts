/** Whether a run ends with its visitor, and whether others can see it. */
import { setTimeout as wait } from "node:timers/promises";
import { finding, ok, unknown, USE_GATEWAY, type Outcome } from "../Outcome.js";
import type { TimedEvent, Timeline } from "../readTimeline.js";
import type { LangGraphAccess, Site } from "../Site.js";
import { busyThreads } from "./busyThreads.js";

const GONE_WITHIN_MS = 3_000;
const POLL_MS = 250;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

interface RunIds {
  readonly threadId: string;
  readonly runId: string;
}

/** Tells whether the doctor's run goes on. */
type Look = () => Promise<boolean>;

/**
 * Asks, looks at the run as a stranger would, leaves in the middle of the answer, and looks whether the run goes on.
 *
 * @param whole the reply to the same question, read to its end
 */
export async function checkRuns(site: Site, whole: Timeline): Promise<readonly Outcome[]> {
  const { langGraph } = site;
  const before = langGraph && (await busyThreads(langGraph));
  let seen: RunIds | undefined;
  let look: Look | undefined;
  const reply = await site.ask({}, async ({ events }) => {
    const ids = idsIn(events);
    const hasBegun = ids !== undefined || events.some(({ name }) => name.startsWith("messages"));
    if (!hasBegun) return false;
    if (ids && (await statusOf(site, ids)) !== undefined) {
      seen = ids;
      look = async () => isGoingOn(await statusOf(site, ids));
    } else if (langGraph && before) look = await lookAtNewThread(langGraph, before);
    return true;
  });
  if (reply.status !== 200) {
    const says = `The question was refused with status ${reply.status}.`;
    return [unknown("abort", says), unknown("runs-of-others", says)];
  }
  const abort = await judgeAbort(site, reply, look, whole);
  // The run is the doctor's own, and nobody reads it.
  if (seen && abort.status === "finding") await site.call(`${pathOf(seen)}/cancel`);
  return [abort, seen ? READABLE : await checkJoining(site)];
}

const READABLE = finding(
  "runs-of-others",
  "Anybody who knows the ids can read and cancel a run (/threads/{thread}/runs/{run}).",
  USE_GATEWAY,
);

/** @returns `undefined` if the run's thread cannot be told from those of others */
async function lookAtNewThread(
  langGraph: LangGraphAccess,
  before: ReadonlySet<string>,
): Promise<Look | undefined> {
  const [thread, ...others] = [...(await busyThreads(langGraph))].filter((id) => !before.has(id));
  if (thread === undefined || others.length > 0) return undefined;
  return async () => (await busyThreads(langGraph)).has(thread);
}

async function judgeAbort(
  site: Site,
  reply: Timeline,
  look: Look | undefined,
  whole: Timeline,
): Promise<Outcome> {
  if (reply.end !== "enough")
    return unknown(
      "abort",
      "The answer ended before the doctor could leave; ask a longer --question.",
    );
  if (!look)
    return unknown(
      "abort",
      site.langGraph
        ? "The run could not be told from those of others; try again when it is quiet."
        : "The run cannot be seen from outside, which is good; with --langgraph-url the doctor looks at the server.",
    );
  const leftAt = performance.now();
  const sinceMs = () => performance.now() - leftAt;
  // A run that was not read to its end takes longer than the doctor waited.
  const restMs = whole.end === "complete" ? whole.endedAtMs - reply.endedAtMs : Infinity;
  while (sinceMs() < GONE_WITHIN_MS) {
    if (!(await look())) {
      const goneMs = sinceMs();
      return goneMs < restMs / 2
        ? ok("abort", `The run was over ${Math.round(goneMs)} ms after the visitor left.`)
        : unknown("abort", "The run may have ended by itself; ask a longer --question.");
    }
    await wait(POLL_MS, undefined, { signal: site.signal });
  }
  return finding(
    "abort",
    `A run goes on, and costs, after its visitor has left (still so after ${GONE_WITHIN_MS / 1000} s).`,
    USE_GATEWAY,
  );
}

/** The JavaScript server lets everybody who knows a run's id read it. Nobody has a random one. */
async function checkJoining(site: Site): Promise<Outcome> {
  const reply = await site.call(`/runs/${crypto.randomUUID()}/stream`, { method: "GET" });
  const isStream = reply.headers.get("content-type")?.startsWith("text/event-stream") === true;
  return reply.status === 200 && isStream
    ? finding(
        "runs-of-others",
        "Anybody who knows a run's id can read it (/runs/{run}/stream).",
        USE_GATEWAY,
      )
    : ok("runs-of-others", "No id of a thread comes out, and runs cannot be joined.");
}

/** @returns the run's status, `undefined` if it cannot be seen */
async function statusOf(site: Site, ids: RunIds): Promise<string | undefined> {
  const { json } = await site.call(pathOf(ids), { method: "GET" });
  return typeof json === "object" && json !== null && "status" in json
    ? String(json.status)
    : undefined;
}

function isGoingOn(status: string | undefined): boolean {
  return status === "pending" || status === "running";
}

function pathOf({ threadId, runId }: RunIds): string {
  return `/threads/${threadId}/runs/${runId}`;
}

/** The ids are in the metadata of a `messages` event: `[chunk, { thread_id, run_id, … }]`. */
function idsIn(events: readonly TimedEvent[]): RunIds | undefined {
  for (const { data } of events) {
    const metadata: unknown = Array.isArray(data) ? data[1] : undefined;
    if (typeof metadata !== "object" || metadata === null) continue;
    if (!("thread_id" in metadata) || !("run_id" in metadata)) continue;
    // Both go into a path, so anything but a UUID is left alone.
    const [threadId, runId] = [String(metadata.thread_id), String(metadata.run_id)];
    if (UUID.test(threadId) && UUID.test(runId)) return { threadId, runId };
  }
  return undefined;
}
