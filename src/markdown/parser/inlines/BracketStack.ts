import type { Run } from "./delimiterRuns.js";
import { resolveRuns } from "./EmphasisStack.js";
import type { RawNode } from "./rawNodes.js";

export type Item = RawNode | Run;

/** An opening bracket. It may become a link, an image or text. */
export interface Bracket {
  readonly isImage: boolean;
  readonly at: number;
  readonly textStart: number;
  /** How many items are in the stack before it. */
  readonly itemCount: number;
  /** A link holds no other link, so outer brackets become inactive. */
  isActive: boolean;
  /** A label holds no bracket. */
  holdsBracket: boolean;
}

/**
 * The open brackets, and the items after the first of them. The emphasis of these items depends on whether
 * the bracket becomes a link.
 *
 * Source: CommonMark 0.31, appendix (the bracket stack).
 */
export class BracketStack {
  readonly #brackets: Bracket[] = [];
  #items: Item[] = [];

  get isOpen(): boolean {
    return this.#brackets.length > 0;
  }

  get last(): Bracket | undefined {
    return this.#brackets.at(-1);
  }

  add(item: Item): void {
    this.#items.push(item);
  }

  /** Opens a bracket whose mark, `[` or `![`, is `mark`. */
  open(mark: string, at: number): void {
    const outer = this.last;
    if (outer) outer.holdsBracket = true;
    this.#brackets.push({
      isImage: mark.length > 1,
      at,
      textStart: at + mark.length,
      itemCount: this.#items.length,
      isActive: true,
      holdsBracket: false,
    });
    this.#items.push(mark);
  }

  /** Closes the last bracket. Its items stay, because they belong to the bracket around it. */
  pop(): void {
    this.#brackets.pop();
  }

  /** Takes out the items of a bracket that was closed, and its mark. */
  takeText({ itemCount }: Bracket): RawNode[] {
    return resolveRuns(this.#items.splice(itemCount).slice(1));
  }

  /** A link holds no other link. */
  deactivateLinks(): void {
    for (const bracket of this.#brackets) if (!bracket.isImage) bracket.isActive = false;
  }

  /** Gives up all open brackets and returns their items: the marks are text. */
  giveUp(): Item[] {
    const items = this.#items;
    this.#items = [];
    this.#brackets.length = 0;
    return items;
  }

  /** Leaves out open brackets; the text of a footnote's or source's mark too. Returns whether there were any. */
  leaveOut(
    isToLeaveOut: (bracket: Bracket) => boolean,
    isMark: (bracket: Bracket) => boolean,
  ): boolean {
    const left = this.#brackets.filter(isToLeaveOut).reverse();
    for (const bracket of left) {
      const { itemCount } = bracket;
      this.#items.splice(itemCount, isMark(bracket) ? Infinity : 1);
    }
    return left.length > 0;
  }
}
