/** What may begin with `<`: an address, a line break in a cell, or a tag, which is text. */
import { matchAt } from "./matchAt.js";
import { toRawLink, type RawNode } from "./rawNodes.js";

const AUTOLINK = /<([a-z][a-z0-9+.-]{1,31}:[^\s<>]*)>/iy;
const EMAIL_AUTOLINK = /<([\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d.-]*[a-z\d])?)>/iy;
/** An opening or closing tag. Source: CommonMark 0.31, section 6.6; here, attributes hold no angles. */
const TAG =
  /<(?:[a-z][a-z\d-]*(?:\s+[a-z_:][\w:.-]*(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'=<>`]+))?)*\s*\/?|\/[a-z][a-z\d-]*\s*)>/iy;
/** The source may end within a tag. */
const OPEN_TAG = /<[a-z/][^<>]*$/iy;
const BREAK_TAG = /<br\s*\/?>/iy;

export interface Angle {
  readonly item: RawNode;
  /** The index after it. */
  readonly end: number;
  /** The source ends within a tag, so more text may change what this is. */
  readonly isOpen: boolean;
}

/** Reads the `<` at `at` and what belongs to it. Marks within a tag have no meaning. */
export function readAngle(source: string, at: number, isCell: boolean): Angle {
  const email = matchAt(EMAIL_AUTOLINK, source, at);
  if (email) return linkTo(email, "mailto:", at);
  const address = matchAt(AUTOLINK, source, at);
  if (address) return linkTo(address, "", at);
  const lineBreak = isCell ? matchAt(BREAK_TAG, source, at) : null;
  if (lineBreak) return { item: { type: "break" }, end: at + lineBreak[0].length, isOpen: false };
  const tag = matchAt(TAG, source, at)?.[0];
  if (tag !== undefined) return { item: tag, end: at + tag.length, isOpen: false };
  return { item: "<", end: at + 1, isOpen: matchAt(OPEN_TAG, source, at) !== null };
}

function linkTo([whole, address = ""]: RegExpExecArray, scheme: string, at: number): Angle {
  const item = toRawLink(scheme + address, [address]);
  return { item, end: at + whole.length, isOpen: false };
}
