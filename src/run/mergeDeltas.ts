/**
 * Makes one event of the text deltas that arrive together. The SDK's decoder costs the same for each event,
 * however little text it holds; a fast model, a buffering proxy or a replayed answer sends hundreds in
 * one network chunk. At a reading pace there is one event a chunk, and nothing to merge.
 *
 * Of one message's deltas nothing differs but a few letters among some 900 bytes. So they are not even parsed:
 * what begins and ends as the last one did is its text and nothing else.
 */
import { asObject, isEmpty } from "./messages.js";

/** One event of the stream. */
export interface Frame {
  readonly id: string | undefined;
  readonly event: string;
  readonly data: string;
}

export interface DeltaMerger {
  /**
   * Takes an event in, to be written now or with those that follow it.
   *
   * @returns whether it has; one whose data is no JSON is left out
   */
  add(frame: Frame): boolean;
  /** Writes what is held back; to be called when a network chunk has been read, so that nothing waits. */
  flush(): void;
}

/** What the deltas of one message have in common: their event, and their data around the text. */
interface Mould {
  readonly event: string;
  readonly before: string;
  readonly after: string;
}

/** Text held back, escaped as it was sent, and the id of the last event it came with. */
interface Held {
  readonly mould: Mould;
  id: string | undefined;
  text: string;
}

/**
 * Merges adjacent deltas that differ in nothing but their text, and keeps the last event's id. Deltas that
 * carry anything to be added up besides (tool calls, usage, reasoning, blocks) pass as they are.
 */
export function createDeltaMerger(write: (frame: Frame) => void): DeltaMerger {
  /** Outlives the network chunk: at a reading pace each brings one delta, which need not be parsed either. */
  let mould: Mould | undefined;
  let held: Held | undefined;

  function flush(): void {
    if (!held) return;
    const { event, before, after } = held.mould;
    const { id, text } = held;
    held = undefined;
    write({ id, event, data: before + text + after });
  }

  return {
    flush,
    add(frame) {
      let text = mould && textWithin(mould, frame);
      if (text === undefined) {
        flush();
        if (parseJson(frame.data) === undefined) return false;
        mould = toMould(frame);
        text = mould && textWithin(mould, frame);
      }
      if (!mould || text === undefined) write(frame);
      else if (held) {
        held.text += text;
        held.id = frame.id ?? held.id;
      } else held = { mould, id: frame.id, text };
      return true;
    },
  };
}

/** What stands between the mould's two halves, if that is all of `data` and the inside of one JSON string. */
function textWithin({ event, before, after }: Mould, frame: Frame): string | undefined {
  const { data } = frame;
  const end = data.length - after.length;
  // Compared as slices: engines look at whole words of memory then, and not letter by letter as `endsWith`.
  const fits =
    frame.event === event &&
    data.length <= MAX_DELTA_CHARS &&
    end >= before.length &&
    data.slice(end) === after &&
    data.slice(0, before.length) === before;
  if (!fits) return undefined;
  const text = data.slice(before.length, end);
  return JSON_CHARS.test(text) ? text : undefined;
}

/** The inside of a JSON string. Source: RFC 8259, section 7. */
// oxlint-disable-next-line no-control-regex -- none of them may be there.
const JSON_CHARS = /^(?:[^"\\\0-\x1f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*$/;
/** A text that is called content, and what stands before and after it. */
const AROUND_TEXT = /^([^]*?"content":\s*")(?:[^"\\]|\\.)*([^]*)/;
/** A delta beyond it holds so much that merging gains nothing, and more than these expressions are made for. */
const MAX_DELTA_CHARS = 65_536;
/** Any text of which nobody would say that it was there before. */
const PROBE = "oneshot-chat?";

/** The mould of `[chunk, metadata]` of `messages-tuple`, if the chunk is a model's text and nothing else. */
function toMould({ event, data }: Frame): Mould | undefined {
  // Not `messages/partial`, whose text is all that was said so far.
  if (!/^messages(\||$)/.test(event) || data.length > MAX_DELTA_CHARS) return undefined;
  const [, before = "", after = ""] = AROUND_TEXT.exec(data) ?? [];
  const probed = parseJson(before + PROBE + after);
  const chunk = Array.isArray(probed) && asObject(probed[1]) ? asObject(probed[0]) : undefined;
  // The word "content" may stand anywhere; only in the right place does the chunk's text change with it.
  if (chunk?.content !== PROBE || !chunk.id) return undefined;
  const isModels = Array.isArray(chunk.tool_call_chunks) || chunk.type === "AIMessageChunk";
  const isText = isModels && ADDED_UP.every((field) => isEmpty(chunk[field]));
  return isText ? { event, before, after } : undefined;
}

/** Fields that mean more each time they come; of the others, the latest word counts. */
const ADDED_UP = [
  "tool_call_chunks",
  "tool_calls",
  "invalid_tool_calls",
  "usage_metadata",
  "additional_kwargs",
];

/** The value of an event's data; `undefined` for what is no JSON. Some servers end a run with empty data. */
export function parseJson(data: string): unknown {
  if (data === "") return null;
  try {
    return JSON.parse(data) as unknown;
  } catch {
    return undefined;
  }
}
