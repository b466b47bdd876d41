import type { TableRow } from "./blocks.js";
import { leafOnLine, onLine, type BlockState, type OpenParagraph } from "./blockState.js";
import { chunked } from "./chunked.js";
import { addBlock, closeAsHeading, closeLeaf, leaveFor, toInline } from "./closeBlocks.js";
import type { LineCursor } from "./LineCursor.js";
import { isRule, matchFence, matchHeading, matchUnderline } from "./lineStarts.js";
import { matchDelimiterRow, splitRow } from "./tableRows.js";

const MAX_FILLERS = 2048;

/**
 * Opens or adds the leaf that the line begins; `false` if that is none but text.
 *
 * @param depth how many containers the line belongs to
 * @param paragraph is open right above the line, which may make a heading or a table's head of it
 */
export function startLeaf(
  state: BlockState,
  depth: number,
  cursor: LineCursor,
  paragraph: OpenParagraph | undefined,
  isPartial: boolean,
): boolean {
  const { text, indent } = cursor;
  const heading = matchHeading(text);
  if (heading) {
    leaveFor(state, depth);
    const content = toInline(state, heading.content, isPartial, state.nextKept);
    addBlock(state, { type: "heading", level: heading.level, content }, onLine(state));
    return true;
  }
  const fence = matchFence(text);
  if (fence) {
    leaveFor(state, depth);
    state.leaf = { type: "fence", fence, indent, code: "", ...leafOnLine(state) };
    return true;
  }
  if (paragraph) {
    const level = matchUnderline(text);
    if (level && closeAsHeading(state, paragraph, level)) return true;
    if (startTable(state, paragraph, text)) return true;
  }
  if (isRule(text)) {
    leaveFor(state, depth);
    addBlock(state, { type: "rule" }, onLine(state));
    return true;
  }
  return false;
}

/** Makes a table's head of the paragraph's last line, if the line below it is `text`. */
function startTable(state: BlockState, paragraph: OpenParagraph, text: string): boolean {
  const headText = paragraph.lastLine;
  const alignments = matchDelimiterRow(text, headText);
  if (!alignments) return false;
  paragraph.text = paragraph.text.slice(0, -headText.length).trimEnd();
  paragraph.endLine -= 1;
  closeLeaf(state, false);
  const lines = { ...leafOnLine(state), startLine: state.line - 1 };
  const head = splitRow(headText).map((cell) => toInline(state, cell, false));
  const rest = { rows: chunked<TableRow>(), fillersLeft: MAX_FILLERS, ...lines };
  state.leaf = { type: "table", alignments, head, ...rest };
  return true;
}

export function startIndentedCode(state: BlockState, depth: number, cursor: LineCursor): void {
  leaveFor(state, depth);
  cursor.skipColumns(4);
  const code = `${cursor.rest}\n`;
  state.leaf = { type: "indented", code, blankLines: "", ...leafOnLine(state) };
}
