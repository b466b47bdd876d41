import {
  MAX_FORCED_CUTS,
  MAX_SEGMENT_CHARS,
  maxElements,
  MIN_SEGMENT_CHARS,
  PLAIN_SEGMENT_CHARS,
} from "../../limits.js";
import type { Inline, Reading, References, Segment } from "../document.js";
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
  readonly counts: Counts;
  /** The segments before the last cut. They stay the same while the text grows. */
  readonly cut: CutText;
  /** The segment after the last cut, if there is any text. */
  readonly rest: ReadSegment | undefined;
}

interface CutText {
  readonly source: string;
  readonly segments: Inline;
  readonly counts: Counts;
}

interface Counts {
  /** About how many elements the text becomes. */
  readonly elements: number;
  readonly references: number;
  /** Cuts inside open marks. */
  readonly forcedCuts: number;
  readonly hasLooseStar: boolean;
}

interface ReadSegment {
  readonly segment: Segment;
  /** The segment is the same while more text may follow, and after the end. Without half-typed marks, it is both. */
  readonly isForOpen: boolean;
  readonly isForClosed: boolean;
  readonly elements: number;
  readonly hasLooseStar: boolean;
}

const NOTHING: CutText = {
  source: "",
  segments: groupedList(),
  counts: { elements: 0, references: 0, forcedCuts: 0, hasLooseStar: false },
};

/**
 * Reads the inline text of a paragraph, heading or cell.
 *
 * @param known what was known of the text when it was shorter; its segments are used again
 */
export function readInlineText(text: string, reading: Reading, known?: InlineText): InlineText {
  let cut = known && text.startsWith(known.cut.source) ? known.cut : NOTHING;
  for (;;) {
    const rest = text.slice(cut.source.length);
    const next = readUntilCut(rest, cut, reading, known?.cut === cut ? known.rest : undefined);
    if (next.end === undefined) return toInlineText(cut, next.read, known);
    cut = addSegment(cut, next.read, text.slice(0, cut.source.length + next.end), next.isForced);
  }
}

interface UntilCut {
  readonly read: ReadSegment | undefined;
  /** Where the text is cut; `undefined` at the end of the text. */
  readonly end?: number;
  readonly isForced?: boolean;
}

function readUntilCut(
  text: string,
  { source, counts }: CutText,
  reading: Reading,
  known: ReadSegment | undefined,
): UntilCut {
  if (text === "") return { read: undefined };
  if (known?.segment.source === text && isFor(known, reading)) return { read: known };
  const isAllMarks =
    counts.forcedCuts >= MAX_FORCED_CUTS || counts.elements > maxElements(source.length);
  if (isAllMarks) return readPlain(text, reading);

  const window = text.slice(0, MAX_SEGMENT_CHARS);
  const isPart = window.length < text.length;
  const options = { reading, references: NO_REFERENCES, mayCut: true, isPart };
  const trimmed = reading.isOpen && !isPart ? window.trimEnd() : window;
  const scanner = new InlineScanner(trimmed, options);
  const nodes = scanner.scan();
  const { cutAt, overflowAt, labels, hasLooseStar, isMended } = scanner;
  if (cutAt === undefined && (isPart || overflowAt !== undefined)) {
    const end = forcedCutOf(text, overflowAt ?? window.length);
    return {
      read: readWhole(text.slice(0, end), { ...reading, isOpen: false }),
      end,
      isForced: true,
    };
  }
  const segment: Segment = {
    source: text.slice(0, cutAt),
    labels,
    nodes: finishNodes(nodes, reading.policy),
    reading: isMended ? reading : { ...reading, isOpen: false },
  };
  const read = {
    segment,
    isForOpen: reading.isOpen,
    isForClosed: !isMended,
    elements: elementsOf(segment),
    hasLooseStar,
  };
  return cutAt === undefined ? { read } : { read, end: cutAt };
}

function isFor(known: ReadSegment, { isOpen, isCell, isAfterStar, policy }: Reading): boolean {
  const { reading } = known.segment;
  return (
    (isOpen ? known.isForOpen : known.isForClosed) &&
    reading.policy === policy &&
    reading.isCell === isCell &&
    reading.isAfterStar === isAfterStar
  );
}

/** A reference becomes an element once it is defined. */
function elementsOf({ nodes, labels }: Segment): number {
  return elementCountOf(nodes) + labels.length;
}

function readWhole(source: string, reading: Reading): ReadSegment {
  const options = { reading, references: NO_REFERENCES, mayCut: false, isPart: false };
  const scanner = new InlineScanner(source, options);
  const nodes = finishNodes(scanner.scan(), reading.policy);
  const { labels, hasLooseStar } = scanner;
  const segment = { source, labels, nodes, reading };
  const elements = elementsOf(segment);
  return { segment, isForOpen: false, isForClosed: true, elements, hasLooseStar };
}

function readPlain(text: string, reading: Reading): UntilCut {
  const isLast = text.length <= PLAIN_SEGMENT_CHARS;
  const end = isLast ? text.length : forcedCutOf(text, PLAIN_SEGMENT_CHARS);
  const source = text.slice(0, end);
  const segment = { source, labels: [], nodes: [neutraliseText(source)], reading };
  const read = {
    segment,
    isForOpen: true,
    isForClosed: true,
    elements: 0,
    hasLooseStar: false,
  };
  return isLast ? { read } : { read, end };
}

/** A cut after the last space before `end`. A very long word is cut anywhere, but not within a character. */
function forcedCutOf(text: string, end: number): number {
  const afterSpace = text.lastIndexOf(" ", end - 1) + 1;
  if (afterSpace >= MIN_SEGMENT_CHARS) return afterSpace;
  return LOW_SURROGATE.test(text[end] ?? "") ? end - 1 : end;
}

function addSegment(
  { segments, counts }: CutText,
  read: ReadSegment | undefined,
  source: string,
  isForced = false,
): CutText {
  const withRead = read ? append(segments, read.segment) : segments;
  return { source, segments: withRead, counts: addCounts(counts, read, isForced) };
}

function addCounts(counts: Counts, read: ReadSegment | undefined, isForced: boolean): Counts {
  return {
    elements: counts.elements + (read?.elements ?? 0),
    references: counts.references + (read?.segment.labels.length ?? 0),
    forcedCuts: counts.forcedCuts + (isForced ? 1 : 0),
    hasLooseStar: counts.hasLooseStar || (read?.hasLooseStar ?? false),
  };
}

function toInlineText(cut: CutText, rest: ReadSegment | undefined, known?: InlineText): InlineText {
  if (known && known.cut === cut && known.rest === rest) return known;
  const content = rest ? append(cut.segments, rest.segment) : cut.segments;
  return { content, counts: addCounts(cut.counts, rest, false), cut, rest };
}
