import { MAX_COLUMNS } from "../../limits.js";
import type { Block } from "../document.js";
import { groupedList, isEmpty } from "../groupedList.js";
import { toLanguage } from "../safety/language.js";
import type { BlockState, OpenLeaf, OpenParagraph } from "./blockState.js";
import { isHalfDefinition, takeLinkDefinitions } from "./definitions.js";
import { toInline } from "./inlineContent.js";
import { splitRow } from "./tableRows.js";
import { toRow } from "./toRow.js";

const TASK = /^\[([ xX])\][ \t\n]+/;
const HALF_TASK = /^\[[ xX]?\]?$/;

/** Returns the block that a leaf becomes; `undefined` if nothing of it is shown. */
export function toBlock(state: BlockState, leaf: OpenLeaf, isOpen: boolean): Block | undefined {
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
  const head = isOpen ? toTableHead(state, leaf, text) : undefined;
  return head ?? { type: "paragraph", content: toInline(state, text, { key: leaf.key, isOpen }) };
}

/** A first line that begins with a bar, or has several between words, is most likely a table's. */
function toTableHead(state: BlockState, { key }: OpenParagraph, text: string): Block | undefined {
  const isLikely = text.startsWith("|") || text.split(" | ").length > 2;
  if (!isLikely || text.includes("\n")) return undefined;
  const cells = splitRow(text);
  if (cells.length > MAX_COLUMNS) return undefined;
  const head = toRow(state, cells, key, cells.length - 1);
  return { type: "table", alignments: head.map(() => undefined), head, rows: groupedList() };
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
