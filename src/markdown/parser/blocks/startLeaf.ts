import { MAX_ADDED_CELLS } from "../../limits.js";
import type { TableRow } from "../document.js";
import { placeOnLine, type BlockState, type OpenParagraph } from "./blockState.js";
import { groupedList } from "../groupedList.js";
import { addBlock, closeAsHeading, closeLeaf, leaveFor } from "./closeBlocks.js";
import { toInline } from "./inlineContent.js";
import type { LineCursor } from "./LineCursor.js";
import { isRule, matchFence, matchHeading, matchUnderline } from "./lineStarts.js";
import { matchDelimiterRow, splitRow } from "./tableRows.js";
import { toRow } from "./toRow.js";

/**
 * Opens or adds the leaf that the line begins. Returns `false` if the line begins none.
 *
 * @param depth how many containers the line belongs to
 * @param paragraph the open paragraph right above; the line may make a heading or a table's head of it
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
    const place = placeOnLine(state);
    const content = toInline(state, heading.content, { key: place.key, isOpen: isPartial });
    addBlock(state, { type: "heading", level: heading.level, content }, place);
    return true;
  }
  const fence = matchFence(text);
  if (fence) {
    leaveFor(state, depth);
    state.leaf = { type: "fence", fence, indent, code: "", ...placeOnLine(state) };
    return true;
  }
  if (paragraph) {
    const level = matchUnderline(text);
    if (level && closeAsHeading(state, paragraph, level)) return true;
    if (startTable(state, paragraph, text)) return true;
  }
  if (isRule(text)) {
    leaveFor(state, depth);
    addBlock(state, { type: "rule" }, placeOnLine(state));
    return true;
  }
  return false;
}

/** Makes a table's head of the paragraph's last line, if `text` is a delimiter row for it. */
function startTable(state: BlockState, paragraph: OpenParagraph, text: string): boolean {
  const headText = paragraph.lastLine;
  const alignments = matchDelimiterRow(text, headText);
  if (!alignments) return false;
  paragraph.text = paragraph.text.slice(0, -headText.length).trimEnd();
  paragraph.endLine -= 1;
  closeLeaf(state, false);
  const startLine = state.line - 1;
  const place = {
    ...placeOnLine(state),
    key: `${startLine}:${state.containers.length}`,
    startLine,
  };
  const head = toRow(state, splitRow(headText), place.key);
  const rows = groupedList<TableRow>();
  state.leaf = { type: "table", alignments, head, rows, addedCellsLeft: MAX_ADDED_CELLS, ...place };
  return true;
}

export function startIndentedCode(state: BlockState, depth: number, cursor: LineCursor): void {
  leaveFor(state, depth);
  cursor.skipColumns(4);
  const code = `${cursor.rest}\n`;
  state.leaf = { type: "indented", code, blankLines: "", ...placeOnLine(state) };
}
