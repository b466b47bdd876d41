/** The tables and the code of docs/gateway.md against the options, the flags, the checks and the files of examples/gateway. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { CHECKS } from "../../src/gateway/cli/doctor/Outcome.js";
import { DEFAULTS } from "../../src/gateway/cli/readConfig.js";
import { SETTING_ROWS } from "../../src/gateway/cli/settingRows.js";
import { REFUSALS } from "../../src/gateway/codes.js";
import { DEFAULT_LIMITS, toSettings } from "../../src/gateway/settings.js";
import { ROOT } from "./built.js";
import { readRows } from "./tables.js";

const page = readFileSync(join(ROOT, "docs/gateway.md"), "utf8");

const rowsOf = (header: string) => readRows(page, header);

const codeOf = (cell = "") => /^`(.+)`$/.exec(cell)?.[1];

/** A default in code form, as a value: `10_000`, `["updates"]`. */
function valueOf(cell: string | undefined): unknown {
  const code = codeOf(cell);
  return code === undefined ? undefined : JSON.parse(code.replace(/(?<=\d)_(?=\d)/g, ""));
}

/** The options as paths. Objects with a type of their own in options.ts are followed, functions and records are not. */
function optionPaths(): readonly string[] {
  const file = join(ROOT, "src/gateway/options.ts");
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022);
  const types = new Map(
    source.statements.filter(ts.isInterfaceDeclaration).map((each) => [each.name.text, each]),
  );
  const pathsOf = (type: string): readonly string[] =>
    [...(types.get(type)?.members ?? [])].filter(ts.isPropertySignature).flatMap((member) => {
      const name = member.name.getText(source);
      const written = member.type?.getText(source) ?? "";
      const [inner] = /^\w+Options\b|^GatewayLimits$/.exec(written) ?? [];
      if (inner === "GatewayLimits") return [name];
      const below =
        inner && types.has(inner) ? pathsOf(inner).map((path) => `${name}.${path}`) : [];
      // LangSmith is one of two ways to send feedback, so both the way and its members have a row.
      const isWhole = below.length === 0 || written.includes("|");
      return [...(isWhole ? [name] : []), ...below];
    });
  return pathsOf("GatewayOptions");
}

test("docs/gateway.md has one row for every option", () => {
  const listed = rowsOf("option").map(([name]) => codeOf(name));
  expect(listed.length).toBeGreaterThan(20);
  expect([...listed].sort()).toEqual([...optionPaths()].sort());
});

test("docs/gateway.md gives the defaults that the code has", () => {
  const settings = toSettings({
    upstream: { apiUrl: "http://127.0.0.1" },
    assistants: { faq: "faq" },
    allowedOrigins: ["https://site.example"],
    limitStore: { redisUrl: "redis://127.0.0.1" },
    feedback: { secret: "s".repeat(32), send: { apiKey: "key" } },
  });
  const inCode = (path: string) =>
    path.split(".").reduce<unknown>((value, name) => Reflect.get(Object(value), name), settings);
  // These two are filled in where feedback is sent.
  const elsewhere = ["feedback.send.langSmithUrl", "feedback.send.feedbackKey"];
  const rows = rowsOf("option").flatMap(([name, given]) => {
    const path = codeOf(name) ?? "";
    return codeOf(given) === undefined || elsewhere.includes(path) ? [] : [{ path, given }];
  });
  expect(rows.length).toBeGreaterThan(8);
  expect(Object.fromEntries(rows.map(({ path, given }) => [path, valueOf(given)]))).toEqual(
    Object.fromEntries(rows.map(({ path }) => [path, inCode(path)])),
  );
  const sender = readFileSync(join(ROOT, "src/gateway/feedback/sendToLangSmith.ts"), "utf8");
  for (const [name, given] of rowsOf("option"))
    if (elsewhere.includes(codeOf(name) ?? "")) expect(sender).toContain(codeOf(given));
});

test("docs/gateway.md lists every refusal with its status", () => {
  const listed = rowsOf("code").map(([code, status]) => [codeOf(code), Number(status)]);
  const inCode = Object.entries(REFUSALS).map(([code, [status]]) => [code, status]);
  expect([...listed].sort()).toEqual(inCode.sort());
});

test("docs/gateway.md lists the settings of the command with their defaults", () => {
  const listed = rowsOf("setting").map(([name, given]) => [codeOf(name), valueOf(given)]);
  expect(Object.fromEntries(listed)).toEqual(DEFAULTS);
});

test("docs/gateway.md names the flag and the variable of every option that has them", () => {
  const stated = [...rowsOf("option"), ...rowsOf("setting")]
    .filter(([name]) => codeOf(name) !== "limits")
    .flatMap(([name, , names = ""]) =>
      [...names.matchAll(/`([^`]+)`/g)].map(([, each]) => `${codeOf(name)} ${each}`),
    );
  const inCode = SETTING_ROWS.filter(
    ({ path, kind }) => path[0] !== "limits" && kind !== "no-key",
  ).flatMap(({ path, flag, env }) =>
    [flag && `--${flag}`, env].flatMap((each) => (each ? `${path.join(".")} ${each}` : [])),
  );
  expect(stated.sort()).toEqual(inCode.sort());
  expect(page).toContain("--without-upstream-api-key");
});

test("every option that a text can set has a variable", () => {
  const set = new Set(SETTING_ROWS.map(({ path }) => path.join(".")));
  const unset = optionPaths().filter((path) => !set.has(path));
  expect([...unset].sort()).toEqual([
    "authorize",
    "feedback.send",
    "inputSchema",
    "limits",
    "log",
    "onRun",
  ]);
  for (const name of Object.keys(DEFAULT_LIMITS)) expect(set).toContain(`limits.${name}`);
});

test("docs/gateway.md explains every check of the doctor", () => {
  expect(rowsOf("check").map(([name]) => codeOf(name))).toEqual([...CHECKS]);
});

test.each([
  ["gateway.md", "examples/gateway"],
  ["security.md", "examples/gateway/closed-server"],
])("the code in docs/%s is that of %s", (file, folder) => {
  const text = readFileSync(join(ROOT, "docs", file), "utf8");
  const blocks = [...text.matchAll(/^```\w+ file=(\S+)\n([\s\S]*?)^```$/gm)];
  expect(blocks.length).toBeGreaterThan(2);
  for (const [, name = "", code] of blocks)
    expect(code).toBe(readFileSync(join(ROOT, folder, name), "utf8"));
});
