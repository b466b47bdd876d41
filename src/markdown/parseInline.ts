import { matchUrl } from "./autolinks.js";
import type { References } from "./blocks.js";
import { indexOfBackticks, readRun, resolveRuns, runLength, type Run } from "./emphasis.js";
import { decodeEntities, ENTITY } from "./entities.js";
import { plainTextOf, type InlineNode } from "./inlines.js";
import { readLinkParts } from "./linkParts.js";
import { normaliseLabel } from "./normaliseLabel.js";

const TEXT = /(?:(?!https?:\/\/|www\.)[^\\`*_~[\]!<&\n])+/iy;
const ESCAPABLE = /[!-/:-@[-`{-~]/;
const AUTOLINK = /<([a-z][a-z0-9+.-]{1,31}:[^\s<>]*)>/iy;
const EMAIL_AUTOLINK = /<([\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d.-]*[a-z\d])?)>/iy;
/** Is text, but not read as Markdown. Source: CommonMark 0.31, section 6.6 (raw HTML). */
const TAG =
  /<(?:[a-z][a-z\d-]*(?:\s+[a-z_:][\w:.-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*\/?|\/[a-z][a-z\d-]*\s*|!--[^]*?--|\?[^]*?\?|![a-z][^>]*)>/iy;
const LABEL = /\[((?:\\[^]|[^\\[\]]){0,999})\]/y;

/** An opening bracket, which may become a link, an image or text. */
interface Bracket {
  readonly isImage: boolean;
  /** How many items were there before it, and where its text begins. */
  readonly itemCount: number;
  readonly textStart: number;
  /** A link holds no other link. */
  isActive: boolean;
}

/**
 * Parses inline Markdown. What comes out is not neutralised, and its destinations are not to be trusted.
 *
 * In: at most a segment, since emphasis needs quadratic time in its marks. Never throws.
 * Source: CommonMark 0.31, section 6 and appendix (the delimiter stack); GFM 6.5 and 6.9.
 */
export function parseInline(source: string, references: References): InlineNode[] {
  return new InlineParser(source, references).parse();
}

class InlineParser {
  private readonly source: string;
  private readonly references: References;
  private readonly items: (InlineNode | Run)[] = [];
  private readonly brackets: Bracket[] = [];

  constructor(source: string, references: References) {
    this.source = source;
    this.references = references;
  }

  parse(): InlineNode[] {
    const { source } = this;
    for (let at = 0; at < source.length;) {
      const text = matchAt(TEXT, source, at)?.[0] ?? "";
      if (text) this.items.push(text);
      at += text.length;
      if (at < source.length) at = this.readMark(at);
    }
    return resolveRuns(this.items);
  }

  /** Reads what is at `at`, be it text after all, and returns the index after it. */
  private readMark(at: number): number {
    const char = this.source[at] ?? "";
    switch (char) {
      case "\\":
        return this.readEscape(at);
      case "`":
        return this.readCode(at);
      case "*":
      case "_":
      case "~": {
        const run = readRun(this.source, at);
        this.items.push(run);
        return at + run.length;
      }
      case "!":
        if (this.source[at + 1] === "[") return this.openBracket(at, 2);
        return this.add("!", at + 1);
      case "[":
        return this.openBracket(at, 1);
      case "]":
        return this.closeBracket(at);
      case "<":
        return this.readAngle(at);
      case "&": {
        const entity = matchAt(ENTITY, this.source, at)?.[0] ?? "&";
        return this.add(decodeEntities(entity), at + entity.length);
      }
      case "\n":
        return this.readLineEnd(at);
      default:
        return this.readUrl(at);
    }
  }

  private add(item: InlineNode, end: number): number {
    this.items.push(item);
    return end;
  }

  private readEscape(at: number): number {
    const next = this.source[at + 1] ?? "";
    if (next === "\n") return this.add({ type: "break" }, at + 2);
    return ESCAPABLE.test(next) ? this.add(next, at + 2) : this.add("\\", at + 1);
  }

  /** Source: section 6.1 (code spans). */
  private readCode(at: number): number {
    const length = runLength(this.source, at);
    const start = at + length;
    const end = indexOfBackticks(this.source, start, length);
    if (end < 0) return this.add("`".repeat(length), start);
    const code = this.source.slice(start, end).replaceAll("\n", " ");
    const isPadded = code.startsWith(" ") && code.endsWith(" ") && code.trim() !== "";
    return this.add({ type: "code", text: isPadded ? code.slice(1, -1) : code }, end + length);
  }

  private readAngle(at: number): number {
    const address = matchAt(AUTOLINK, this.source, at) ?? matchAt(EMAIL_AUTOLINK, this.source, at);
    if (address?.[1]) {
      const isEmail = !address[1].includes(":");
      const destination = isEmail ? `mailto:${address[1]}` : address[1];
      return this.add(toLink(destination, [address[1]]), at + address[0].length);
    }
    const tag = matchAt(TAG, this.source, at)?.[0] ?? "<";
    return this.add(tag, at + tag.length);
  }

  /** Two spaces before it make a line end a break; a line's outer spaces are none of its text. */
  private readLineEnd(at: number): number {
    const before = this.items.at(-1);
    if (typeof before !== "string") return this.add("\n", at + 1);
    const text = before.trimEnd();
    this.items[this.items.length - 1] = text;
    const isBreak = before.length - text.length >= 2;
    return this.add(isBreak ? { type: "break" } : "\n", at + 1);
  }

  private readUrl(at: number): number {
    const length = matchUrl(this.source, at, this.brackets.length > 0);
    if (length === 0) return this.add(this.source[at] ?? "", at + 1);
    const url = this.source.slice(at, at + length);
    const destination = /^www\./i.test(url) ? `http://${url}` : url;
    return this.add(toLink(destination, [url]), at + length);
  }

  private openBracket(at: number, length: number): number {
    const textStart = at + length;
    const itemCount = this.items.length;
    this.brackets.push({ isImage: length === 2, itemCount, textStart, isActive: true });
    return this.add(this.source.slice(at, textStart), textStart);
  }

  /** Source: section 6.3 (links) and the appendix, "look for link or image". */
  private closeBracket(at: number): number {
    const bracket = this.brackets.pop();
    const target = bracket?.isActive && this.readTarget(bracket, at);
    if (!bracket || !target) return this.add("]", at + 1);
    const children = resolveRuns(this.items.splice(bracket.itemCount).slice(1));
    const { destination, title, end, note } = target;
    if (note) return this.add(note, end);
    if (bracket.isImage) {
      return this.add({ type: "image", destination, title, alt: plainTextOf(children) }, end);
    }
    for (const outer of this.brackets) if (!outer.isImage) outer.isActive = false;
    return this.add(toLink(destination, withoutLinks(children), title), end);
  }

  private readTarget({ textStart }: Bracket, at: number): Target | undefined {
    const { source } = this;
    if (source[at + 1] === "(") {
      const parts = readLinkParts(source, at + 1);
      if (parts && parts !== "open") return parts;
    }
    const text = source.slice(textStart, at);
    const reference = matchAt(LABEL, source, at + 1);
    const end = at + 1 + (reference?.[0].length ?? 0);
    const label = normaliseLabel(reference?.[1] || text);
    // The label of a note has no brackets after it.
    const noteLabel = normaliseLabel(text);
    const note = this.references.notes.get(noteLabel);
    if (note)
      return {
        ...NOWHERE,
        end: at + 1,
        note: { type: "note", label: noteLabel, number: note.number },
      };
    const target = isLabel(reference?.[1] || text) ? this.references.links[label] : undefined;
    return target && { destination: target.href, title: target.title, end };
  }
}

interface Target {
  readonly destination: string;
  readonly title: string;
  readonly end: number;
  readonly note?: InlineNode;
}

const NOWHERE = { destination: "", title: "" };

/** A label holds no brackets but escaped ones, and is not empty. */
function isLabel(text: string): boolean {
  return /^(?:\\[^]|[^\\[\]])+$/.test(text) && text.trim() !== "";
}

function toLink(destination: string, children: readonly InlineNode[], title = ""): InlineNode {
  return { type: "link", destination, title, children };
}

/** An address within a link's text is text. */
function withoutLinks(nodes: readonly InlineNode[]): InlineNode[] {
  return nodes.flatMap((node): InlineNode | InlineNode[] => {
    if (typeof node === "string" || !("children" in node)) return node;
    const children = withoutLinks(node.children);
    return node.type === "link" ? children : { ...node, children };
  });
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
