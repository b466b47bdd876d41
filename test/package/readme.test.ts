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

/** Every page that names tested versions, and the files that install them. */
test.each(["README.md", "docs/servers.md"])("%s names the versions that are tested", (page) => {
  const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
  const text = read(page);
  const pinned = (file: string, name: string) =>
    new RegExp(`^${name}==(\\S+)`, "m").exec(read(file))?.[1] ?? `${name} in ${file}`;
  const installed = (name: string) =>
    (JSON.parse(read(`node_modules/${name}/package.json`)) as { version: string }).version;
  const python = "examples/python-faq/requirements.txt";
  const tested = {
    "langgraph-api": pinned(python, "langgraph-api"),
    langgraph: pinned(python, "langgraph"),
    "aegra-api": pinned("test/servers/aegra/requirements.txt", "aegra-api"),
    "@langchain/langgraph-api": installed("@langchain/langgraph-api"),
    "@langchain/langgraph": installed("@langchain/langgraph"),
  };
  const missing = Object.entries(tested).filter(
    ([name, version]) => !text.includes(`\`${name}\` ${version}`),
  );
  expect(missing).toEqual([]);
});

test("the README names the SDK versions that the types are tested with", () => {
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    devDependencies: Record<string, string>;
  };
  const versions = Object.entries(devDependencies)
    .filter(([name]) => name.includes("langgraph-sdk"))
    .map(([, range]) => range.split("@").at(-1) ?? range);
  const row = readme.split("\n").find((line) => line.startsWith("| `@langchain/langgraph-sdk`"));
  expect(versions.length).toBeGreaterThan(2);
  expect(versions.filter((version) => !row?.includes(version))).toEqual([]);
});
