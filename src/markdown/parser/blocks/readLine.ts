import { placeOnLine, type BlockState } from "./blockState.js";
import { closeContainers, leaveFor } from "./closeBlocks.js";
import { continueContainers } from "./continueContainers.js";
import { continueLeaf } from "./continueLeaf.js";
import { LineCursor } from "./LineCursor.js";
import { isUndecided, mayStartBlock } from "./lineStarts.js";
import { maxElements } from "../../limits.js";
import { startContainer } from "./startContainer.js";
import { startIndentedCode, startLeaf } from "./startLeaf.js";

/**
 * Reads one line: closes what it ends, opens what it begins, and adds its text.
 *
 * A line costs its length plus the number of open containers. This is the algorithm of the
 * specification's appendix, with GitHub's tables, task lists and footnotes. Raw HTML is text here, so it
 * is no block.
 *
 * @param isPartial the line's end is missing; a start that may still mean several things is not read
 * Source: CommonMark 0.31, appendix (a parsing strategy); GFM 4.10 and 5.3.
 */
export function readLine(state: BlockState, line: string, isPartial = false): void {
  state.line += 1;
  if (readPlain(state, line)) return;
  const { containers } = state;
  const cursor = new LineCursor(line);
  let depth = continueContainers(state, cursor);
  const isWhole = depth === containers.length;
  if (isWhole && continueLeaf(state, cursor, isPartial)) return;

  // Only the first marker of the line can continue or end the paragraph above.
  const paragraph = isWhole && state.leaf?.type === "paragraph" ? state.leaf : undefined;
  for (let open = paragraph; !cursor.isBlank; open = undefined) {
    if (isPartial && isUndecided(cursor.text)) return;
    if (cursor.indent >= 4) {
      // Indented code cannot interrupt a paragraph.
      if (state.leaf?.type === "paragraph") break;
      return startIndentedCode(state, depth, cursor);
    }
    if (!mayStartBlock(cursor.text)) break;
    if (startLeaf(state, depth, cursor, open, isPartial)) return;
    if (!startContainer(state, depth, cursor, open !== undefined)) break;
    depth = containers.length;
  }

  const { leaf } = state;
  if (cursor.isBlank) {
    if (!isWhole || leaf?.type === "paragraph") closeContainers(state, depth);
  } else if (leaf?.type === "paragraph") {
    // This includes lazy lines: the paragraph goes on without the markers of its containers.
    leaf.lastLine = cursor.text;
    leaf.text += `\n${cursor.text}`;
    leaf.endLine = state.line;
  } else {
    leaveFor(state, depth);
    const text = cursor.text;
    state.leaf = { type: "paragraph", text, lastLine: text, ...placeOnLine(state) };
  }
}

/**
 * Reads the line as it is written if there are too many elements already. This goes on until a blank
 * line after which there is room again. An open fence goes on, because its lines are no elements.
 */
function readPlain(state: BlockState, line: string): boolean {
  const isSpent = state.elements > maxElements(state.chars);
  state.chars += line.length + 1;
  const { leaf } = state;
  if (leaf?.type === "plain" && (isSpent || line.trim())) {
    leaf.text += `\n${line}`;
    leaf.endLine = state.line;
    return true;
  }
  if (!isSpent || leaf?.type === "fence") return false;
  closeContainers(state, 1);
  state.leaf = { type: "plain", text: line, ...placeOnLine(state) };
  return true;
}
