import { MAX_SEGMENT_MARKS, MIN_SEGMENT_CHARS } from "../../limits.js";
import type { Reading, References } from "../document.js";
import { matchUrl } from "./autolinks.js";
import { BacktickRuns } from "./BacktickRuns.js";
import { readRun, runLength, type Run } from "./delimiterRuns.js";
import { EmphasisStack, resolveRuns } from "./EmphasisStack.js";
import { decodeEntities, ENTITY } from "./entities.js";
import {
  isHalfTyped,
  isHalfTypedAddress,
  isLikelyCode,
  isLikelyEmphasis,
  isLikelyLink,
} from "./halfTyped.js";
import { readLinkTarget, type Target } from "./linkTargets.js";
import { normaliseLabel } from "./normaliseLabel.js";
import { toRawLink, withoutLinks, type RawNode } from "./rawNodes.js";

const TEXT = /(?:(?!https?:\/\/|www\.)[^\\`*_~[\]!<&\n])+/iy;
/** The last characters before a cut. It follows a single space that is no part of a hard break. */
const CUT = /[^\s\\][ \n](?=\S)/;
const ESCAPABLE = /[!-/:-@[-`{-~]/;
const AUTOLINK = /<([a-z][a-z0-9+.-]{1,31}:[^\s<>]*)>/iy;
const EMAIL_AUTOLINK = /<([\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d.-]*[a-z\d])?)>/iy;
/** An opening or closing tag. Source: CommonMark 0.31, section 6.6; here, attributes hold no angles. */
const TAG =
  /<(?:[a-z][a-z\d-]*(?:\s+[a-z_:][\w:.-]*(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'=<>`]+))?)*\s*\/?|\/[a-z][a-z\d-]*\s*)>/iy;
/** The source may end within a tag. */
const OPEN_TAG = /<[a-z/][^<>]*$/iy;
const BREAK_TAG = /<br\s*\/?>/iy;

/** After a closing bracket, the source ends or holds nothing but the start of a label. */
const LABEL_AT_END = /(?:\[[^[\]]{0,100})?$/y;

type Item = RawNode | Run;

/** An opening bracket. It may become a link, an image or text. */
interface Bracket {
  readonly isImage: boolean;
  readonly at: number;
  readonly textStart: number;
  /** How many items are in `bracketed` before it. */
  readonly itemCount: number;
  /** A link holds no other link, so outer brackets become inactive. */
  isActive: boolean;
  /** A label holds no bracket. */
  holdsBracket: boolean;
}

export interface ScanOptions {
  readonly reading: Reading;
  readonly references: References;
  /** Stop at the first place where the source can be cut in two. */
  readonly mayCut: boolean;
  /** The source does not end here: this is only the part of it that marks may reach over. */
  readonly isPart: boolean;
}

/**
 * Reads inline Markdown from left to right. This is the only grammar of marks: cutting a long
 * paragraph, mending half-typed marks and making nodes all use it.
 *
 * A cut depends only on the text before it and on the character after it, so it stays in place as the
 * text grows. Linear, but for emphasis, which is quadratic in a limited number of marks.
 * Source: CommonMark 0.31, section 6 and appendix (the delimiter stack); GFM 6.5 and 6.9.
 */
export class InlineScanner {
  /** Normalised labels of all pairs of brackets that may be references. */
  readonly labels: string[] = [];
  /** Where the source can be cut, if a cut was found. */
  cutAt: number | undefined;
  /** Where the marks became too many. */
  overflowAt: number | undefined;
  /** Half-typed marks were closed or left out at the end. */
  isMended = false;

  readonly #source: string;
  readonly #options: ScanOptions;
  readonly #isMending: boolean;
  readonly #emphasis = new EmphasisStack();
  readonly #backticks: BacktickRuns;
  readonly #brackets: Bracket[] = [];
  /** The items after the first open bracket. Their emphasis depends on whether it becomes a link. */
  #bracketed: Item[] = [];
  /** An open construct may reach over all that follows, so there is no cut after it. */
  #isStuck = false;
  #markCount = 0;

  constructor(source: string, options: ScanOptions) {
    this.#source = source;
    this.#options = options;
    this.#isMending = options.reading.isOpen && !options.isPart;
    this.#backticks = new BacktickRuns(source);
  }

  scan(): RawNode[] {
    const [source, options] = [this.#source, this.#options];
    for (let at = 0; at < source.length;) {
      const end = at + (matchAt(TEXT, source, at)?.[0].length ?? 0);
      this.cutAt = this.#findCut(at, end);
      if (end > at) this.#addText(source.slice(at, this.cutAt ?? end), end);
      if (this.cutAt !== undefined) break;
      at = end < source.length ? this.#readMark(end) : end;
      if (options.mayCut && this.#markCount >= MAX_SEGMENT_MARKS && at < source.length) {
        this.overflowAt = at;
        break;
      }
    }
    if (this.#isMending) this.#mendEnd();
    this.#leaveBrackets();
    const nodes = this.#emphasis.toNodes();
    const last = nodes.at(-1);
    // A mark that is left out leaves the space before it.
    if (this.isMended && typeof last === "string") nodes[nodes.length - 1] = last.trimEnd();
    return nodes;
  }

  get looseStars(): number {
    return this.#emphasis.looseStars;
  }

  /** The first place to cut in a text without marks from `at` to `end`. */
  #findCut(at: number, end: number): number | undefined {
    const isOpen = this.#isStuck || this.#brackets.length > 0 || this.#emphasis.isOpen;
    if (!this.#options.mayCut || isOpen || end < MIN_SEGMENT_CHARS) return undefined;
    const from = Math.max(at, MIN_SEGMENT_CHARS) - 2;
    const match = CUT.exec(this.#source.slice(from, end + 1));
    return match ? from + match.index + 2 : undefined;
  }

  /** Reads the character at `at`, which may be a mark. Returns the index after what was read. */
  #readMark(at: number): number {
    const source = this.#source;
    if (this.#isMending && isHalfTyped(source, at, this.#options.reading.isCell))
      return this.#leaveOut();
    switch (source[at]) {
      case "\\":
        return this.#readEscape(at);
      case "`":
        return this.#readCode(at);
      case "*":
      case "_":
      case "~":
        return this.#readRun(at);
      case "!":
        return source[at + 1] === "[" ? this.#openBracket(at, 2) : this.#add("!", at + 1);
      case "[":
        return this.#openBracket(at, 1);
      case "]":
        return this.#closeBracket(at);
      case "<":
        return this.#readAngle(at);
      case "&": {
        const entity = matchAt(ENTITY, source, at)?.[0];
        if (entity === undefined) return this.#add("&", at + 1);
        return this.#add(decodeEntities(entity), at + entity.length);
      }
      case "\n":
        return this.#readLineEnd(at);
      default:
        return this.#readUrl(at);
    }
  }

  #add(item: Item, end: number): number {
    if (this.#brackets.length > 0) this.#bracketed.push(item);
    else this.#emphasis.push(item);
    return end;
  }

  /** Spaces before a line end are no part of the text. */
  #addText(text: string, end: number): void {
    const isBeforeLineEnd = this.#source[end] === "\n" && this.cutAt === undefined;
    this.#add(isBeforeLineEnd ? text.trimEnd() : text, end);
  }

  /** Leaves out the rest of the source. */
  #leaveOut(): number {
    this.isMended = true;
    return this.#source.length;
  }

  #leaveOutMark(at: number): number {
    this.isMended = true;
    return at + 1;
  }

  #readEscape(at: number): number {
    const next = this.#source[at + 1] ?? "";
    if (next === "\n") return this.#add({ type: "break" }, at + 2);
    return ESCAPABLE.test(next) ? this.#add(next, at + 2) : this.#add("\\", at + 1);
  }

  /** Source: section 6.1 (code spans). */
  #readCode(at: number): number {
    this.#markCount += 1;
    const source = this.#source;
    const length = runLength(source, at);
    const start = at + length;
    const end = this.#backticks.next(length, start);
    if (end >= 0) return this.#addCode(source.slice(start, end), end + length);
    this.#isStuck = true;
    const rest = source.slice(start);
    if (!this.#isMending || !isLikelyCode(rest)) return this.#add("`".repeat(length), start);
    // The closing backticks may be half typed.
    const code = rest.replace(/(?<!`)`+$/, "");
    if (code.trim()) this.#addCode(code, 0);
    return this.#leaveOut();
  }

  #addCode(source: string, end: number): number {
    const code = source.replaceAll("\n", " ");
    const isPadded = code.startsWith(" ") && code.endsWith(" ") && code.trim() !== "";
    return this.#add({ type: "code", text: isPadded ? code.slice(1, -1) : code }, end);
  }

  #readRun(at: number): number {
    const run = readRun(this.#source, at);
    const end = at + run.length;
    this.#markCount += run.length;
    if (!this.#isMending || end < this.#source.length) return this.#add(run, end);
    this.#leaveBrackets(true);
    this.#emphasis.pushHalfTyped(run, (opener) => this.#isLikely(opener));
    return this.#leaveOut();
  }

  #readAngle(at: number): number {
    const source = this.#source;
    if (this.#isMending && isHalfTypedAddress(source, at)) return this.#leaveOutMark(at);
    const address = matchAt(AUTOLINK, source, at) ?? matchAt(EMAIL_AUTOLINK, source, at);
    this.#markCount += 1;
    if (address?.[1]) {
      const isEmail = !address[1].includes(":");
      const destination = isEmail ? `mailto:${address[1]}` : address[1];
      return this.#add(toRawLink(destination, [address[1]]), at + address[0].length);
    }
    const lineBreak = this.#options.reading.isCell && matchAt(BREAK_TAG, source, at);
    if (lineBreak) return this.#add({ type: "break" }, at + lineBreak[0].length);
    // A tag is text, but not Markdown.
    const tag = matchAt(TAG, source, at)?.[0] ?? "<";
    if (tag === "<" && matchAt(OPEN_TAG, source, at)) this.#isStuck = true;
    return this.#add(tag, at + tag.length);
  }

  /** Two spaces before a line end make it a break. */
  #readLineEnd(at: number): number {
    const isBreak = this.#source.slice(Math.max(at - 2, 0), at) === "  ";
    return this.#add(isBreak ? { type: "break" } : "\n", at + 1);
  }

  #readUrl(at: number): number {
    const length = matchUrl(this.#source, at, this.#brackets.length > 0);
    if (length === 0) return this.#add(this.#source[at] ?? "", at + 1);
    const url = this.#source.slice(at, at + length);
    const destination = /^www\./i.test(url) ? `http://${url}` : url;
    this.#markCount += 1;
    return this.#add(toRawLink(destination, [url]), at + length);
  }

  #openBracket(at: number, length: number): number {
    const textStart = at + length;
    this.#markCount += 2;
    const outer = this.#brackets.at(-1);
    if (outer) outer.holdsBracket = true;
    const itemCount = this.#bracketed.length;
    const isImage = length === 2;
    this.#brackets.push({ isImage, at, textStart, itemCount, isActive: true, holdsBracket: false });
    return this.#add(this.#source.slice(at, textStart), textStart);
  }

  /** Source: section 6.3 (links) and the appendix, "look for link or image". */
  #closeBracket(at: number): number {
    const source = this.#source;
    const bracket = this.#brackets.at(-1);
    if (!bracket) return this.#add("]", at + 1);
    const { isActive } = bracket;
    const found = isActive
      ? readLinkTarget(source, bracket, at, this.#options.references)
      : undefined;
    this.#brackets.pop();
    if (found === "open") this.#isStuck = true;
    if (found === undefined || found === "open") {
      if (!bracket.holdsBracket)
        this.labels.push(normaliseLabel(source.slice(bracket.textStart, at)));
      const isUndecided = isActive && (found === "open" || matchAt(LABEL_AT_END, source, at + 1));
      if (this.#isMending && isUndecided && isLikelyLink(source, bracket))
        return this.#showText(bracket);
      this.#bracketed.push("]");
      if (this.#brackets.length === 0) this.#leaveBrackets();
      return at + 1;
    }
    const children = this.#takeText(bracket);
    if (!bracket.isImage && !found.note)
      for (const outer of this.#brackets) if (!outer.isImage) outer.isActive = false;
    return this.#add(toNode(bracket, children, found), found.end);
  }

  /** Takes the items within a closed bracket, and its opening mark. */
  #takeText({ itemCount }: Bracket): RawNode[] {
    return resolveRuns(this.#bracketed.splice(itemCount).slice(1));
  }

  /** Shows the text of a link whose address is half typed. A footnote without its definition shows nothing. */
  #showText(bracket: Bracket): number {
    const text = this.#takeText(bracket);
    if (this.#source[bracket.textStart] !== "^") for (const node of text) this.#add(node, 0);
    return this.#leaveOut();
  }

  /** Closes what is open at the end of a text that may go on, or leaves it out. */
  #mendEnd(): void {
    this.#leaveBrackets(true);
    if (this.#emphasis.isOpen) this.isMended = true;
    this.#emphasis.closeLikely((opener) => this.#isLikely(opener));
  }

  #isLikely(opener: Run): boolean {
    const looseStars = Math.max(this.#options.reading.looseStars, this.looseStars);
    return isLikelyEmphasis(this.#source, opener, looseStars);
  }

  /**
   * Gives up the open brackets: they are text.
   *
   * @param isMending a bracket that is likely to become a link is left out; its text is shown
   */
  #leaveBrackets(isMending = false): void {
    let items = this.#bracketed;
    for (const { at, textStart, itemCount } of isMending ? this.#brackets.reverse() : []) {
      if (!isLikelyLink(this.#source, { at, textStart })) continue;
      this.isMended = true;
      const isNote = this.#source[textStart] === "^";
      items = [...items.slice(0, itemCount), ...(isNote ? [] : items.slice(itemCount + 1))];
    }
    this.#brackets.length = 0;
    this.#bracketed = [];
    for (const item of items) this.#emphasis.push(item);
  }
}

function toNode({ isImage }: Bracket, children: readonly RawNode[], found: Target): RawNode {
  const { note, target } = found;
  if (note) return { type: "note", ...note };
  if (isImage) return { type: "image", target, children };
  return { type: "link", target, children: withoutLinks(children) };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
