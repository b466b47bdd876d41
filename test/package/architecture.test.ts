/** The trees and the index of ARCHITECTURE.md against the folders and the decision records that exist. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "./built.js";

const page = readFileSync(join(ROOT, "ARCHITECTURE.md"), "utf8");

/** The folders that the tree below `root` names, as paths without a slash at the end. */
function namedFolders(root: string): readonly string[] {
  const tree = new RegExp(`^\`\`\`\\n(${root}/[\\s\\S]*?)^\`\`\``, "m").exec(page)?.[1] ?? "";
  const open: string[] = [];
  const folders: string[] = [];
  for (const line of tree.split("\n")) {
    const [, indent = "", name] = /^([│ ]*)[├└]── (\S+)\//.exec(line) ?? [];
    if (name === undefined) continue;
    open.splice(indent.length / 4, Infinity, name);
    folders.push([root, ...open].join("/"));
  }
  return folders;
}

/** Folders that tools make. */
const MADE = new Set(["node_modules", "__pycache__", "dist"]);

function foldersIn(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !MADE.has(entry.name) && !entry.name.startsWith("."))
    .flatMap(({ name }) => [`${folder}/${name}`, ...foldersIn(`${folder}/${name}`)]);
}

test.each(["src", "test"])("ARCHITECTURE.md names every folder of %s/ and no other", (root) => {
  const folders = foldersIn(root);
  expect(folders.length).toBeGreaterThan(5);
  expect([...namedFolders(root)].sort()).toEqual([...folders].sort());
});

test("ARCHITECTURE.md lists every decision record once", () => {
  const listed = [...page.matchAll(/^\| \[[\w-]+\]\(docs\/decisions\/([\w-]+\.md)\) \|/gm)].map(
    ([, file]) => file,
  );
  expect(listed.length).toBeGreaterThan(5);
  expect(listed.sort()).toEqual(readdirSync(join(ROOT, "docs/decisions")).sort());
});

test("ARCHITECTURE.md names files of src/ that exist", () => {
  const files = new Set(
    readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" }).map((path) =>
      path.split("/").at(-1),
    ),
  );
  const tree = /^```\nsrc\/[\s\S]*?^```/m.exec(page)?.[0] ?? "";
  const named = [...tree.matchAll(/\b\w+\.tsx?\b/g)].map(([name]) => name);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((name) => !files.has(name))).toEqual([]);
});
