/** The reply of `POST /runs/wait`: line feeds while the run goes on, then the state that the visitor may see. */
import type { ReplySink, UpstreamReply } from "./exchange.js";
import type { RunEnd } from "./GatewayParts.js";
import type { GatewayLimits, RunOutcome } from "./options.js";
import type { PassedRun } from "./PassedRun.js";
import { idsOfLocation } from "./runs/upstream.js";
import { within } from "./runs/within.js";
import { isInterrupt, visibleState } from "./stream/visibleState.js";

/** Timers hold a 32-bit number. */
const MAX_TIMER_MS = 2_147_483_647;

/** What a visitor reads of a run that did not come to its end, where LangGraph's servers put failures. */
const FAILURES: Partial<Record<RunOutcome, string>> = {
  timeout: "The assistant takes too long.",
  limit: "The answer is too large.",
  upstream: "The connection to the assistant was lost.",
  truncated: "The connection to the assistant was lost.",
  replaced: "A newer request has taken over.",
  shutdown: "The service is being restarted.",
};

export async function passState({ parts, sink, reply, life }: PassedRun): Promise<RunEnd> {
  const { limits, expose } = parts.settings;
  const clear = life.endAfter(limits.maxRunMs, "timeout");
  // White space before JSON, as LangGraph's servers send it.
  const heartbeatMs = Math.min(limits.heartbeatMs, MAX_TIMER_MS);
  const heartbeat = setInterval(() => void sink.write("\n"), heartbeatMs);
  let read: ReadState;
  try {
    read = await readState(reply, limits);
  } finally {
    clear();
    clearInterval(heartbeat);
    reply.close();
  }
  const ids = idsOfLocation(reply.header("content-location"));
  if (life.endedBy === "stopped") return { outcome: "stopped", bytes: 0, ...ids };
  const state = visibleState(read.state, { expose });
  let text = JSON.stringify(state);
  const isTooLarge = Buffer.byteLength(text) > limits.maxAnswerBytes;
  const failure = life.endedBy ?? read.failure ?? (isTooLarge ? "limit" : undefined);
  const outcome = failure ?? outcomeOf(state);
  if (failure !== undefined)
    text = JSON.stringify({ __error__: { error: failure, message: FAILURES[failure] } });
  await writeWithin(sink, text, limits);
  return { outcome, bytes: Buffer.byteLength(text), ...ids };
}

type ReadState =
  | { readonly state: unknown; readonly failure?: undefined }
  | { readonly state?: undefined; readonly failure: "limit" | "upstream" };

async function readState(
  reply: UpstreamReply,
  { maxEventBytes }: Required<GatewayLimits>,
): Promise<ReadState> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  try {
    for await (const piece of reply.body) {
      bytes += piece.byteLength;
      if (bytes > maxEventBytes) return { failure: "limit" };
      text += decoder.decode(piece, { stream: true });
    }
    return { state: JSON.parse(text + decoder.decode()) as unknown };
  } catch {
    // The connection broke, or what came is cut.
    return { failure: "upstream" };
  }
}

function outcomeOf(state: ReturnType<typeof visibleState>): RunOutcome {
  if (state === null) return "no_answer";
  if ("__interrupt__" in state || isInterrupt(state.__error__)) return "interrupted";
  return "__error__" in state ? "failed" : "success";
}

/** A reader that never reads must not hold the run open. */
async function writeWithin(
  sink: ReplySink,
  text: string,
  { maxStalledMs }: Required<GatewayLimits>,
): Promise<void> {
  let isWritten = false;
  const write = async () => {
    await sink.write(text);
    isWritten = true;
  };
  await within(Math.min(maxStalledMs, MAX_TIMER_MS), write());
  if (!isWritten) sink.abort();
}
