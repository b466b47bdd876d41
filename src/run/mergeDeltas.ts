/**
 * Makes one event of the text deltas that arrive together. The SDK's decoder costs the same for each event,
 * however little text it holds; a fast model, a buffering proxy or a replayed answer sends hundreds in
 * one network chunk. At a reading pace there is one event a chunk, and nothing to merge.
 */
import { asObject } from "./messages.js";
import type { JsonObject } from "./types.js";

/** One event of the stream. `value` is `data`, parsed. */
export interface Frame {
  readonly id: string | undefined;
  readonly event: string;
  readonly data: string;
  readonly value: unknown;
}

export interface DeltaMerger {
  add(frame: Frame): void;
  /** Writes what is held back; to be called when a network chunk has been read, so that nothing waits. */
  flush(): void;
}

/** A delta held back, and the text of those that followed it. */
interface Held {
  frame: Frame;
  readonly chunk: JsonObject;
  readonly metadata: JsonObject;
  text: string;
  isMerged: boolean;
}

/**
 * Merges adjacent deltas of one message, spoken by one task, and keeps the last event's id. Deltas that
 * carry anything besides text (tool calls, usage, blocks) pass as they are.
 */
export function createDeltaMerger(write: (frame: Omit<Frame, "value">) => void): DeltaMerger {
  let held: Held | undefined;

  function flush(): void {
    if (!held) return;
    const { frame, chunk, metadata, text, isMerged } = held;
    held = undefined;
    write(
      isMerged
        ? { ...frame, data: JSON.stringify([{ ...chunk, content: text }, metadata]) }
        : frame,
    );
  }

  return {
    flush,
    add(frame) {
      const delta = frame.event.startsWith("messages") ? readTextDelta(frame.value) : undefined;
      if (!delta) {
        flush();
        return write(frame);
      }
      if (held && isSameSpeech(held, frame, delta)) {
        held.text += delta.text;
        held.isMerged = true;
        held.frame = { ...held.frame, id: frame.id ?? held.frame.id };
        return;
      }
      flush();
      held = { frame, ...delta, isMerged: false };
    },
  };
}

function isSameSpeech(held: Held, frame: Frame, { chunk, metadata }: TextDelta): boolean {
  return (
    held.frame.event === frame.event &&
    held.chunk.id === chunk.id &&
    held.chunk.type === chunk.type &&
    held.metadata.langgraph_checkpoint_ns === metadata.langgraph_checkpoint_ns &&
    held.metadata.langgraph_node === metadata.langgraph_node
  );
}

interface TextDelta {
  readonly chunk: JsonObject;
  readonly metadata: JsonObject;
  readonly text: string;
}

/** `[chunk, metadata]` of `messages-tuple`, if the chunk is a model's and holds text and nothing else. */
function readTextDelta(value: unknown): TextDelta | undefined {
  if (!Array.isArray(value)) return undefined;
  const chunk = asObject(value[0]);
  const metadata = asObject(value[1]);
  if (!chunk || !metadata || typeof chunk.content !== "string" || !chunk.id) return undefined;
  const isModels = Array.isArray(chunk.tool_call_chunks) || chunk.type === "AIMessageChunk";
  if (!isModels || !EMPTY_IN_TEXT.every((field) => isEmpty(chunk[field]))) return undefined;
  return { chunk, metadata, text: chunk.content };
}

const EMPTY_IN_TEXT = [
  "tool_call_chunks",
  "tool_calls",
  "invalid_tool_calls",
  "usage_metadata",
  "additional_kwargs",
  "response_metadata",
];

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  const object = asObject(value);
  return object ? Object.keys(object).length === 0 : value === undefined || value === null;
}
