// Makes dist/custom-elements.json, which editors and catalogues read. What an element offers is in the tables of the docs, and tests
// compare those with the code.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const read = (page) => readFileSync(join(import.meta.dirname, "docs", page), "utf8");
// Links between the pages of the docs lead nowhere in an editor.
const embedding = read("embedding.md").replace(/\[([^\]]+)\]\([^)]+\)/g, "$1");
const theming = read("theming.md");

/** The cells of the table whose header begins so. */
function rowsOf(page, header) {
  const table = page.split(`\n| ${header} |`)[1]?.split("\n\n")[0] ?? "";
  return table
    .split("\n")
    .slice(2)
    .map((line) => line.split(" | ").map((cell) => cell.replace(/^\| *| *\|$/g, "").trim()));
}

const codesIn = (text = "") => [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code);
const toProperty = (attribute) => attribute.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
const ONLY_BOT = /^`<faq-bot>`: /;

const TYPES = {
  text: "string",
  flag: "boolean",
  number: "number",
  "whole number from 1": "number",
  "number, or JSON object of numbers": "number | { inline?: number; block?: number }",
  address: "string",
  "CSS selector": "string | Element",
  "JSON list of texts": "string[]",
  "JSON object of texts": "Record<string, string>",
  "JSON object": "object",
  JSON: "unknown",
};

/** `auto`, `light` or `dark` → "auto" | "light" | "dark" */
function typeOf(kind) {
  const words = codesIn(kind).map((word) => `"${word}"`);
  return TYPES[kind] ?? [...words, ...(kind.includes("JSON") ? ["string[]"] : [])].join(" | ");
}

const ATTRIBUTE_ROWS = rowsOf(embedding, "attribute");

function attributesOf(tagName) {
  return ATTRIBUTE_ROWS.filter(
    ([, , description]) => tagName === "faq-bot" || !ONLY_BOT.test(description),
  ).map(([cell, kind, description]) => {
    const [name] = codesIn(cell);
    const type = typeOf(kind);
    return {
      name,
      fieldName: toProperty(name),
      type: { text: type },
      description: description.replace(ONLY_BOT, ""),
      ...defaultIn(description, type),
    };
  });
}

/** A row of the docs may say the default: Default `x`, yes or no. */
function defaultIn(description, type) {
  const [, value, flag] = /Default (?:`([^`]+)`|(yes|no))/.exec(description) ?? [];
  if (flag) return { default: String(flag === "yes") };
  return value ? { default: type.startsWith("number") ? value : JSON.stringify(value) } : {};
}

const functions = rowsOf(embedding, "property").map(([name, type, description]) => ({
  name: codesIn(name)[0],
  type: { text: codesIn(type)[0] },
  description,
}));

/** The type of an event's `detail`, as the code has it. */
function detailOf(event) {
  const source = readFileSync(join(import.meta.dirname, "src/embed/events.ts"), "utf8");
  const [, text] = new RegExp(`^ {2}"${event}": ([^]*?);\\n(?= {2}[/"]|\\})`, "m").exec(source);
  return text
    .replace(/readonly |;\s*(?=\})/g, "")
    .replace(/\s+/g, " ")
    .replace(/(\w)\}$/, "$1 }");
}

const events = rowsOf(embedding, "event").map(([cell, when, detail, prevented]) => {
  const [name] = codesIn(cell);
  const isPrevented = prevented && ` \`preventDefault()\`: ${prevented}`;
  return {
    name,
    type: { text: `CustomEvent<${detailOf(name)}>` },
    description: `${when} \`detail\`: ${detail.replace(/\.$/, "")}.${isPrevented}`,
  };
});
const slots = rowsOf(embedding, "child").map(([name, description]) => ({
  name: /slot="(.+)"/.exec(name)?.[1] ?? "",
  description,
}));

/** What both elements have, or for the chat alone, what is no part of the button. */
function shownBy(tagName, rows) {
  const ofBot = /^`(<faq-bot>|FaqBot)`: /;
  return rows
    .filter(({ description }) => tagName === "faq-bot" || !ofBot.test(description))
    .map((row) => ({ ...row, description: row.description.replace(ofBot, "") }));
}

const cssParts = rowsOf(embedding, "part").map(([name, description]) => ({
  name: codesIn(name)[0],
  description,
}));
const cssProperties = theming
  .split("\n")
  .filter((line) => line.startsWith("| `--osc-"))
  .map((line) => line.split(" | ").map((cell) => cell.replace(/ \|$/, "")))
  .map(([name, description, value]) => ({
    name: codesIn(name)[0],
    description: `${description} Default: ${value}.`,
  }));

const ELEMENTS = { FaqBotElement: "faq-bot", OneShotChatElement: "oneshot-chat" };

function describe(declaration) {
  const tagName = ELEMENTS[declaration.name];
  const attributes = attributesOf(tagName);
  const fields = [
    ...attributes.map(({ name, fieldName, ...attribute }) => ({
      name: fieldName,
      attribute: name,
      ...attribute,
    })),
    ...functions,
  ].map((field) => ({ kind: "field", privacy: "public", ...field }));
  const methods = (declaration.members ?? []).filter(
    ({ kind, name, privacy }) =>
      kind === "method" && !privacy && !name.startsWith("#") && !name.endsWith("Callback"),
  );
  Object.assign(declaration, {
    tagName,
    customElement: true,
    attributes,
    superclass: { name: "HTMLElement" },
    members: [...fields, ...methods.map((method) => ({ ...method, inheritedFrom: undefined }))],
    events: tagName === "faq-bot" ? events : events.filter(({ name }) => name !== "oneshot-toggle"),
    slots,
    cssParts: shownBy(tagName, cssParts),
    cssProperties: shownBy(tagName, cssProperties),
  });
}

export default {
  globs: ["src/embed/{FaqBotElement,OneShotChatElement}.ts"],
  outdir: "dist",
  packagejson: false,
  plugins: [
    {
      name: "oneshot-chat:tables",
      packageLinkPhase({ customElementsManifest }) {
        const { modules } = customElementsManifest;
        for (const module of modules)
          for (const declaration of module.declarations ?? [])
            if (declaration.name in ELEMENTS) describe(declaration);
        // Both classes are in one built file. Their base is no element that a page can use.
        const declarations = modules
          .flatMap((module) => module.declarations ?? [])
          .filter(({ name }) => name in ELEMENTS);
        const path = "dist/embed/elements.js";
        const exports = declarations.flatMap(({ name, tagName }) => [
          { kind: "js", name, declaration: { name, module: path } },
          { kind: "custom-element-definition", name: tagName, declaration: { name, module: path } },
        ]);
        customElementsManifest.modules = [
          { kind: "javascript-module", path, declarations, exports },
        ];
      },
    },
  ],
};
