/** A run of `*`, `_` or `~` that may open or close emphasis. */
export interface Run {
  readonly type: "run";
  readonly char: string;
  /** The index of its first character in the source. */
  readonly at: number;
  /** How many of its characters have no use yet. */
  count: number;
  readonly length: number;
  readonly canOpen: boolean;
  readonly canClose: boolean;
}

const SPACE = /^\s$/;
const PUNCTUATION = /^[\p{P}\p{S}]$/u;
const CJK =
  /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\u3000-\u303F\uFF01-\uFF60]$/u;
const LAST_CHARACTER = /.$/su;
const FIRST_CHARACTER = /^./su;

/**
 * Reads the run at `at`.
 *
 * Source: CommonMark 0.31, section 6.2 (left- and right-flanking delimiter runs), with two changes.
 * Chinese, Japanese and Korean have no spaces around marks, so `**加粗。**后面` is bold: their
 * punctuation counts as a letter. And a single `~` within a word is text, because `9~18` is a range.
 */
export function readRun(source: string, at: number): Run {
  const char = source[at] ?? "";
  const length = runLength(source, at);
  const before = characterBefore(source, at);
  const after = FIRST_CHARACTER.exec(source.slice(at + length, at + length + 2))?.[0] ?? " ";
  const [isSpaceBefore, isSpaceAfter] = [SPACE.test(before), SPACE.test(after)];
  const [isMarkBefore, isMarkAfter] = [PUNCTUATION.test(before), PUNCTUATION.test(after)];
  const [isCjkBefore, isCjkAfter] = [isCjk(before), isCjk(after)];
  const isLeft =
    !isSpaceAfter && (!isMarkAfter || isCjkAfter || isSpaceBefore || isMarkBefore || isCjkBefore);
  const isRight =
    !isSpaceBefore && (!isMarkBefore || isCjkBefore || isSpaceAfter || isMarkAfter || isCjkAfter);
  const isForWords = char === "_" || (char === "~" && length === 1);
  const isTooLong = char === "~" && length > 2;
  return {
    type: "run",
    char,
    at,
    count: length,
    length,
    canOpen: !isTooLong && isLeft && (!isForWords || !isRight || isMarkBefore),
    canClose: !isTooLong && isRight && (!isForWords || !isLeft || isMarkAfter),
  };
}

/** The whole character before `at`, or a space at the start. Two code units hold any character. */
export function characterBefore(source: string, at: number): string {
  return LAST_CHARACTER.exec(source.slice(Math.max(at - 2, 0), at))?.[0] ?? " ";
}

export function isCjk(character: string): boolean {
  return CJK.test(character);
}

/** How often the character at `at` is repeated there. */
export function runLength(source: string, at: number): number {
  let end = at + 1;
  while (end < source.length && source[end] === source[at]) end += 1;
  return end - at;
}

/** Whether a run closes what another opened. Source: section 6.2, rules 9 and 10; GFM 6.5. */
export function closes(closer: Run, opener: Run): boolean {
  if (opener.char !== closer.char || !opener.canOpen) return false;
  if (closer.char === "~") return opener.count === closer.count;
  const isBoth = closer.canOpen || opener.canClose;
  return !isBoth || closer.length % 3 === 0 || (opener.length + closer.length) % 3 !== 0;
}
