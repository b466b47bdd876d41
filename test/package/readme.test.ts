/** The README as the package registry shows it, away from the repository's files. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadEntries } from "../../examples/faq-bot/src/loadEntries.js";
import { createRetriever } from "../../examples/faq-bot/src/retrieve.js";

const ROOT = join(import.meta.dirname, "../..");
const readme = readFileSync(join(ROOT, "README.md"), "utf8");
const addresses = [...readme.matchAll(/\]\(([^)]+)\)|src="([^"]+)"/g)].map(
  ([, link, image]) => link ?? image ?? "",
);
const OUR_FILES =
  /^https:\/\/(?:github\.com\/oneshot-chat\/oneshot-chat\/(?:blob|tree)|raw\.githubusercontent\.com\/oneshot-chat\/oneshot-chat)\/main\/([^#]+)/;

test("the README's links and pictures work away from the repository", () => {
  expect(addresses.length).toBeGreaterThan(10);
  for (const address of addresses) expect(address).toMatch(/^https:\/\//);
});

test("the README links to files that exist", () => {
  const files = addresses.flatMap((address) => OUR_FILES.exec(address)?.[1] ?? []);
  expect(files.length).toBeGreaterThan(10);
  expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
});

test("the demo's assistant can answer what the README suggests to ask", () => {
  const list = /suggestions=\{(\[.+?\])\}/.exec(readme)?.[1] ?? "[]";
  const suggestions = JSON.parse(list) as string[];
  const retrieve = createRetriever(loadEntries());
  expect(suggestions.length).toBeGreaterThan(0);
  expect(suggestions.filter((question) => retrieve(question).length === 0)).toEqual([]);
});
