// @vitest-environment node
import { expect, test } from "vitest";
import { loadEntries } from "../../examples/faq-bot/src/loadEntries.js";
import { parseEntry } from "../../examples/faq-bot/src/parseEntry.js";

const entries = loadEntries();

test("there are at least thirty entries, and no two have the same title", () => {
  expect(entries.length).toBeGreaterThanOrEqual(30);
  expect(new Set(entries.map(({ title }) => title)).size).toBe(entries.length);
});

test.each(entries.map((entry) => [entry.id, entry] as const))(
  "the entry %s has between 40 and 160 words",
  (_id, { body }) => {
    const words = body.split(/\s+/).length;
    expect(words).toBeGreaterThanOrEqual(40);
    expect(words).toBeLessThanOrEqual(160);
  },
);

test("no two entries have the same wording of a question", () => {
  const wordings = entries.flatMap(({ title, alsoAsked }) => [title, ...alsoAsked]);
  const seen = wordings.map((wording) => wording.toLowerCase());
  expect(seen.filter((wording, at) => seen.indexOf(wording) !== at)).toEqual([]);
});

test("parseEntry reads the front matter and the text below it, with LF and with CRLF", () => {
  const text =
    '---\ntitle: "Why: so?"\ntopic: The idea\nalsoAsked:\n  - How come?\n---\n\nBecause.\n\nReally.\n';
  const entry = {
    id: "why",
    title: "Why: so?",
    topic: "The idea",
    alsoAsked: ["How come?"],
    body: "Because.\n\nReally.",
  };
  expect(parseEntry("why", text)).toEqual(entry);
  expect(parseEntry("why", text.replaceAll("\n", "\r\n"))).toEqual(entry);
});

test.each([
  ["no front matter", "Because."],
  ["no title", "---\ntopic: The idea\n---\n\nBecause."],
  ["no topic", "---\ntitle: Why?\n---\n\nBecause."],
  ["no answer", "---\ntitle: Why?\ntopic: The idea\n---\n"],
  [
    "a misspelt field",
    "---\ntitle: Why?\ntopic: The idea\nalsoAskd:\n  - How come?\n---\n\nBecause.",
  ],
])("an entry with %s throws an error that names its file", (_case, text) => {
  expect(() => parseEntry("why", text)).toThrow(/why\.md/);
});
