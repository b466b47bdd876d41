/** What every check needs: what a value is, how it reads in a sentence, and sentences about simple options. */

/** An object as an operator without types may pass it. */
export type Given = Readonly<Record<string, unknown>>;

export function* unknownNames(given: Given, names: object, prefix: string): Generator<string> {
  for (const name of Object.keys(given))
    if (!Object.hasOwn(names, name))
      yield `${prefix}${name} is no option; use one of ${Object.keys(names).join(", ")}.`;
}

export function* booleanMistakes(value: unknown, name: string): Generator<string> {
  if (value !== undefined && typeof value !== "boolean")
    yield `${name} is ${quote(value)}; write true or false.`;
}

export function* listMistakes(list: unknown, name: string): Generator<string> {
  if (list === undefined) return;
  if (!Array.isArray(list) || !list.every(isText))
    yield `${name} is no list of names; write it like ["language"], or leave it out.`;
}

export function isObject(value: unknown): value is Given {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

export function urlOf(text: unknown): URL | undefined {
  return typeof text === "string" && URL.canParse(text) ? new URL(text) : undefined;
}

/** A value as an operator would write it. It is never a secret: no sentence about a key or the secret uses this. */
export function quote(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
