/** How deep a visitor's values may be nested. Deeper ones make recursive code overflow its stack. */
const MAX_DEPTH = 32;

/** Keys by which merging code in a graph would reach an object's prototype. */
const UNSAFE_KEYS = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Copies a value of parsed JSON. Leaves out {@link UNSAFE_KEYS}, and replaces what no server can store as text: NUL and
 * halves of surrogate pairs.
 *
 * @returns `undefined` for a value that is nested too deep
 */
export function plainValue(value: unknown, depth = 0): unknown {
  if (depth > MAX_DEPTH) return undefined;
  if (typeof value === "string") return plainText(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => plainValue(item, depth + 1));
    return items.includes(undefined) ? undefined : items;
  }
  const entries = Object.entries(value)
    .filter(([key]) => !UNSAFE_KEYS.has(key))
    .map(([key, item]) => [plainText(key), plainValue(item, depth + 1)] as const);
  return entries.some(([, item]) => item === undefined) ? undefined : Object.fromEntries(entries);
}

/** Replaces NUL, which PostgreSQL cannot store, and lone surrogates, which are not valid UTF-8. */
export function plainText(text: string): string {
  return text.replace(
    /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g,
    "\uFFFD",
  );
}
