/** Reading fields of what graphs and models send, which may be anything. */

/** A field of an object's own; `undefined` if there is none. */
export function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name]; // an object has fields, and they may be anything
}

/** The first of these fields that holds text; `""` if none does. */
export function textOf(value: unknown, ...names: readonly string[]): string {
  const texts = names.map((name) => fieldOf(value, name));
  return texts.find((text): text is string => typeof text === "string" && text !== "") ?? "";
}
