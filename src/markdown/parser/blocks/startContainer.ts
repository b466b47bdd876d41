import { placeOnLine, type BlockState } from "./blockState.js";
import { MAX_CONTAINERS } from "../../limits.js";
import { groupedList } from "../groupedList.js";
import { closeContainers, closeLastContainer, leaveFor } from "./closeBlocks.js";
import { skipQuoteMarker } from "./continueContainers.js";
import type { LineCursor } from "./LineCursor.js";
import { matchFootnote, matchListMarker } from "./lineStarts.js";
import { normaliseLabel } from "../inlines/normaliseLabel.js";

/**
 * Opens the container whose marker the line begins with, and takes the marker off the line. Returns
 * `false` if the line begins with no marker.
 *
 * @param depth how many containers the line belongs to
 * @param isInParagraph without the marker, the line would continue the paragraph above
 */
export function startContainer(
  state: BlockState,
  depth: number,
  cursor: LineCursor,
  isInParagraph: boolean,
): boolean {
  const { containers } = state;
  const { text } = cursor;
  if (depth >= MAX_CONTAINERS) return false;
  if (text.startsWith(">")) {
    leaveFor(state, depth);
    skipQuoteMarker(cursor);
    containers.push({ type: "quote", children: groupedList(), ...placeOnLine(state) });
    return true;
  }
  const footnote = matchFootnote(text);
  if (footnote) {
    leaveFor(state, depth);
    cursor.skipToText();
    cursor.skipChars(footnote.text.length);
    const label = normaliseLabel(footnote.label);
    containers.push({ type: "footnote", label, children: groupedList(), ...placeOnLine(state) });
    return true;
  }
  return startItem(state, depth, cursor, isInParagraph);
}

function startItem(
  state: BlockState,
  depth: number,
  cursor: LineCursor,
  isInParagraph: boolean,
): boolean {
  const marker = matchListMarker(cursor.text);
  if (!marker) return false;
  const isBare = !cursor.text.slice(marker.text.length).trim();
  if (isInParagraph && (isBare || (marker.start ?? 1) !== 1)) return false;

  const { containers } = state;
  const markerIndent = cursor.indent;
  cursor.skipToText();
  cursor.skipChars(marker.text.length);
  // Up to four columns of space belong to the marker; with more, the item begins with indented code.
  const space = cursor.isBlank || cursor.indent > 4 ? 1 : cursor.indent;
  cursor.skipColumns(space);
  closeContainers(state, depth);
  const parent = containers.at(-1);
  if (parent?.type === "list" && parent.kind !== marker.kind) closeLastContainer(state);
  if (containers.at(-1)?.type !== "list") {
    const { kind, start } = marker;
    containers.push({
      type: "list",
      kind,
      start,
      isLoose: false,
      items: groupedList(),
      ...placeOnLine(state),
    });
  }
  containers.push({
    type: "item",
    contentIndent: markerIndent + marker.text.length + space,
    isChecked: undefined,
    children: groupedList(),
    ...placeOnLine(state),
  });
  return true;
}
