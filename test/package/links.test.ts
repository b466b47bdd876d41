/** Links between the pages of the repository: the file exists, and so does the heading. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "./built.js";

const markdownIn = (folder: string) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(folder, name));
const PAGES = [".", "docs", "docs/decisions", "bench"]
  .flatMap(markdownIn)
  .concat(readdirSync(join(ROOT, "examples")).map((name) => `examples/${name}/README.md`));

/** The anchors that GitHub gives to a page's headings. */
function anchorsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replace(/\s/g, "-"),
  );
}

test("every link between pages leads to a file and a heading that exist", () => {
  const links = PAGES.flatMap((page) =>
    [
      ...readFileSync(join(ROOT, page), "utf8").matchAll(/\]\((?!https?:)([^)#\s]*)(#[^)\s]*)?\)/g),
    ].map(([, path = "", anchor = ""]) => ({ page, path, anchor: anchor.slice(1) })),
  );
  const broken = links.filter(({ page, path, anchor }) => {
    const target = join(ROOT, path === "" ? page : join(dirname(page), path));
    if (!existsSync(target)) return true;
    if (anchor === "") return false;
    // A folder is shown by its README.
    const shown = statSync(target).isDirectory() ? join(target, "README.md") : target;
    return !anchorsOf(readFileSync(shown, "utf8")).includes(anchor);
  });
  expect(links.length).toBeGreaterThan(40);
  expect(broken).toEqual([]);
});
