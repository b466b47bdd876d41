import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  parseMarkdown,
  type AnyTarget,
  type ParsedMarkdown,
} from "../../../src/markdown/parser/index.js";
import { ANSWER } from "../answer.js";
import { outlineOf } from "./outline.js";

/** The outline of a text on a page that lists the sources with these numbers. Links of the text come first. */
function outlineWith(numbers: readonly number[], text: string, isStreaming = false): string {
  return outlineOf(withSources(numbers, parseMarkdown(text, { isStreaming })));
}

function withSources(numbers: readonly number[], document: ParsedMarkdown): ParsedMarkdown {
  const sources = numbers.map((number): [string, AnyTarget] => [
    String(number),
    { type: "source", number },
  ]);
  return { ...document, references: new Map([...sources, ...document.references]) };
}

describe("the number of a source in brackets is its mark", () => {
  test.each([
    ["Refunds take 5 days [1].", "p(Refunds take 5 days source(1).)"],
    ["Refunds[1][2] are free", "p(Refundssource(1)source(2) are free)"],
    ["**bold [1]** and *em[2]*", "p(strong(bold source(1)) and em(emsource(2)))"],
    ["[1] begins", "p(source(1) begins)"],
    ["[text][1]", "p([text]source(1))"],
    ["[[1]]", "p([source(1)])"],
    ["[1](no address", "p(source(1)(no address)"],
    ["|a|\n|-|\n|b [1]|", "table(a/b source(1))"],
    ["# Head [2]", "h1(Head source(2))"],
    ["> - quote [1]", "quote(list(p(quote source(1))))"],
    ["سياسة الاسترداد [1].", "p(سياسة الاسترداد source(1).)"],
    ["退款[1]免费", "p(退款source(1)免费)"],
  ])("%j becomes %j", (text, expected) => {
    expect(outlineWith([1, 2], text)).toBe(expected);
  });

  test.each([
    ["an unknown number", "see [3]", "p(see [3])"],
    [
      "another form of the number",
      "see [ 1 ] [01] [1.0] [١] [**1**]",
      "p(see [ 1 ] [01] [1.0] [١] [strong(1)])",
    ],
    ["several numbers", "see [1, 2]", "p(see [1, 2])"],
    ["code", "see `[1]` and ``a[1]``", "p(see code([1]) and code(a[1]))"],
    ["a block of code", "```\na[1]\n```", "code:(a[1]\n)"],
    ["indented code", "    a[1]", "code:(a[1]\n)"],
    ["an escaped bracket", "see \\[1] and [1\\]", "p(see [1] and [1])"],
    ["an image's text", "![1]", "p(![1])"],
    ["HTML", "<a title=[1]>", "p(<a title=[1]>)"],
    ["an address", "https://a.example/x[1]", "p(a(https://a.example/x[1] https://a.example/x[1]))"],
  ])("%s is no mark", (_what, text, expected) => {
    expect(outlineWith([1, 2], text)).toBe(expected);
  });

  test.each([
    ["an address", "[1](/x)", "p(a(/x 1))"],
    ["a definition", "see [1]\n\n[1]: /x", "p(see a(/x 1))"],
    ["another label's definition", "[1][r]\n\n[r]: /x", "p(a(/x 1))"],
    ["a footnote", "see [^1]\n\n[^1]: note", "p(see [1]) note(p(note))"],
    ["a link around it", "[see [1] there](/x)", "p(a(/x see [1] there))"],
    [
      "a link around a footnote",
      "[see [^1] there](/x)\n\n[^1]: note",
      "p(a(/x see [1] there)) note(p(note))",
    ],
    ["a link right around it", "[[1]](/x)", "p(a(/x [1]))"],
    ["an image around it", "![see [1]](/x)", "p(img( see [1]))"],
  ])("brackets that the text itself gives %s keep their meaning", (_what, text, expected) => {
    expect(outlineWith([1, 2], text)).toBe(expected);
  });
});

describe("marks while a text streams", () => {
  /** The texts that a reader sees one after the other. */
  function shownWhileTyped(numbers: readonly number[], text: string): string[] {
    const shown = Array.from({ length: text.length }, (_, at) =>
      outlineWith(numbers, text.slice(0, at + 1), true),
    );
    const outlines = [...shown, outlineWith(numbers, text)].map((each) => each.slice(2, -1));
    return [...new Set(outlines)];
  }

  test("a mark appears as a whole", () => {
    expect(shownWhileTyped([1, 2], "ab [1], c[2].")).toEqual([
      "a",
      "ab",
      "ab source(1),",
      "ab source(1), c",
      "ab source(1), csource(2).",
    ]);
  });

  test("marks side by side appear one after the other", () => {
    expect(shownWhileTyped([1, 2], "a[1][2]")).toEqual(["a", "asource(1)", "asource(1)source(2)"]);
  });

  test("a number without a source appears as a whole, too", () => {
    expect(shownWhileTyped([], "ab [1], c[2].")).toEqual([
      "a",
      "ab",
      "ab [1],",
      "ab [1], c",
      "ab [1], c[2].",
    ]);
  });

  test("a link whose text is a number appears as a whole and is never a mark", () => {
    expect(shownWhileTyped([1], "a [1](/x) b")).toEqual(["a", "a a(/x 1)", "a a(/x 1) b"]);
  });

  test("a definition appears nowhere", () => {
    expect(shownWhileTyped([1], "[1]: /x")).toEqual([""]);
  });

  test("no prefix of a text shows half a mark", () => {
    const piece = fc.constantFrom(
      ..."a b [1] [2] [3] [12] ** * _ ` ~~ [ ] ( ) \\ ! | # - > \n 1 ^".split(" "),
      " ",
      "[1](/x)",
      "[^1]",
      "word[2]",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 16 }), (pieces) => {
        const text = pieces.join("");
        for (let end = 1; end <= text.length; end += 1) {
          const before = text.slice(0, end);
          // Escapes, code and long texts show brackets as they are written.
          if (/[\\`]/.test(before)) continue;
          expect(outlineWith([1, 2], before, true)).not.toMatch(/\[\d{1,3}\)*$/);
        }
      }),
      { numRuns: 1_000, seed: 4 },
    );
  });
});

test("a text in pieces has the same marks as the text at once", () => {
  const text = ANSWER.replaceAll(". ", "[1]. ").replaceAll(",", " [2], ") + "\n\nEnd [3][1]";
  let previous: ParsedMarkdown | undefined;
  for (let end = 1; end <= text.length; end += 3) {
    previous = parseMarkdown(text.slice(0, end), { isStreaming: true }, previous);
    const atOnce = parseMarkdown(text.slice(0, end), { isStreaming: true });
    expect(outlineOf(withSources([1, 2], previous))).toBe(outlineOf(withSources([1, 2], atOnce)));
  }
});
