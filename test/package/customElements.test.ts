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
interface Declaration {
  readonly tagName: string;
  readonly attributes: readonly (Named & { fieldName: string; type: { text: string } })[];
  readonly members: readonly (Named & { kind: string })[];
  readonly events: readonly Named[];
  readonly slots: readonly Named[];
  readonly cssParts: readonly Named[];
  readonly cssProperties: readonly Named[];
}

const folder = mkdtempSync(join(tmpdir(), "oneshot-chat-manifest-"));
let declarations: readonly Declaration[];

beforeAll(() => {
  const cem = join(ROOT, "node_modules/.bin/cem");
  const args = ["analyze", "--quiet", "--outdir", relative(ROOT, folder)];
  execFileSync(cem, args, { cwd: ROOT, stdio: "pipe" });
  const { modules } = JSON.parse(readFileSync(join(folder, "custom-elements.json"), "utf8")) as {
    modules: { declarations: Declaration[] }[];
  };
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
    expect(
      element()?.attributes.filter(({ type, description }) => !type.text || !description),
    ).toEqual([]);
    const fields = element()?.members.filter(({ kind }) => kind === "field");
    const names = [...Object.keys(attributes).map(toProperty), ...PROPERTIES_ONLY];
    expect(namesOf(fields)).toEqual(names.sort());
  });

  test("it has every method, event and slot", () => {
    expect(namesOf(element()?.members.filter(({ kind }) => kind === "method"))).toEqual(methods);
    expect(events.length).toBeGreaterThan(5);
    expect(namesOf(element()?.events)).toEqual([...events].sort());
    expect(namesOf(element()?.slots)).toEqual(["", "contact", "disclaimer", "greeting"]);
  });

  test("it has every part and every custom property of the docs", () => {
    const parts = read("docs/embedding.md").split("\nParts: ")[1]?.split("\n\n")[0] ?? "";
    expect(namesOf(element()?.cssParts)).toEqual(
      [...parts.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name).sort(),
    );
    const properties = [...read("docs/theming.md").matchAll(/^\| `(--osc-[a-z-]+)`/gm)];
    expect(properties.length).toBeGreaterThan(20);
    expect(namesOf(element()?.cssProperties)).toEqual(properties.map(([, name]) => name).sort());
  });
});

test("package.json names the file", () => {
  expect(JSON.parse(read("package.json"))).toMatchObject({
    customElements: "dist/custom-elements.json",
  });
});
