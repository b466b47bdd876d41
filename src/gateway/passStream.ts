/** The reply of `POST /runs/stream`: what the visitor may see, a look at the server, and the final `end` event. */
import { randomUUID } from "node:crypto";
import type { RunEnd } from "./GatewayParts.js";
import type { PassedRun } from "./PassedRun.js";
import { isStillRunning } from "./runs/isStillRunning.js";
import { idsOfLocation, type RunHandle } from "./runs/upstream.js";
import { within } from "./runs/within.js";
import { writeEnd } from "./stream/endEvent.js";
import { relayRun } from "./stream/relay.js";

/** Timers hold a 32-bit number. */
const MAX_TIMER_MS = 2_147_483_647;

export async function passStream(run: PassedRun): Promise<RunEnd> {
  const { parts, sink, reply, oneshotKey, life, assistant } = run;
  const { expose, limits } = parts.settings;
  let publicId: string = randomUUID();
  const view = {
    expose,
    async describeRun(runId: string | undefined) {
      if (runId === undefined) return { run_id: publicId };
      if (expose.runId) publicId = runId;
      const token = await parts.feedback?.tokenFor({ assistant, runId });
      return { run_id: publicId, ...(token !== undefined && { feedback_token: token }) };
    },
  };
  const end = await relayRun(reply.body, sink, view, { signal: life.signal, limits });
  reply.close();
  // The reply's head names the run before its first event does.
  const named = idsOfLocation(reply.header("content-location"));
  const ids = { threadId: end.threadId ?? named.threadId, runId: end.runId ?? named.runId };
  const outcome = await confirm(run, end, { oneshotKey, ...ids });
  if (life.endedBy !== "stopped")
    await within(
      Math.min(limits.maxStalledMs, MAX_TIMER_MS),
      writeEnd(sink, { runId: publicId, outcome }),
    );
  return { outcome, bytes: end.bytes, firstTokenMs: end.firstTokenMs, ...ids };
}

/** A stream that ended as if it were whole may have been cut. The server knows whether its run still goes on. */
async function confirm(
  { parts, exchange, life }: PassedRun,
  { outcome, sawEnd }: { readonly outcome: RunEnd["outcome"]; readonly sawEnd: boolean },
  handle: RunHandle,
): Promise<RunEnd["outcome"]> {
  if (sawEnd || !(outcome === "success" || outcome === "no_answer")) return outcome;
  const isRunning = await isStillRunning(
    parts.settings,
    // The look ends with the visitor's connection too.
    (call) => exchange.send({ ...call, signal: AbortSignal.any([call.signal, life.signal]) }),
    handle,
  );
  return life.endedBy ?? (isRunning === true ? "truncated" : outcome);
}
