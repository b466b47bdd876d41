import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, sep } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "./built.js";

/** Who may import whom: the table of ARCHITECTURE.md, section "Who may import whom", as an object. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  "": ["run", "hooks", "components"], // src/index.ts, names only
  run: ["virtual:langgraph-runs-client", "eventsource-parser"],
  hooks: ["run", "react"],
  components: ["run", "hooks", "markdown", "react", "react-dom"],
  markdown: ["react"],
  testing: [],
};

test("every import under src/ keeps to the table", () => {
  const source = join(ROOT, "src");
  const breaches: string[] = [];
  let count = 0;
  for (const file of readdirSync(source, { recursive: true, encoding: "utf8" })) {
    if (!/\.tsx?$/.test(file) || file.endsWith(".d.ts")) continue;
    const room = file.includes(sep) ? (file.split(sep)[0] ?? "") : "";
    const text = readFileSync(join(source, file), "utf8");
    for (const [, specifier = ""] of text.matchAll(/(?:from|import) "([^"]+)"/g)) {
      count += 1;
      const target = specifier.startsWith(".")
        ? (normalize(join(dirname(file), specifier)).split(sep)[0] ?? "")
        : specifier;
      const isAllowed = target === room || MAY_IMPORT[room]?.includes(target);
      if (!isAllowed) breaches.push(`${file} imports ${specifier}`);
    }
  }
  expect(breaches).toEqual([]);
  expect(count).toBeGreaterThan(20);
});
