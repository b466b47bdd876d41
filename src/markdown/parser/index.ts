/** The parser: text in, document out. The renderer and the tests use only these names. */
export type {
  Alignment,
  AnyTarget,
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
  SourceTarget,
  TableRow,
} from "./document.js";
export { groupsOf, itemsOf, type GroupedList } from "./groupedList.js";
export { nodesOf, resolveSegment, targetsOf } from "./inlines/resolveSegment.js";
export { parseMarkdown, type ParsedMarkdown, type ParseOptions } from "./parseMarkdown.js";
export { neutraliseText } from "./safety/neutraliseText.js";
export { plainTextOf } from "./inlines/plainText.js";
export { hostToShow } from "./safety/linkHost.js";
export { toAllowedUrl, toPrefix, toSafeUrl } from "./safety/safeUrl.js";
export { toPlainText, toStreamingPlainText } from "./toPlainText.js";
