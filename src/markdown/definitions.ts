import type { LinkTarget } from "./blocks.js";
import type { BlockState, OpenContainer } from "./blockState.js";
import { readDestination, readTitle, skipSpace } from "./linkParts.js";
import { normaliseLabel } from "./normaliseLabel.js";

const MAX_LINKS = 256;
const MAX_FOOTNOTES = 256;
/** A definition longer than this is text. */
const MAX_DEFINITION_CHARS = 2048;
const LABEL = /^\[((?:\\[^]|[^\\[\]]){1,999})\]:/;
const REST_OF_LINE = /[ \t]*(?:\n|$)/y;
const HALF_DEFINITION =
  /^\[(?:\\.|[^\\[\]])+\]:(?:[ \t]*\n?[ \t]*\S*|[ \t]*\n?[ \t]*\S+[ \t\n]+["'(][^\n]*)$/;

/**
 * Takes the link definitions off the start of a paragraph; the first of a label counts.
 *
 * @returns what is left of the text
 */
export function takeLinkDefinitions(state: BlockState, text: string): string {
  let rest = text;
  while (rest.startsWith("[") && Object.keys(state.definitions.links).length < MAX_LINKS) {
    const window = rest.slice(0, MAX_DEFINITION_CHARS);
    const definition = readDefinition(window);
    if (!definition || (definition.end === window.length && rest.length > window.length)) break;
    rest = rest.slice(definition.end);
    defineLink(state, definition.label, definition.target);
  }
  return rest;
}

/** Source: CommonMark 0.31, section 4.7 (link reference definitions). */
function readDefinition(text: string) {
  const label = LABEL.exec(text);
  if (!label?.[1]?.trim()) return undefined;
  const start = skipSpace(text, label[0].length);
  const destination = readDestination(text, start);
  if (!destination?.isClosed || destination.end === start) return undefined;
  const titleStart = skipSpace(text, destination.end);
  const title = titleStart > destination.end ? readTitle(text, titleStart) : undefined;
  const titleEnd = title?.isClosed ? lineEndAfter(text, title.end) : undefined;
  // What is no title may still be the next line's text.
  const end = titleEnd ?? lineEndAfter(text, destination.end);
  if (end === undefined) return undefined;
  const target = { href: destination.text, title: titleEnd ? (title?.text ?? "") : "" };
  return { label: normaliseLabel(label[1]), target, end };
}

/** The index after the line's end, if nothing but spaces is before it. */
function lineEndAfter(text: string, from: number): number | undefined {
  REST_OF_LINE.lastIndex = from;
  return REST_OF_LINE.test(text) ? REST_OF_LINE.lastIndex : undefined;
}

function defineLink(state: BlockState, label: string, target: LinkTarget): void {
  const { links, footnotes } = state.definitions;
  if (label in links || label.startsWith("^")) return;
  const added = Object.assign(Object.create(null), links, { [label]: target }) as typeof links;
  state.definitions = { links: added, footnotes };
}

/** A footnote's text is not where it stands: it is kept for the end. The first of a label counts. */
export function defineFootnote(
  state: BlockState,
  { label, children }: OpenContainer & { type: "footnote" },
): void {
  const { links, footnotes } = state.definitions;
  if (footnotes.has(label) || footnotes.size >= MAX_FOOTNOTES) return;
  state.definitions = { links, footnotes: new Map(footnotes).set(label, { label, children }) };
}

/** A definition without its end would flash as text. */
export function isHalfDefinition(text: string): boolean {
  return text.length < MAX_DEFINITION_CHARS && HALF_DEFINITION.test(text);
}
