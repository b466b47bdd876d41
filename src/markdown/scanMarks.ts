import { closes, indexOfBackticks, readRun, runLength, type Run } from "./emphasis.js";
import { readLinkParts } from "./linkParts.js";
import { normaliseLabel } from "./normaliseLabel.js";

/** A mark that was opened and has not been closed. `at` is an index of the text. */
export type OpenMark =
  | { readonly type: "delimiter"; readonly at: number; readonly run: Run }
  /** `at` is that of the `!` for an image. */
  | { readonly type: "bracket"; readonly at: number; readonly textStart: number }
  /** `[text](desti`: the brackets are closed, the parenthesis is not. */
  | { readonly type: "destination"; readonly at: number; readonly textEnd: number }
  | { readonly type: "code"; readonly at: number; readonly length: number };

export interface Scan {
  /** Where the text can be cut in two, if it is long enough for that. */
  readonly cutAt: number | undefined;
  /** Something was open at the cut and is now text, because a limit was reached. */
  readonly isForced: boolean;
  /** At the cut or the end; outermost first. */
  readonly open: readonly OpenMark[];
  /** Normalised, of every pair of brackets that may be a reference. */
  readonly labels: readonly string[];
  /** How many marks there are. */
  readonly markCount: number;
}

/** Shorter stretches are not worth a segment of their own. */
const MIN_SEGMENT_CHARS = 256;
/** How far an open mark may reach. */
const MAX_SEGMENT_CHARS = 2048;
/** Of marks, in whose number emphasis is quadratic. */
const MAX_MARKS = 320;

const SPECIAL = /[\\`*_~[\]<@]/g;
const DELIMITER = /[*_~]/;
/** The last characters before a cut, which is after a single space that is no part of a hard break. */
const CUT = /[^\s\\][ \n](?=\S)/g;
const LOW_SURROGATE = /[\uDC00-\uDFFF]/;
const UNESCAPED_BRACKET = /^(?:\\.|[^\\[])*\[/s;
const AUTOLINK = /<(?:[a-z][a-z0-9+.-]{1,31}:[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>/iy;

/**
 * Follows the inline marks of `text` from its start: to the first place where it can be cut in two
 * without a change to what either half means, or to its end.
 *
 * Linear. A cut depends only on what is left of it and on the character after it, so it stays where it
 * is as the text grows. What is said of open marks is a close guess; the parser decides what they mean.
 * Source: CommonMark 0.31, section 6 (inlines), and GFM, section 6.5 (strikethrough).
 */
export function scanMarks(text: string): Scan {
  const window = text.slice(0, MAX_SEGMENT_CHARS);
  const open: OpenMark[] = [];
  const labels: string[] = [];
  let markCount = 0;
  let index = 0;
  for (;;) {
    const special = indexOfMatch(SPECIAL, window, index);
    if (open.length === 0) {
      const cutAt = indexOfMatch(CUT, window, Math.max(index, MIN_SEGMENT_CHARS) - 2) + 2;
      if (cutAt <= Math.min(special, window.length))
        return { cutAt, isForced: false, open, labels, markCount };
    }
    if (special >= window.length) break;
    index = readMark(window, special, open, labels);
    markCount += weightOf(window[special] ?? "", index - special);
    if (markCount >= MAX_MARKS) break;
  }
  const end = markCount >= MAX_MARKS ? index : window.length;
  return end < text.length
    ? { cutAt: findForcedCut(text, end), isForced: true, open, labels, markCount }
    : { cutAt: undefined, isForced: false, open, labels, markCount };
}

/** How much a mark adds to the marks. Links cost the most, and an address is one without a second mark. */
function weightOf(char: string, length: number): number {
  if (DELIMITER.test(char)) return length;
  return char === "@" || char === "[" ? 2 : 1;
}

/** Past the end if there is none. */
function indexOfMatch(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}

/** After the last space, if that leaves enough; in a very long word, wherever no character is split. */
function findForcedCut(text: string, end: number): number {
  const afterSpace = text.lastIndexOf(" ", end - 1) + 1;
  if (afterSpace >= MIN_SEGMENT_CHARS) return afterSpace;
  return LOW_SURROGATE.test(text[end] ?? "") ? end - 1 : end;
}

/** Reads the mark at `at`, opens or closes what it opens or closes, and returns the index after it. */
function readMark(text: string, at: number, open: OpenMark[], labels: string[]): number {
  switch (text[at]) {
    case "\\":
      return at + 2;
    case "`":
      return readCode(text, at, open);
    case "[":
      open.push({ type: "bracket", at: text[at - 1] === "!" ? at - 1 : at, textStart: at + 1 });
      return at + 1;
    case "]":
      return closeBracket(text, at, open, labels);
    case "<":
      AUTOLINK.lastIndex = at;
      return AUTOLINK.test(text) ? AUTOLINK.lastIndex : at + 1;
    case "@":
      // Perhaps an address, which is an element without marks.
      return at + 1;
    default:
      return readDelimiters(text, at, open);
  }
}

/** A code span is over at the next run of as many backticks; marks within are none. */
function readCode(text: string, at: number, open: OpenMark[]): number {
  const length = runLength(text, at);
  const end = indexOfBackticks(text, at + length, length);
  if (end >= 0) return end + length;
  open.push({ type: "code", at, length });
  return text.length;
}

function closeBracket(text: string, at: number, open: OpenMark[], labels: string[]): number {
  const index = open.map(({ type }) => type).lastIndexOf("bracket");
  const bracket = open[index];
  if (bracket?.type !== "bracket") return at + 1;
  const parts = text[at + 1] === "(" ? readLinkParts(text, at + 1) : undefined;
  if (parts === "open") {
    open.splice(index, Infinity, { type: "destination", at: bracket.at, textEnd: at });
    return text.length;
  }
  // What was opened in a link's text and not closed there is no mark.
  open.splice(index, parts ? Infinity : 1);
  if (parts) return parts.end;
  const label = text.slice(bracket.textStart, at);
  if (!UNESCAPED_BRACKET.test(label)) labels.push(normaliseLabel(label));
  return at + 1;
}

function readDelimiters(text: string, at: number, open: OpenMark[]): number {
  const run = readRun(text, at);
  for (let index = open.length - 1; index >= 0 && run.canClose && run.count > 0; index -= 1) {
    const mark = open[index];
    if (mark?.type === "bracket") break;
    if (mark?.type !== "delimiter" || !closes(run, mark.run)) continue;
    const closed = Math.min(mark.run.count, run.count);
    run.count -= closed;
    mark.run.count -= closed;
    open.splice(mark.run.count > 0 ? index + 1 : index, Infinity);
  }
  if (run.canOpen && run.count > 0) open.push({ type: "delimiter", at, run });
  return at + run.length;
}
