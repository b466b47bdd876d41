import { MAX_SEGMENT_MARKS, MIN_SEGMENT_CHARS } from "../../limits.js";
import type { Reading, References } from "../document.js";
import { readAngle } from "./angles.js";
import { readUrl } from "./autolinks.js";
import { BacktickRuns } from "./BacktickRuns.js";
import { BracketStack, type Bracket, type Item } from "./BracketStack.js";
import { toCode, withoutHalfTypedEnd } from "./codeSpans.js";
import { readRun, runLength, type Run } from "./delimiterRuns.js";
import { EmphasisStack } from "./EmphasisStack.js";
import { decodeEntities, ENTITY } from "./entities.js";
import {
  isHalfTyped,
  isHalfTypedAddress,
  isLikelyCode,
  isLikelyEmphasis,
  isLikelyLink,
  isMark,
} from "./halfTyped.js";
import { readLinkTarget, type Target } from "./linkTargets.js";
import { matchAt } from "./matchAt.js";
import { normaliseLabel } from "./normaliseLabel.js";
import { withoutLinks, type RawNode } from "./rawNodes.js";

const TEXT = /(?:(?!https?:\/\/|www\.)[^\\`*_~[\]!<&\n])+/iy;
/** The last characters before a cut. It follows a single space that is no part of a hard break. */
const CUT = /[^\s\\][ \n](?=\S)/;
const ESCAPABLE = /[!-/:-@[-`{-~]/;

/** After a closing bracket, the source ends or holds only the start of a label. */
const LABEL_AT_END = /(?:\[[^[\]]{0,100})?$/y;

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
 * text grows. Linear, except for emphasis: its cost is quadratic in a limited number of marks.
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
  readonly #brackets = new BracketStack();
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
    const isOpen = this.#isStuck || this.#brackets.isOpen || this.#emphasis.isOpen;
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
        return source[at + 1] === "[" ? this.#openBracket("![", at) : this.#add("!", at + 1);
      case "[":
        return this.#openBracket("[", at);
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
    if (this.#brackets.isOpen) this.#brackets.add(item);
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
    if (end >= 0) return this.#add(toCode(source.slice(start, end)), end + length);
    this.#isStuck = true;
    const rest = source.slice(start);
    if (!this.#isMending || !isLikelyCode(rest)) return this.#add("`".repeat(length), start);
    const code = withoutHalfTypedEnd(rest);
    if (code.trim()) this.#add(toCode(code), source.length);
    return this.#leaveOut();
  }

  #readRun(at: number): number {
    const run = readRun(this.#source, at);
    const end = at + run.length;
    this.#markCount += run.length;
    if (!this.#isMending || end < this.#source.length) return this.#add(run, end);
    this.#mendBrackets();
    this.#emphasis.pushHalfTyped(run, (opener) => this.#isLikely(opener));
    return this.#leaveOut();
  }

  #readAngle(at: number): number {
    const source = this.#source;
    if (this.#isMending && isHalfTypedAddress(source, at)) return this.#leaveOutMark(at);
    this.#markCount += 1;
    const { item, end, isOpen } = readAngle(source, at, this.#options.reading.isCell);
    if (isOpen) this.#isStuck = true;
    return this.#add(item, end);
  }

  /** Two spaces before a line end make it a break. */
  #readLineEnd(at: number): number {
    const isBreak = this.#source.slice(Math.max(at - 2, 0), at) === "  ";
    return this.#add(isBreak ? { type: "break" } : "\n", at + 1);
  }

  #readUrl(at: number): number {
    const url = readUrl(this.#source, at, this.#brackets.isOpen);
    if (!url) return this.#add(this.#source[at] ?? "", at + 1);
    this.#markCount += 1;
    return this.#add(url.link, url.end);
  }

  #openBracket(mark: string, at: number): number {
    this.#markCount += 2;
    this.#brackets.open(mark, at);
    return at + mark.length;
  }

  /** Source: section 6.3 (links) and the appendix, "look for link or image". */
  #closeBracket(at: number): number {
    const source = this.#source;
    const bracket = this.#brackets.last;
    if (!bracket) return this.#add("]", at + 1);
    const found = bracket.isActive
      ? readLinkTarget(source, bracket, at, this.#options.references)
      : undefined;
    this.#brackets.pop();
    if (found === undefined || found === "open") return this.#leaveBracket(bracket, at, found);
    // The mark of a source may still become a link: `[1](`.
    if (found.source && this.#isUndecided(at)) return this.#leaveBracket(bracket, at, undefined);
    const children = this.#brackets.takeText(bracket);
    if (!bracket.isImage && !found.note && !found.source) this.#brackets.deactivateLinks();
    return this.#add(toNode(bracket, children, found), found.end);
  }

  /** The brackets are no link, or none yet. */
  #leaveBracket(bracket: Bracket, at: number, found: "open" | undefined): number {
    const source = this.#source;
    if (found === "open") this.#isStuck = true;
    if (!bracket.holdsBracket)
      this.labels.push(normaliseLabel(source.slice(bracket.textStart, at)));
    const isUndecided = (this.#isMending && found === "open") || this.#isUndecided(at);
    if (bracket.isActive && isUndecided && isLikelyLink(source, bracket))
      return this.#showText(bracket);
    this.#brackets.add("]");
    if (!this.#brackets.isOpen) this.#leaveBrackets();
    return at + 1;
  }

  /** More text may follow the closing bracket at `at` and give the brackets another meaning. */
  #isUndecided(at: number): boolean {
    return this.#isMending && matchAt(LABEL_AT_END, this.#source, at + 1) !== null;
  }

  /** Shows the text of a link whose address is half typed. The mark of a footnote or source shows nothing. */
  #showText(bracket: Bracket): number {
    const text = this.#brackets.takeText(bracket);
    if (!isMark(this.#source, bracket))
      for (const node of text) this.#add(node, this.#source.length);
    return this.#leaveOut();
  }

  /** Closes or leaves out open marks at the end of a text that may go on. */
  #mendEnd(): void {
    this.#mendBrackets();
    if (this.#emphasis.isOpen) this.isMended = true;
    this.#emphasis.closeLikely((opener) => this.#isLikely(opener));
  }

  #isLikely(opener: Run): boolean {
    const looseStars = Math.max(this.#options.reading.looseStars, this.looseStars);
    return isLikelyEmphasis(this.#source, opener, looseStars);
  }

  /** Leaves out the marks of brackets that are likely to become links; their text is shown. */
  #mendBrackets(): void {
    const isMended = this.#brackets.leaveOut(
      (bracket) => isLikelyLink(this.#source, bracket),
      (bracket) => isMark(this.#source, bracket),
    );
    if (isMended) this.isMended = true;
    this.#leaveBrackets();
  }

  /** Gives up the open brackets: they are text. */
  #leaveBrackets(): void {
    for (const item of this.#brackets.giveUp()) this.#emphasis.push(item);
  }
}

function toNode({ isImage }: Bracket, children: readonly RawNode[], found: Target): RawNode {
  const { note, source, target } = found;
  if (note) return { type: "note", ...note };
  if (source) return source;
  if (isImage) return { type: "image", target, children };
  return { type: "link", target, children: withoutLinks(children) };
}
