import type { BlockState, OpenFence, OpenTable } from "./blockState.js";
import { append } from "../groupedList.js";
import { closeLeaf } from "./closeBlocks.js";
import type { LineCursor } from "./LineCursor.js";
import {
  closesFence,
  isRule,
  isUndecided,
  matchFence,
  matchFootnote,
  matchHeading,
  matchListMarker,
} from "./lineStarts.js";
import { splitRow } from "./tableRows.js";
import { toRow } from "./toRow.js";

/**
 * Reads the line into the open leaf, if the leaf is no paragraph. Returns `false` if the line does not
 * belong to the leaf and may begin another block.
 */
export function continueLeaf(state: BlockState, cursor: LineCursor, isPartial: boolean): boolean {
  const { leaf } = state;
  switch (leaf?.type) {
    case "fence":
      readFenceLine(state, leaf, cursor, isPartial);
      return true;
    case "indented":
      if (cursor.isBlank) {
        cursor.skipColumns(4);
        leaf.blankLines += `${cursor.rest}\n`;
        return true;
      }
      if (cursor.indent < 4) break;
      cursor.skipColumns(4);
      leaf.code += `${leaf.blankLines}${cursor.rest}\n`;
      leaf.blankLines = "";
      leaf.endLine = state.line;
      return true;
    case "plain":
      break;
    case "table":
      if (cursor.isBlank || cursor.indent >= 4 || startsAnyBlock(cursor.text)) break;
      if (!isPartial || !isUndecided(cursor.text)) readRow(state, leaf, cursor.text, isPartial);
      return true;
    default:
      return false;
  }
  closeLeaf(state, false);
  return false;
}

function readFenceLine(
  state: BlockState,
  leaf: OpenFence,
  cursor: LineCursor,
  isPartial: boolean,
): void {
  leaf.endLine = state.line;
  const { fence, indent } = leaf;
  if (cursor.indent < 4) {
    const { text } = cursor;
    if (closesFence(text, fence)) return closeLeaf(state, false);
    // This may be the closing fence, half typed.
    if (isPartial && closesFence(text.padEnd(fence.length, text.at(-1)), fence)) return;
  }
  cursor.skipColumns(indent);
  leaf.code += `${cursor.rest}\n`;
}

/** Whether a line ends a table because it begins another block. */
function startsAnyBlock(text: string): boolean {
  return (
    text.startsWith(">") ||
    isRule(text) ||
    [matchHeading, matchFence, matchListMarker, matchFootnote].some((match) => match(text))
  );
}

function readRow(state: BlockState, table: OpenTable, text: string, isPartial: boolean): void {
  const columnCount = table.alignments.length;
  const cells = splitRow(text).slice(0, columnCount);
  const missing = Math.min(columnCount - cells.length, table.addedCellsLeft);
  const key = `${state.line}:${state.containers.length}`;
  const openCell = isPartial ? cells.length - 1 : undefined;
  const row = toRow(state, [...cells, ...Array<string>(missing).fill("")], key, openCell);
  table.addedCellsLeft -= missing;
  state.elements += 1 + row.length;
  table.rows = append(table.rows, row);
  table.endLine = state.line;
}
