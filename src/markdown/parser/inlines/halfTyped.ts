/** Predicts what half-typed marks at the end of a text become. */
import { MAX_HALF_TYPED_CHARS, MAX_HALF_TYPED_EM_CHARS } from "../../limits.js";
import { characterBefore, isCjk, type Run } from "./delimiterRuns.js";

/** At the end, each of these may become an entity, a tag, an address in angles, an escape or an image. */
const HALF_TYPED = /&#?[a-z0-9]{0,31}$|<(?:\/|!-{0,2}|[a-z][a-z0-9+.-]{0,31})?$|\\$/iy;
const HALF_TYPED_IN_CELL = /<br\s*\/?$/iy;
const HALF_TYPED_ADDRESS = /<(?:[a-z][a-z0-9+.-]{1,31}:[^\s<>]*|[\w.+-]+@[\w.-]*)$/iy;

/** Globs, paths, formulas and Python's arguments hold marks that close nothing. */
const UNLIKELY_AFTER = /^(?:[./,:;?)={|%^\\]|(?:kw)?args\b)/;
/** Names such as `_config.yml` begin with a mark too. */
const NAME = /^[a-z\d]+[._/([=][a-z\d]/i;
const UNLIKELY_BEFORE = /[\p{L}\p{N})/~.=\\-]/u;
const MARK = /\^|\d{1,3}\]|\d{0,3}$/y;
const SENTENCE_END = /(?<!\d)[.!?。！？][\s)”"]|[\n。！？]./u;

interface Brackets {
  /** The index of the opening bracket. */
  readonly at: number;
  readonly textStart: number;
}

/** The mark at `at` and all that follows may mean something else with the next characters. */
export function isHalfTyped(source: string, at: number, isCell: boolean): boolean {
  const char = source[at];
  if (char === "!") return at === source.length - 1 && /^\s$/.test(source[at - 1] ?? " ");
  return (
    (/[&<\\]/.test(char ?? "") && matches(HALF_TYPED, source, at)) ||
    (isCell && char === "<" && matches(HALF_TYPED_IN_CELL, source, at))
  );
}

export function isHalfTypedAddress(source: string, at: number): boolean {
  return matches(HALF_TYPED_ADDRESS, source, at);
}

export function isLikelyCode(code: string): boolean {
  return code.length <= MAX_HALF_TYPED_CHARS;
}

/** Brackets right after a letter are an index or an option. Marks are an exception. */
export function isLikelyLink(source: string, bracket: Brackets): boolean {
  if (source.length - bracket.textStart > MAX_HALF_TYPED_CHARS) return false;
  return isMark(source, bracket) || !/[\w)]/.test(source[bracket.at - 1] ?? "");
}

/**
 * Whether the brackets are the mark of a footnote, `[^1]`, or of a source, `[1]`. At the end of a text that may go
 * on, marks are not shown. Otherwise their digits would appear as text and then become a link.
 */
export function isMark(source: string, { textStart }: Brackets): boolean {
  return matches(MARK, source, textStart);
}

/** Whether an open run is likely to be closed, by what is around it and how far the text goes on. */
export function isLikelyEmphasis(source: string, opener: Run, looseStars: number): boolean {
  const { char, at, count, length } = opener;
  const before = characterBefore(source, at);
  const content = source.slice(at + length);
  if (UNLIKELY_AFTER.test(content)) return false;
  if (UNLIKELY_BEFORE.test(before) && !isCjk(before)) return false;
  const isLineStart = at === 0 || before === "\n";
  if (char === "*" && isLineStart && length <= looseStars) return false;
  if (count > 1 && char !== "_") return content.length <= MAX_HALF_TYPED_CHARS;
  if (char === "~" || (char === "_" && NAME.test(content))) return false;
  return content.length <= MAX_HALF_TYPED_EM_CHARS && !SENTENCE_END.test(content);
}

function matches(pattern: RegExp, source: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(source);
}
