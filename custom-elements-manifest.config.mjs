// Makes dist/custom-elements.json, which editors and catalogues read. What an element offers is in the tables of the docs, and tests
// compare those with the code.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const read = (page) => readFileSync(join(import.meta.dirname, "docs", page), "utf8");
const embedding = read("embedding.md");
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
    return {
      name,
      fieldName: toProperty(name),
      type: { text: typeOf(kind) },
      description: description.replace(ONLY_BOT, ""),
    };
  });
}

const functions = codesIn(embedding.split("are properties only: ")[1].split("\n\n")[0]);
const events = rowsOf(embedding, "event").map(([name, when, detail]) => ({
  name: codesIn(name)[0],
  type: { text: "CustomEvent" },
  description: `${when} \`detail\`: ${detail}`,
}));
const slots = rowsOf(embedding, "child").map(([name, description]) => ({
  name: /slot="(.+)"/.exec(name)?.[1] ?? "",
  description,
}));
const cssParts = codesIn(embedding.split("\nParts: ")[1].split("\n\n")[0]).map((name) => ({
  name,
}));
const cssProperties = theming
  .split("\n")
  .filter((line) => line.startsWith("| `--osc-"))
  .map((line) => line.split(" | "))
  .map(([name, description]) => ({ name: codesIn(name)[0], description }));

const ELEMENTS = { FaqBotElement: "faq-bot", OneShotChatElement: "oneshot-chat" };

function describe(declaration) {
  const tagName = ELEMENTS[declaration.name];
  const attributes = attributesOf(tagName);
  const fields = [
    ...attributes.map(({ fieldName, type, description }) => ({
      name: fieldName,
      type,
      description,
    })),
    ...functions.map((name) => ({ name })),
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
    cssParts,
    cssProperties,
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
        const exports = declarations.map(({ name }) => ({
          kind: "js",
          name,
          declaration: { name, module: path },
        }));
        customElementsManifest.modules = [
          { kind: "javascript-module", path, declarations, exports },
        ];
      },
    },
  ],
};
