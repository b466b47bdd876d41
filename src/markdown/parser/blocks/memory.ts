import type { Block, ListItem, TableRow } from "../document.js";
import { hasSameItems, isGroupedList } from "../groupedList.js";
import type { InlineText } from "../inlines/segments.js";

/**
 * What was made of the open part of a text, by the place where each thing begins. The next parse looks
 * here, so that whatever has not changed stays the same object.
 */
export interface Memory {
  readonly blocks: ReadonlyMap<string, Block | ListItem>;
  readonly texts: ReadonlyMap<string, InlineText>;
  readonly rows: ReadonlyMap<string, TableRow>;
}

export class Notes implements Memory {
  readonly blocks = new Map<string, Block | ListItem>();
  readonly texts = new Map<string, InlineText>();
  readonly rows = new Map<string, TableRow>();
}

/** Returns the known object if it equals the one that was made. */
export function sameOrNew<Made extends object>(known: object | undefined, made: Made): Made {
  const entries = Object.entries(made);
  const isSameObject =
    known !== undefined &&
    Object.keys(known).length === entries.length &&
    entries.every(([key, value]) => isSame((known as Record<string, unknown>)[key], value));
  // All entries are the same, so the type is too.
  return isSameObject ? (known as Made) : made;
}

function isSame(some: unknown, other: unknown): boolean {
  if (some === other) return true;
  if (Array.isArray(some) && Array.isArray(other))
    return some.length === other.length && some.every((item, index) => isSame(item, other[index]));
  return isGroupedList(some) && isGroupedList(other) && hasSameItems(some, other);
}
