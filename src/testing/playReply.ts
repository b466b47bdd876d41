/** Plays a reply: as a stream, as the final state of a run that was waited for, or as a plain HTTP response. */
import { encodeStep, splitIntoChunks } from "./encodeStep.js";
import { toFinalState } from "./finalState.js";
import type { ScriptContext, ScriptStep } from "./steps.js";
import { orAbort, sleep, type Holds } from "./waiting.js";

/** What playing the steps of one run needs to know. */
export interface Playback {
  readonly steps: readonly ScriptStep[];
  readonly context: ScriptContext;
  readonly holds: Holds;
  /** Aborts when the caller hangs up. */
  readonly signal: AbortSignal;
  readonly chunkBytes: number | undefined;
}

/** Replies at once with a stream, which then follows the steps. */
export function playStream(playback: Playback): Response {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  void writeSteps(writable.getWriter(), playback);
  return new Response(readable, {
    headers: {
      "content-type": "text/event-stream",
      "cache-control": "no-cache",
      "content-location": `/runs/${playback.context.runId}`,
    },
  });
}

async function writeSteps(
  writer: WritableStreamDefaultWriter<Uint8Array>,
  { steps, context, holds, signal, chunkBytes }: Playback,
): Promise<void> {
  try {
    for (const step of steps) {
      await waitAt(step, holds, signal);
      const encoded = encodeStep(step, context) ?? new Uint8Array();
      if (encoded.length === 0) continue;
      for (const chunk of splitIntoChunks(encoded, chunkBytes))
        await orAbort(writer.write(chunk), signal);
    }
    await writer.close();
  } catch (reason) {
    // The reader of the stream gets the error. A writer whose reader has gone rejects too, which matters to nobody.
    await writer.abort(reason).catch(() => {});
  }
}

/** Follows the steps, and then replies with the state that they lead to. */
export async function playWait({ steps, context, holds, signal }: Playback): Promise<Response> {
  for (const step of steps) await waitAt(step, holds, signal);
  return new Response(JSON.stringify(toFinalState(steps, context)), {
    headers: {
      "content-type": "text/plain; charset=UTF-8",
      "content-location": `/runs/${context.runId}`,
    },
  });
}

/** Does the part of a step that sends nothing: waiting, or breaking the connection. */
async function waitAt(step: ScriptStep, holds: Holds, signal: AbortSignal): Promise<void> {
  if (signal.aborted) throw signal.reason;
  if (step.type === "cut") throw new TypeError("network error");
  if (step.type === "pause") await sleep(step.ms, signal);
  if (step.type === "hold") await holds.wait(step.name, signal);
}
