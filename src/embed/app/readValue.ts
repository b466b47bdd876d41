import { DEFAULT_LABELS } from "../../components/labels/en.js";
import { isSelector } from "../../components/launcher/useOpener.js";
import { toProperty, type Kind } from "./attributes.js";
import { checkApiUrl } from "./checkApiUrl.js";

/** What counts, and what the console says about it: "is …; write …". */
export interface Reading {
  readonly value?: unknown;
  readonly mistake?: string | undefined;
}

/**
 * Reads what an owner has set, as its kind wants it. `null` and `undefined` are what is not set. Never throws.
 *
 * Frameworks set a property where a page has written an attribute, so a text is always read as the attribute's.
 *
 * @param property the name of the property, which is also a way to write that a flag is on
 */
export function readValue(kind: Kind, property: string, given: unknown): Reading {
  if (given == null) return {};
  const [check, mistake] = typeof kind === "string" ? RULES[kind] : toRule(kind);
  try {
    const isWritten = typeof given === "string" || typeof given === "number";
    const value: unknown = isWritten ? parse(kind, property, `${given}`) : given;
    const found = check(value);
    if (typeof found === "string") return { mistake: found };
    if (found) return { value, mistake: kind === "words" ? unknownIn(value) : undefined };
  } catch {
    // The text is no JSON, or a header that browsers refuse.
  }
  return { mistake };
}

function parse(kind: Kind, property: string, text: string): unknown {
  if (kind === "flag" && (text === "" || toProperty(text) === property)) return true;
  const isText =
    kind === "text" ||
    kind === "url" ||
    kind === "selector" ||
    (typeof kind !== "string" && !text.trim().startsWith("["));
  return isText ? text : JSON.parse(text);
}

/** A check returns whether the value is right, or the mistake, where a kind has several. */
type Rule = readonly [check: (value: unknown) => unknown, mistake: string];

const isText = (value: unknown) => typeof value === "string";
const isFunction = (value: unknown) => typeof value === "function";
const isNumber = (value: unknown) => Number.isFinite(value) && Number(value) >= 0;
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);
const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isObjectOf = (
  value: unknown,
  isRight: (each: unknown) => boolean,
): value is Record<string, string> =>
  isObject(value) && Object.values(value).every((each) => each === undefined || isRight(each));
const isNames = (value: unknown) => isObjectOf(value, isText);

/** A few of our words are lists of words themselves. */
const isWords = (value: unknown) =>
  isObject(value) &&
  Object.entries(value).every(
    ([name, word]) =>
      word === undefined || (isObject(Reflect.get(DEFAULT_LABELS, name)) ? isNames : isText)(word),
  );

const OBJECT_OF_TEXTS = `is no JSON object of texts; write one like '{"name": "text"}'`;

const RULES: Readonly<Record<Exclude<Kind, readonly string[]>, Rule>> = {
  text: [isText, "is no text"],
  url: [(value) => isText(value) && (checkApiUrl(String(value)) ?? true), "is no text"],
  flag: [
    (value) => typeof value === "boolean",
    'is neither yes nor no; write the name alone for yes, or ="false" for no',
  ],
  number: [isNumber, "is no number; write digits only, such as 20"],
  count: [
    (value) => Number.isInteger(value) && Number(value) > 0,
    "is no whole number from 1; write digits only, such as 20",
  ],
  offset: [
    (value) => isNumber(value) || isObjectOf(value, isNumber),
    `is no number; write digits only, such as 20, or '{"inline": 20, "block": 80}'`,
  ],
  texts: [isTexts, `is no JSON list of texts; write one like '["One", "Two"]'`],
  names: [isNames, OBJECT_OF_TEXTS],
  headers: [
    // The browser throws for a name or a text that no request can have.
    (value) => isFunction(value) || (isObjectOf(value, isText) && new Headers(value)),
    `is no JSON object of headers; write one like '{"x-shop": "text"}'`,
  ],
  words: [isWords, OBJECT_OF_TEXTS],
  object: [isObject, `is no JSON object; write one like '{"name": "value"}'`],
  json: [() => true, "is no JSON; write texts in double quotes"],
  selector: [
    (value) => (isText(value) ? isSelector(String(value)) : value instanceof Element),
    'is no CSS selector; write one such as "#help"',
  ],
  function: [isFunction, "is no function"],
};

function toRule(kind: readonly string[]): Rule {
  const words = kind.filter((word) => word !== "texts" && word !== "list");
  return [
    (value) =>
      words.some((word) => word === value) ||
      (words.length < kind.length &&
        isTexts(value) &&
        (kind.includes("texts") || value.every((each) => words.includes(each)))),
    `is not known; write ${words.map((word) => `"${word}"`).join(" or ")}`,
  ];
}

/** A word that is none of ours, such as one of another version, changes nothing. The others count. */
function unknownIn(words: unknown): string | undefined {
  const unknown = Object.keys(words as object).find((name) => !(name in DEFAULT_LABELS)); // its rule wants an object
  return unknown && `has no word "${unknown}"; write ${Object.keys(DEFAULT_LABELS).join(", ")}`;
}
