import type { TableRow } from "./blocks.js";
import type { BlockState, OpenLeaf, OpenParagraph, OpenTable } from "./blockState.js";
import { chunked, append, isEmpty } from "./chunked.js";
import {
  addBlock,
  closeAsHeading,
  closeContainers,
  closeLastContainer,
  closeLeaf,
  toInline,
} from "./closeBlocks.js";
import { LineCursor } from "./LineCursor.js";
import {
  closesFence,
  isRule,
  isUndecided,
  matchFence,
  matchFootnote,
  matchHeading,
  matchListMarker,
  matchUnderline,
  mayStartBlock,
} from "./lineStarts.js";
import { maxElements } from "./maxElements.js";
import { normaliseLabel } from "./normaliseLabel.js";
import { matchDelimiterRow, splitRow } from "./tableRows.js";

/** Containers within containers, a list and its item counted as two; markers past it are text. */
const MAX_CONTAINERS = 48;
const MAX_FILLERS = 2048;

/**
 * Reads one line: closes what it ends, opens what it begins, and adds its text.
 *
 * Every line is read once, and costs its length plus the number of open containers. This is the
 * algorithm of the specification's appendix, with GitHub's tables, task lists and footnotes. Raw HTML
 * is not a block here, since it is text.
 *
 * @param isPartial the line's end has not come: what is still undecided is not read
 * Source: CommonMark 0.31, appendix (a parsing strategy); GFM 4.10 and 5.3.
 */
export function readLine(state: BlockState, line: string, isPartial = false): void {
  state.line += 1;
  if (readPlain(state, line)) return;
  const { containers } = state;
  const cursor = new LineCursor(line);
  let depth = 1;
  while (depth < containers.length && continuesContainer(state, depth, cursor)) depth += 1;
  const isWhole = depth === containers.length;
  if (isWhole && continuesLeaf(state, cursor, isPartial)) return;

  // What a paragraph decides about its next line, it decides before anything is opened.
  const paragraph = isWhole && state.leaf?.type === "paragraph" ? state.leaf : undefined;
  for (let open = paragraph; !cursor.isBlank; open = undefined) {
    if (isPartial && isUndecided(cursor.text)) return;
    if (cursor.indent >= 4) {
      if (state.leaf?.type === "paragraph") break;
      leaveFor(state, depth);
      cursor.skipColumns(4);
      state.leaf = {
        type: "indented",
        code: `${cursor.rest}\n`,
        blankLines: "",
        ...leafOnLine(state),
      };
      return;
    }
    if (!mayStartBlock(cursor.text)) break;
    if (startsLeaf(state, depth, cursor, open, isPartial)) return;
    if (!startsContainer(state, depth, cursor, open)) break;
    depth = containers.length;
  }

  const { leaf } = state;
  if (cursor.isBlank) {
    if (!isWhole || leaf?.type === "paragraph") closeContainers(state, depth);
  } else if (leaf?.type === "paragraph") {
    // Also a lazy line: its paragraph goes on, though the containers around it do not.
    leaf.lastLine = cursor.text;
    leaf.text += `\n${cursor.text}`;
    leaf.endLine = state.line;
  } else {
    leaveFor(state, depth);
    const text = cursor.text;
    state.leaf = {
      type: "paragraph",
      text,
      lastLine: text,
      ...leafOnLine(state),
    };
  }
}

/**
 * Reads the line as it is written, if there are too many elements already: until a blank line, if then
 * there is room again. Only a fence that is open goes on; its lines are no elements.
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
  state.leaf = { type: "plain", text: line, ...leafOnLine(state) };
  return true;
}

function onLine({ line }: BlockState) {
  return { kept: {}, startLine: line, endLine: line };
}

function leafOnLine(state: BlockState) {
  return { ...onLine(state), kept: state.nextKept };
}

/** Closes what a new block does not belong to; a list holds nothing but items. */
function leaveFor(state: BlockState, depth: number): void {
  closeContainers(state, depth);
  if (state.containers.at(-1)?.type === "list") closeLastContainer(state);
}

/** Whether the line belongs to an open container; takes the container's marker or indent off it. */
function continuesContainer(state: BlockState, depth: number, cursor: LineCursor): boolean {
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

function skipQuoteMarker(cursor: LineCursor): void {
  cursor.skipToText();
  cursor.skipChars(1);
  cursor.skipColumns(1);
}

/** Reads the line into the open leaf, if that is more than text; `false` if the line is to be looked at anew. */
function continuesLeaf(state: BlockState, cursor: LineCursor, isPartial: boolean): boolean {
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
  leaf: OpenLeaf & { type: "fence" },
  cursor: LineCursor,
  isPartial: boolean,
): void {
  leaf.endLine = state.line;
  const { fence, indent } = leaf;
  if (cursor.indent < 4) {
    const { text } = cursor;
    if (closesFence(text, fence)) return closeLeaf(state, false);
    // Perhaps the closing fence, half typed.
    if (isPartial && closesFence(text.padEnd(fence.length, text.at(-1)), fence)) return;
  }
  cursor.skipColumns(indent);
  leaf.code += `${cursor.rest}\n`;
}

/** Whether a line ends a table, as a block of its own. */
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
  const missing = Math.min(columnCount - cells.length, table.fillersLeft);
  const row = [...cells, ...Array<string>(missing).fill("")].map((cell, index) =>
    toInline(state, cell, isPartial && index === cells.length - 1),
  );
  table.fillersLeft -= missing;
  state.elements += 1 + row.length;
  table.rows = append(table.rows, row);
  table.endLine = state.line;
}

/** Opens or adds the leaf that the line begins. */
function startsLeaf(
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
    if (startsTable(state, paragraph, text)) return true;
  }
  if (isRule(text)) {
    leaveFor(state, depth);
    addBlock(state, { type: "rule" }, onLine(state));
    return true;
  }
  return false;
}

/** Makes a table's head of the paragraph's last line, if the line below it is `text`. */
function startsTable(state: BlockState, paragraph: OpenParagraph, text: string): boolean {
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

function startsContainer(
  state: BlockState,
  depth: number,
  cursor: LineCursor,
  paragraph: OpenParagraph | undefined,
): boolean {
  const { containers } = state;
  const { text } = cursor;
  if (depth >= MAX_CONTAINERS) return false;
  if (text.startsWith(">")) {
    leaveFor(state, depth);
    skipQuoteMarker(cursor);
    containers.push({ type: "quote", children: chunked(), ...onLine(state) });
    return true;
  }
  const footnote = matchFootnote(text);
  if (footnote) {
    leaveFor(state, depth);
    cursor.skipToText();
    cursor.skipChars(footnote.text.length);
    const label = normaliseLabel(footnote.label);
    containers.push({ type: "footnote", label, children: chunked(), ...onLine(state) });
    return true;
  }
  return startsItem(state, depth, cursor, paragraph !== undefined);
}

function startsItem(
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
      items: chunked(),
      ...onLine(state),
    });
  }
  containers.push({
    type: "item",
    contentIndent: markerIndent + marker.text.length + space,
    isChecked: undefined,
    children: chunked(),
    ...onLine(state),
  });
  return true;
}
