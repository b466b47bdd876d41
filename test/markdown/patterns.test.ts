/**
 * Every regular expression of the sources, on texts that make backtracking slow. One long text may take at
 * most five times as long as the same amount of text in forty pieces. A quadratic pattern takes forty times
 * as long.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import ts from "typescript";
import { expect, test } from "vitest";

const SOURCES = join(import.meta.dirname, "../../src/markdown");
const PIECES = 40;
const PIECE_CHARS = 200;
const MAX_RATIO = 5;
/** Below it, the ratio is noise. A quadratic pattern takes far longer for 8,000 characters. */
const ENOUGH_MS = 3;

const STARTS = [
  "",
  "a",
  "<a",
  "<",
  "[",
  "[a]:",
  "&",
  "&#",
  ":-",
  "-",
  "|",
  "www.",
  "a@b",
  "`",
  "\\",
  "> ",
  "a.",
  "![",
];
const PUMPS = [
  ..." a1.-*_~`\\|/&[<=\n#@)",

  "\t ",
  "a ",
  "a.",
  " a='",
  "- ",
  "1.",
  "a@",
  "&a;",
  "\u0301",
  "\u200D",
  "\uFE0F",
  "❤\uFE0F",
  "。",
  "\\[",
];
const ENDS = ["", "!", "b", "\n", "\u2028"];

/** All regular expressions in the sources, by file and text. */
function patternsOf(file: string): [string, RegExp][] {
  const source = ts.createSourceFile(
    file,
    readFileSync(join(SOURCES, file), "utf8"),
    ts.ScriptTarget.Latest,
  );
  const patterns: [string, RegExp][] = [];
  const visit = (node: ts.Node) => {
    if (ts.isRegularExpressionLiteral(node)) {
      const slash = node.text.lastIndexOf("/");
      const pattern = new RegExp(node.text.slice(1, slash), node.text.slice(slash + 1));
      patterns.push([`${file}: ${node.text.slice(0, 60)}`, pattern]);
    }
    node.forEachChild(visit);
  };
  visit(source);
  return patterns;
}

const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" });
const patterns = files.filter((file) => /\.tsx?$/.test(file)).flatMap(patternsOf);

function durationOf(pattern: RegExp, text: string, count: number): number {
  const start = performance.now();
  for (let run = 0; run < count; run += 1) {
    pattern.lastIndex = 0;
    if (pattern.global) text.replace(pattern, "");
    else pattern.test(text);
  }
  return performance.now() - start;
}

/** How many times as long one text takes as its pieces; the best of several runs. */
function ratioOf(pattern: RegExp, textOf: (chars: number) => string): number {
  const [piece, text] = [textOf(PIECE_CHARS), textOf(PIECES * PIECE_CHARS)];
  if (durationOf(pattern, text, 1) < ENOUGH_MS) return 1;
  const runs = [1, 2, 3, 4, 5];
  const fastest = (chars: string, count: number) =>
    Math.min(...runs.map(() => durationOf(pattern, chars, count)));
  const duration = fastest(text, 1);
  return duration < ENOUGH_MS ? 1 : duration / fastest(piece, PIECES);
}

/** The first text for which the pattern is slow. */
function slowTextOf(pattern: RegExp): string | undefined {
  for (const start of STARTS)
    for (const pump of PUMPS)
      for (const end of ENDS) {
        const textOf = (chars: number) => start + pump.repeat(chars / pump.length) + end;
        if (ratioOf(pattern, textOf) > MAX_RATIO) return JSON.stringify([start, pump, end]);
      }
  return undefined;
}

test("the sources hold patterns, and the check finds a quadratic one", { timeout: 60_000 }, () => {
  expect(patterns.length).toBeGreaterThan(50);
  expect(slowTextOf(/[ \t]+$/)).toBeDefined();
});

test.each(patterns)("the pattern in %s is linear", { timeout: 60_000 }, (_name, pattern) => {
  expect(slowTextOf(pattern)).toBeUndefined();
});
