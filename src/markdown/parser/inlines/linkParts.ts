/** The parts that inline links and link definitions are made of. */
import { MAX_PARENTHESES } from "../../limits.js";
import { decodeEntities } from "./entities.js";

const SPACE = /[ \t\n]*/y;
const ESCAPE = /(\\[!-/:-@[-`{-~])/;
const TITLE_CLOSERS: Readonly<Record<string, string>> = { '"': '"', "'": "'", "(": ")" };

export interface Part {
  readonly text: string;
  /** The index after it. */
  readonly end: number;
  /** The source does not end within its brackets or quotes. */
  readonly isClosed: boolean;
}

export interface LinkParts {
  readonly destination: string;
  readonly title: string;
  readonly end: number;
}

/** Removes escapes and decodes entities. Source: CommonMark 0.31, sections 2.4 and 2.5. */
export function unescape(text: string): string {
  // Every second piece is an escape. An escaped ampersand begins no entity.
  const pieces = text.split(ESCAPE);
  return pieces.map((piece, at) => (at % 2 ? piece.slice(1) : decodeEntities(piece))).join("");
}

export function skipSpace(source: string, from: number): number {
  SPACE.lastIndex = from;
  SPACE.test(source);
  return SPACE.lastIndex;
}

/**
 * Reads what follows a link's text: `(destination "title")`.
 *
 * @param at the index of `(`
 * @returns `undefined` if these are no link parts; `"open"` if the source ends within them
 * Source: CommonMark 0.31, section 6.3 (links).
 */
export function readLinkParts(source: string, at: number): LinkParts | "open" | undefined {
  const destination = readDestination(source, skipSpace(source, at + 1));
  if (!destination) return undefined;
  if (!destination.isClosed) return "open";
  const titleStart = skipSpace(source, destination.end);
  const title = titleStart > destination.end ? readTitle(source, titleStart) : undefined;
  const end = skipSpace(source, title?.end ?? titleStart);
  if (title?.isClosed === false || end >= source.length) return "open";
  if (source[end] !== ")") return undefined;
  return { destination: destination.text, title: title?.text ?? "", end: end + 1 };
}

/** Reads a destination as far as the source goes. Returns `undefined` if it is none. */
export function readDestination(source: string, from: number): Part | undefined {
  if (source[from] === "<") {
    const end = indexOfUnescaped(source, from + 1, ">\n<");
    if (end < source.length && source[end] !== ">") return undefined;
    return enclosed(source, from, end);
  }
  let depth = 0;
  let end = from;
  for (; end < source.length; end += 1) {
    const char = source[end] ?? "";
    if (char <= " ") break;
    if (char === "\\" && ESCAPE.test(source.slice(end, end + 2))) end += 1;
    else if (char === "(" && (depth += 1) > MAX_PARENTHESES) return undefined;
    else if (char === ")" && (depth -= 1) < 0) break;
  }
  if (depth > 0 && end < source.length) return undefined;
  return {
    text: unescape(source.slice(from, end)),
    end: Math.min(end, source.length),
    isClosed: true,
  };
}

/** Reads a title with its quotes as far as the source goes. Returns `undefined` if there is none. */
export function readTitle(source: string, from: number): Part | undefined {
  const closer = TITLE_CLOSERS[source[from] ?? ""];
  if (closer === undefined) return undefined;
  const end = indexOfUnescaped(source, from + 1, closer === ")" ? "()" : closer);
  if (end < source.length && source[end] !== closer) return undefined;
  return enclosed(source, from, end);
}

/** The text between the character at `from` and the one at `end`, which may be missing. */
function enclosed(source: string, from: number, end: number): Part {
  const text = unescape(source.slice(from + 1, end));
  const isClosed = end < source.length;
  return { text, end: isClosed ? end + 1 : source.length, isClosed };
}

/** The index of the first of `chars` that is not escaped, or the length of the source. */
function indexOfUnescaped(source: string, from: number, chars: string): number {
  for (let index = from; index < source.length; index += 1) {
    const char = source[index] ?? "";
    if (char === "\\") index += 1;
    else if (chars.includes(char)) return index;
  }
  return source.length;
}
