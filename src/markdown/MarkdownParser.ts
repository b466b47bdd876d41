import type { MarkdownDocument } from "./blocks.js";
import { createState, forkState, type BlockState } from "./blockState.js";
import { chunked } from "./chunked.js";
import { closeContainers, closeLeaf } from "./closeBlocks.js";
import { footnotesInUse, toReferences } from "./references.js";
import { readLine } from "./readLine.js";

const LINE_END = /\r\n?|\n/g;

/**
 * Parses a text that grows. Lines that are complete are read once; the line that is not, and what is
 * open, are read on a copy. A text that does not begin with the last one is parsed from its start.
 *
 * The document depends on the text alone, not on how it came: closed blocks are the very same objects
 * from one to the next.
 */
export class MarkdownParser {
  /** How many texts there were; it grows when one does not begin with the last. */
  textCount = 1;
  private text = "";
  private state: BlockState = createState();
  /** Where the first line begins that is not read. */
  private position = 0;
  private last: { isStreaming: boolean; document: MarkdownDocument } | undefined;

  /** @param isStreaming more text may come: what is half typed at the end is mended */
  parse(text: string, isStreaming: boolean): MarkdownDocument {
    if (text === this.text && this.last?.isStreaming === isStreaming) return this.last.document;
    if (!text.startsWith(this.text)) this.restart();
    this.readLines(text);
    const document = this.toDocument(text.slice(this.position), isStreaming);
    this.last = { isStreaming, document };
    return document;
  }

  private restart(): void {
    this.textCount += 1;
    this.text = "";
    this.state = createState();
    this.position = 0;
    this.last = undefined;
  }

  private readLines(text: string): void {
    LINE_END.lastIndex = Math.max(this.position, this.text.length - 1);
    this.text = text;
    for (let end = LINE_END.exec(text); end; end = LINE_END.exec(text)) {
      // A line feed may still come after it, and be the second half of this line's end.
      if (end[0] === "\r" && LINE_END.lastIndex === text.length) break;
      readLine(this.state, text.slice(this.position, end.index));
      this.position = LINE_END.lastIndex;
      this.state.nextKept = {};
    }
  }

  private toDocument(rest: string, isStreaming: boolean): MarkdownDocument {
    const state = forkState(this.state);
    const line = rest.replace(/\r$/, "");
    const isPartial = isStreaming && line === rest;
    const isNothingYet = isStreaming ? !line.trim() : !rest;
    if (!isNothingYet) readLine(state, line, isPartial);
    closeLeaf(state, isStreaming);
    closeContainers(state, 1);
    const root = state.containers[0];
    const notes = footnotesInUse(state);
    return {
      blocks: root?.type === "document" ? root.children : chunked(),
      references: toReferences(state, notes, this.last?.document.references),
      footnotes: notes.map(({ footnote }) => footnote),
    };
  }
}
