import type { BlockState } from "./blockState.js";
import { isEmpty } from "../groupedList.js";
import type { LineCursor } from "./LineCursor.js";

/**
 * Takes the markers and indents of the open containers off the line. Returns how many containers the
 * line belongs to, from the outermost; the document counts as one.
 */
export function continueContainers(state: BlockState, cursor: LineCursor): number {
  let depth = 1;
  while (depth < state.containers.length && continueContainer(state, depth, cursor)) depth += 1;
  return depth;
}

function continueContainer(state: BlockState, depth: number, cursor: LineCursor): boolean {
  const container = state.containers[depth];
  switch (container?.type) {
    case "quote":
      if (cursor.indent >= 4 || !cursor.text.startsWith(">")) return false;
      skipQuoteMarker(cursor);
      container.endLine = state.line;
      return true;
    case "item": {
      const isInnermost = depth === state.containers.length - 1;
      const hasContent = !isEmpty(container.children) || !isInnermost || state.leaf !== undefined;
      // An item may begin with one blank line.
      if (cursor.isBlank) return hasContent;
      return skipIndent(cursor, container.contentIndent);
    }
    case "footnote":
      return cursor.isBlank || skipIndent(cursor, 4);
    default:
      return true;
  }
}

function skipIndent(cursor: LineCursor, columns: number): boolean {
  if (cursor.indent < columns) return false;
  cursor.skipColumns(columns);
  return true;
}

export function skipQuoteMarker(cursor: LineCursor): void {
  cursor.skipToText();
  cursor.skipChars(1);
  cursor.skipColumns(1);
}
