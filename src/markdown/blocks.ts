/** The shape of a document: what the block parser makes and the components show. */
import type { Chunked } from "./chunked.js";

/**
 * A stretch of inline Markdown that is parsed by itself. A paragraph is one, unless it is long: then it
 * is cut where no mark is open, so that nothing left of the cut changes as the text grows.
 */
export interface Segment {
  readonly source: string;
  /** Normalised labels of what may be references; they mean something only once they are defined. */
  readonly labels: readonly string[];
  /** Past a cap: shown as it is written. */
  readonly isPlain: boolean;
}

export type Inline = Chunked<Segment>;

export type Alignment = "left" | "center" | "right" | undefined;

export type TableRow = readonly Inline[];

export interface ListItem {
  readonly type: "item";
  readonly children: Chunked<Block>;
  /** Of a task, whether it is done. */
  readonly isChecked: boolean | undefined;
}

export type Block =
  | { readonly type: "paragraph"; readonly content: Inline }
  | { readonly type: "heading"; readonly level: number; readonly content: Inline }
  | { readonly type: "plain"; readonly text: string }
  | { readonly type: "rule" }
  | { readonly type: "quote"; readonly children: Chunked<Block> }
  | {
      readonly type: "code";
      readonly code: string;
      /** First word of a fence's info string, lower-cased; only what a class name may hold. */
      readonly language: string | undefined;
      /** More may come. */
      readonly isOpen: boolean;
    }
  | {
      readonly type: "list";
      readonly start: number | undefined;
      readonly isLoose: boolean;
      readonly items: Chunked<ListItem>;
    }
  | {
      readonly type: "table";
      readonly alignments: readonly Alignment[];
      readonly head: TableRow;
      readonly rows: Chunked<TableRow>;
    };

export interface LinkTarget {
  readonly href: string;
  readonly title: string;
}

export interface Footnote {
  readonly label: string;
  readonly children: Chunked<Block>;
}

/** What is defined once and used anywhere. A new object whenever something is added. */
export interface Definitions {
  /** By normalised label; without a prototype. */
  readonly links: Readonly<Record<string, LinkTarget>>;
  /** By normalised label, `^` included. */
  readonly footnotes: ReadonlyMap<string, Footnote>;
}

/**
 * What references are resolved by. The same object until one resolves differently, so that only then
 * whatever may hold a reference is looked at again.
 */
export interface References {
  readonly definedLinks: Definitions["links"];
  /** Those, and one without an address for every footnote in use, under its label. */
  readonly links: Definitions["links"];
  /** By label. */
  readonly notes: ReadonlyMap<string, NoteReference>;
}

export interface NoteReference {
  /** From 1, in the order in which the text mentions them. */
  readonly number: number;
  /** Where it is mentioned first, which is where the way back leads to. */
  readonly firstIn: Segment;
}

export interface MarkdownDocument {
  readonly blocks: Chunked<Block>;
  readonly references: References;
  /** Those in use, in their order. */
  readonly footnotes: readonly Footnote[];
}
