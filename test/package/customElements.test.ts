/** custom-elements.json, which editors read, has everything that the elements offer. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  BOT_ATTRIBUTES,
  CHAT_ATTRIBUTES,
  PROPERTIES_ONLY,
  toProperty,
} from "../../src/embed/app/attributes.js";
import { ROOT } from "./built.js";

interface Named {
  readonly name: string;
  readonly description?: string;
}
interface Typed extends Named {
  readonly kind?: string;
  readonly type?: { readonly text: string };
  readonly default?: string;
}
interface Declaration {
  readonly name: string;
  readonly tagName: string;
  readonly attributes: readonly (Typed & { fieldName: string })[];
  readonly members: readonly Typed[];
  readonly events: readonly Typed[];
  readonly slots: readonly Named[];
  readonly cssParts: readonly Named[];
  readonly cssProperties: readonly Named[];
}

const folder = mkdtempSync(join(tmpdir(), "oneshot-chat-manifest-"));
let declarations: readonly Declaration[];
let exported: readonly (Named & { kind: string; declaration: Named })[];

beforeAll(() => {
  const cem = join(ROOT, "node_modules/.bin/cem");
  const args = ["analyze", "--quiet", "--outdir", relative(ROOT, folder)];
  execFileSync(cem, args, { cwd: ROOT, stdio: "pipe" });
  const { modules } = JSON.parse(readFileSync(join(folder, "custom-elements.json"), "utf8")) as {
    modules: { declarations: Declaration[]; exports: typeof exported }[];
  };
  exported = modules.flatMap((module) => module.exports);
  declarations = modules.flatMap((module) => module.declarations);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

const namesOf = (list: readonly Named[] | undefined) => list?.map(({ name }) => name).sort();
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const EVENTS = [...read("src/embed/events.ts").matchAll(/^ {2}"(oneshot-[a-z-]+)":/gm)].map(
  ([, name = ""]) => name,
);

describe.each([
  {
    tag: "faq-bot",
    attributes: { ...CHAT_ATTRIBUTES, ...BOT_ATTRIBUTES },
    events: EVENTS,
    methods: ["ask", "close", "show", "stop"],
  },
  {
    tag: "oneshot-chat",
    attributes: CHAT_ATTRIBUTES,
    events: EVENTS.filter((name) => name !== "oneshot-toggle"),
    methods: ["ask", "stop"],
  },
])("<$tag> in custom-elements.json", ({ tag, attributes, events, methods }) => {
  const element = () => declarations.find(({ tagName }) => tagName === tag);

  test("it has every attribute with a type and a description, and every property", () => {
    expect(namesOf(element()?.attributes)).toEqual(Object.keys(attributes).sort());
    const fields = element()?.members.filter(({ kind }) => kind === "field");
    const all = [...(element()?.attributes ?? []), ...(fields ?? [])];
    expect(all.filter(({ type, description }) => !type?.text || !description)).toEqual([]);
    const names = [...Object.keys(attributes).map(toProperty), ...PROPERTIES_ONLY];
    expect(namesOf(fields)).toEqual(names.sort());
  });

  test("it has every method, event and slot", () => {
    expect(namesOf(element()?.members.filter(({ kind }) => kind === "method"))).toEqual(methods);
    expect(events.length).toBeGreaterThan(5);
    expect(namesOf(element()?.events)).toEqual([...events].sort());
    const types = element()?.events.map(({ type }) => type?.text);
    expect(types).toContain("CustomEvent<{ ms: number }>");
    expect(types).toContain(
      'CustomEvent<{ value: "up" | "down"; reason?: string; comment?: string }>',
    );
    expect(types?.filter((text) => !/^CustomEvent<(null|\{ .+ \})>$/.test(text ?? ""))).toEqual([]);
    expect(namesOf(element()?.slots)).toEqual(["", "contact", "disclaimer", "greeting"]);
  });

  test("it has every part and every custom property of the docs that it shows", () => {
    const rowsOf = (path: string, row: RegExp) => [...read(path).matchAll(row)];
    const isShown = ([, , text = ""]: readonly string[]) =>
      tag === "faq-bot" || !/^`(<faq-bot>|FaqBot)`:/.test(text);
    const namesIn = (rows: readonly RegExpMatchArray[]) =>
      rows
        .filter(isShown)
        .map(([, name]) => name)
        .sort();
    const table = read("docs/embedding.md").split("\n| part |")[1]?.split("\n\n")[0] ?? "";
    const parts = [...table.matchAll(/^\| `([a-z-]+)` \| (.*) \|$/gm)];
    expect(parts.length).toBeGreaterThan(30);
    expect(namesOf(element()?.cssParts)).toEqual(namesIn(parts));
    expect(element()?.cssParts.filter(({ description }) => !description)).toEqual([]);
    const properties = rowsOf("docs/theming.md", /^\| `(--osc-[a-z-]+)` \| (.*) \|/gm);
    expect(properties.length).toBeGreaterThan(20);
    expect(namesOf(element()?.cssProperties)).toEqual(namesIn(properties));
  });

  test("its attributes have their defaults", () => {
    const defaults = new Map(element()?.attributes.map((each) => [each.name, each.default]));
    expect(defaults.get("mode")).toBe('"stream"');
    expect(defaults.get("note")).toBe("true");
    expect(defaults.get("max-question-chars")).toBe("4000");
    expect(defaults.get("heading")).toBeUndefined();
  });
});

test("both classes are exported, and each is registered under its tag", () => {
  const registered = exported.filter(({ kind }) => kind === "custom-element-definition");
  expect(registered.map(({ name, declaration }) => [name, declaration.name]).sort()).toEqual(
    declarations.map(({ tagName, name }) => [tagName, name]).sort(),
  );
  expect(namesOf(exported.filter(({ kind }) => kind === "js"))).toEqual(namesOf(declarations));
});

test("package.json names the file", () => {
  expect(JSON.parse(read("package.json"))).toMatchObject({
    customElements: "dist/custom-elements.json",
  });
});
