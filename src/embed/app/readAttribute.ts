import type { Kind } from "./attributes.js";
import { checkApiUrl } from "./checkApiUrl.js";

/** What an attribute says, or what is wrong with it: "is …; write …". */
export type Reading = { readonly value: unknown } | { readonly mistake: string };

/** Reads an attribute as its kind wants it. Never throws. `null` is an attribute that is not there. */
export function readAttribute(kind: Kind, text: string | null): Reading {
  if (text === null) return { value: undefined };
  if (typeof kind !== "string") return readChoice(kind, text);
  switch (kind) {
    case "text":
      return { value: text };
    case "url": {
      const mistake = checkApiUrl(text);
      return mistake === undefined ? { value: text } : { mistake };
    }
    case "flag":
      if (text === "" || text === "true") return { value: true };
      return text === "false"
        ? { value: false }
        : { mistake: 'is neither yes nor no; write the name alone for yes, or ="false" for no' };
    case "number":
      return /^\d+(\.\d+)?$/.test(text.trim())
        ? { value: Number(text) }
        : { mistake: "is no number; write digits only, such as 20" };
    case "texts":
      return readJson(text, isTexts, `is no JSON list of texts; write one like '["One", "Two"]'`);
    case "names":
      return readJson(
        text,
        isNames,
        `is no JSON object of texts; write one like '{"name": "text"}'`,
      );
    case "words":
      return readJson(
        text,
        isWords,
        `is no JSON object of texts; write one like '{"name": "text"}'`,
      );
    case "object":
      return readJson(text, isObject, `is no JSON object; write one like '{"name": "value"}'`);
    case "json":
      return readJson(text, () => true, `is no JSON; write texts in double quotes`);
  }
}

function readChoice(words: readonly string[], text: string): Reading {
  const plain = words.filter((word) => word !== "texts");
  if (plain.includes(text)) return { value: text };
  if (plain.length < words.length && text.trim().startsWith("["))
    return readAttribute("texts", text);
  return { mistake: `is not known; write ${plain.map((word) => `"${word}"`).join(" or ")}` };
}

function readJson(text: string, isRight: (value: unknown) => boolean, mistake: string): Reading {
  try {
    const value: unknown = JSON.parse(text);
    return isRight(value) ? { value } : { mistake };
  } catch {
    return { mistake };
  }
}

const isText = (value: unknown) => typeof value === "string";

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isNames(value: unknown): boolean {
  return isObject(value) && Object.values(value).every(isText);
}

function isWords(value: unknown): boolean {
  return isObject(value) && Object.values(value).every((each) => isText(each) || isNames(each));
}
