import { GROUP_SIZE } from "../limits.js";

/**
 * A list that only grows, in groups of 32 items. A full group stays the same object, so the renderer
 * skips it as a whole: a list of thousands costs a render little more than one of thirty-two.
 */
export interface GroupedList<Item> {
  readonly full: readonly (readonly Item[])[];
  /** The group that is being filled. It is shorter than a full one and may be empty. */
  readonly last: readonly Item[];
}

export function groupedList<Item>(items: Iterable<Item> = []): GroupedList<Item> {
  let list: GroupedList<Item> = { full: [], last: [] };
  for (const item of items) list = append(list, item);
  return list;
}

/** Returns a new list with one more item. The given list stays as it is. */
export function append<Item>({ full, last }: GroupedList<Item>, item: Item): GroupedList<Item> {
  const group = [...last, item];
  return group.length < GROUP_SIZE ? { full, last: group } : { full: [...full, group], last: [] };
}

export function groupsOf<Item>({ full, last }: GroupedList<Item>): readonly (readonly Item[])[] {
  return last.length > 0 ? [...full, last] : full;
}

export function isEmpty({ full, last }: GroupedList<unknown>): boolean {
  return full.length === 0 && last.length === 0;
}

export function itemsOf<Item>(list: GroupedList<Item>): Item[] {
  return groupsOf(list).flat();
}

export function isGroupedList(value: unknown): value is GroupedList<unknown> {
  return typeof value === "object" && value !== null && "full" in value;
}

/** Compares full groups as a whole, so this costs little. */
export function hasSameItems(some: GroupedList<unknown>, others: GroupedList<unknown>): boolean {
  return isSameArray(some.full, others.full) && isSameArray(some.last, others.last);
}

function isSameArray(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((item, index) => item === others[index]);
}
