import type { Block, ListItem } from "../document.js";
import { append, isEmpty } from "../groupedList.js";
import type { BlockState, OpenContainer, OpenParagraph } from "./blockState.js";
import { defineFootnote, takeLinkDefinitions } from "./definitions.js";
import { toInline } from "./inlineContent.js";
import { sameOrNew } from "./memory.js";
import { toBlock } from "./toBlock.js";

/** A code block's frame, head and button. */
const ELEMENTS_OF_CODE = 7;

/** Closes the leaf, and all containers but the outermost `depth`. */
export function closeContainers(state: BlockState, depth: number): void {
  closeLeaf(state, false);
  while (state.containers.length > depth) closeLastContainer(state);
}

/** Closes the blocks that a new block does not belong to. A list holds only items. */
export function leaveFor(state: BlockState, depth: number): void {
  closeContainers(state, depth);
  if (state.containers.at(-1)?.type === "list") closeLastContainer(state);
}

/**
 * @param isOpen more of the leaf may follow: half-typed marks are mended, and a definition is not used yet
 */
export function closeLeaf(state: BlockState, isOpen: boolean): void {
  const { leaf } = state;
  state.leaf = undefined;
  const block = leaf && toBlock(state, leaf, isOpen);
  if (block) addBlock(state, block, leaf);
}

/**
 * Closes a paragraph as the heading that the line below makes of it. Returns `false` if the paragraph
 * held only definitions.
 */
export function closeAsHeading(state: BlockState, leaf: OpenParagraph, level: number): boolean {
  const text = takeLinkDefinitions(state, leaf.text).trimEnd();
  if (!text) return false;
  state.leaf = undefined;
  const content = toInline(state, text, { key: leaf.key, isOpen: false });
  addBlock(state, { type: "heading", level, content }, { ...leaf, endLine: state.line });
  return true;
}

interface Lines {
  readonly key: string;
  readonly startLine: number;
  readonly endLine: number;
}

/** Adds a closed block to the last container. */
export function addBlock(state: BlockState, made: Block, { key, startLine, endLine }: Lines): void {
  const container = state.containers.at(-1);
  const list = state.containers.at(-2);
  if (!container || container.type === "list") return;
  const isApart = !isEmpty(container.children) && startLine > container.endLine + 1;
  if (isApart && container.type === "item" && list?.type === "list") list.isLoose = true;
  const block = known(state, key, made);
  state.elements += block.type === "code" ? ELEMENTS_OF_CODE : 1;
  container.children = append(container.children, block);
  container.endLine = Math.max(container.endLine, endLine);
}

/** Returns what the last parse made at this place, if it is the same. */
function known<Made extends Block | ListItem>(state: BlockState, key: string, made: Made): Made {
  const block = sameOrNew(state.known.blocks.get(key), made);
  state.made?.blocks.set(key, block);
  return block;
}

export function closeLastContainer(state: BlockState): void {
  const container = state.containers.pop();
  switch (container?.type) {
    case "item":
      return addItem(state, container);
    case "list": {
      const { start, isLoose, items } = container;
      return addBlock(state, { type: "list", start, isLoose, items }, container);
    }
    case "quote":
      return addBlock(state, { type: "quote", children: container.children }, container);
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
  list.items = append(list.items, known(state, item.key, { type: "item", children, isChecked }));
  list.endLine = Math.max(list.endLine, item.endLine);
}
