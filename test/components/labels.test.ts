/** The words of every language that the package ships. */
import { expect, test } from "vitest";
import { ar } from "../../src/components/labels/ar.js";
import { de } from "../../src/components/labels/de.js";
import { DEFAULT_LABELS } from "../../src/components/labels/en.js";
import type { LabelOverrides, Labels } from "../../src/components/labels/Labels.js";
import { toLabels } from "../../src/components/labels/toLabels.js";
import { runError, type RunErrorKind } from "../../src/langgraph/errors.js";

const LANGUAGES: readonly (readonly [string, Labels])[] = [
  ["English", DEFAULT_LABELS],
  ["German", de],
  ["Arabic", ar],
];
const TRANSLATIONS = LANGUAGES.slice(1);

/** Each word by its path, such as `errors.network`. Groups of words are followed, and everything else is a word. */
function wordsOf(group: object, path = ""): readonly (readonly [string, unknown])[] {
  return Object.entries(group).flatMap(([name, word]: [string, unknown]) =>
    typeof word === "object" && word !== null
      ? wordsOf(word, `${path}${name}.`)
      : [[path + name, word] as const],
  );
}

const placeholdersOf = (word: unknown) => (String(word).match(/\{\w*\}/g) ?? []).sort();

test.each(TRANSLATIONS)("%s has the same words as English, in the same order", (_name, labels) => {
  const keys = (each: Labels) => wordsOf(each).map(([path]) => path);
  expect(keys(labels)).toEqual(keys(DEFAULT_LABELS));
  expect(keys(labels).length).toBeGreaterThan(70);
});

test.each(TRANSLATIONS)("%s has the placeholders of the English words", (_name, labels) => {
  const all = (each: Labels) => wordsOf(each).map(([path, word]) => [path, placeholdersOf(word)]);
  expect(all(labels)).toEqual(all(DEFAULT_LABELS));
});

test.each(LANGUAGES)(
  "every word in %s is a string with letters and no outer space",
  (_n, labels) => {
    const bad = wordsOf(labels).filter(
      ([, word]) => typeof word !== "string" || !/\p{L}/u.test(word) || word.trim() !== word,
    );
    expect(bad).toEqual([]);
  },
);

test.each(LANGUAGES)("%s has a sentence for every kind of error and for no other", (_n, labels) => {
  // The compiler refuses this list if a kind is missing.
  const kinds: Record<RunErrorKind, true> = {
    network: true,
    offline: true,
    timeout: true,
    unauthorized: true,
    not_found: true,
    invalid_input: true,
    too_large: true,
    rate_limited: true,
    budget_exceeded: true,
    duplicate_request: true,
    server: true,
    run_failed: true,
    truncated: true,
    no_answer: true,
    bad_response: true,
    interrupted: true,
    config: true,
  };
  expect(Object.keys(labels.errors).sort()).toEqual(Object.keys(kinds).sort());
  expect(Object.values(labels.errors).filter((sentence) => !/[.!]$/.test(sentence))).toEqual([]);
  expect(new Set(Object.values(labels.errors)).size).toBe(Object.keys(kinds).length);
});

test("every English error that visitors may retry tells them to try again", () => {
  // TypeScript cannot tell which details a kind needs that is known at run time only.
  const toError = runError as (kind: RunErrorKind, details: object) => ReturnType<typeof runError>;
  const silent = Object.entries(DEFAULT_LABELS.errors).filter(
    ([kind, sentence]) =>
      // The entries of a record by kind have kinds as keys.
      toError(kind as RunErrorKind, {}).canRetry && !/try again/.test(sentence),
  );
  expect(silent).toEqual([]);
});

test("quotation marks and apostrophes are typographic in every language", () => {
  const plain = LANGUAGES.flatMap(([, labels]) => wordsOf(labels)).filter(([, word]) =>
    /["'`]|\.\.\./.test(String(word)),
  );
  expect(plain).toEqual([]);
});

test("the German words address the visitor formally", () => {
  const informal = wordsOf(de).filter(([, word]) =>
    /\b(?:du|dich|dir|deine?[rsmn]?|euch|eure?[rsmn]?)\b/i.test(String(word)),
  );
  expect(informal).toEqual([]);
});

test("Arabic sentences use Arabic punctuation", () => {
  const latin = wordsOf(ar).filter(([, word]) => /[,;?]/.test(String(word)));
  expect(latin).toEqual([]);
});

test("a whole language can be given as labels, and changed word by word", () => {
  const whole: LabelOverrides = de;
  expect(toLabels(whole)).toEqual(de);
  const changed = toLabels({ ...de, errors: { ...de.errors, network: "Kein Netz." } });
  expect(changed).toEqual({ ...de, errors: { ...de.errors, network: "Kein Netz." } });
});

test("a page replaces one word in a group, and the other words of the group stay", () => {
  const labels = toLabels({ errors: { config: "Not ready." }, markdown: { code: "Listing" } });
  expect(labels).toEqual({
    ...DEFAULT_LABELS,
    errors: { ...DEFAULT_LABELS.errors, config: "Not ready." },
    markdown: { ...DEFAULT_LABELS.markdown, code: "Listing" },
  });
});

test("a word that is undefined is the default one, in groups too", () => {
  const none = undefined;
  const labels = { charCount: none, errors: { config: none }, markdown: { code: none } };
  expect(toLabels(labels)).toEqual(DEFAULT_LABELS);
  expect(toLabels({ errors: none, markdown: none })).toEqual(DEFAULT_LABELS);
});
