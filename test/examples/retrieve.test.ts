// @vitest-environment node
import { describe, expect, test } from "vitest";
import { loadEntries } from "../../examples/faq-bot/src/loadEntries.js";
import { createRetriever } from "../../examples/faq-bot/src/retrieve.js";
import { termsOf } from "../../examples/faq-bot/src/termsOf.js";
import { ANSWERED, UNANSWERED } from "./questions.js";

const entries = loadEntries();
const retrieve = createRetriever(entries);

describe("questions that an entry answers", () => {
  test.each(ANSWERED)('the question "%s" finds the entry %s', (question, id) => {
    expect(retrieve(question)[0]?.id).toBe(id);
  });

  test.each(
    entries.flatMap(({ id, title, alsoAsked }) =>
      [title, ...alsoAsked].map((asked) => [asked, id]),
    ),
  )('the entry\'s own wording "%s" finds the entry %s', (question, id) => {
    expect(retrieve(question)[0]?.id).toBe(id);
  });
});

describe("questions that no entry answers", () => {
  test.each(UNANSWERED)('the question "%s" finds no entry', (question) => {
    expect(retrieve(question)).toEqual([]);
  });
});

test("further entries follow only if they are also about the question", () => {
  expect(retrieve("dark mode").map(({ id }) => id)).toEqual(["dark-mode"]);
  expect(retrieve("apiUrl or client?").map(({ id }) => id)).toContain("relative-api-url");
});

test("a limit reduces the number of entries", () => {
  expect(retrieve("apiUrl or client?", 1)).toHaveLength(1);
});

test.each([
  ["How do I set apiUrl?", ["set", "apiurl", "api", "url"]],
  ["Stopping, stopped, stops", ["stop", "stop", "stop"]],
  ["queries styles styled", ["query", "styl", "styl"]],
  ["What is it? Don't!", []],
])("the terms of %j are %j", (text, terms) => {
  expect(termsOf(text)).toEqual(terms);
});
