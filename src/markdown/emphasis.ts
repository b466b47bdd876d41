import type { InlineNode } from "./inlines.js";

/** A run of `*`, `_` or `~` that may open or close emphasis. */
export interface Run {
  readonly type: "run";
  readonly char: string;
  /** How many of its characters are still free. */
  count: number;
  readonly length: number;
  readonly canOpen: boolean;
  readonly canClose: boolean;
}

const SPACE = /^\s$/;
const PUNCTUATION = /^[\p{P}\p{S}]$/u;
const LAST_CHARACTER = /.$/su;
const FIRST_CHARACTER = /^./su;

/** Source: CommonMark 0.31, section 6.2 (left- and right-flanking delimiter runs). */
export function readRun(text: string, at: number): Run {
  const char = text[at] ?? "";
  const length = runLength(text, at);
  // Two code units hold any character.
  const before = LAST_CHARACTER.exec(text.slice(Math.max(at - 2, 0), at))?.[0] ?? " ";
  const after = FIRST_CHARACTER.exec(text.slice(at + length, at + length + 2))?.[0] ?? " ";
  const [isSpaceBefore, isSpaceAfter] = [SPACE.test(before), SPACE.test(after)];
  const [isMarkBefore, isMarkAfter] = [PUNCTUATION.test(before), PUNCTUATION.test(after)];
  const isLeft = !isSpaceAfter && (!isMarkAfter || isSpaceBefore || isMarkBefore);
  const isRight = !isSpaceBefore && (!isMarkBefore || isSpaceAfter || isMarkAfter);
  const isWord = char === "_";
  const isTooLong = char === "~" && length > 2;
  return {
    type: "run",
    char,
    count: length,
    length,
    canOpen: !isTooLong && isLeft && (!isWord || !isRight || isMarkBefore),
    canClose: !isTooLong && isRight && (!isWord || !isLeft || isMarkAfter),
  };
}

/** How often the character at `at` is repeated there. */
export function runLength(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && text[end] === text[at]) end += 1;
  return end - at;
}

/** Where the next run of exactly `length` backticks begins; -1 if there is none. */
export function indexOfBackticks(text: string, from: number, length: number): number {
  for (let at = text.indexOf("`", from); at >= 0;) {
    const run = runLength(text, at);
    if (run === length) return at;
    at = text.indexOf("`", at + run);
  }
  return -1;
}

/** Whether a run closes what another has opened. Source: section 6.2, rules 9 and 10; GFM 6.5. */
export function closes(closer: Run, opener: Run): boolean {
  if (opener.char !== closer.char || !opener.canOpen) return false;
  if (closer.char === "~") return opener.count === closer.count;
  const isBoth = closer.canOpen || opener.canClose;
  return !isBoth || closer.length % 3 === 0 || (opener.length + closer.length) % 3 !== 0;
}

/**
 * Makes emphasis of the runs among `items`, and text of those that are left.
 *
 * Cost: quadratic in the number of runs, which segments keep low.
 */
export function resolveRuns(items: readonly (InlineNode | Run)[]): InlineNode[] {
  const output: (InlineNode | Run)[] = [];
  for (const item of items) {
    if (!isRun(item)) {
      output.push(item);
      continue;
    }
    while (item.canClose && item.count > 0) {
      const at = indexOfOpener(output, item);
      const opener = output[at];
      if (!opener || !isRun(opener)) break;
      const used = item.char === "~" ? item.count : Math.min(opener.count, item.count, 2);
      const type = item.char === "~" ? "del" : used === 2 ? "strong" : "em";
      const children = toText(output.splice(at + 1));
      opener.count -= used;
      item.count -= used;
      if (opener.count === 0) output.pop();
      output.push({ type, children });
    }
    if (item.count > 0) output.push(item);
  }
  return toText(output);
}

function indexOfOpener(output: readonly (InlineNode | Run)[], closer: Run): number {
  for (let index = output.length - 1; index >= 0; index -= 1) {
    const item = output[index];
    if (item !== undefined && isRun(item) && closes(closer, item)) return index;
  }
  return -1;
}

function isRun(item: InlineNode | Run): item is Run {
  return typeof item !== "string" && item.type === "run";
}

/** The items with runs as text, and neighbouring texts as one. */
function toText(items: readonly (InlineNode | Run)[]): InlineNode[] {
  const nodes: InlineNode[] = [];
  for (const item of items) {
    const node = isRun(item) ? item.char.repeat(item.count) : item;
    const last = nodes.at(-1);
    if (typeof node === "string" && typeof last === "string") nodes[nodes.length - 1] = last + node;
    else nodes.push(node);
  }
  return nodes;
}
