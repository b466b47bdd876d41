/**
 * How far the blocks of a text have been read: the open containers, outermost first, and the open leaf
 * within the last of them. Closed blocks are in their container and never change.
 */
import type {
  AddressPolicy,
  Alignment,
  Block,
  Footnote,
  LinkTarget,
  ListItem,
  Segment,
  TableRow,
} from "../document.js";
import { groupedList, type GroupedList } from "../groupedList.js";
import type { FenceStart } from "./lineStarts.js";
import { Notes, type Memory } from "./memory.js";

export interface Place {
  /** Says where the block begins, so that the next parse finds what was made of it. */
  readonly key: string;
  readonly startLine: number;
  /** The last line with something of the block. A gap after it makes a list loose. */
  endLine: number;
}

export type OpenContainer = Place &
  (
    | { type: "document" | "quote"; children: GroupedList<Block> }
    | {
        type: "list";
        readonly kind: string;
        readonly start: number | undefined;
        isLoose: boolean;
        items: GroupedList<ListItem>;
      }
    | {
        type: "item";
        /** The columns that a line needs before it to belong to the item. */
        readonly contentIndent: number;
        isChecked: boolean | undefined;
        children: GroupedList<Block>;
      }
    | { type: "footnote"; readonly label: string; children: GroupedList<Block> }
  );

export interface OpenParagraph extends Place {
  readonly type: "paragraph";
  text: string;
  /** Kept beside the text: finding it there would copy the whole text. */
  lastLine: string;
}

export interface OpenTable extends Place {
  readonly type: "table";
  readonly alignments: readonly Alignment[];
  readonly head: TableRow;
  rows: GroupedList<TableRow>;
  /** How many empty cells may still be added to short rows. */
  addedCellsLeft: number;
}

/** Lines past {@link maxElements}. They are shown as they are written. */
export interface OpenPlain extends Place {
  readonly type: "plain";
  text: string;
}

export interface OpenFence extends Place {
  readonly type: "fence";
  readonly fence: FenceStart;
  readonly indent: number;
  code: string;
}

export interface OpenIndentedCode extends Place {
  readonly type: "indented";
  code: string;
  /** They belong to the code only if more code follows. */
  blankLines: string;
}

export type OpenLeaf = OpenPlain | OpenParagraph | OpenTable | OpenFence | OpenIndentedCode;

/** Definitions apply to the whole text. */
export interface Definitions {
  /** By normalised label. The first definition of a label counts. */
  readonly links: ReadonlyMap<string, LinkTarget>;
  readonly footnotes: ReadonlyMap<string, Footnote>;
}

export interface BlockState {
  readonly policy: AddressPolicy;
  readonly containers: OpenContainer[];
  leaf: OpenLeaf | undefined;
  /** The number of the current line, from 1. */
  line: number;
  /** The number of characters read so far. */
  chars: number;
  /** About how many elements the blocks so far become. */
  elements: number;
  /** How many pairs of brackets may be references. */
  references: number;
  /** The most stars after a word so far, as in "9 €*". */
  looseStars: number;
  definitions: Definitions;
  /** Definitions that take effect when the answer ends, because there are too many references. */
  lateDefinitions: Definitions;
  /** For each label that looks like a footnote's, the segment that mentions it first, in the order of the text. */
  mentions: ReadonlyMap<string, Segment>;
  /** The results of the previous parse for the open part. */
  readonly known: Memory;
  /** The results of this parse for the open part; `undefined` while it reads complete lines. */
  readonly made: Notes | undefined;
}

const NO_DEFINITIONS: Definitions = { links: new Map(), footnotes: new Map() };

export function createState(policy: AddressPolicy): BlockState {
  const place = { key: "", startLine: 1, endLine: 0 };
  return {
    policy,
    containers: [{ type: "document", children: groupedList(), ...place }],
    leaf: undefined,
    line: 0,
    chars: 0,
    elements: 0,
    references: 0,
    looseStars: 0,
    definitions: NO_DEFINITIONS,
    lateDefinitions: NO_DEFINITIONS,
    mentions: new Map(),
    known: new Notes(),
    made: undefined,
  };
}

/** The place of a block that begins on the current line, within the containers that are open now. */
export function placeOnLine({ line, containers }: BlockState): Place {
  return { key: `${line}:${containers.length}`, startLine: line, endLine: line };
}

/** Returns a copy that can be read on, or closed, without a change to the original. */
export function forkState(
  state: BlockState,
  memory: Pick<BlockState, "known" | "made">,
): BlockState {
  return {
    ...state,
    ...memory,
    containers: state.containers.map((container) => ({ ...container })),
    leaf: state.leaf && { ...state.leaf },
  };
}
