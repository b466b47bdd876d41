/**
 * How often the page shows something of a growing answer that the finished answer does not show there.
 * `SHOW_PREFIXES=1` prints the last such prefix of each answer.
 */
import { expect, test } from "vitest";
import { parseMarkdown } from "../../../src/markdown/parser/index.js";
import { ANSWERS } from "./answers.js";
import { looksOf, WORD_STYLES, type Look } from "./looks.js";
import { MORE_ANSWERS } from "./moreAnswers.js";

const answers = [...ANSWERS, ...MORE_ANSWERS];
const MAX_SHARE = 0.04;
const MAX_STYLE_SHARE = 0.01;
/** The tests parse some 20,000 prefixes. On a busy machine that may take long. */
const LONG = { timeout: 60_000 };

/** Whether a prefix shows something other than the whole answer. */
type Differ = (shown: readonly Look[], whole: readonly Look[]) => boolean;

/** Every character stands in its place with its styles. A link may come later: until its address is there, its text is text. */
const differsInAnything: Differ = (shown, whole) =>
  shown.some(({ character, styles }, index) => {
    const final = whole[index];
    return character !== final?.character || withoutLink(styles) !== withoutLink(final.styles);
  });

function withoutLink(styles: readonly string[]): string {
  return styles.filter((style) => style !== "link").join();
}

/** How many characters of the whole answer may be missing in a prefix, such as the number of a footnote. */
const MAX_SKIPPED = 12;

/**
 * A word has a style that it does not have at the end. Characters that only one side shows are skipped, so a
 * star too many is no wrong style.
 */
const differsInStyle: Differ = (shown, whole) => {
  let next = 0;
  return shown.some(({ character, styles }) => {
    const near = whole.slice(next, next + MAX_SKIPPED);
    const skipped = near.findIndex((final) => final.character === character);
    const final = near[skipped];
    if (!final) return false;
    next += skipped + 1;
    return styles.some((style) => WORD_STYLES.has(style) && !final.styles.includes(style));
  });
};

/** The prefixes of `answer` that show something other than the whole answer. */
function falsePrefixesOf(answer: string, differ: Differ): string[] {
  const whole = looksOf(parseMarkdown(answer));
  let prefix = "";
  return Array.from(answer, (character) => (prefix += character)).filter((text) =>
    differ(looksOf(parseMarkdown(text, { isStreaming: true })), whole),
  );
}

function shareOf(differ: Differ): number {
  const falsePrefixes = answers.map((answer) => falsePrefixesOf(answer, differ));
  if (process.env.SHOW_PREFIXES)
    for (const prefixes of falsePrefixes)
      if (prefixes.length > 0)
        console.info(prefixes.length, JSON.stringify(prefixes.at(-1)?.slice(-80)));
  const count = falsePrefixes.flat().length;
  const share = count / answers.join("").length;
  console.info(`${count} prefixes of ${answers.length} answers, ${(100 * share).toFixed(2)} %`);
  return share;
}

test("the answers are many enough to measure with", () => {
  expect(answers.length).toBeGreaterThanOrEqual(40);
});

test(
  "at most 4 % of the prefixes of real answers show anything that the end does not",
  LONG,
  () => {
    expect(shareOf(differsInAnything)).toBeLessThanOrEqual(MAX_SHARE);
  },
);

test(
  "at most 1 % of the prefixes of real answers show a style that the end does not show there",
  LONG,
  () => {
    expect(shareOf(differsInStyle)).toBeLessThanOrEqual(MAX_STYLE_SHARE);
  },
);
