/** How often a prefix of an answer shows something that the whole answer does not show. */
import { expect, test } from "vitest";
import type { Block, Inline, InlineNode } from "../../../src/markdown/parser/document.js";
import { itemsOf, type GroupedList } from "../../../src/markdown/parser/groupedList.js";
import { resolveSegment, targetsOf } from "../../../src/markdown/parser/inlines/resolveSegment.js";
import { parseMarkdown, type ParsedMarkdown } from "../../../src/markdown/parser/parseMarkdown.js";
import { ANSWERS } from "./answers.js";

/** Each visible character and, after it, how it is shown. A link without its address counts as its text. */
function seenOf({ blocks, references }: ParsedMarkdown): string {
  let seen = "";
  const say = (text: string, look: string) => {
    for (const character of text) if (/\S/.test(character)) seen += `${character}${look} `;
  };
  const sayNodes = (nodes: readonly InlineNode[], look: string) => {
    for (const node of nodes) {
      if (typeof node === "string") say(node, look);
      else if (node.type === "code") say(node.text, `${look}c`);
      else if (node.type === "note") say(`${node.number}`, `${look}n`);
      else if (node.type === "image") say(node.alt, look);
      else if (node.type === "link") sayNodes(node.children, look);
      else if (node.type !== "break") sayNodes(node.children, `${look}${node.type[0]}`);
    }
  };
  const sayInline = (content: Inline, look: string) => {
    for (const segment of itemsOf(content))
      sayNodes(resolveSegment(segment, targetsOf(segment, references)), look);
  };
  const sayBlocks = (list: GroupedList<Block>, look: string) => {
    for (const block of itemsOf(list)) {
      if (block.type === "paragraph") sayInline(block.content, look);
      else if (block.type === "heading") sayInline(block.content, `${look}H`);
      else if (block.type === "code") say(block.code, `${look}P`);
      else if (block.type === "plain") say(block.text, look);
      else if (block.type === "quote") sayBlocks(block.children, `${look}Q`);
      else if (block.type === "rule") say("-", "R");
      else if (block.type === "list")
        for (const item of itemsOf(block.items)) sayBlocks(item.children, `${look}L`);
      else
        for (const cell of [block.head, ...itemsOf(block.rows)].flat()) sayInline(cell, `${look}T`);
    }
  };
  sayBlocks(blocks, "");
  return seen;
}

/** The prefixes of `answer` that show something else than its whole text. */
function falsePrefixesOf(answer: string): string[] {
  const whole = seenOf(parseMarkdown(answer));
  const prefixes = Array.from(answer, (_, index) => answer.slice(0, index + 1));
  return prefixes.filter(
    (prefix) => !whole.startsWith(seenOf(parseMarkdown(prefix, { isStreaming: true }))),
  );
}

const MAX_SHARE = 0.04;

test("at most 4 % of the prefixes of real answers show what the end does not", () => {
  expect(ANSWERS.length).toBeGreaterThanOrEqual(40);
  const results = ANSWERS.map((answer) => ({ answer, falsePrefixes: falsePrefixesOf(answer) }));
  const prefixCount = results.reduce((sum, { answer }) => sum + answer.length, 0);
  const falseCount = results.reduce((sum, { falsePrefixes }) => sum + falsePrefixes.length, 0);
  const share = falseCount / prefixCount;
  console.info(
    `${falseCount} of ${prefixCount} prefixes of ${ANSWERS.length} answers (${(100 * share).toFixed(1)} %)`,
  );
  if (process.env.SHOW_PREFIXES)
    for (const { falsePrefixes } of results)
      if (falsePrefixes.length > 0)
        console.info(falsePrefixes.length, JSON.stringify(falsePrefixes.at(-1)?.slice(-80)));
  expect(share).toBeLessThanOrEqual(MAX_SHARE);
});
