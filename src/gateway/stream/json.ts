/** Reads JSON whose shape nobody has checked. */

export type JsonObject = Record<string, unknown>;

/** `value` as an object, or `undefined` for lists, `null` and plain values. */
export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? // The checks above are what `JsonObject` means.
      (value as JsonObject)
    : undefined;
}

/** The value of a JSON text, `null` for an empty text, and `undefined` for a text that is no JSON. */
export function parseJson(text: string): unknown {
  if (text === "") return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** `value` if it is a text with at least one character. */
export function asText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
