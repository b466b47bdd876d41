import { createState, forkState, type BlockState } from "./blocks/blockState.js";
import { closeContainers, closeLeaf } from "./blocks/closeBlocks.js";
import { Notes, type Memory } from "./blocks/memory.js";
import { readLine } from "./blocks/readLine.js";
import { footnotesInUse, toReferences } from "./blocks/references.js";
import type { AddressPolicy, MarkdownDocument } from "./document.js";
import { continues } from "./continues.js";
import { groupedList } from "./groupedList.js";

const LINE_END = /\r\n?|\n/g;
const DEFAULT_POLICY: AddressPolicy = { baseUrl: undefined, allowedImagePrefixes: [] };

export interface ParseOptions {
  /** More text may follow, so half-typed marks at the end are mended. Default: no. */
  readonly isStreaming?: boolean;
  /** The rules for addresses. Another object makes the parser start again. */
  readonly policy?: AddressPolicy;
}

/** A document, and what the parser needs to go on from it. Nothing in it ever changes. */
export interface ParsedMarkdown extends MarkdownDocument {
  readonly text: string;
  /** How many different texts there were. It grows when a text neither continues the last one nor is its start. */
  readonly textCount: number;
  readonly isStreaming: boolean;
  /** The state after the complete lines. */
  readonly state: BlockState;
  /** The start of the line whose end is missing. */
  readonly position: number;
  readonly memory: Memory;
}

/**
 * Parses Markdown. A pure function: the result depends on the text and the options alone, and `previous`
 * stays as it is.
 *
 * If `text` continues the text of `previous`, only its new lines and the open block are read, and
 * closed blocks are the same objects as in `previous`. Throws only for a wrong image prefix.
 */
export function parseMarkdown(
  text: string,
  options: ParseOptions = {},
  previous?: ParsedMarkdown,
): ParsedMarkdown {
  const { isStreaming = false, policy = DEFAULT_POLICY } = options;
  const known = previous?.state.policy === policy ? previous : undefined;
  if (known?.text === text && known.isStreaming === isStreaming) return known;
  const isContinued = known !== undefined && continues(text, known.text);
  const { state, position } = readLines(text, isContinued ? known : startOf(policy));
  const notes = new Notes();
  const tail = forkState(state, { known: state.known, made: notes });
  readTail(tail, text.slice(position), isStreaming);
  return {
    ...toDocument(tail, isStreaming, isContinued ? known : undefined),
    text,
    textCount: isContinued ? known.textCount : textCountOf(text, previous),
    isStreaming,
    state,
    position,
    memory: notes,
  };
}

type Start = Pick<ParsedMarkdown, "text" | "state" | "position" | "memory">;

function startOf(policy: AddressPolicy): Start {
  return { text: "", state: createState(policy), position: 0, memory: new Notes() };
}

/** A text that begins with another one, or the other way round, is the same answer. */
function textCountOf(text: string, previous: ParsedMarkdown | undefined): number {
  if (!previous) return 1;
  const isSame = continues(text, previous.text) || (text !== "" && continues(previous.text, text));
  return isSame ? previous.textCount : previous.textCount + 1;
}

/** Reads the lines whose end is there. */
function readLines(text: string, start: Start): Pick<ParsedMarkdown, "state" | "position"> {
  const state = forkState(start.state, { known: start.memory, made: undefined });
  let { position } = start;
  LINE_END.lastIndex = Math.max(position, start.text.length - 1);
  for (let end = LINE_END.exec(text); end; end = LINE_END.exec(text)) {
    // A line feed may follow and belong to this line's end.
    if (end[0] === "\r" && LINE_END.lastIndex === text.length) break;
    readLine(state, text.slice(position, end.index));
    position = LINE_END.lastIndex;
  }
  return { state, position };
}

/** Reads the line whose end is missing, and closes everything. */
function readTail(state: BlockState, rest: string, isStreaming: boolean): void {
  const line = rest.replace(/\r$/, "");
  const isPartial = isStreaming && line === rest;
  const isNothingYet = isStreaming ? !line.trim() : !rest;
  if (!isNothingYet) readLine(state, line, isPartial);
  closeLeaf(state, isStreaming);
  closeContainers(state, 1);
}

function toDocument(
  state: BlockState,
  isStreaming: boolean,
  previous: MarkdownDocument | undefined,
): MarkdownDocument {
  const root = state.containers[0];
  const notes = footnotesInUse(state, isStreaming);
  const known = previous?.references ?? new Map();
  return {
    blocks: root?.type === "document" ? root.children : groupedList(),
    references: toReferences(state, isStreaming, notes, known),
    footnotes: notes.map(({ footnote }) => footnote),
  };
}
