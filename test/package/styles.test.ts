/** The stylesheets that the package ships. `test/browser` measures how they look. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import ts from "typescript";
import { expect, test } from "vitest";
import { joinStyles } from "../../vite.config.js";
import { ROOT } from "./built.js";

const sheets = joinStyles();
const plain = sheets["styles.css"];
const [head = "", rules = ""] = plain.split(/(?<=\*\/)\n\n/);

const sortedNames = (text: string) => [...new Set(text.match(/--osc-[a-z-]+/g))].sort();

/** The custom properties of the type, in alphabetical order. */
function typedNames(): readonly string[] {
  const file = join(ROOT, "src/components/styles/OneShotChatStyle.ts");
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
  const declared = source.statements.find(
    (each): each is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(each) && each.name.text === "OneShotChatProperties",
  );
  return (declared?.members ?? [])
    .flatMap(({ name }) => (name && ts.isStringLiteral(name) ? [name.text] : []))
    .sort();
}

test("the custom properties of the stylesheet are those of the type and of docs/theming.md", () => {
  const read = sortedNames(rules);
  expect(read.length).toBeGreaterThan(20);
  expect(typedNames()).toEqual(read);
  const page = readFileSync(join(ROOT, "docs/theming.md"), "utf8");
  const rows = [...page.matchAll(/^\| `(--osc-[a-z-]+)` \|/gm)].map(([, name]) => name);
  expect(rows.sort()).toEqual(read);
});

test("the stylesheet declares no custom property that pages set", () => {
  expect(rules.match(/--osc-[a-z-]+\s*:/g)).toBeNull();
});

test("styles.layer.css has the rules of styles.css in the layer oneshot-chat", () => {
  expect(rules.length).toBeGreaterThan(5000);
  expect(sheets["styles.layer.css"]).toBe(`${head}\n\n@layer oneshot-chat {\n${rules.trim()}\n}\n`);
  expect(rules).not.toContain("@layer");
});

test("the stylesheet loads nothing, has no comments beside the first one, and does not depend on the page's root size", () => {
  expect(rules).not.toMatch(/url\(|@import|@font-face|\/\*|!important|\drem\b/);
});

test("each stylesheet is at most 7 kB after gzip", () => {
  for (const [name, sheet] of Object.entries(sheets)) {
    const bytes = gzipSync(sheet).length;
    console.info(`${name}: ${(bytes / 1000).toFixed(1)} kB`);
    expect(bytes).toBeLessThanOrEqual(7_000);
  }
});
