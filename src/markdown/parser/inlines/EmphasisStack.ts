import { closes, type Run } from "./delimiterRuns.js";
import type { RawNode } from "./rawNodes.js";

/**
 * Makes emphasis of runs, from left to right. A run closes the last open run that it can close; open runs
 * between the two become text.
 *
 * Cost: quadratic in the number of open runs, which the scanner limits.
 * Source: CommonMark 0.31, appendix (the delimiter stack).
 */
export class EmphasisStack {
  readonly #items: (RawNode | Run)[] = [];
  /** The indexes of the runs that may still be closed. */
  readonly #openers: number[] = [];

  get isOpen(): boolean {
    return this.#openers.length > 0;
  }

  push(item: RawNode | Run): void {
    if (!isRun(item)) {
      this.#items.push(item);
      return;
    }
    while (item.canClose && item.count > 0 && this.#closeWith(item));
    if (item.count === 0) return;
    if (item.canOpen) this.#openers.push(this.#items.length);
    this.#items.push(item);
  }

  /** Closes the last opener of `closer`. Returns `false` if there is none. */
  #closeWith(closer: Run): boolean {
    const found = this.#lastOpener((opener) => closes(closer, opener));
    const index = this.#openers[found];
    if (index === undefined) return false;
    const opener = this.#runAt(index);
    const used = closer.char === "~" ? closer.count : Math.min(opener.count, closer.count, 2);
    closer.count -= used;
    this.#openers.length = found + 1;
    this.#wrap(index, used);
    return true;
  }

  /** Uses `used` characters of the opener at `index` for what follows it. */
  #wrap(index: number, used: number): void {
    const opener = this.#runAt(index);
    const type = opener.char === "~" ? "del" : used === 2 ? "strong" : "em";
    const children = toText(this.#items.splice(index + 1));
    opener.count -= used;
    if (opener.count === 0) {
      this.#items.pop();
      this.#openers.pop();
    }
    this.#items.push({ type, children });
  }

  /** The last of the openers that `matches`, as an index of `openers`; -1 if there is none. */
  #lastOpener(matches: (opener: Run) => boolean): number {
    let found = this.#openers.length - 1;
    while (found >= 0 && !matches(this.#runAt(this.#openers[found] ?? 0))) found -= 1;
    return found;
  }

  #runAt(index: number): Run {
    const item = this.#items[index];
    if (item === undefined || !isRun(item)) throw new RangeError("no run at this index");
    return item;
  }

  /**
   * Takes the run at the very end of a text that may go on, such as the first star of a closing `**`.
   * It closes the last opener of its kind as a whole, if that is likely to be closed at all. A run that
   * closes nothing is left out.
   */
  pushHalfTyped(run: Run, isLikely: (opener: Run) => boolean): void {
    const found = run.canClose ? this.#lastOpener(({ char }) => char === run.char) : -1;
    const index = this.#openers[found];
    if (index === undefined || !isLikely(this.#runAt(index))) return;
    if (this.#runAt(index).count <= run.count) {
      this.push(run);
      if (this.#items.at(-1) === run) this.#items.pop();
      return;
    }
    this.#openers.length = found + 1;
    this.#closeAt(index);
  }

  /** Closes the open runs that are likely to be closed by the text to come. The others become text. */
  closeLikely(isLikely: (opener: Run) => boolean): void {
    while (this.#openers.length > 0) {
      const index = this.#openers.at(-1) ?? 0;
      if (index === this.#items.length - 1) this.#items.pop();
      else if (isLikely(this.#runAt(index))) {
        this.#closeAt(index);
        continue;
      }
      this.#openers.pop();
    }
  }

  #closeAt(index: number): void {
    const opener = this.#runAt(index);
    while (opener.count > 2) this.#wrap(index, 2);
    this.#wrap(index, opener.count);
  }

  /** The nodes so far; open runs are text. */
  toNodes(): RawNode[] {
    return toText(this.#items);
  }

  /** How many stars follow a word and close nothing, as in "9 €*": 0, 1 or 2. */
  get looseStars(): number {
    const counts = this.#items.map((item) => (isRun(item) && isLoose(item) ? item.count : 0));
    return counts.reduce((most, count) => Math.max(most, count), 0);
  }
}

/** Makes emphasis of the runs among `items`. */
export function resolveRuns(items: readonly (RawNode | Run)[]): RawNode[] {
  const stack = new EmphasisStack();
  for (const item of items) stack.push(item);
  return stack.toNodes();
}

function isLoose({ char, count, canOpen, canClose }: Run): boolean {
  return char === "*" && count <= 2 && canClose && !canOpen;
}

function isRun(item: RawNode | Run): item is Run {
  return typeof item !== "string" && item.type === "run";
}

/** Replaces runs by their text and joins neighbouring texts. */
function toText(items: readonly (RawNode | Run)[]): RawNode[] {
  const nodes: RawNode[] = [];
  for (const item of items) {
    const node = isRun(item) ? item.char.repeat(item.count) : item;
    const last = nodes.at(-1);
    if (typeof node === "string" && typeof last === "string") nodes[nodes.length - 1] = last + node;
    else nodes.push(node);
  }
  return nodes;
}
