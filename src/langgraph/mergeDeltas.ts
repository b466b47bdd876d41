/**
 * Merges the text deltas that arrive in one network chunk into one event. The SDK's decoder costs the same for
 * each event, however little text it holds, and a fast model, a buffering proxy or a replayed answer sends
 * hundreds in one chunk. At reading speed each chunk holds one event, and there is nothing to merge.
 *
 * The deltas of one message differ in a few letters among some 900 bytes. So they are not parsed: where a delta
 * begins and ends like the last one, the part in between is its text.
 */
import { asObject, isEmpty, parseJson } from "./json.js";

/** One event of the stream. */
export interface Frame {
  readonly id: string | undefined;
  readonly event: string;
  readonly data: string;
}

export interface DeltaMerger {
  /**
   * Accepts an event, and writes it now or together with the next ones.
   *
   * @returns false for an event whose data is no JSON; it is left out
   */
  add(frame: Frame): boolean;
  /** Writes the text that is held back. Call it after each network chunk, so that no text waits for the next. */
  flush(): void;
}

/** What the deltas of one message have in common: their event, and their data before and after the text. */
interface DeltaTemplate {
  readonly event: string;
  readonly before: string;
  readonly after: string;
}

/** Text that is held back, escaped as it was sent, and the id of the last event that brought some of it. */
interface Held {
  readonly template: DeltaTemplate;
  id: string | undefined;
  text: string;
}

/**
 * Merges adjacent deltas that differ only in their text, and keeps the last event's id. Deltas with other fields
 * that add up (tool calls, usage, reasoning, blocks) pass unchanged.
 */
export function createDeltaMerger(write: (frame: Frame) => void): DeltaMerger {
  /** Kept from chunk to chunk: at reading speed each chunk brings one delta, which need not be parsed either. */
  let template: DeltaTemplate | undefined;
  let held: Held | undefined;

  function flush(): void {
    if (!held) return;
    const { event, before, after } = held.template;
    const { id, text } = held;
    held = undefined;
    write({ id, event, data: before + text + after });
  }

  return {
    flush,
    add(frame) {
      let text = template && textWithin(template, frame);
      if (text === undefined) {
        flush();
        if (parseJson(frame.data) === undefined) return false;
        template = toTemplate(frame);
        text = template && textWithin(template, frame);
      }
      if (!template || text === undefined) write(frame);
      else if (held) {
        held.text += text;
        held.id = frame.id ?? held.id;
      } else held = { template, id: frame.id, text };
      return true;
    },
  };
}

/** The text between the template's two halves, if `data` is nothing else and the text is valid inside a JSON string. */
function textWithin({ event, before, after }: DeltaTemplate, frame: Frame): string | undefined {
  const { data } = frame;
  const end = data.length - after.length;
  // Slices compare faster than `endsWith`, which engines run letter by letter.
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
// oxlint-disable-next-line no-control-regex -- JSON strings must not contain control characters.
const JSON_CHARS = /^(?:[^"\\\0-\x1f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*$/;
/** The field `content`, and the data before and after its text. */
const AROUND_TEXT = /^([^]*?"content":\s*")(?:[^"\\]|\\.)*([^]*)/;
/** Merging a longer delta gains nothing, and the expressions above are not made for it. */
const MAX_DELTA_CHARS = 65_536;
/** A sentinel that is unlikely to occur in real data. */
const PROBE = "oneshot-chat?";

/** The template of a `messages-tuple` event `[chunk, metadata]`, if the chunk is a model's text and nothing else. */
function toTemplate({ event, data }: Frame): DeltaTemplate | undefined {
  // `messages/partial` repeats the whole text so far, so it must not be merged.
  if (!/^messages(\||$)/.test(event) || data.length > MAX_DELTA_CHARS) return undefined;
  const [, before = "", after = ""] = AROUND_TEXT.exec(data) ?? [];
  const probed = parseJson(before + PROBE + after);
  const chunk = Array.isArray(probed) && asObject(probed[1]) ? asObject(probed[0]) : undefined;
  // The word "content" may occur anywhere. The sentinel shows whether this one is the chunk's text.
  if (chunk?.content !== PROBE || !chunk.id) return undefined;
  const isModels = Array.isArray(chunk.tool_call_chunks) || chunk.type === "AIMessageChunk";
  const isText = isModels && ADDED_UP.every((field) => isEmpty(chunk[field]));
  return isText ? { event, before, after } : undefined;
}

/** Fields that add up from delta to delta. Of all others, the latest value counts. */
const ADDED_UP = [
  "tool_call_chunks",
  "tool_calls",
  "invalid_tool_calls",
  "usage_metadata",
  "additional_kwargs",
];
