/**
 * A position in one line, counted in characters and in columns. A tab reaches to the next multiple of
 * four columns, and a part of it may be used.
 * Source: CommonMark 0.31, section 2.2 (tabs).
 */
export class LineCursor {
  readonly line: string;
  offset = 0;
  column = 0;
  /** The unused columns of a tab that was used in part. */
  #tabColumns = 0;
  /** The cached result of `textStart`; `undefined` after the position has changed. */
  #foundText: { offset: number; column: number } | undefined;

  constructor(line: string) {
    this.line = line;
  }

  /** The position of the next character that is no space. */
  get #textStart(): { offset: number; column: number } {
    if (this.#foundText) return this.#foundText;
    let { offset, column } = this;
    let tabColumns = this.#tabColumns;
    for (; ; offset += 1) {
      const char = this.line[offset];
      if (char === " ") column += 1;
      else if (char === "\t") column += tabColumns || 4 - (column % 4);
      else return (this.#foundText = { offset, column });
      tabColumns = 0;
    }
  }

  /** Columns of space before the text. */
  get indent(): number {
    return this.#textStart.column - this.column;
  }

  get isBlank(): boolean {
    return this.#textStart.offset >= this.line.length;
  }

  get isAtSpace(): boolean {
    const char = this.line[this.offset];
    return char === " " || char === "\t";
  }

  /** The line from the next character that is no space. */
  get text(): string {
    return this.line.slice(this.#textStart.offset);
  }

  /** The rest of the line. The rest of a tab becomes spaces. */
  get rest(): string {
    return this.#tabColumns > 0
      ? " ".repeat(this.#tabColumns) + this.line.slice(this.offset + 1)
      : this.line.slice(this.offset);
  }

  skipToText(): void {
    const { offset, column } = this.#textStart;
    this.#moveTo(offset, column);
  }

  /** Skips characters that are no tabs. */
  skipChars(count: number): void {
    this.#moveTo(this.offset + count, this.column + count);
  }

  /** Skips columns of space, at most `count`. */
  skipColumns(count: number): void {
    for (let left = count; left > 0 && this.isAtSpace;) {
      if (this.line[this.offset] === " ") {
        this.#moveTo(this.offset + 1, this.column + 1);
        left -= 1;
        continue;
      }
      const width = this.#tabColumns || 4 - (this.column % 4);
      if (width > left) {
        this.column += left;
        this.#tabColumns = width - left;
        this.#foundText = undefined;
        return;
      }
      this.#moveTo(this.offset + 1, this.column + width);
      left -= width;
    }
  }

  #moveTo(offset: number, column: number): void {
    this.offset = offset;
    this.column = column;
    this.#tabColumns = 0;
    this.#foundText = undefined;
  }
}
