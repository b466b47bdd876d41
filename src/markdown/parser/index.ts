/** The parser: text in, document out. The renderer and the tests use only these names. */
export type {
  Alignment,
  Block,
  Footnote,
  Inline,
  InlineImage,
  InlineLink,
  InlineNode,
  ListItem,
  MarkdownDocument,
  References,
  Segment,
  TableRow,
} from "./document.js";
export { groupsOf, itemsOf, type GroupedList } from "./groupedList.js";
export { nodesOf, resolveSegment, targetsOf } from "./inlines/resolveSegment.js";
export { parseMarkdown, type ParsedMarkdown, type ParseOptions } from "./parseMarkdown.js";
export { neutraliseText } from "./safety/neutraliseText.js";
export { toPrefix } from "./safety/safeUrl.js";
export { toPlainText } from "./toPlainText.js";
