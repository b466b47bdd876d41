/**
 * The fast way for the pieces of a message. They differ in a few letters among some 900 bytes, so where a piece begins
 * and ends like an earlier one, the part in between is its text, and nothing has to be parsed or built.
 */
import { asObject, asText, parseJson } from "./json.js";
import type { ServerEvent } from "./readEvents.js";
import { typeOf } from "./visibleMessage.js";

export interface DeltaTemplates {
  /**
   * The visitor's event for a piece that only differs in its text from one that was learned.
   *
   * @param onText is called with the text, escaped as in JSON
   */
  fill(event: ServerEvent, onText: (escaped: string) => void): string | undefined;
  /**
   * Learns the form of a piece, if it has one that can be filled in.
   *
   * @param tuple the data of `event`
   */
  learn(
    event: ServerEvent,
    tuple: readonly unknown[],
    show: (tuple: readonly unknown[]) => string,
  ): void;
}

/** What comes before and after the text: on the server's side and on the visitor's. */
interface Template {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly shownBefore: string;
  readonly shownAfter: string;
}

/** As many models may speak at the same time without one displacing the template of another. */
const MAX_TEMPLATES = 4;
/** A longer piece gains nothing, and the expressions below are not made for it. */
const MAX_DELTA_CHARS = 65_536;
/** A sentinel. Data that holds it is not learned. */
const PROBE = "oneshot-chat?";

/** The inside of a JSON string. Source: RFC 8259, section 7. */
// oxlint-disable-next-line no-control-regex -- JSON strings must not contain control characters.
const JSON_CHARS = /^(?:[^"\\\0-\x1f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*$/;
/** The text of a message, or of its only block, and the data around it. */
const AROUND_TEXT = /^([^]*?"content":\s*")(?:[^"\\]|\\.)*([^]*)/;
const AROUND_BLOCK_TEXT = /^([^]*?"text":\s*")(?:[^"\\]|\\.)*([^]*)/;

export function createDeltaTemplates(): DeltaTemplates {
  let templates: Template[] = [];

  return {
    fill({ name, data }, onText) {
      if (data.length > MAX_DELTA_CHARS) return undefined;
      for (const template of templates) {
        const { before, after } = template;
        const end = data.length - after.length;
        // Slices compare faster than `startsWith`, which engines run letter by letter.
        if (
          end < before.length ||
          data.slice(end) !== after ||
          data.slice(0, before.length) !== before ||
          template.name !== name
        )
          continue;
        const text = data.slice(before.length, end);
        if (!JSON_CHARS.test(text)) return undefined;
        onText(text);
        return template.shownBefore + text + template.shownAfter;
      }
      return undefined;
    },
    learn(event, tuple, show) {
      // A piece without text is one of a tool's arguments, which have no form in common.
      if (!textOfPiece(tuple[0])) return;
      const template = toTemplate(event, show);
      if (template) templates = [template, ...templates.slice(0, MAX_TEMPLATES - 1)];
    },
  };
}

function toTemplate(
  { name, data }: ServerEvent,
  show: (data: readonly unknown[]) => string,
): Template | undefined {
  if (data.length > MAX_DELTA_CHARS || data.includes(PROBE)) return undefined;
  for (const around of [AROUND_TEXT, AROUND_BLOCK_TEXT]) {
    const [, before, after] = around.exec(data) ?? [];
    if (before === undefined || after === undefined) continue;
    const probed = parseJson(before + PROBE + after);
    // The words "content" and "text" may occur anywhere. The sentinel shows whether this one is the message's text.
    if (!Array.isArray(probed) || textOfPiece(probed[0]) !== PROBE) continue;
    const [shownBefore, shownAfter, ...more] = show(probed).split(PROBE);
    if (shownBefore === undefined || shownAfter === undefined || more.length > 0) return undefined;
    return { name, before, after, shownBefore, shownAfter };
  }
  return undefined;
}

/** The text of a piece that a model streams: its content, or its only block. */
function textOfPiece(value: unknown): unknown {
  const piece = asObject(value);
  if (!piece || !asText(piece.id) || typeOf(piece) !== "ai") return undefined;
  if (!Array.isArray(piece.tool_call_chunks)) return undefined;
  const { content } = piece;
  if (!Array.isArray(content)) return content;
  const block = content.length === 1 ? asObject(content[0]) : undefined;
  return block?.type === "text" ? block.text : undefined;
}
