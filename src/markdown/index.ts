export { CopyButton, type CopyButtonProps } from "./CopyButton.js";
export { DEFAULT_MARKDOWN_LABELS, type MarkdownLabels } from "./labels.js";
export { Markdown, type MarkdownProps } from "./Markdown.js";
export type {
  MarkdownComponents,
  SlotCellProps,
  SlotCodeProps,
  SlotElementProps,
  SlotImageProps,
  SlotLinkProps,
  SlotListProps,
} from "./slots.js";
export { toPlainText } from "./toPlainText.js";
