/** Every word that is not the answer's own. Plain strings; `{number}` and `{language}` are filled in. */
export interface MarkdownLabels {
  copyCode: string;
  copied: string;
  copyFailed: string;
  /** Names a block of code. */
  code: string;
  /** Names one whose language is known. */
  codeIn: string;
  /** Names a table, which can be scrolled. */
  table: string;
  taskDone: string;
  taskOpen: string;
  footnotes: string;
  footnote: string;
  backToText: string;
}

export const DEFAULT_MARKDOWN_LABELS: MarkdownLabels = {
  copyCode: "Copy code",
  copied: "Copied",
  copyFailed: "Couldn’t copy",
  code: "Code",
  codeIn: "Code, {language}",
  table: "Table",
  taskDone: "Done:",
  taskOpen: "To do:",
  footnotes: "Footnotes",
  footnote: "Footnote {number}",
  backToText: "Back to footnote {number} in the text",
};
