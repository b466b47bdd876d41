/**
 * A list that only grows, in groups that keep their identity once they are full. What shows it skips
 * whole groups, so that a list of thousands costs a commit little more than one of thirty-two.
 */
export interface Chunked<Item> {
  readonly full: readonly (readonly Item[])[];
  /** The group that is being filled; shorter than a full one, and perhaps empty. */
  readonly last: readonly Item[];
}

const GROUP_SIZE = 32;

export function chunked<Item>(items: Iterable<Item> = []): Chunked<Item> {
  let list: Chunked<Item> = { full: [], last: [] };
  for (const item of items) list = append(list, item);
  return list;
}

/** A new list with one item more; the given one stays as it is. */
export function append<Item>({ full, last }: Chunked<Item>, item: Item): Chunked<Item> {
  const group = [...last, item];
  return group.length < GROUP_SIZE ? { full, last: group } : { full: [...full, group], last: [] };
}

export function groupsOf<Item>({ full, last }: Chunked<Item>): readonly (readonly Item[])[] {
  return last.length > 0 ? [...full, last] : full;
}

export function isEmpty({ full, last }: Chunked<unknown>): boolean {
  return full.length === 0 && last.length === 0;
}

export function itemsOf<Item>(list: Chunked<Item>): Item[] {
  return groupsOf(list).flat();
}

export function isChunked(value: unknown): value is Chunked<unknown> {
  return typeof value === "object" && value !== null && "full" in value;
}

/** Groups that are full are compared as a whole, so this costs little. */
export function hasSameItems(some: Chunked<unknown>, others: Chunked<unknown>): boolean {
  return isSameArray(some.full, others.full) && isSameArray(some.last, others.last);
}

function isSameArray(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((item, index) => item === others[index]);
}
