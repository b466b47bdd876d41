/** The tables of docs/embedding.md against the attributes, events, parts and properties that the code has. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  BOT_ATTRIBUTES,
  CHAT_ATTRIBUTES,
  PROPERTIES_ONLY,
  toProperty,
  type Kind,
} from "../../src/embed/app/attributes.js";
import { DEFAULT_LABELS } from "../../src/components/labels/en.js";
import { DEFAULTS } from "../../src/run/settings.js";
import { ROOT } from "./built.js";
import { readRows } from "./tables.js";

interface Entry {
  readonly default?: string;
}

const page = readFileSync(join(ROOT, "docs/embedding.md"), "utf8");

const rowsOf = (header: string) => readRows(page, header);

const codesIn = (text = "") => [...text.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);

const WRITTEN: Record<Exclude<Kind, readonly string[] | "function">, string> = {
  text: "text",
  flag: "flag",
  number: "number",
  count: "whole number from 1",
  offset: "number, or JSON object of numbers",
  texts: "JSON list of texts",
  names: "JSON object of texts",
  headers: "JSON object of texts",
  words: "JSON object",
  object: "JSON object",
  json: "JSON",
  url: "address",
  selector: "CSS selector",
};

function write(kind: Kind): string {
  if (typeof kind === "string") return kind === "function" ? "" : WRITTEN[kind];
  const words = kind
    .filter((word) => word !== "texts" && word !== "list")
    .map((word) => `\`${word}\``);
  const listed = `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
  if (kind.includes("texts")) return `${listed}, or a JSON list of texts`;
  return kind.includes("list") ? `${listed}, or a JSON list of these` : listed;
}

test("docs/embedding.md has one row for every attribute, with its kind", () => {
  const written = rowsOf("attribute").map(([name, kind]) => [codesIn(name)[0], kind]);
  const kinds: Record<string, Kind> = { ...CHAT_ATTRIBUTES, ...BOT_ATTRIBUTES };
  expect(written).toEqual(Object.entries(kinds).map(([name, kind]) => [name, write(kind)]));
});

test("docs/embedding.md replaces only labels that exist", () => {
  const examples = rowsOf("attribute")
    .filter(([name]) => codesIn(name)[0] === "labels")
    .flatMap(([, , text]) => codesIn(text).filter((code) => code.startsWith("{")));
  expect(examples).not.toEqual([]);
  for (const example of examples)
    expect(Object.keys(DEFAULT_LABELS)).toEqual(
      expect.arrayContaining(Object.keys(JSON.parse(example) as object)),
    );
});

test("docs/embedding.md says which attributes only the button has", () => {
  const ofBot = rowsOf("attribute").filter(([, , text]) => text?.startsWith("`<faq-bot>`:"));
  expect(ofBot.map(([name]) => codesIn(name)[0])).toEqual(Object.keys(BOT_ATTRIBUTES));
});

test("docs/embedding.md says the defaults that a run has", () => {
  const written = rowsOf("attribute").flatMap(([name = "", , text]) => {
    const found = /Default (?:`([^`]+)`|(yes|no))/.exec(text ?? "");
    const property = toProperty(codesIn(name)[0] ?? "");
    return found && property in DEFAULTS ? [[property, found[1] ?? found[2] === "yes"]] : [];
  });
  const { streamMode: _list, ...defaults } = DEFAULTS;
  expect(Object.fromEntries(written)).toEqual(
    Object.fromEntries(
      Object.entries(defaults).map(([name, value]) => [
        name,
        typeof value === "boolean" ? value : String(value),
      ]),
    ),
  );
});

test("docs/embedding.md has one row for every property that is no attribute", () => {
  expect(rowsOf("property").map(([name]) => codesIn(name)[0])).toEqual([...PROPERTIES_ONLY]);
});

test("docs/embedding.md names files of this version of the package", () => {
  const { version, exports, unpkg, jsdelivr } = JSON.parse(
    readFileSync(join(ROOT, "package.json"), "utf8"),
  ) as Record<"version" | "unpkg" | "jsdelivr", string> & { exports: Record<string, Entry> };
  const known = [exports["./embed"]?.default, exports["./labels/de"]?.default, `./${unpkg}`];
  const named = [...page.matchAll(/cdn\.example\/oneshot-chat@([\d.]+)\/([\w./]+)/g)];
  expect(named.length).toBeGreaterThan(2);
  for (const [, namedVersion, path] of named) {
    expect(namedVersion).toBe(version);
    expect(known).toContain(`./${path}`);
  }
  // Of both files of the split build, a CDN would serve one at an address where it does not find the other.
  expect([unpkg, jsdelivr]).toEqual(Array(2).fill("dist/embed/embed.bundle.js"));
});

test("docs/embedding.md has one row for every event", () => {
  const source = readFileSync(join(ROOT, "src/embed/events.ts"), "utf8");
  const events = [...source.matchAll(/^ {2}"(oneshot-[a-z-]+)":/gm)].map(([, name]) => name);
  expect(events.length).toBeGreaterThan(5);
  expect(rowsOf("event").map(([name]) => codesIn(name)[0])).toEqual(events);
});

test("docs/embedding.md has one row for every part", () => {
  const folder = join(ROOT, "src/components");
  const source = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tsx"))
    .map((file) => readFileSync(join(folder, file), "utf8"))
    .join("\n");
  const parts = [...source.matchAll(/(?:createPart<[^(]*?\(|data-part=)\s*"([a-z-]+)"/g)].map(
    ([, name = ""]) => name,
  );
  // A custom element takes no avatar, and has a notice of its own.
  const ofElements = [...parts.filter((name) => name !== "avatar"), "load-failed"];
  expect(rowsOf("part").map(([name]) => codesIn(name)[0])).toEqual([...new Set(ofElements)].sort());
});
