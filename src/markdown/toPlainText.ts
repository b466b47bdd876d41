import type { Block, References, TableRow } from "./blocks.js";
import { itemsOf, type Chunked } from "./chunked.js";
import { textOf } from "./inlines.js";
import { MarkdownParser } from "./MarkdownParser.js";
import { neutraliseText } from "./neutraliseText.js";

/**
 * What an answer says, without marks, for "copy as text": paragraphs with a line between them, list
 * items with a dash or number, the cells of a row with tabs between them, code as it is.
 *
 * In: a whole Markdown text. Never throws.
 */
export function toPlainText(text: string): string {
  const { blocks, references, footnotes } = new MarkdownParser().parse(text, false);
  const notes = footnotes.map(
    ({ children }, index) => `[${index + 1}] ${blocksText(children, references, "\n\n")}`,
  );
  return [blocksText(blocks, references, "\n\n"), ...notes].filter(Boolean).join("\n\n");
}

function blocksText(blocks: Chunked<Block>, references: References, separator: string): string {
  return itemsOf(blocks)
    .map((block) => blockText(block, references))
    .join(separator);
}

function blockText(block: Block, references: References): string {
  const rowText = (row: TableRow) => row.map((cell) => textOf(cell, references)).join("\t");
  switch (block.type) {
    case "paragraph":
    case "heading":
      return textOf(block.content, references);
    case "plain":
      return neutraliseText(block.text);
    case "rule":
      return "---";
    case "quote":
      return blocksText(block.children, references, "\n\n").replace(/^/gm, "> ");
    case "code":
      return neutraliseText(block.code).trimEnd();
    case "table":
      return [block.head, ...itemsOf(block.rows)].map(rowText).join("\n");
    case "list": {
      const separator = block.isLoose ? "\n\n" : "\n";
      return itemsOf(block.items)
        .map(({ children, isChecked }, index) => {
          const marker = block.start === undefined ? "-" : `${block.start + index}.`;
          const task = isChecked === undefined ? "" : isChecked ? "[x] " : "[ ] ";
          const lines = task + blocksText(children, references, separator);
          return `${marker} ${lines.replace(/\n(?=.)/g, `\n${" ".repeat(marker.length + 1)}`)}`;
        })
        .join(separator);
    }
  }
}
