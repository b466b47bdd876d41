/** All words that are not the answer's. `{number}` and `{language}` are replaced. */
export interface MarkdownLabels {
  copyCode: string;
  copied: string;
  copyFailed: string;
  /** The name of a code block. */
  code: string;
  /** The name of a code block whose language is known. */
  codeIn: string;
  /** The name of a table's scrolling frame. */
  table: string;
  taskDone: string;
  taskOpen: string;
  footnotes: string;
  footnote: string;
  backToText: string;
  /** The name of a `[1]` mark. `{number}` is the source's number, `{title}` its title. */
  source: string;
}

/** Words that a page replaces, each alone. */
export type Overrides<Words> = { readonly [Name in keyof Words]?: Words[Name] | undefined };

/** The words that a page gives, and the defaults of those that it leaves out or sets to `undefined`. */
export function withDefaults<Words extends object>(
  defaults: Words,
  given?: Overrides<Words>,
): Words {
  const words = Object.entries(given ?? {}).filter(([, word]) => word !== undefined);
  return { ...defaults, ...Object.fromEntries(words) };
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
  source: "Source {number}: {title}",
};
