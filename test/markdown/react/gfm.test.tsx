import { render as mount } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { Markdown } from "../../../src/markdown/index.js";
import { elementsOf, render, structure } from "./render.js";
import { structureOf } from "./structure.js";

/** Markdown, and the HTML that has the structure it should have. */
type Case = readonly [name: string, markdown: string, html: string];

const cases: readonly Case[] = [
  [
    "a table with alignments",
    "| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | 2 | 3 | 4 |",
    `<table><thead><tr><th>a</th><th align="left">b</th><th align="center">c</th><th align="right">d</th></tr></thead>
     <tbody><tr><td>1</td><td align="left">2</td><td align="center">3</td><td align="right">4</td></tr></tbody></table>`,
  ],
  [
    "a table without outer bars, right after a paragraph",
    "text\na | b\n- | -\n1 | 2",
    "<p>text</p><table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
  ],
  [
    "missing cells are added, and surplus cells are left out",
    "|a|b|\n|-|-|\n|1|\n|1|2|3|",
    "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td></td></tr><tr><td>1</td><td>2</td></tr></tbody></table>",
  ],
  [
    "an escaped bar belongs to its cell, in code too",
    "|a|\n|-|\n|x \\| `y\\|z`|",
    "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>x | <code>y|z</code></td></tr></tbody></table>",
  ],
  [
    "a table ends at a blank line and at another block",
    "|a|\n|-|\n|1|\n> q\n\n|a|\n|-|\n\nx",
    "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table><blockquote><p>q</p></blockquote><table><thead><tr><th>a</th></tr></thead></table><p>x</p>",
  ],
  ["a row with fewer cells than the line below is no table head", "|a|\n|-|-|", "<p>|a| |-|-|</p>"],
  [
    "a table in a list",
    "- |a|\n  |-|\n  |1|",
    "<ul><li><table><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table></li></ul>",
  ],
  [
    "strikethrough with one tilde or two",
    "~a~ ~~b~~ ~~c~ d",
    "<p><del>a</del> <del>b</del> ~~c~ d</p>",
  ],
  ["three tildes are text", "a ~~~b~~~", "<p>a ~~~b~~~</p>"],
  [
    "bare addresses",
    "https://a.example/b_c_d?e=f#g, http://a.example. (www.b.example/x_(y)) ftp://c.example",
    `<p><a href="https://a.example/b_c_d?e=f#g">https://a.example/b_c_d?e=f#g</a>, <a href="http://a.example/">http://a.example</a>.
     (<a href="http://www.b.example/x_(y)">www.b.example/x_(y)</a>) ftp://c.example</p>`,
  ],
  [
    "mail addresses",
    "a.b+c@d.example, e@f.example. mailto:g@h.example a@b",
    `<p><a href="mailto:a.b+c@d.example">a.b+c@d.example</a>, <a href="mailto:e@f.example">e@f.example</a>.
     <a href="mailto:g@h.example">mailto:g@h.example</a> a@b</p>`,
  ],
  [
    "an address in a link's text is text",
    "[https://a.example](/b) [x@y.example](/c)",
    `<p><a href="/b">https://a.example</a> <a href="/c">x@y.example</a></p>`,
  ],
  [
    "an address in bold",
    "**https://a.example/x** _www.b.example_",
    `<p><strong><a href="https://a.example/x">https://a.example/x</a></strong> <em><a href="http://www.b.example/">www.b.example</a></em></p>`,
  ],
  [
    "a reference defined later",
    "[a][r] [R] ![i][r]\n\n> [r]: /x 'T'",
    `<p><a href="/x" title="T">a</a> <a href="/x" title="T">R</a> i</p><blockquote></blockquote>`,
  ],
  ["the first definition counts", "[r]: /1\n[r]: /2\n\n[r]", `<p><a href="/1">r</a></p>`],
];

test.each(cases)("the HTML has the same structure as GitHub's: %s", (_name, markdown, html) => {
  expect(structure(markdown)).toBe(structureOf(html));
});

describe("line breaks in the cells of tables", () => {
  const table = (cell: string) => `|a|\n|-|\n|${cell}|`;
  const cellOf = (markdown: string, isStreaming = false) =>
    elementsOf(render(markdown, { isStreaming })).querySelector("td")?.innerHTML;

  test.each(["<br>", "<br/>", "<br />", "<BR>", "<br  />"])(
    "%s breaks the line in a cell",
    (tag) => {
      expect(cellOf(table(`one${tag}**two**`))).toBe(
        'one<br><strong class="osc-md-strong">two</strong>',
      );
    },
  );

  test("a <br> in the head of a table breaks the line", () => {
    const head = elementsOf(render("|a<br>b|\n|-|")).querySelector("th");
    expect(head?.outerHTML).toContain('scope="col">a<br>b</th>');
  });

  test.each([
    ["<br class=x>", "&lt;br class=x&gt;"],
    ["<br onclick='x'>", "&lt;br onclick='x'&gt;"],
    ["</br>", "&lt;/br&gt;"],
    ["<brand>", "&lt;brand&gt;"],
    ["< br>", "&lt; br&gt;"],
    ["<b>x</b>", "&lt;b&gt;x&lt;/b&gt;"],
    ["\\<br>", "&lt;br&gt;"],
    ["&lt;br&gt;", "&lt;br&gt;"],
    ["`<br>`", '<code class="osc-md-code-span">&lt;br&gt;</code>'],
  ])("%s in a cell is text", (cell, html) => {
    expect(cellOf(table(cell))).toBe(html);
  });

  test.each(["one<br>two", "- one<br>two", "# one<br>two", "> one<br>two"])(
    "outside of tables, a <br> is text: %s",
    (markdown) => {
      expect(render(markdown)).toContain("one&lt;br&gt;two");
    },
  );

  test("no prefix shows a piece of the tag or another element", () => {
    const whole = "|a|\n|-|\n|one<br>two<br/>three<br />four|";
    const shown = "one<br>two<br>three<br>four";
    for (let end = whole.indexOf("one") + 1; end <= whole.length; end += 1) {
      const cell = cellOf(whole.slice(0, end), true) ?? "";
      expect(shown.slice(0, cell.length)).toBe(cell);
    }
  });
});

describe("tasks", () => {
  test("tasks are disabled checkboxes with a name for screen readers", () => {
    const view = mount(<Markdown text={"- [ ] open\n- [x] done\n1. [X] also"} />);
    const boxes = view.container.querySelectorAll("input");
    const looks = Array.from(boxes, (box) => [
      box.type,
      box.disabled,
      box.checked,
      box.getAttribute("aria-label"),
    ]);
    expect(looks).toEqual([
      ["checkbox", true, false, "To do:"],
      ["checkbox", true, true, "Done:"],
      ["checkbox", true, true, "Done:"],
    ]);
  });

  test.each(["- [ ]x", "- [y] a", "- a [x] b", "[x] a", "- [x](/u)"])(
    "%s is no task",
    (markdown) => {
      expect(render(markdown)).not.toContain("<input");
    },
  );
});

describe("footnotes", () => {
  const markdown =
    "One[^b] two[^a] again[^b] none[^c].\n\n[^a]: Note **a**.\n\n    More.\n[^b]: Note b.\n[^d]: Unused.";

  test("footnotes are numbered in the order of their marks and shown at the end", () => {
    const html = render(markdown);
    expect(html).toMatch(
      /One<sup[^>]*><a id="(\S+)-mark-1" href="#\1-note-1"[^>]*>1<\/a><\/sup> two<sup/,
    );
    expect(html).toMatch(/again<sup[^>]*><a href="#\S+-note-1"[^>]*>1<\/a><\/sup> none\[\^c\]\./);
    const notes =
      /<section class="osc-md-notes" aria-label="Footnotes">.*<\/section>/s.exec(html)?.[0] ?? "";
    expect(structureOf(notes)).toBe(
      structureOf(
        "<section><ol><li><p>Note b.</p></li><li><p>Note <strong>a</strong>.</p><p>More.</p></li></ol></section>",
      ),
    );
    expect(html).not.toContain("Unused");
  });

  test("a footnote links back to its first mark", () => {
    expect(render(markdown)).toMatch(
      /href="#\S+-mark-2" aria-label="Back to footnote 2 in the text"/,
    );
  });

  test("the ids of footnotes do not come from the text", () => {
    const html = render('a[^constructor] b[^x"]\n\n[^constructor]: c\n[^x"]: d');
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(ids).toHaveLength(4);
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^\S+-(note|mark)-\d$/);
  });
});

test("headings start at the third level and end at the sixth", () => {
  const html = render("# a\n## b\n### c\n#### d\n##### e\n\nf\n===");
  expect(html.match(/<h\d/g)).toEqual(["<h3", "<h4", "<h5", "<h6", "<h6", "<h3"]);
});

test("head cells have a scope, and the keyboard can scroll a table", () => {
  const html = render("|a|\n|-|\n|1|");
  expect(html).toContain('<th class="osc-md-cell" scope="col">a</th>');
  expect(html).toContain('role="group" aria-label="Table" tabindex="0"');
});

test("every outermost block finds its own direction", () => {
  const html = render("# a\n\nb\n\n- c\n\n1. d\n\n> e\n\n|f|\n|-|");
  expect(html.match(/dir="auto"/g)).toHaveLength(6);
});
