import {
  itemsOf,
  nodesOf,
  type Block,
  type GroupedList,
  type Inline,
  type InlineNode,
  type MarkdownDocument,
} from "../../../src/markdown/parser/index.js";

/** A visible character and how it is shown, such as `"em"`, `"list strong"` or `""` for plain text. */
export interface Look {
  readonly character: string;
  readonly styles: readonly string[];
}

/** Styles that a reader sees on single words. */
export const WORD_STYLES: ReadonlySet<string> = new Set(["em", "strong", "del", "code", "link"]);

/** All visible characters of a document, without its footnotes. */
export function looksOf({ blocks, references }: MarkdownDocument): Look[] {
  const looks: Look[] = [];
  const addText = (text: string, styles: readonly string[]) => {
    for (const character of text) if (/\S/.test(character)) looks.push({ character, styles });
  };
  const addNode = (node: InlineNode, styles: readonly string[]) => {
    if (typeof node === "string") return addText(node, styles);
    if (node.type === "break") return;
    if (node.type === "code") return addText(node.text, [...styles, "code"]);
    if (node.type === "note") return addText(String(node.number), [...styles, "note"]);
    if (node.type === "source") return addText(`[${node.number}]`, [...styles, "source"]);
    if (node.type === "image") return addText(node.alt, styles);
    for (const child of node.children) addNode(child, [...styles, node.type]);
  };
  const addInline = (content: Inline, styles: readonly string[]) => {
    for (const node of nodesOf(content, references)) addNode(node, styles);
  };
  const addBlock = (block: Block, styles: readonly string[]) => {
    switch (block.type) {
      case "paragraph":
        return addInline(block.content, styles);
      case "heading":
        return addInline(block.content, [...styles, "heading"]);
      case "code":
        return addText(block.code, [...styles, "block of code"]);
      case "plain":
        return addText(block.text, styles);
      case "rule":
        return addText("-", [...styles, "rule"]);
      case "quote":
        return addBlocks(block.children, [...styles, "quote"]);
      case "list":
        for (const item of itemsOf(block.items)) addBlocks(item.children, [...styles, "list"]);
        return;
      case "table":
        for (const cell of [block.head, ...itemsOf(block.rows)].flat())
          addInline(cell, [...styles, "table"]);
    }
  };
  const addBlocks = (list: GroupedList<Block>, styles: readonly string[]) => {
    for (const block of itemsOf(list)) addBlock(block, styles);
  };
  addBlocks(blocks, []);
  return looks;
}
