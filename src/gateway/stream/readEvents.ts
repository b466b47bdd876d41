/**
 * Bytes → whole events. Source: WHATWG HTML, section 9.2.6. One difference: an event's id holds for that event alone,
 * because nothing reconnects here.
 */
import { StringDecoder } from "node:string_decoder";

/** One event of a stream. */
export interface ServerEvent {
  /** `""` where the stream gives none. */
  readonly name: string;
  /** The lines of data, joined by line feeds. */
  readonly data: string;
  readonly id: string | undefined;
}

export interface EventReader {
  /**
   * Reads the next bytes. They may begin and end anywhere, also inside a character.
   *
   * @throws {EventTooLargeError}
   */
  read(bytes: Uint8Array): void;
  /** The stream is over. Returns whether it ended inside an event, so that it was cut. */
  end(): boolean;
}

/** An event is larger than the limit. */
export class EventTooLargeError extends Error {
  override name = "EventTooLargeError";
}

const BYTE_ORDER_MARK = "\ufeff";

/**
 * Creates the reader of one stream.
 *
 * @param maxEventChars how long the lines of one event may be together, in UTF-16 code units
 */
export function createEventReader(
  onEvent: (event: ServerEvent) => void,
  maxEventChars: number,
): EventReader {
  // Holds back a character that is cut in two. Unlike a `TextDecoder` that streams, it gives one byte per ASCII character, which
  // makes everything cheaper that reads the text.
  const decoder = new StringDecoder("utf8");
  let isFirstText = true;
  /** The beginning of a line whose end has not come. In pieces, because joining them for each chunk costs too much. */
  let pieces: string[] = [];
  let chars = 0;
  let isCarriageReturnLast = false;
  let name = "";
  let data: string | undefined;
  let id: string | undefined;

  return {
    read(bytes) {
      readText(decoder.write(bytes));
    },
    end() {
      readText(decoder.end());
      return pieces.length > 0 || name !== "" || data !== undefined;
    },
  };

  function readText(text: string): void {
    if (text === "") return;
    let at =
      (isCarriageReturnLast && text.startsWith("\n")) ||
      (isFirstText && text.startsWith(BYTE_ORDER_MARK))
        ? 1
        : 0;
    isCarriageReturnLast = false;
    isFirstText = false;
    let cr = text.indexOf("\r", at);
    for (;;) {
      const lf = text.indexOf("\n", at);
      const isCr = cr !== -1 && (lf === -1 || cr < lf);
      const end = isCr ? cr : lf;
      if (end === -1) break;
      readLine(take(text.slice(at, end)));
      at = end + 1;
      if (!isCr) continue;
      isCarriageReturnLast = at === text.length;
      if (at === lf) at += 1;
      cr = text.indexOf("\r", at);
    }
    if (at < text.length) {
      const rest = at === 0 ? text : text.slice(at);
      count(rest.length);
      pieces.push(rest);
    }
  }

  /** The whole line that ends with `end`. */
  function take(end: string): string {
    count(end.length);
    if (pieces.length === 0) return end;
    const line = pieces.join("") + end;
    pieces = [];
    return line;
  }

  function count(more: number): void {
    chars += more;
    if (chars > maxEventChars) throw new EventTooLargeError("An event is larger than the limit.");
  }

  function readLine(line: string): void {
    if (line === "") return dispatch();
    const colon = line.indexOf(":");
    // A comment is no part of an event, so it must not count for the event's size.
    if (colon === 0) return void (chars -= line.length);
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? "" : line.slice(line[colon + 1] === " " ? colon + 2 : colon + 1);
    if (field === "data") data = data === undefined ? value : `${data}\n${value}`;
    else if (field === "event") name = value;
    else if (field === "id" && !value.includes("\0")) id = value;
  }

  function dispatch(): void {
    const event = data === undefined ? undefined : { name, data, id: id || undefined };
    name = "";
    data = undefined;
    id = undefined;
    chars = 0;
    if (event) onEvent(event);
  }
}
