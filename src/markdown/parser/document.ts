/** The shape of a document: the parser makes it, and the components show it. Nothing in it ever changes. */
import type { GroupedList } from "./groupedList.js";

/** A piece of a paragraph. Text is decoded and neutralised, and every address is checked. */
export type InlineNode =
  | string
  | { readonly type: "em" | "strong" | "del"; readonly children: readonly InlineNode[] }
  | { readonly type: "code"; readonly text: string }
  | { readonly type: "break" }
  | InlineLink
  | InlineImage
  | { readonly type: "note"; readonly label: string; readonly number: number }
  | { readonly type: "source"; readonly number: number };

export interface InlineLink {
  readonly type: "link";
  readonly href: string;
  /** The address has a host of its own. */
  readonly isExternal: boolean;
  /** The real address, if the link's text names another one. */
  readonly hostToShow: string | undefined;
  readonly title: string;
  readonly children: readonly InlineNode[];
}

export interface InlineImage {
  readonly type: "image";
  /** `undefined` if no allowed prefix matches; then the alternative text is shown. */
  readonly src: string | undefined;
  readonly alt: string;
  readonly title: string;
}

/**
 * A part of a paragraph that is parsed apart from the rest. A short paragraph is one segment. A long one
 * is cut in places where no mark is open, so that the segments before a cut stay the same while text is
 * added.
 */
export interface Segment {
  readonly source: string;
  /** The normalised labels of all pairs of brackets that may be references. */
  readonly labels: readonly string[];
  /** What the source means while none of its labels is defined. */
  readonly nodes: readonly InlineNode[];
  readonly reading: Reading;
  /** The nodes are the same after the end of the text. They are not if half-typed marks were mended. */
  readonly isSettled: boolean;
  /** A mark was still open at the end, and is now text. */
  readonly isForced: boolean;
  /** About how many elements the segment becomes. */
  readonly elements: number;
  /** How many stars follow a word and close nothing, as in "9 €*": 0, 1 or 2. */
  readonly looseStars: number;
}

/** How a source is read. */
export interface Reading {
  readonly policy: AddressPolicy;
  /** More text may follow, so half-typed marks at the end are mended. */
  readonly isOpen: boolean;
  /** In a table's cell, `<br>` breaks the line. */
  readonly isCell: boolean;
  /** The most loose stars before. A line that starts with as many stars or fewer is most likely their note. */
  readonly looseStars: number;
}

export interface AddressPolicy {
  /** Relative addresses are resolved against it. Without it they stay relative. */
  readonly baseUrl: string | undefined;
  /** Absolute https or http addresses below which images may be loaded. */
  readonly allowedImagePrefixes: readonly string[];
}

export type Inline = GroupedList<Segment>;

export type Alignment = "left" | "center" | "right" | undefined;

export type TableRow = readonly Inline[];

export interface ListItem {
  readonly type: "item";
  readonly children: GroupedList<Block>;
  /** Whether a task is done; `undefined` if the item is no task. */
  readonly isChecked: boolean | undefined;
}

export type Block =
  | { readonly type: "paragraph"; readonly content: Inline }
  | { readonly type: "heading"; readonly level: number; readonly content: Inline }
  | { readonly type: "plain"; readonly text: string }
  | { readonly type: "rule" }
  | { readonly type: "quote"; readonly children: GroupedList<Block> }
  | {
      readonly type: "code";
      readonly code: string;
      /** The first word of a fence's info string, in lower case, if a class name may hold it. */
      readonly language: string | undefined;
      /** More code may follow. */
      readonly isOpen: boolean;
    }
  | {
      readonly type: "list";
      readonly start: number | undefined;
      readonly isLoose: boolean;
      readonly items: GroupedList<ListItem>;
    }
  | {
      readonly type: "table";
      readonly alignments: readonly Alignment[];
      readonly head: TableRow;
      readonly rows: GroupedList<TableRow>;
    };

export interface Footnote {
  readonly label: string;
  readonly children: GroupedList<Block>;
}

/** The address of a link definition, checked once. */
export interface LinkTarget {
  readonly type: "link";
  /** `undefined` if the address is not safe. */
  readonly href: string | undefined;
  readonly host: string | undefined;
  /** Where an image may be loaded from. */
  readonly imageSrc: string | undefined;
  readonly title: string;
}

export interface NoteTarget {
  readonly type: "note";
  /** From 1, in the order in which the text mentions the notes. */
  readonly number: number;
  /** The segment with the first mention. The link back leads there. */
  readonly firstIn: Segment;
}

/** A source that the page lists. It is no part of the text; the renderer adds it to the references. */
export interface SourceTarget {
  readonly type: "source";
  readonly number: number;
}

/** What a pair of brackets may refer to. */
export type AnyTarget = LinkTarget | NoteTarget | SourceTarget;

/**
 * All definitions that are in use, by normalised label; a footnote's begins with `^`. The same object
 * until a label means something else, so that segments with references are rendered again only then.
 */
export type References = ReadonlyMap<string, AnyTarget>;

export interface MarkdownDocument {
  readonly blocks: GroupedList<Block>;
  readonly references: References;
  /** The footnotes in use, in their order. */
  readonly footnotes: readonly Footnote[];
}
