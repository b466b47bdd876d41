import { expect, test } from "vitest";
import { toSentences } from "../../../src/components/announcer/sentences.js";

test.each([
  ["sentences end at their marks", "One. Two! Three?", ["One. ", "Two! ", "Three?"]],
  [
    "abbreviations do not end a sentence",
    "Ask Dr. Hu, e.g. today. Ok",
    ["Ask Dr. Hu, e.g. today. ", "Ok"],
  ],
  ["a number does not end a sentence", "Am 3. Mai. Ja", ["Am 3. Mai. ", "Ja"]],
  ["a wrapped line stays in its sentence", "One\nstill. Two", ["One\nstill. ", "Two"]],
  ["a paragraph without a mark is whole", "One\n\nTwo", ["One\n\n", "Two"]],
  [
    "each item is a piece with its marker",
    "1. Press. Wait.\n2. Go\n- [ ] Rest",
    ["1. Press. ", "Wait.\n", "2. Go\n", "- [ ] Rest"],
  ],
  ["a row of a table is one piece", "Plan\tPrice\nPro. A\t5", ["Plan\tPrice\n", "Pro. A\t5"]],
  ["text after a table is not part of it", "A\tB\n\nOne. Two", ["A\tB\n\n", "One. ", "Two"]],
  ["code stays together up to a blank line", "a = 1\nb = 2\n\nc()", ["a = 1\nb = 2\n\n", "c()"]],
  ["paragraphs of a quote are pieces", "> a\n> b\n> \n> c", ["> a\n> b\n> \n", "> c"]],
  ["a quoted sentence keeps its quote", "“Yes.” He went. Ok", ["“Yes.” ", "He went. ", "Ok"]],
  ["Chinese needs no spaces", "你好。再见。", ["你好。", "再见。"]],
  [
    "a small letter goes on with the sentence",
    "At 9 p.m. on Monday. Ok",
    ["At 9 p.m. on Monday. ", "Ok"],
  ],
  [
    "a point inside a word ends nothing",
    "Use v1.2 of page.json. Ok",
    ["Use v1.2 of page.json. ", "Ok"],
  ],
  ["Hindi has its own mark", "नमस्ते। ठीक", ["नमस्ते। ", "ठीक"]],
  ["Arabic question marks end a sentence", "كيف حالك؟ مرحبا", ["كيف حالك؟ ", "مرحبا"]],
  ["a text without letters is one piece", "1. 2. 3.", ["1. 2. 3."]],
  ["an empty text has no pieces", "", []],
])("%s", (_rule, text, sentences) => {
  expect(toSentences(text)).toEqual(sentences);
});

test.each([".", "1. ", ". ", "。", "a. ", " ", "\n", "> ", "\t", '."', "- "])(
  "a hundred thousand times %j takes linear time",
  (text) => {
    const long = text.repeat(100_000);
    expect(toSentences(long).join("")).toBe(long);
  },
);
