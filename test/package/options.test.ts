/**
 * The tables in `docs/` against the code: every option has a row with the default it really has, and every kind of
 * error a row with the words that visitors read.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { beforeAll, expect, test } from "vitest";
import { DEFAULT_LABELS } from "../../src/components/labels/en.js";
import { runError, type RunError, type RunErrorKind } from "../../src/langgraph/errors.js";
import { DEFAULTS } from "../../src/run/settings.js";
import { ROOT } from "./built.js";

interface Row {
  readonly name: string;
  /** The cell as it is written. */
  readonly given: string;
}

/** The rows of every table in a page whose header begins with `option | default`. */
function rowsOf(page: string): readonly Row[] {
  const rows: Row[] = [];
  let isInside = false;
  for (const line of readFileSync(join(ROOT, "docs", page), "utf8").split("\n")) {
    if (line.startsWith("| option | default |")) isInside = true;
    else if (!line.startsWith("|")) isInside = false;
    const [, name, given] = /^\| `(\w+)` \| (.+?) \|/.exec(line) ?? [];
    if (isInside && name && given) rows.push({ name, given });
  }
  return rows;
}

/** A default in code form, as a value: `10_000`, `"stream"`, `["updates"]`. `undefined` for words. */
function valueOf({ given }: Row): unknown {
  const code = /^`(.+)`$/.exec(given)?.[1];
  return code === undefined ? undefined : JSON.parse(code.replace(/(?<=\d)_(?=\d)/g, ""));
}

/** The names of all properties of a type, or of a union's members. */
function namesOf(file: string, type: string): readonly string[] {
  const program = ts.createProgram([join(ROOT, file)], { strict: true, skipLibCheck: true });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(join(ROOT, file));
  const declaration = source?.statements.find(
    (statement): statement is ts.TypeAliasDeclaration =>
      ts.isTypeAliasDeclaration(statement) && statement.name.text === type,
  );
  if (!declaration) throw new Error(`${file} declares no type ${type}`);
  const declared = checker.getTypeAtLocation(declaration);
  const members = declared.isUnion() ? declared.types : [declared];
  return [...new Set(members.flatMap((member) => member.getProperties().map(({ name }) => name)))];
}

let options: readonly string[];
beforeAll(() => {
  options = namesOf("src/run/types.ts", "RunOptions");
}, 240_000);

test("docs/hook.md has one row for every option, and none for anything else", () => {
  expect(options).toContain("assistantId");
  expect(rowsOf("hook.md").map(({ name }) => name)).toHaveLength(options.length);
  expect(
    rowsOf("hook.md")
      .map(({ name }) => name)
      .sort(),
  ).toEqual([...options].sort());
});

test.each(["hook.md", "reliability.md"])("docs/%s gives the defaults that the code has", (page) => {
  const rows = rowsOf(page);
  expect(rows.length).toBeGreaterThan(3);
  const inCode = Object.fromEntries(
    rows.map(({ name }) => [name, (DEFAULTS as Record<string, unknown>)[name]]),
  );
  expect(Object.fromEntries(rows.map((row) => [row.name, valueOf(row)]))).toEqual(inCode);
});

test("every default of the code is an option", () => {
  expect(Object.keys(DEFAULTS).filter((name) => !options.includes(name))).toEqual([]);
});

/** An error of any kind. TypeScript cannot tell which details a kind needs that is known at run time only. */
const toError = runError as (kind: RunErrorKind, details: object) => RunError;

test("docs/reliability.md says what visitors read for each kind of error, and whether they may try again", () => {
  const page = readFileSync(join(ROOT, "docs/reliability.md"), "utf8");
  const rows = page.matchAll(
    /^\| .+ \| `(\w+)`[^|]* \| (.+?) \| (yes|no|after the countdown) \|$/gm,
  );
  const stated = [...rows].map(([, kind, words, again]) => [kind, words, again !== "no"]);
  const kinds = Object.keys(DEFAULT_LABELS.errors) as RunErrorKind[];
  const inCode = kinds.map((kind) => [
    kind,
    DEFAULT_LABELS.errors[kind],
    toError(kind, {}).canRetry,
  ]);
  expect(stated.sort()).toEqual(inCode.sort());
});

test("docs/hook.md lists every kind of error", () => {
  const page = readFileSync(join(ROOT, "docs/hook.md"), "utf8");
  const section = /^## Errors$[\s\S]*?(?=^#{2,3} )/m.exec(page)?.[0] ?? "";
  const cells = [...section.matchAll(/^\| (`.+?) \|/gm)].map(([, cell = ""]) => cell);
  const listed = cells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, kind]) => kind));
  expect(listed.sort()).toEqual(Object.keys(DEFAULT_LABELS.errors).sort());
});
