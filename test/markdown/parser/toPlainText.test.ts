import { expect, test } from "vitest";
import { toPlainText } from "../../../src/markdown/index.js";

test.each([
  ["marks are left out", "# A *b*\n\n**c** `d` ~~e~~ [f](/g) ![h](/i)", "A b\n\nc d e f h"],
  [
    "lists keep their dashes and numbers",
    "- a\n- b\n  1. c\n  2. d\n\n3) e\n\n   f",
    "- a\n- b\n  1. c\n  2. d\n\n3. e\n\n   f",
  ],
  ["tasks keep their state", "- [ ] a\n- [x] b", "- [ ] a\n- [x] b"],
  ["cells have tabs between them", "|a|b|\n|-|-|\n|1|*2*|", "a\tb\n1\t2"],
  ["a break in a cell is a space", "|a|b|\n|-|-|\n|1<br>2|3|", "a\tb\n1 2\t3"],
  ["code stays as it is", "```js\na  = *b*\n```\n", "a  = *b*"],
  ["quotes keep their mark", "> a\n> b\n>\n> c", "> a\n> b\n>\n> c".replace(/>$/gm, "> ")],
  ["footnotes are numbered, and at the end", "a[^x]\n\n[^x]: *b*\n\nc", "a[1]\n\nc\n\n[1] b"],
  ["a rule is a line", "a\n\n***\n\nb", "a\n\n---\n\nb"],
  ["breaks are breaks", "a  \nb\\\nc\nd", "a\nb\nc\nd"],
  ["raw HTML is text", "<b>a</b> &lt;", "<b>a</b> <"],
  ["invisible characters are left out", "a\u202Eb", "ab"],
  ["an empty text stays empty", "", ""],
])("plain text of Markdown: %s", (_name, markdown, text) => {
  expect(toPlainText(markdown)).toBe(text);
});
