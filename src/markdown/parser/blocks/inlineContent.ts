import type { Inline, Segment } from "../document.js";
import { itemsOf } from "../groupedList.js";
import { MAX_FOOTNOTE_MARKS } from "../../limits.js";
import { readInlineText } from "../inlines/segments.js";
import type { BlockState } from "./blockState.js";

interface Where {
  /** Says where the text begins, so that the next parse finds what was made of it. */
  readonly key: string;
  /** More text may follow. */
  readonly isOpen: boolean;
  readonly isCell?: boolean;
}

/** Reads the inline text of a block, and counts what is in it. */
export function toInline(
  state: BlockState,
  text: string,
  { key, isOpen, isCell = false }: Where,
): Inline {
  const reading = { policy: state.policy, isOpen, isCell, isAfterStar: state.hasLooseStar };
  const read = readInlineText(text, reading, state.known.texts.get(key));
  state.made?.texts.set(key, read);
  state.elements += read.counts.elements;
  state.references += read.counts.references;
  state.hasLooseStar ||= read.counts.hasLooseStar;
  if (read.counts.references > 0) noteMentions(state, itemsOf(read.content));
  return read.content;
}

function noteMentions(state: BlockState, segments: readonly Segment[]): void {
  for (const segment of segments)
    for (const label of segment.labels) {
      if (!label.startsWith("^") || state.mentions.has(label)) continue;
      if (state.mentions.size >= MAX_FOOTNOTE_MARKS) return;
      state.mentions = new Map(state.mentions).set(label, segment);
    }
}
