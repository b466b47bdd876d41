import {
  itemsOf,
  nodesOf,
  type Block,
  type GroupedList,
  type Inline,
  type InlineNode,
  type MarkdownDocument,
  type References,
  type TableRow,
} from "../../../src/markdown/parser/index.js";

/** A document without the parser's own grouping: each list is an array, and texts are their nodes. */
export function treeOf({ blocks, references, footnotes }: MarkdownDocument) {
  return {
    blocks: treesOf(blocks, references),
    footnotes: footnotes.map(({ label, children }) => ({
      label,
      children: treesOf(children, references),
    })),
  };
}

function treesOf(blocks: GroupedList<Block>, references: References): object[] {
  const inline = (content: Inline) => joinTexts(nodesOf(content, references));
  const row = (cells: TableRow) => cells.map(inline);
  return itemsOf(blocks).map((block) => {
    switch (block.type) {
      case "paragraph":
      case "heading":
        return { ...block, content: inline(block.content) };
      case "quote":
        return { ...block, children: treesOf(block.children, references) };
      case "list": {
        const items = itemsOf(block.items).map((item) => ({
          ...item,
          children: treesOf(item.children, references),
        }));
        return { ...block, items };
      }
      case "table":
        return { ...block, head: row(block.head), rows: itemsOf(block.rows).map(row) };
      default:
        return block;
    }
  });
}

/** A long text may come in several strings. Where it is divided does not show. */
function joinTexts(nodes: readonly InlineNode[]): InlineNode[] {
  const joined: InlineNode[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (typeof node === "string" && typeof last === "string")
      joined[joined.length - 1] = last + node;
    else joined.push(node);
  }
  return joined;
}
