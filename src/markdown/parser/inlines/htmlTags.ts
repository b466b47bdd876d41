/** HTML tags are text, but marks within them mean nothing. Source: CommonMark 0.31, section 6.6 (raw HTML). */

const NAME = /<[a-z][a-z\d-]*/iy;
const CLOSING_TAG = /<\/[a-z][a-z\d-]*\s*>/iy;
const ATTRIBUTE = /\s+[a-z_:][\w:.-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?/iy;
const TAG_END = /\s*\/?>/y;
/** What an opening tag may end with where the source ends. */
const OPEN_END = /(?:\s*=\s*(?:"[^"]*|'[^']*)?|\s*\/?)$/y;
const ENCLOSED = [
  ["<!--", "-->"],
  ["<?", "?>"],
  ["<!", ">"],
] as const;

/** Reads the tags of one source. Closers that are missing are looked for once, so this is linear. */
export class TagReader {
  private readonly source: string;
  private readonly missing = new Set<string>();

  constructor(source: string) {
    this.source = source;
  }

  /** Returns the index after the tag at `at`; "open" if the source ends within it; `undefined` if it is none. */
  read(at: number): number | "open" | undefined {
    const { source } = this;
    const next = source[at + 1] ?? "";
    if (next === "/") return endOf(CLOSING_TAG, source, at);
    for (const [opener, closer] of ENCLOSED)
      if (source.startsWith(opener, at)) {
        if (opener === "<!" && !/[a-z]/i.test(source[at + 2] ?? "")) return undefined;
        return this.indexAfter(closer, at + opener.length);
      }
    return readOpeningTag(source, at);
  }

  private indexAfter(closer: string, from: number): number | "open" {
    const index = this.missing.has(closer) ? -1 : this.source.indexOf(closer, from);
    if (index >= 0) return index + closer.length;
    this.missing.add(closer);
    return "open";
  }
}

function readOpeningTag(source: string, at: number): number | "open" | undefined {
  let end = endOf(NAME, source, at);
  if (end === undefined) return undefined;
  for (
    let next = endOf(ATTRIBUTE, source, end);
    next !== undefined;
    next = endOf(ATTRIBUTE, source, end)
  )
    end = next;
  return (
    endOf(TAG_END, source, end) ?? (endOf(OPEN_END, source, end) === undefined ? undefined : "open")
  );
}

function endOf(pattern: RegExp, source: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(source) ? pattern.lastIndex : undefined;
}
