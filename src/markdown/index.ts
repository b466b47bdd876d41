export { CopyButton, type CopyButtonProps } from "./react/CopyButton.js";
export { DEFAULT_MARKDOWN_LABELS, type MarkdownLabels } from "./react/labels.js";
export type { Links } from "./react/linkRules.js";
export type { MarkdownSource, MarkdownSources } from "./react/sources.js";
export { Markdown, type MarkdownProps } from "./react/Markdown.js";
export type {
  MarkdownComponents,
  SlotCellProps,
  SlotCodeProps,
  SlotElementProps,
  SlotImageProps,
  SlotLinkProps,
  SlotListProps,
} from "./react/slots.js";
export { toPlainText } from "./parser/index.js";
