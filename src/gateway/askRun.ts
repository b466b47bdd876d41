/** One run, from the visitor's request to the end of the reply. */
import { admitVisitor } from "./admitVisitor.js";
import type { CheckedQuestion } from "./checkQuestion.js";
import type { RefusalCode } from "./codes.js";
import { createRunLife, type RunLife } from "./createRunLife.js";
import type { Exchange, Reply, ReplySink } from "./exchange.js";
import type { GatewayParts, RunEnd } from "./GatewayParts.js";
import { nameOf } from "./nameOf.js";
import type { RunOutcome } from "./options.js";
import { passState } from "./passState.js";
import { passStream } from "./passStream.js";
import { refuse } from "./replies.js";
import { callUpstream, type UpstreamAnswer } from "./runs/callUpstream.js";
import { cancelRun } from "./runs/cancelRun.js";
import { upstreamBody } from "./upstreamBody.js";

export type RunKind = "stream" | "wait";
type ReplyHeaders = Readonly<Record<string, string>>;

const CONTENT_TYPES = { stream: "text/event-stream", wait: "application/json" } as const;

/** After these outcomes the run is over on the LangGraph server. After any other it may still go on. */
const OVER: ReadonlySet<RunOutcome> = new Set(["success", "no_answer", "failed", "interrupted"]);

/** Answers one request for a run. */
export async function askRun(
  parts: GatewayParts,
  exchange: Exchange,
  kind: RunKind,
  headers: ReplyHeaders,
): Promise<Reply> {
  const startedAt = performance.now();
  const { settings, observer } = parts;
  const refuseRun = (code: RefusalCode, assistant?: string, retryAfterMs?: number): Reply => {
    // Nobody was refused if the visitor is gone, and nobody reads the reply.
    if (!exchange.gone.aborted) observer.refused(code, exchange, assistant);
    return refuse(code, headers, { retryAfterMs });
  };

  if (parts.isDraining()) return refuseRun("shutting_down");
  const admission = await admitVisitor(settings, exchange);
  if (!admission.admitted) return refuseRun(admission.refusal, admission.assistant);
  const { question, visitor, context } = admission.admitted;
  const { assistant } = question;
  // `drain` waits for the runs that were claimed before it, so none may be claimed after it.
  if (parts.isDraining()) return refuseRun("shutting_down", assistant);

  const life = createRunLife(exchange.gone);
  // The earlier run ends before this one is counted, so that both do not need a place at once.
  const claim = await parts.runs.claim({
    visitor,
    oneshotKey: question.oneshotKey,
    end: async (reason) => life.end(reason),
  });
  const leave = (): void => {
    life.forget();
    claim.release();
  };
  const taken = life.endedBy ? undefined : await parts.limits.takeRun({ visitor, assistant });
  if (taken && "refusal" in taken) {
    leave();
    return refuseRun(taken.refusal, assistant, taken.retryAfterMs);
  }
  if (!taken || life.endedBy) {
    taken?.slot.release();
    leave();
    return refuseRun(refusalOf(life.endedBy), assistant);
  }

  const oneshotKey = claim.upstreamKey;
  let isClosed = false;
  /** Gives everything back, once. */
  const close = (end: RunEnd, isRunning = !OVER.has(end.outcome)): void => {
    if (isClosed) return;
    isClosed = true;
    life.forget();
    taken.slot.release();
    const ms = performance.now() - startedAt;
    observer.runEnded({ ...end, assistant, question: question.question, ms });
    if (!isRunning) return claim.release();
    const { threadId, runId } = end;
    const handle = { oneshotKey, threadId, runId };
    void cancelRun(settings, exchange.send, handle).finally(claim.release);
  };

  observer.runStarted(assistant);
  const answer = await callServer(parts, exchange, { kind, question, context, oneshotKey, life });
  if (!answer.reply || life.endedBy) {
    answer.reply?.close();
    // A server that refuses has begun no run. One whose reply was lost may have.
    const isRefused = answer.refusal !== undefined && answer.refusal !== "upstream_unreachable";
    close({ outcome: life.endedBy ?? "upstream", bytes: 0 }, !isRefused);
    const code = life.endedBy ? refusalOf(life.endedBy) : (answer.refusal ?? "internal");
    return refuseRun(code, assistant, answer.refusal && answer.retryAfterMs);
  }
  const { reply } = answer;

  // If the visitor leaves now, nobody asks for the reply's body any more.
  const abandon = (): void => {
    reply.close();
    close({ outcome: life.endedBy ?? "stopped", bytes: 0 });
  };
  life.signal.addEventListener("abort", abandon, { once: true });
  const pass = kind === "stream" ? passStream : passState;
  return {
    status: 200,
    headers: { ...headers, "content-type": CONTENT_TYPES[kind] },
    async body(sink: ReplySink) {
      life.signal.removeEventListener("abort", abandon);
      try {
        close(await pass({ parts, exchange, sink, reply, oneshotKey, life, assistant }));
      } catch (cause) {
        settings.log({ level: "error", event: "internal", cause: nameOf(cause) });
        reply.close();
        sink.abort();
        close({ outcome: "upstream", bytes: 0 });
      }
    },
  };
}

interface RunAsk {
  readonly kind: RunKind;
  readonly question: CheckedQuestion;
  readonly context: Readonly<Record<string, unknown>> | undefined;
  readonly oneshotKey: string;
  readonly life: RunLife;
}

/** Waits for the head of the server's reply as long as a run may be silent. */
async function callServer(
  { settings }: GatewayParts,
  { send }: Exchange,
  { kind, question, context, oneshotKey, life }: RunAsk,
): Promise<UpstreamAnswer> {
  let body;
  try {
    body = upstreamBody(question, { kind, context, oneshotKey }, settings);
  } catch (cause) {
    settings.log({ level: "error", event: "input_is_no_json", cause: nameOf(cause) });
    return { refusal: "internal" };
  }
  const { maxSilenceMs, maxRunMs } = settings.limits;
  const clear = life.endAfter(Math.min(maxSilenceMs, maxRunMs), "timeout");
  try {
    return await callUpstream(settings, send, { kind, body, signal: life.signal });
  } finally {
    clear();
  }
}

/** What a visitor is told of a run that had to end before its reply began. */
function refusalOf(endedBy: RunOutcome | undefined): RefusalCode {
  switch (endedBy) {
    case "replaced":
      return "replaced";
    case "timeout":
      return "upstream_timeout";
    case "shutdown":
      return "shutting_down";
    default:
      // Nobody reads it: the visitor is gone.
      return "internal";
  }
}
