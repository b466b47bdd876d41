import {
  itemsOf,
  nodesOf,
  parseMarkdown,
  type Block,
  type GroupedList,
  type Inline,
  type InlineNode,
  type MarkdownDocument,
  type References,
} from "../../../src/markdown/parser/index.js";

/** All that a reader sees of a document, as short text: `p(a em(b)) h2(c)`. */
export function outlineOf({ blocks, references, footnotes }: MarkdownDocument): string {
  const notes = footnotes.map(({ children }) => `note(${outlineOfBlocks(children, references)})`);
  return [outlineOfBlocks(blocks, references), ...notes].join(" ").trim();
}

export function outline(text: string, isStreaming = false): string {
  return outlineOf(parseMarkdown(text, { isStreaming }));
}

function outlineOfBlocks(blocks: GroupedList<Block>, references: References): string {
  const inline = (content: Inline) => outlineOfNodes(nodesOf(content, references));
  return itemsOf(blocks)
    .map((block) => {
      switch (block.type) {
        case "paragraph":
          return `p(${inline(block.content)})`;
        case "heading":
          return `h${block.level}(${inline(block.content)})`;
        case "plain":
          return `plain(${block.text})`;
        case "rule":
          return "rule";
        case "quote":
          return `quote(${outlineOfBlocks(block.children, references)})`;
        case "code":
          return `code:${block.language ?? ""}(${block.code})`;
        case "table": {
          const rows = [block.head, ...itemsOf(block.rows)];
          return `table(${rows.map((row) => row.map(inline).join("|")).join("/")})`;
        }
        case "list": {
          const items = itemsOf(block.items).map(({ children, isChecked }) => {
            const task = isChecked === undefined ? "" : isChecked ? "[x]" : "[ ]";
            return `${task}${outlineOfBlocks(children, references)}`;
          });
          return `${block.start ?? "list"}${block.isLoose ? "+" : ""}(${items.join("; ")})`;
        }
      }
    })
    .join(" ");
}

function outlineOfNodes(nodes: readonly InlineNode[]): string {
  return nodes
    .map((node) => {
      if (typeof node === "string") return node;
      switch (node.type) {
        case "code":
          return `code(${node.text})`;
        case "break":
          return "↵";
        case "image":
          return `img(${node.src ?? ""} ${node.alt})`;
        case "note":
          return `[${node.number}]`;
        case "source":
          return `source(${node.number})`;
        case "link":
          return `a(${node.href} ${outlineOfNodes(node.children)})`;
        default:
          return `${node.type}(${outlineOfNodes(node.children)})`;
      }
    })
    .join("");
}
