import type { LinkTarget, References, SourceTarget } from "../document.js";
import { readLinkParts } from "./linkParts.js";
import { normaliseLabel } from "./normaliseLabel.js";

const LABEL = /\[((?:\\[^]|[^\\[\]]){0,999})\]/y;

/** The target of a pair of brackets. */
export interface Target {
  readonly target: LinkTarget | { readonly destination: string; readonly title: string };
  readonly note?: { readonly label: string; readonly number: number };
  readonly source?: SourceTarget;
  /** The index after it. */
  readonly end: number;
}

interface Bracket {
  readonly isImage: boolean;
  readonly textStart: number;
  readonly holdsBracket: boolean;
}

const NOWHERE = { destination: "", title: "" };

/**
 * Reads what the bracket refers to: an address in parentheses, a definition, a footnote or a source.
 *
 * @param at the index of the closing bracket
 * @returns "open" if the source ends within the parentheses
 */
export function readLinkTarget(
  source: string,
  bracket: Bracket,
  at: number,
  references: References,
): Target | "open" | undefined {
  const parts = source[at + 1] === "(" ? readLinkParts(source, at + 1) : undefined;
  if (parts === "open") return parts;
  if (parts) return { target: parts, end: parts.end };
  if (references.size === 0) return undefined;
  const text = source.slice(bracket.textStart, at);
  const ownLabel = bracket.holdsBracket ? "" : normaliseLabel(text);
  const own = references.get(ownLabel);
  if (own?.type === "note") {
    // A footnote's label has no brackets after it.
    return { target: NOWHERE, note: { label: ownLabel, number: own.number }, end: at + 1 };
  }
  LABEL.lastIndex = at + 1;
  const label = LABEL.exec(source);
  const target = references.get(label?.[1] ? normaliseLabel(label[1]) : ownLabel);
  if (target?.type === "link") return { target, end: at + 1 + (label?.[0].length ?? 0) };
  // `[1][2]` are two marks. `[ 1 ]` and `![1]` are text.
  const isMark = own?.type === "source" && !bracket.isImage && text === String(own.number);
  return isMark ? { target: NOWHERE, source: own, end: at + 1 } : undefined;
}
