import type { Block, Inline, ListItem } from "./blocks.js";
import type { BlockState, Kept, OpenContainer, OpenLeaf, OpenParagraph } from "./blockState.js";
import { append, chunked, hasSameItems, isChunked, isEmpty, itemsOf } from "./chunked.js";
import { defineFootnote, isHalfDefinition, takeLinkDefinitions } from "./definitions.js";
import { toLanguage } from "./language.js";
import { cutSegments, finishSegments } from "./segments.js";
import { MAX_COLUMNS, splitRow } from "./tableRows.js";

const TASK = /^\[([ xX])\][ \t\n]+/;
const HALF_TASK = /^\[[ xX]?\]?$/;
const MAX_MENTIONS = 256;
/** Its frame, head and button. */
const ELEMENTS_OF_CODE = 7;

/** Closes the leaf, and all containers but the outermost `depth`. */
export function closeContainers(state: BlockState, depth: number): void {
  closeLeaf(state, false);
  while (state.containers.length > depth) closeLastContainer(state);
}

/** Closes what a new block does not belong to; a list holds nothing but items. */
export function leaveFor(state: BlockState, depth: number): void {
  closeContainers(state, depth);
  if (state.containers.at(-1)?.type === "list") closeLastContainer(state);
}

/**
 * @param isOpen more of it may come: half-typed marks are mended, and a definition is not used yet
 */
export function closeLeaf(state: BlockState, isOpen: boolean): void {
  const { leaf } = state;
  state.leaf = undefined;
  const block = leaf && toBlock(state, leaf, isOpen);
  if (block) addBlock(state, sameOrNew(leaf.kept, block), leaf);
}

/** Closes a paragraph as the heading that the line below makes of it; `false` if there is nothing left of it. */
export function closeAsHeading(state: BlockState, leaf: OpenParagraph, level: number): boolean {
  const text = takeLinkDefinitions(state, leaf.text).trimEnd();
  if (!text) return false;
  state.leaf = undefined;
  const content = toInline(state, text, false, leaf.kept);
  addBlock(state, { type: "heading", level, content }, { ...leaf, endLine: state.line });
  return true;
}

interface Lines {
  readonly startLine: number;
  readonly endLine: number;
}

/** Adds a closed block to the last container. */
export function addBlock(state: BlockState, block: Block, { startLine, endLine }: Lines): void {
  const container = state.containers.at(-1);
  const list = state.containers.at(-2);
  if (!container || container.type === "list") return;
  const isApart = !isEmpty(container.children) && startLine > container.endLine + 1;
  if (isApart && container.type === "item" && list?.type === "list") list.isLoose = true;
  state.elements += block.type === "code" ? ELEMENTS_OF_CODE : 1;
  container.children = append(container.children, block);
  container.endLine = Math.max(container.endLine, endLine);
}

/** What was made the last time, if that was the same. */
function sameOrNew<Made extends Block | ListItem>(kept: Kept, made: Made): Made {
  const entries = Object.entries(made) as [keyof Made, unknown][];
  const last = kept.block as Made | undefined;
  if (last && entries.every(([key, value]) => isSame(last[key], value))) return last;
  kept.block = made;
  return made;
}

function isSame(some: unknown, others: unknown): boolean {
  return some === others || (isChunked(some) && isChunked(others) && hasSameItems(some, others));
}

export function closeLastContainer(state: BlockState): void {
  const container = state.containers.pop();
  switch (container?.type) {
    case "item":
      return addItem(state, container);
    case "list": {
      const { start, isLoose, items } = container;
      return addBlock(
        state,
        sameOrNew(container.kept, { type: "list", start, isLoose, items }),
        container,
      );
    }
    case "quote":
      return addBlock(
        state,
        sameOrNew(container.kept, { type: "quote", children: container.children }),
        container,
      );
    case "footnote":
      return defineFootnote(state, container);
    default:
      return undefined;
  }
}

function addItem(state: BlockState, item: OpenContainer & { type: "item" }): void {
  const list = state.containers.at(-1);
  if (list?.type !== "list") return;
  if (!isEmpty(list.items) && item.startLine > list.endLine + 1) list.isLoose = true;
  state.elements += 1;
  const { children, isChecked } = item;
  list.items = append(list.items, sameOrNew(item.kept, { type: "item", children, isChecked }));
  list.endLine = Math.max(list.endLine, item.endLine);
}

function toBlock(state: BlockState, leaf: OpenLeaf, isOpen: boolean): Block | undefined {
  switch (leaf.type) {
    case "paragraph":
      return toParagraph(state, leaf, isOpen);
    case "plain":
      return { type: "plain", text: leaf.text };
    case "fence":
      return { type: "code", code: leaf.code, language: toLanguage(leaf.fence.info), isOpen };
    case "indented":
      return { type: "code", code: leaf.code, language: undefined, isOpen };
    case "table": {
      const { alignments, head, rows } = leaf;
      return { type: "table", alignments, head, rows };
    }
  }
}

function toParagraph(state: BlockState, leaf: OpenParagraph, isOpen: boolean): Block | undefined {
  let text = leaf.text.trimEnd();
  if (text.startsWith("[")) {
    text = takeLinkDefinitions(isOpen ? { ...state } : state, text);
    if (isOpen && isHalfDefinition(text)) return undefined;
    text = takeTask(state, text, isOpen);
  }
  if (!text) return undefined;
  const head = isOpen ? toTableHead(state, text) : undefined;
  if (head) return head;
  return { type: "paragraph", content: toInline(state, text, isOpen, leaf.kept) };
}

/** A first line that begins with a bar is most likely a table's. */
function toTableHead(state: BlockState, text: string): Block | undefined {
  if (!text.startsWith("|") || text.includes("\n")) return undefined;
  const cells = splitRow(text);
  if (cells.length > MAX_COLUMNS) return undefined;
  const head = cells.map((cell) => toInline(state, cell, true));
  return { type: "table", alignments: head.map(() => undefined), head, rows: chunked() };
}

/** Takes `[x]` off an item's first paragraph. Source: GFM, section 5.3 (task list items). */
function takeTask(state: BlockState, text: string, isOpen: boolean): string {
  const item = state.containers.at(-1);
  if (item?.type !== "item" || !isEmpty(item.children)) return text;
  if (isOpen && HALF_TASK.test(text)) return "";
  const match = TASK.exec(text);
  if (!match) return text;
  item.isChecked = match[1] !== " ";
  return text.slice(match[0].length);
}

export function toInline(
  state: BlockState,
  text: string,
  isOpen: boolean,
  kept: Kept = {},
): Inline {
  kept.cuts = cutSegments(text, kept.cuts);
  const content = finishSegments(kept.cuts, isOpen, kept);
  noteMentions(state, content);
  state.elements += kept.cuts.markCount / 2;
  return content;
}

function noteMentions(state: BlockState, content: Inline): void {
  for (const segment of itemsOf(content))
    for (const label of segment.labels) {
      if (!label.startsWith("^") || state.mentions.has(label)) continue;
      if (state.mentions.size >= MAX_MENTIONS) return;
      state.mentions = new Map(state.mentions).set(label, segment);
    }
}
