import {
  MAX_FORCED_CUTS,
  MAX_SEGMENT_CHARS,
  maxElements,
  MIN_SEGMENT_CHARS,
  PLAIN_SEGMENT_CHARS,
} from "../../limits.js";
import type { Inline, Reading, References, Segment } from "../document.js";
import { continues } from "../continues.js";
import { append, groupedList } from "../groupedList.js";
import { neutraliseText } from "../safety/neutraliseText.js";
import { finishNodes } from "./finishNodes.js";
import { InlineScanner } from "./InlineScanner.js";
import { elementCountOf } from "./plainText.js";

const NO_REFERENCES: References = new Map();
const LOW_SURROGATE = /[\uDC00-\uDFFF]/;

/** What the parser knows of an inline text: its segments, and where it goes on when the text grows. */
export interface InlineText {
  readonly content: Inline;
  readonly cut: CutText;
  /** The segment after the last cut. */
  readonly rest: Segment | undefined;
}

/** The segments before the last cut. They stay the same while the text grows. */
interface CutText {
  readonly source: string;
  readonly segments: Inline;
  readonly elements: number;
  readonly forcedCuts: number;
}

const NOTHING: CutText = { source: "", segments: groupedList(), elements: 0, forcedCuts: 0 };

/**
 * Reads the inline text of a paragraph, heading or cell.
 *
 * @param known what was known of the text when it was shorter; its segments are used again
 */
export function readInlineText(text: string, reading: Reading, known?: InlineText): InlineText {
  let cut = known && continues(text, known.cut.source) ? known.cut : NOTHING;
  for (;;) {
    const source = text.slice(cut.source.length);
    if (known?.cut === cut && known.rest?.source === source && isFor(known.rest, reading))
      return known;
    const rest = source === "" ? undefined : readSegment(source, cut, reading);
    if (!rest || rest.source.length === source.length)
      return { content: rest ? append(cut.segments, rest) : cut.segments, cut, rest };
    cut = {
      source: text.slice(0, cut.source.length + rest.source.length),
      segments: append(cut.segments, rest),
      elements: cut.elements + rest.elements,
      forcedCuts: cut.forcedCuts + Number(rest.isForced),
    };
  }
}

/** A segment that was read while the text was open is right for a closed text only if nothing was mended. */
function isFor({ reading, isSettled }: Segment, wanted: Reading): boolean {
  return (
    (wanted.isOpen ? reading.isOpen : isSettled) &&
    reading.policy === wanted.policy &&
    reading.looseStars === wanted.looseStars
  );
}

/** Reads the text up to the first cut, or to its end. */
function readSegment(
  text: string,
  { source, elements, forcedCuts }: CutText,
  reading: Reading,
): Segment {
  if (forcedCuts >= MAX_FORCED_CUTS || elements > maxElements(source.length)) {
    const plain = text.slice(0, endOfForcedCut(text, PLAIN_SEGMENT_CHARS));
    return { ...scanSegment("", reading), source: plain, nodes: [neutraliseText(plain)] };
  }
  const segment = scanSegment(text, reading, true);
  if (!segment.isForced) return segment;
  return { ...scanSegment(segment.source, { ...reading, isOpen: false }), isForced: true };
}

function scanSegment(text: string, reading: Reading, mayCut = false): Segment {
  const window = mayCut ? text.slice(0, MAX_SEGMENT_CHARS) : text;
  const isPart = window.length < text.length;
  const trimmed = reading.isOpen && !isPart ? window.trimEnd() : window;
  const scanner = new InlineScanner(trimmed, {
    reading,
    references: NO_REFERENCES,
    mayCut,
    isPart,
  });
  const nodes = finishNodes(scanner.scan(), reading.policy);
  const { cutAt, overflowAt, labels, looseStars, isMended } = scanner;
  const forcedAt = overflowAt ?? (isPart ? window.length : undefined);
  const isForced = cutAt === undefined && forcedAt !== undefined;
  return {
    source: text.slice(0, isForced ? endOfForcedCut(text, forcedAt) : cutAt),
    labels,
    nodes,
    reading,
    isSettled: !isMended,
    isForced,
    // A reference becomes an element once it is defined.
    elements: elementCountOf(nodes) + labels.length,
    looseStars,
  };
}

/** Cuts after the last space before `end`. A very long word is cut anywhere, but not within a character. */
function endOfForcedCut(text: string, end: number): number {
  if (end >= text.length) return text.length;
  const afterSpace = text.lastIndexOf(" ", end - 1) + 1;
  if (afterSpace >= MIN_SEGMENT_CHARS) return afterSpace;
  return LOW_SURROGATE.test(text[end] ?? "") ? end - 1 : end;
}
