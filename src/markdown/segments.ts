import type { Inline, Segment } from "./blocks.js";
import { append, chunked } from "./chunked.js";
import { mendMarks } from "./mendMarks.js";
import { maxElements } from "./maxElements.js";
import { scanMarks } from "./scanMarks.js";

/** The segments of a text so far that stay as they are while it grows. */
export interface Cuts {
  readonly text: string;
  readonly segments: Inline;
  /** Where the text is not cut yet. */
  readonly end: number;
  /** Of the rest. */
  readonly labels: readonly string[];
  /** Cuts that had to be made within open marks. */
  readonly forcedCount: number;
  /** The rest is shown as it is written. */
  readonly isPlain: boolean;
  readonly cutMarkCount: number;
  /** The rest's included. */
  readonly markCount: number;
}

const NO_CUTS: Cuts = {
  text: "",
  segments: chunked(),
  end: 0,
  labels: [],
  isPlain: false,
  forcedCount: 0,
  cutMarkCount: 0,
  markCount: 0,
};

/** A text that has been cut by force this often is made of marks, and shown as it is written from there on. */
const MAX_FORCED_CUTS = 16;
const PLAIN_SEGMENT_CHARS = 4096;

/** Cuts as much of `text` as can be cut; goes on from `known` if `text` begins with what was cut there. */
export function cutSegments(text: string, known: Cuts = NO_CUTS): Cuts {
  const isGrown = known.end > 0 && text.startsWith(known.text.slice(0, known.end));
  let { segments, end, forcedCount, cutMarkCount } = isGrown ? known : NO_CUTS;
  for (;;) {
    const rest = text.slice(end);
    const isPlain = isAllMarks(forcedCount, cutMarkCount, end);
    const scan = isPlain ? cutPlain(rest) : scanMarks(rest);
    const { cutAt, labels, markCount } = scan;
    if (cutAt === undefined) {
      const counts = { forcedCount, cutMarkCount, markCount: cutMarkCount + markCount };
      return { text, segments, end, labels, isPlain, ...counts };
    }
    segments = append(segments, { source: rest.slice(0, cutAt), labels, isPlain });
    end += cutAt;
    cutMarkCount += markCount;
    if (scan.isForced) forcedCount += 1;
  }
}

function isAllMarks(forcedCount: number, markCount: number, chars: number): boolean {
  // Most marks are one of two of an element.
  return forcedCount >= MAX_FORCED_CUTS || markCount / 2 > maxElements(chars);
}

function cutPlain(rest: string) {
  const cutAt = rest.length < PLAIN_SEGMENT_CHARS ? undefined : PLAIN_SEGMENT_CHARS;
  return { cutAt, isForced: false, labels: [], markCount: 0 };
}

/**
 * All segments of a text: those cut, and what is left.
 *
 * @param isOpen more text may come; the rest is mended, so that a half-typed mark is not seen
 * @param kept holds the last rest, which is used again if it is the same
 */
export function finishSegments(
  { text, segments, end, labels, isPlain }: Cuts,
  isOpen: boolean,
  kept: { rest?: Segment } = {},
): Inline {
  const rest = text.slice(end);
  const source = isOpen && !isPlain ? mendMarks(rest) : rest;
  if (!source) return segments;
  if (kept.rest?.source !== source || kept.rest.isPlain !== isPlain) {
    const known = source === rest ? labels : scanMarks(source).labels;
    kept.rest = { source, labels: known, isPlain };
  }
  return append(segments, kept.rest);
}
