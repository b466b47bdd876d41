import type { ScriptContext, ScriptStep } from "./steps.js";

/**
 * The bytes that a step sends: those of langgraph-api 1.5.1, an `event:` line and one `data:` line of JSON, `\n` ends.
 * `undefined` for a step that sends nothing.
 */
export function encodeStep(step: ScriptStep, context: ScriptContext): Uint8Array | undefined {
  switch (step.type) {
    case "bytes":
      return step.bytes;
    case "event": {
      const data = JSON.stringify(step.data(context));
      return new TextEncoder().encode(`event: ${step.name}\ndata: ${data}\n\n`);
    }
    case "joined":
      return concatenate(step.steps.flatMap((inner) => encodeStep(inner, context) ?? []));
    case "pause":
    case "hold":
    case "cut":
      return undefined;
  }
}

/** Cuts bytes into chunks of a size; one chunk where no size is given. */
export function splitIntoChunks(
  whole: Uint8Array,
  chunkBytes: number | undefined,
): readonly Uint8Array[] {
  if (!chunkBytes) return [whole];
  const chunks: Uint8Array[] = [];
  for (let start = 0; start < whole.length; start += chunkBytes)
    chunks.push(whole.slice(start, start + chunkBytes));
  return chunks;
}

function concatenate(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}
