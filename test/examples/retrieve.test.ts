// @vitest-environment node
import { describe, expect, test } from "vitest";
import { loadEntries } from "../../examples/faq-bot/src/loadEntries.js";
import { createRetriever } from "../../examples/faq-bot/src/retrieve.js";
import { termsOf } from "../../examples/faq-bot/src/termsOf.js";
import { ANSWERED, UNANSWERED } from "./questions.js";

const entries = loadEntries();
const retrieve = createRetriever(entries);

describe("a question finds the entry that answers it", () => {
  test.each(ANSWERED)("%s → %s", (question, id) => {
    expect(retrieve(question)[0]?.id).toBe(id);
  });

  test.each(
    entries.flatMap(({ id, title, alsoAsked }) =>
      [title, ...alsoAsked].map((asked) => [asked, id]),
    ),
  )("%s → %s, in its own words", (question, id) => {
    expect(retrieve(question)[0]?.id).toBe(id);
  });
});

describe("a question about something else finds nothing", () => {
  test.each(UNANSWERED)("%s", (question) => {
    expect(retrieve(question)).toEqual([]);
  });
});

test("further entries follow only where they are about the question too", () => {
  expect(retrieve("dark mode").map(({ id }) => id)).toEqual(["dark-mode"]);
  expect(retrieve("apiUrl or client?").map(({ id }) => id)).toContain("relative-api-url");
});

test("the number of entries can be limited", () => {
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
