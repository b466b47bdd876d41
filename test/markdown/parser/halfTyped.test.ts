import { describe, expect, test } from "vitest";
import { itemsOf, parseMarkdown } from "../../../src/markdown/parser/index.js";
import { ANSWER } from "../answer.js";
import { outline } from "./outline.js";

describe("marks that are likely to close are closed while the text streams", () => {
  // The text so far, and the whole text that it looks like.
  test.each([
    ["**bo", "**bo**"],
    ["**bold*", "**bold**"],
    ["***both", "***both***"],
    ["**a *b", "**a *b***"],
    ["**a *b* c", "**a *b* c**"],
    ["~~str", "~~str~~"],
    ["due on *15. May", "due on *15. May*"],
    ["_Zero-based", "_Zero-based_"],
    ["__Both are", "__Both are__"],
    ["Price: 9 €*\n**Verdict", "Price: 9 €*\n**Verdict**"],
    ["~~str~", "~~str~~"],
    ["see `co", "see `co`"],
    ["``a ` b", "``a ` b``"],
    ["``a`", "``a``"],
    ["**加粗。", "**加粗。**"],
    ["请注意:**节假日", "请注意:**节假日**"],
    ["[the **do", "the **do**"],
    ["> **quo", "> **quo**"],
    ["# he *a", "# he *a*"],
    ["| a | **b", "| a | **b** |\n|-|-|"],
    ["|a|b|\n|-|-|\n|1 | *2", "|a|b|\n|-|-|\n|1 | *2* |"],
    ["|a|b|c|\n|-|-|-|\n|1|~~2", "|a|b|c|\n|-|-|-|\n|1|~~2~~|"],
  ])("while it streams, %j looks like %j", (prefix, whole) => {
    expect(outline(prefix, true)).toBe(outline(whole));
  });
});

describe("marks that are not likely to close are text", () => {
  test.each([
    "takes ~5 minutes for",
    "about ~/.config and",
    "in /_next and src",
    "all *.test.ts files",
    "the **/fixtures folder",
    "7*8 is",
    "f(x)=*y",
    `a *${"long text ".repeat(20)}`,
    `a **${"long text ".repeat(40)}`,
    "one *sentence. Another",
    "Price: 9 €*\n*plus tax",
    "Price: 9 €**\n**plus tax",
    "Python, *args collects",
    "and **kwargs collects",
    "e.g. _config.yml or",
    "the field __typename. Another",
    "greedy; use *? for",
    "The reset *{box-sizing: border-box",
    "arr[0] and arr[i",
    "a ] b",
  ])("%j is shown as it is written", (text) => {
    expect(outline(text, true)).toBe(
      outline(text.replace(/([*_~[\]])/g, "\\$1")).replaceAll("\\", ""),
    );
  });
});

describe("marks without a meaning yet are left out", () => {
  test.each([
    ["a **", "a"],
    ["a (**", "a ("],
    ["about ~", "about"],
    ["snake_case_", "snake_case"],
    ["2 * 3 *", "2 * 3"],
    ["a `", "a"],
    ["[li", "li"],
    ["[link]", "link"],
    ["[link](htt", "link"],
    ['[link](/u "ti', "link"],
    ["[**bold](/u", "\\*\\*bold"],
    ["![im", "im"],
    ["![image](/x.p", "image"],
    ["[text][re", "text"],
    ["see[^1", "see"],
    ["see[^1]", "see"],
    ["a !", "a"],
    ["wow!", "wow!"],
    ["a \\", "a"],
    ["a \\*", "a \\*"],
    ["a \\]", "a \\]"],
    ["AT&am", "AT"],
    ["a <", "a"],
    ["a <di", "a"],
    ["x < y", "x < y"],
    ["text\n\n-", "text"],
    ["text\n--", "text"],
    ["text\n\n##", "text"],
    ["text\n\n12.", "text"],
    ["text\n\n>", "text"],
    ["text\n\n**", "text"],
    ["text\n\n``", "text"],
    ["text\n\n```js", "text"],
    ["- a\n- ", "- a"],
    ["- a\n- [", "- a\n- "],
    ["- a\n- [x]", "- a\n- "],
    ["a\n\n[ref]: https://x", "a"],
    ["a\n\n[ref]: /x 'ti", "a"],
    ["|a|\n|-|\n|b<br", "|a|\n|-|\n|b|"],
    ["|a|\n|-|\n|b<br /", "|a|\n|-|\n|b|"],
  ])("while it streams, %j looks like %j", (prefix, whole) => {
    expect(outline(prefix, true)).toBe(outline(whole));
  });

  test.each([
    ["<me@exa.example", "me@exa.example"],
    ["|a|b|\n|--", "|a|b|\n|-|-|"],
    ["a | b | c", "a | b | c\n-|-|-"],
    ["```js\na\n``", "```js\na\n```"],
  ])("%j looks like %j, apart from what is open", (prefix, whole) => {
    expect(outline(prefix, true)).toBe(outline(whole));
  });
});

test("a tilde in an address opens nothing", () => {
  const link = "a(https://people.example/~jane/ https://people.example/~jane/)";
  expect(outline("see https://people.example/~jane/", true)).toBe(`p(see ${link})`);
  expect(outline("see https://people.example/~jane/ and", true)).toBe(`p(see ${link} and)`);
});

test("a half-typed address in angles is shown without the angle", () => {
  expect(outline("<https://exa", true)).toBe("p(https://exa)");
});

test("text that was shown stays, and more text follows it", () => {
  // What references mean is settled only by the end.
  const settled = ANSWER.slice(0, ANSWER.indexOf("Read [the terms]"));
  const wordsOf = (text: string, isStreaming: boolean) =>
    outline(text, isStreaming).replace(
      /\b(?:a\(\S+ |img\( |[a-z]+\d?:?[a-z]*\+?\()|[()|/;+]|\[[ x]\]|\s/g,
      "",
    );
  const whole = wordsOf(settled, false);
  for (let end = 1; end < settled.length; end += 1) {
    const words = wordsOf(settled.slice(0, end), true);
    expect(whole.slice(0, words.length)).toBe(words);
  }
});

test("an answer that ended shows all its marks, however unlikely", () => {
  expect(outline("a **b")).toBe("p(a **b)");
  expect(outline("a ~5 `c")).toBe("p(a ~5 `c)");
});

describe("marks in Chinese, Japanese and Korean, which have no spaces", () => {
  test.each([
    ["**加粗。**后面", "p(strong(加粗。)后面)"],
    ["看**「重要」**的", "p(看strong(「重要」)的)"],
    ["**注意:**请", "p(strong(注意:)请)"],
    ["**반품은 무료입니다.**자세한", "p(strong(반품은 무료입니다.)자세한)"],
    ["9~18시, 10~15시", "p(9~18시, 10~15시)"],
  ])("%s closes its marks beside punctuation", (text, expected) => {
    expect(outline(text)).toBe(expected);
  });
});

test("a segment without half-typed marks is the same object after the end", () => {
  const open = parseMarkdown("one *two* three", { isStreaming: true });
  const closed = parseMarkdown("one *two* three", {}, open);
  expect(itemsOf(closed.blocks)[0]).toBe(itemsOf(open.blocks)[0]);
});
