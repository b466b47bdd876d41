/**
 * Texts that are made to be slow. Twice the text may take at most 2.5 times the work; with quadratic work,
 * it would take four times. Work is counted, so a busy machine changes nothing.
 */
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, expect, test } from "vitest";
import type { ParsedMarkdown } from "../../src/markdown/parser/index.js";
import { WorkCounter } from "./countWork.js";

const counter = new WorkCounter();
const { Markdown } = await import("../../src/markdown/index.js");
const { parseMarkdown, toPlainText } = await import("../../src/markdown/parser/index.js");

afterAll(() => counter.stop());

/** About `chars` of a shape. */
type Shape = (chars: number) => string;

const repeated =
  (piece: string, before = "", after = ""): Shape =>
  (chars) =>
    before + piece.repeat(chars / piece.length) + after;
const nested =
  (opening: string, closing: string): Shape =>
  (chars) => {
    const count = chars / (opening.length + closing.length);
    return `${opening.repeat(count)}a${closing.repeat(count)}`;
  };
const growing =
  (pieceAt: (index: number) => string): Shape =>
  (chars) => {
    let text = "";
    for (let index = 1; text.length < chars; index += 1) text += pieceAt(index);
    return text;
  };

const SHAPES: Readonly<Record<string, Shape>> = {
  "emphasis in emphasis": nested("*a **a ", " a** a*"),
  "stars around stars": nested("*", "*"),
  "both marks in turn": nested("*_", "_*"),
  "openers without an end": repeated("_a "),
  "closers without a start": repeated("a_ "),
  "strong openers with marks within": repeated("**a*b "),
  tildes: repeated("~~a "),
  "one run of stars": repeated("*"),
  "brackets around brackets": nested("[", "]"),
  "brackets without an end": repeated("[a"),
  "links without an end": repeated("[a](b"),
  "links with angles without an end": repeated("[a](<b"),
  "titles without an end": repeated('[a](b "'),
  "images in images": nested("![", "](a)"),
  "image pieces": repeated("![[]()"),
  "labels after labels": repeated("[a]["),
  "backticks of every length": growing((index) => `e${"`".repeat(index)}`),
  "one run of backticks": repeated("`"),
  "tags without an end": repeated("<a b='"),
  "attributes without an end": repeated("b ", "<a "),
  "comments without an end": repeated("<!--", "</"),
  "instructions without an end": repeated("<?"),
  "declarations without an end": repeated("<!A "),
  "autolinks without an end": repeated("<a:"),
  "an address with marks at its end": repeated("*", "http://a.b/", "x"),
  "an address with parentheses": repeated(")", "http://a.b/"),
  "an address with entities": repeated("&a;", "http://a.b/"),
  "addresses in a row": repeated("www."),
  "mail addresses without an end": repeated("a@"),
  "a mail address of many names": repeated("b.", "a@"),
  "names before a mail address": repeated("a.", "", "@b.c"),
  "quotes in quotes": repeated("> ", "", "a"),
  "items in items": repeated("- ", "", "a"),
  "items deeper and deeper": growing((index) => `${"  ".repeat(index)}- a\n`),
  "quotes and items in turn": repeated("> - ", "", "a"),
  "blank lines within nested items": repeated(">\n", `> ${"- ".repeat(2000)}x\n`),
  "footnotes in footnotes": repeated("[^a]: "),
  definitions: growing((index) => `[x${index}]: /u\n`),
  "definitions of one label": repeated("[a]: u\n"),
  "definitions without an end": repeated('[a]: u "x\n'),
  "definitions and references in turn": growing((index) => `[x${index}]: /u\n\n[x${index}]\n\n`),
  "footnotes and their mentions": growing((index) => `[^${index}]\n\n[^${index}]: a\n\n`),
  "a wide table": (chars) =>
    `${"|a".repeat(chars / 6)}\n${"|-".repeat(chars / 6)}\n${"|b".repeat(chars / 6)}`,
  "rows that lack cells": repeated("x\n", `${"|a".repeat(60)}\n${"|-".repeat(60)}\n`),
  bars: repeated("|"),
  "half a delimiter row of spaces": repeated(" ", "a\n:-"),
  "references to an address with spaces inside": (chars) =>
    `${"[a] ".repeat(chars / 8)}\n\n[a]: <x${" ".repeat(Math.min(chars / 2, 1_900))}b>`,
  "footnote marks before their note": repeated("[^1] ", "", "\n\n[^1]: note"),
  "footnote marks before many notes": (chars) =>
    `${growing((index) => `[^${index % 200}] `)(chars / 2)}\n\n${growing((index) => `[^${index}]: a\n`)(chars / 2)}`,
  "links to addresses with many names": repeated("[a.b.c.d.1](/x) "),
  "a link's text of digits and dots": repeated("1.", "[", "](http://a.b)"),
  "half a definition of spaces": repeated(" ", "[a]:"),
  "one cell": repeated("x *y* ", "|a|b|\n|-|-|\n|x|"),
  "line breaks in a cell": repeated("<br>", "|a|\n|-|\n|", "|"),
  "selectors after emoji": repeated("❤\uFE0F\uFE0E"),
  "text in Arabic": repeated("هذا نص عربي "),
  "spaces in a delimiter row": repeated(" ", "a\n:-", "x"),
  "a delimiter row without an end": repeated("-|", "a\n"),
  "hashes at the end of a heading": repeated(" #", "# a", " b"),
  "almost rules": repeated("* ", "", "a"),
  "an underline far below": repeated("a\n", "", "==="),
  fences: repeated("```\na\n```\n"),
  "a fence without an end": repeated("x\n", "```\n"),
  "a line without an end in a fence": repeated("x", "```\n"),
  "blank lines in indented code": repeated("\n", "    x\n"),
  spaces: repeated(" ", "a", "b"),
  tabs: repeated("\t", "", "a"),
  "line feeds": repeated("\n"),
  "carriage returns": repeated("\r"),
  backslashes: repeated("\\"),
  ampersands: repeated("&"),
  entities: repeated("&#x41;"),
  NUL: repeated("\0"),
  "one long word": repeated("x"),
  overrides: repeated("\u202E"),
  joiners: repeated("\u200D"),
  "marks on one letter": repeated("\u0301", "a"),
  families: repeated("👩‍👩‍👧‍👦"),
  "half characters": repeated("\uD800"),
};

const shapes = Object.entries(SHAPES);

const MAX_GROWTH = 2.5;

/** Parses a text at once and in 20 pieces. */
function parse(text: string): void {
  toPlainText(text);
  let document: ParsedMarkdown | undefined;
  for (let piece = 1; piece <= 20; piece += 1) {
    const end = (text.length * piece) / 20;
    document = parseMarkdown(text.slice(0, end), { isStreaming: true }, document);
  }
}

function growthOf(work: (text: string) => void, shape: Shape, chars: number): number {
  const [text, doubled] = [shape(chars), shape(2 * chars)];
  const count = counter.count(() => work(text));
  expect(count).toBeGreaterThan(0);
  return counter.count(() => work(doubled)) / count;
}

test.each(shapes)("parsing takes linear work for %s", { timeout: 60_000 }, (_name, shape) => {
  expect(growthOf(parse, shape, 24_000)).toBeLessThanOrEqual(MAX_GROWTH);
});

test.each(shapes)("rendering takes linear work for %s", { timeout: 60_000 }, (_name, shape) => {
  const render = (text: string) => renderToStaticMarkup(createElement(Markdown, { text }));
  expect(growthOf(render, shape, 8_000)).toBeLessThanOrEqual(MAX_GROWTH);
});

test("markers past the deepest level are text", () => {
  const html = renderToStaticMarkup(createElement(Markdown, { text: `${"> ".repeat(100)}a` }));
  const depth = html.split("<blockquote").length - 1;
  expect(depth).toBeGreaterThan(30);
  expect(depth).toBeLessThan(60);
  expect(html).toContain("&gt; a");
});

test("a table past the widest is text", () => {
  const table = (columns: number) => `${"|a".repeat(columns)}\n${"|-".repeat(columns)}`;
  const render = (text: string) => renderToStaticMarkup(createElement(Markdown, { text }));
  expect(render(table(64))).toContain("<table");
  expect(render(table(65))).not.toContain("<table");
});
