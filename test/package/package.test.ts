import { execFileSync } from "node:child_process";
import { gzipSync } from "node:zlib";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { build } from "esbuild";
import { buildPackage, gzipBytesOf, ROOT } from "./built.js";

beforeAll(buildPackage, 240_000);

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const files = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((name) =>
    join(folder, name),
  );

test("the entries export these names and no others", async () => {
  const index: object = await import(join(ROOT, "dist/index.js"));
  const markdown: object = await import(join(ROOT, "dist/markdown.js"));
  const testing: object = await import(join(ROOT, "dist/testing.js"));
  const gateway: object = await import(join(ROOT, "dist/gateway.js"));
  expect(Object.keys(gateway).sort()).toEqual([
    "GatewayConfigError",
    "createGateway",
    "serveGateway",
    "toNodeHandler",
  ]);
  expect(Object.keys(index).sort()).toEqual([
    "DEFAULT_LABELS",
    "FaqBot",
    "OneShotChat",
    "sendFeedback",
    "useStatelessRun",
  ]);
  expect(Object.keys(markdown).sort()).toEqual([
    "CopyButton",
    "DEFAULT_MARKDOWN_LABELS",
    "Markdown",
    "toPlainText",
  ]);
  const parts: object = await import(join(ROOT, "dist/parts.js"));
  expect(Object.keys(parts).sort()).toEqual([
    "Actions",
    "Announcer",
    "Answer",
    "AskAgain",
    "Consent",
    "Contact",
    "Copy",
    "CustomEvents",
    "Disclaimer",
    "ErrorNotice",
    "Feedback",
    "Form",
    "Header",
    "Input",
    "Label",
    "Limit",
    "Note",
    "Question",
    "Reasoning",
    "Result",
    "Root",
    "Sources",
    "Status",
    "Steps",
    "Submit",
    "Suggestions",
    "Time",
    "ToolCalls",
  ]);
  expect(Object.keys(testing).sort()).toEqual([
    "aiMessage",
    "answer",
    "bytes",
    "completeRun",
    "createScriptedServer",
    "custom",
    "cut",
    "delta",
    "event",
    "hold",
    "joined",
    "metadata",
    "pause",
    "runFailed",
    "tokens",
    "update",
    "values",
  ]);
});

test("every path of the exports map, and the file for CDNs, is in the build", () => {
  const { exports, unpkg } = JSON.parse(read("package.json")) as {
    exports: Record<string, string | Record<string, string>>;
    unpkg: string;
  };
  const paths = Object.values(exports).flatMap((entry) =>
    typeof entry === "string" ? [entry] : Object.values(entry),
  );
  expect([...paths, unpkg].filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test("the React entry begins with its directive, the testing entry needs none", () => {
  expect(read("dist/index.js")).toMatch(/^"use client";/);
  expect(read("dist/markdown.js")).toMatch(/^"use client";/);
  expect(read("dist/parts.js")).toMatch(/^"use client";/);
  expect(read("dist/testing.js")).not.toContain("use client");
});

test.each(["de", "ar"])(
  "the words of labels/%s are plain data, and no other entry has them",
  async (name) => {
    const source = read(`dist/labels/${name}.js`);
    expect(source).not.toMatch(/\bimport\b|use client/);
    const words: object = await import(join(ROOT, `dist/labels/${name}.js`));
    expect(Object.keys(words)).toEqual([name]);
    const question = /question: (".+?")/.exec(source)?.[1] ?? "";
    expect(question).not.toBe("");
    const others = readdirSync(join(ROOT, "dist")).filter((file) => file.endsWith(".js"));
    const having = (text: string) => others.filter((file) => read(`dist/${file}`).includes(text));
    expect(having('question: "Your question"')).toHaveLength(1);
    expect(having(question)).toEqual([]);
  },
);

test("no declaration names the SDK, and a project without it compiles against them", () => {
  const declarations = files("dist/types").filter((file) => file.endsWith(".d.ts"));
  expect(declarations.length).toBeGreaterThan(5);
  expect(declarations.filter((file) => read(file).includes("langgraph-sdk"))).toEqual([]);

  // Inside the repository, so that the consumer finds React's types; the package by its real name.
  const consumer = mkdtempSync(join(ROOT, "dist/consumer-"));
  writeFileSync(
    join(consumer, "page.tsx"),
    `import { OneShotChat, useStatelessRun } from "oneshot-chat";
     import { ar } from "oneshot-chat/labels/ar";
     import { de } from "oneshot-chat/labels/de";
     import { createScriptedServer } from "oneshot-chat/testing";
     import "oneshot-chat/styles.css";
     import type {} from "oneshot-chat/embed/jsx";
     export const help = <faq-bot class="help" api-url="/api" assistant-id="faq" note="false" />;
     document.addEventListener("oneshot-error", ({ detail }) => detail.kind);
     export const server = createScriptedServer([]);
     export function Page() {
       const run = useStatelessRun({ apiUrl: "/api", assistantId: "faq" });
       const labels = run.status === "idle" ? de : { ...ar, ask: "…" };
       return <OneShotChat run={run} labels={labels} title={run.status === "error" ? run.error.kind : "Help"} />;
     }`,
  );
  const compile = () =>
    execFileSync(
      join(ROOT, "node_modules/.bin/tsc"),
      [
        "--noEmit",
        "--strict",
        "--exactOptionalPropertyTypes",
        // The default from TypeScript 7 on: an import of a stylesheet without types does not compile.
        "--noUncheckedSideEffectImports",
        "--module",
        "nodenext",
        "--target",
        "es2022",
        "--jsx",
        "react-jsx",
        join(consumer, "page.tsx"),
      ],
      { cwd: ROOT, encoding: "utf8" },
    );
  expect(compile()).toBe("");
  rmSync(consumer, { recursive: true });
}, 240_000);

test("nothing of a key or a LangSmith client is in the build, and notices are", () => {
  const built = read("dist/index.js") + read("dist/markdown.js");
  expect(built).not.toMatch(
    /langsmith\/|lsv2_|dangerouslySetInnerHTML|innerHTML|eval\(|new Function/,
  );
  expect(built).not.toContain("jsxDEV");
  const notices = read("dist/THIRD_PARTY_NOTICES.md");
  for (const name of ["@langchain/langgraph-sdk", "eventsource-parser"])
    expect(notices).toContain(`# ${name} `);
});

/** What an application pays for each import, and the most that it may. Bytes after gzip, without React. */
const SIZES = [
  { name: "the hook with its transport", names: "{ useStatelessRun }", limitBytes: 22_000 },
  {
    name: "hook and OneShotChat with Markdown",
    names: "{ OneShotChat, useStatelessRun }",
    limitBytes: 52_000,
  },
  {
    name: "FaqBot and OneShotChat",
    names: "{ FaqBot, OneShotChat, useStatelessRun }",
    limitBytes: 56_000,
  },
] as const;

/** Three layouts that an application makes of parts, each with one part more than the one before. */
const LAYOUTS = [
  ["Root", "Form", "Input", "Submit", "Answer"],
  ["Root", "Form", "Input", "Submit", "Answer", "Feedback"],
  ["Root", "Form", "Input", "Submit", "Answer", "Feedback", "ToolCalls"],
];

/** Where pages state both sizes, in this order, in kB. */
const STATED = {
  "README.md":
    /The hook with its transport is (\S+) kB gzip, with `<OneShotChat>` and\s+its Markdown (\S+) kB/,
  "CHANGELOG.md":
    /The hook with its transport is (\S+) kB gzip [^,]*, with `<OneShotChat>` and its Markdown\s+(\S+) kB/,
  "examples/faq-bot/entries/bundle-size.md":
    /[Tt]he hook with its transport is (\S+) kB after gzip, and with `<OneShotChat>` and Markdown (\S+) kB/,
};

describe("sizes, gzip, without React", () => {
  const bytes: number[] = [];

  beforeAll(async () => {
    for (const { names } of SIZES)
      bytes.push(
        await gzipBytesOf(`export ${names} from ${JSON.stringify(join(ROOT, "dist/index.js"))};`),
      );
  }, 240_000);

  test.each(SIZES.map((size, at) => ({ ...size, at })))(
    "$name stays below its limit",
    ({ name, limitBytes, at }) => {
      console.info(`${name}: ${((bytes[at] ?? NaN) / 1000).toFixed(1)} kB`);
      expect(bytes[at]).toBeLessThanOrEqual(limitBytes);
    },
  );

  test("a bundle holds only the parts that an application imports", async () => {
    const parts = JSON.stringify(join(ROOT, "dist/parts.js"));
    const layouts: number[] = [];
    for (const names of LAYOUTS)
      layouts.push(await gzipBytesOf(`export { ${names.join(", ")} } from ${parts};`));
    const [small = NaN, withFeedback = NaN, withTools = NaN] = layouts;
    console.info(`parts: ${layouts.map((size) => (size / 1000).toFixed(1)).join(", ")} kB`);
    expect(withFeedback - small).toBeGreaterThan(300);
    expect(withTools - withFeedback).toBeGreaterThan(300);
    expect(withTools).toBeLessThan(bytes[1] ?? NaN);
  }, 240_000);

  test("the stylesheet stays below 7 kB", async () => {
    const { outputFiles } = await build({
      entryPoints: [join(ROOT, "dist/styles.css")],
      minify: true,
      write: false,
    });
    const css = gzipSync(outputFiles[0]?.contents ?? "").byteLength;
    console.info(`styles.css: ${(css / 1000).toFixed(1)} kB`);
    expect(css).toBeLessThanOrEqual(7_000);
  });

  const pages = Object.entries(STATED).map(([page, sentence]) => ({ page, sentence }));
  test.each(pages)("$page states the sizes within 3 %", ({ page, sentence }) => {
    const stated = sentence.exec(read(page))?.slice(1).map(Number) ?? [];
    const differences = SIZES.slice(0, 2).map((_, at) => {
      const built = (bytes[at] ?? NaN) / 1000;
      return Math.abs((stated[at] ?? NaN) - built) / built;
    });
    expect(differences.filter((difference) => !(difference <= 0.03))).toEqual([]);
  });
});
