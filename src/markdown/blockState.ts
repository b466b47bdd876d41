/**
 * How far the blocks of a text have been read: the containers that are open, outermost first, and the
 * leaf within the last of them. Closed blocks are in their container and never change.
 */
import type { Alignment, Block, Definitions, ListItem, Segment, TableRow } from "./blocks.js";
import { chunked, type Chunked } from "./chunked.js";
import type { FenceStart } from "./lineStarts.js";
import type { Cuts } from "./segments.js";

interface Open {
  readonly kept: Kept;
  readonly startLine: number;
  /** The last line with something of it; what follows after a gap makes a list loose. */
  endLine: number;
}

export type OpenContainer = Open &
  (
    | { type: "document" | "quote"; children: Chunked<Block> }
    | {
        type: "list";
        readonly kind: string;
        readonly start: number | undefined;
        isLoose: boolean;
        items: Chunked<ListItem>;
      }
    | {
        type: "item";
        /** Columns that a line needs before it to belong to the item. */
        readonly contentIndent: number;
        isChecked: boolean | undefined;
        children: Chunked<Block>;
      }
    | { type: "footnote"; readonly label: string; children: Chunked<Block> }
  );

/**
 * What was made of something open when it was looked at last. Shared by all copies of a state, so that
 * what is made anew of the same is the same object: also of a block that is closed only by a line of
 * which not all has come.
 */
export interface Kept {
  cuts?: Cuts;
  rest?: Segment;
  block?: Block | ListItem;
}

export interface OpenParagraph extends Open {
  readonly type: "paragraph";
  text: string;
  /** Kept beside the text, which would be copied whole to cut it off. */
  lastLine: string;
}

export interface OpenTable extends Open {
  readonly type: "table";
  readonly alignments: readonly Alignment[];
  readonly head: TableRow;
  rows: Chunked<TableRow>;
  /** How many missing cells may still be made up; a row of one character could ask for dozens. */
  fillersLeft: number;
}

/** Past {@link maxElements}, lines as they are written. */
export interface OpenPlain extends Open {
  readonly type: "plain";
  text: string;
}

export type OpenLeaf =
  | OpenPlain
  | OpenParagraph
  | OpenTable
  | (Open & {
      readonly type: "fence";
      readonly fence: FenceStart;
      readonly indent: number;
      code: string;
    })
  /** `blankLines` belong to the code only if more of it follows. */
  | (Open & { readonly type: "indented"; code: string; blankLines: string });

export interface BlockState {
  readonly containers: OpenContainer[];
  leaf: OpenLeaf | undefined;
  /** Of the line that is read, from 1. */
  line: number;
  /** Of the lines read. */
  chars: number;
  /** About how many the blocks so far will be on the page. */
  elements: number;
  /** For a leaf that begins on the next line, of which only a part may have come. */
  nextKept: Kept;
  definitions: Definitions;
  /** Where each label that looks like a footnote's is mentioned first, in the order of the text. */
  mentions: ReadonlyMap<string, Segment>;
}

export function createState(): BlockState {
  return {
    containers: [{ type: "document", children: chunked(), kept: {}, startLine: 1, endLine: 0 }],
    leaf: undefined,
    line: 0,
    chars: 0,
    elements: 0,
    nextKept: {},
    definitions: { links: emptyRecord(), footnotes: new Map() },
    mentions: new Map(),
  };
}

function emptyRecord(): Definitions["links"] {
  return Object.create(null) as Definitions["links"];
}

/** What everything has that begins on the line that is read. */
export function onLine({ line }: BlockState): Open {
  return { kept: {}, startLine: line, endLine: line };
}

export function leafOnLine(state: BlockState): Open {
  return { ...onLine(state), kept: state.nextKept };
}

/** A copy that can be read on, or closed, without a trace in the original. */
export function forkState(state: BlockState): BlockState {
  return {
    ...state,
    containers: state.containers.map((container) => ({ ...container })),
    leaf: state.leaf && { ...state.leaf },
  };
}
