/** Reads JSON whose shape nobody has checked yet. */

/** A JSON object as LangGraph takes and sends it. */
export type JsonObject = Record<string, unknown>;

/**
 * A graph's input. Interfaces fit too, although they have no index signature, which {@link JsonObject} asks for. Lists
 * and promises do not fit.
 */
export type InputObject =
  JsonObject | (object & { readonly [Symbol.iterator]?: never; readonly then?: never });

/** `value` as a JSON object, or `undefined` for arrays, `null` and plain values. */
export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? // The checks above are what `JsonObject` means.
      (value as JsonObject)
    : undefined;
}

/** Whether a field carries nothing: it is absent, `null`, or a list or object without entries. */
export function isEmpty(value: unknown): boolean {
  if (typeof value !== "object") return value === undefined;
  return value === null || Object.keys(value).length === 0;
}

/**
 * The value of a JSON text, or `undefined` for a text that is no JSON. An empty text is `null`, because some
 * servers end a run with empty data.
 */
export function parseJson(text: string): unknown {
  if (text === "") return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
