import type { Block, Inline, References, TableRow } from "./document.js";
import { itemsOf, type GroupedList } from "./groupedList.js";
import { plainTextOf } from "./inlines/plainText.js";
import { nodesOf } from "./inlines/resolveSegment.js";
import { parseMarkdown } from "./parseMarkdown.js";
import { neutraliseText } from "./safety/neutraliseText.js";

/**
 * Returns the words of a whole Markdown text without its marks, for "copy as text": a blank line between
 * paragraphs, a dash or number before list items, tabs between cells, code as it is. Never throws.
 */
export function toPlainText(text: string): string {
  const { blocks, references, footnotes } = parseMarkdown(text);
  const notes = footnotes.map(
    ({ children }, index) => `[${index + 1}] ${blocksText(children, references, "\n\n")}`,
  );
  return [blocksText(blocks, references, "\n\n"), ...notes].filter(Boolean).join("\n\n");
}

/**
 * The plain text of an answer that still streams. Half-typed marks are mended, so that the words before them stay the
 * same while text is added. Footnotes are left out, because they move to the end.
 */
export function toStreamingPlainText(text: string): string {
  const { blocks, references } = parseMarkdown(text, { isStreaming: true });
  return blocksText(blocks, references, "\n\n");
}

function blocksText(blocks: GroupedList<Block>, references: References, separator: string): string {
  return itemsOf(blocks)
    .map((block) => blockText(block, references))
    .join(separator);
}

function blockText(block: Block, references: References): string {
  // A row stays on one line, so a break within a cell becomes a space.
  const cellText = (cell: Inline) => textOf(cell, references).replaceAll("\n", " ");
  const rowText = (row: TableRow) => row.map(cellText).join("\t");
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

function textOf(content: Inline, references: References): string {
  return plainTextOf(nodesOf(content, references));
}
