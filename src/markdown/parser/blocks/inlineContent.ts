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
  const reading = { policy: state.policy, isOpen, isCell, looseStars: state.looseStars };
  const read = readInlineText(text, reading, state.known.texts.get(key));
  state.made?.texts.set(key, read);
  for (const segment of itemsOf(read.content)) count(state, segment);
  return read.content;
}

function count(state: BlockState, segment: Segment): void {
  state.elements += segment.elements;
  state.references += segment.labels.length;
  state.looseStars = Math.max(state.looseStars, segment.looseStars);
  for (const label of segment.labels)
    if (
      label.startsWith("^") &&
      !state.mentions.has(label) &&
      state.mentions.size < MAX_FOOTNOTE_MARKS
    )
      state.mentions = new Map(state.mentions).set(label, segment);
}
