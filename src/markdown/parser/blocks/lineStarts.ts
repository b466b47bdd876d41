/** What a line may begin, read from its text after the indent. Every pattern is linear. */
import { runLength } from "../inlines/delimiterRuns.js";

const HEADING = /^#{1,6}(?=[ \t]|$)/;
const RULE = /^(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$/;
const UNDERLINE = /^(?:=+|-+)[ \t]*$/;
const LIST_MARKER = /^(?:[*+-]|(\d{1,9})[.)])(?=[ \t]|$)/;
const FOOTNOTE = /^\[(\^[^\]\s]{1,100})\]:[ \t]*/;
/**
 * The start of a line that may still become several things: a marker without content, a rule, an
 * underline, a table's delimiter row or a fence.
 */
const UNDECIDED =
  /^(?:(?:[-+*=_:| \t]+|#{1,6}[ \t]*|>[ \t]*|\d{1,9}[.)]?[ \t]*|`{1,2}|~{1,2}|`{3,}[^`]*)$|~{3})/;

/** The first character of every line that may begin a block. Most lines are plain text. */
const FIRST_OF_BLOCK = /^[#`~=*_+>[|:\d-]/;

export function mayStartBlock(text: string): boolean {
  return FIRST_OF_BLOCK.test(text);
}

export interface Heading {
  readonly level: number;
  readonly content: string;
}

/** Source: CommonMark 0.31, section 4.2 (ATX headings). */
export function matchHeading(text: string): Heading | undefined {
  const marker = HEADING.exec(text)?.[0];
  if (!marker) return undefined;
  const content = text.slice(marker.length).trim();
  const closing = trailingRunStart(content, "#");
  const isClosed = closing === 0 || /[ \t]/.test(content[closing - 1] ?? "");
  return { level: marker.length, content: isClosed ? content.slice(0, closing).trim() : content };
}

function trailingRunStart(text: string, char: string): number {
  let start = text.length;
  while (start > 0 && text[start - 1] === char) start -= 1;
  return start;
}

/** Source: CommonMark 0.31, section 4.1 (thematic breaks). */
export function isRule(text: string): boolean {
  return RULE.test(text);
}

/** The level of the heading that an underline makes of the paragraph above. */
export function matchUnderline(text: string): 1 | 2 | undefined {
  return UNDERLINE.test(text) ? (text.startsWith("=") ? 1 : 2) : undefined;
}

export interface FenceStart {
  readonly char: string;
  readonly length: number;
  readonly info: string;
}

/** Source: CommonMark 0.31, section 4.5 (fenced code blocks). */
export function matchFence(text: string): FenceStart | undefined {
  const char = text[0] ?? "";
  if (char !== "`" && char !== "~") return undefined;
  const length = runLength(text, 0);
  if (length < 3 || (char === "`" && text.includes("`", length))) return undefined;
  return { char, length, info: text.slice(length).trim() };
}

export function closesFence(text: string, { char, length }: FenceStart): boolean {
  const run = text.startsWith(char) ? runLength(text, 0) : 0;
  return run >= length && !text.slice(run).trim();
}

export interface ListMarker {
  readonly text: string;
  /** Items of one list share it: `-`, or `.` after a number. */
  readonly kind: string;
  readonly start: number | undefined;
}

/** Source: CommonMark 0.31, section 5.2 (list items). */
export function matchListMarker(text: string): ListMarker | undefined {
  const match = LIST_MARKER.exec(text);
  if (!match) return undefined;
  const [marker, digits] = match;
  return {
    text: marker,
    kind: marker.slice(-1),
    start: digits === undefined ? undefined : Number(digits),
  };
}

/** Matches `[^label]:`. As on GitHub, a label holds no spaces. */
export function matchFootnote(text: string): { text: string; label: string } | undefined {
  const match = FOOTNOTE.exec(text);
  return match?.[1] === undefined ? undefined : { text: match[0], label: match[1] };
}

export function isUndecided(text: string): boolean {
  return UNDECIDED.test(text);
}
