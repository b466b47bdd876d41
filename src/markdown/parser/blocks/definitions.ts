import {
  MAX_DEFINITION_CHARS,
  MAX_EAGER_REFERENCES,
  MAX_FOOTNOTES,
  MAX_LINK_DEFINITIONS,
} from "../../limits.js";
import { readDestination, readTitle, skipSpace } from "../inlines/linkParts.js";
import { normaliseLabel } from "../inlines/normaliseLabel.js";
import { toLinkTarget } from "../safety/addressPolicy.js";
import type { BlockState, Definitions, OpenContainer } from "./blockState.js";

const LABEL = /^\[((?:\\[^]|[^\\[\]]){1,999})\]:/;
const REST_OF_LINE = /[ \t]*(?:\n|$)/y;
const TITLE_START = /["'(]/;

/**
 * Takes the link definitions off the start of a paragraph and returns the rest of the text. The first
 * definition of a label counts.
 */
export function takeLinkDefinitions(state: BlockState, text: string): string {
  let rest = text;
  while (rest.startsWith("[") && linkCountOf(state) < MAX_LINK_DEFINITIONS) {
    const window = rest.slice(0, MAX_DEFINITION_CHARS);
    const definition = readDefinition(window);
    if (!definition || (definition.end === window.length && rest.length > window.length)) break;
    rest = rest.slice(definition.end);
    defineLink(state, definition);
  }
  return rest;
}

function linkCountOf({ definitions, lateDefinitions }: BlockState): number {
  return definitions.links.size + lateDefinitions.links.size;
}

interface Definition {
  readonly label: string;
  readonly destination: string;
  readonly title: string;
  readonly end: number;
}

/** Source: CommonMark 0.31, section 4.7 (link reference definitions). */
function readDefinition(text: string): Definition | undefined {
  const label = LABEL.exec(text);
  if (!label?.[1]?.trim()) return undefined;
  const start = skipSpace(text, label[0].length);
  const destination = readDestination(text, start);
  if (!destination?.isClosed || destination.end === start) return undefined;
  const titleStart = skipSpace(text, destination.end);
  const title = titleStart > destination.end ? readTitle(text, titleStart) : undefined;
  const titleEnd = title?.isClosed ? lineEndAfter(text, title.end) : undefined;
  // Text on the next line that is no title does not make the definition invalid.
  const end = titleEnd ?? lineEndAfter(text, destination.end);
  if (end === undefined) return undefined;
  return {
    label: normaliseLabel(label[1]),
    destination: destination.text,
    title: titleEnd ? (title?.text ?? "") : "",
    end,
  };
}

/** The index after the line's end, if only spaces are before it. */
function lineEndAfter(text: string, from: number): number | undefined {
  REST_OF_LINE.lastIndex = from;
  return REST_OF_LINE.test(text) ? REST_OF_LINE.lastIndex : undefined;
}

/** The address is checked here, once, and not at each reference. */
function defineLink(state: BlockState, { label, destination, title }: Definition): void {
  if (label.startsWith("^") || isDefined(state, "links", label)) return;
  const target = toLinkTarget(destination, title, state.policy);
  addDefinition(state, ({ links, footnotes }) => ({
    links: new Map(links).set(label, target),
    footnotes,
  }));
}

/** A footnote is shown at the end of the answer. The first of a label counts. */
export function defineFootnote(
  state: BlockState,
  { label, children }: OpenContainer & { type: "footnote" },
): void {
  const { definitions, lateDefinitions } = state;
  const count = definitions.footnotes.size + lateDefinitions.footnotes.size;
  if (isDefined(state, "footnotes", label) || count >= MAX_FOOTNOTES) return;
  addDefinition(state, ({ links, footnotes }) => ({
    links,
    footnotes: new Map(footnotes).set(label, { label, children }),
  }));
}

function isDefined(state: BlockState, kind: keyof Definitions, label: string): boolean {
  return state.definitions[kind].has(label) || state.lateDefinitions[kind].has(label);
}

function addDefinition(state: BlockState, add: (known: Definitions) => Definitions): void {
  if (state.references > MAX_EAGER_REFERENCES) state.lateDefinitions = add(state.lateDefinitions);
  else state.definitions = add(state.definitions);
}

/** An unfinished definition is not shown: it would appear as text and vanish. */
export function isHalfDefinition(text: string): boolean {
  if (text.length >= MAX_DEFINITION_CHARS) return false;
  const label = LABEL.exec(text);
  if (!label) return false;
  const start = skipSpace(text, label[0].length);
  const destination = readDestination(text, start);
  if (!destination || destination.end >= text.length) return true;
  const titleStart = skipSpace(text, destination.end);
  return TITLE_START.test(text[titleStart] ?? "") && !text.includes("\n", titleStart);
}
