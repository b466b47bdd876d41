/** The files for pages without React: what they weigh, what they load, and what a strict policy wants of them. */
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DEFAULT_LABELS } from "../../src/components/labels/en.js";
import { STUB_WORDS } from "../../src/embed/words.js";
import { buildEmbed, ROOT } from "./built.js";
import { readRows } from "./tables.js";

const folder = mkdtempSync(join(tmpdir(), "oneshot-chat-embed-"));
const read = (name: string) => readFileSync(join(folder, name));
const names = () => readdirSync(folder).filter((name) => name.endsWith(".js"));
const app = () => names().find((name) => name.startsWith("app-")) ?? "";

beforeAll(() => buildEmbed(folder), 240_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** The most that each may weigh after gzip, in bytes. The styles are in the scripts. */
const LIMITS = [
  { what: "the button alone", files: () => ["embed.js"], limitBytes: 5_600 },
  { what: "the button and the rest", files: () => ["embed.js", app()], limitBytes: 70_000 },
  { what: "the single file", files: () => ["embed.bundle.js"], limitBytes: 70_000 },
];

test.each(LIMITS)("$what stays below its limit", ({ what, files, limitBytes }) => {
  const bytes = files().reduce((sum, name) => sum + gzipSync(read(name)).length, 0);
  console.info(`${what}: ${(bytes / 1000).toFixed(1)} kB`);
  expect(bytes).toBeGreaterThan(3_000);
  expect(bytes).toBeLessThanOrEqual(limitBytes);
});

test("docs/embedding.md states the sizes within 3 %", () => {
  const rows = readRows(readFileSync(join(ROOT, "docs/embedding.md"), "utf8"), "file");
  const stated = rows.filter(([, , size]) => size?.endsWith("kB"));
  expect(stated).toHaveLength(4);
  for (const [cell = "", , size = ""] of stated) {
    const name = cell.replaceAll("`", "").replace(/^app-.*/, app());
    const kb = gzipSync(read(name)).length / 1000;
    expect(Math.abs(parseFloat(size) / kb - 1)).toBeLessThan(0.03);
  }
});

test("no file runs text as code, and only the app's name is loaded", () => {
  for (const name of names()) {
    const code = read(name).toString();
    // Timers that get a text run it too.
    const sinks =
      /\beval\(|\bFunction\(|\bset(?:Timeout|Interval)\(["'`]|insertAdjacentHTML|document\.write/.exec(
        code,
      );
    expect(sinks?.[0]).toBeUndefined();
    const isComplete = !/^import[ {*"']|[;}]import[{*"']/.test(code);
    expect(isComplete).toBe(true);
    const loaded = [...code.matchAll(/\bimport\((["'`])([^"'`$]*)\1\)/g)].map(([, , path]) => path);
    expect(loaded).toEqual(["embed.js", "elements.js"].includes(name) ? [`./${app()}`] : []);
  }
});

test("integrity.json has the hash of every script", () => {
  const hashes = JSON.parse(read("integrity.json").toString()) as Record<string, string>;
  const made = names().map((name) => [
    name,
    `sha384-${createHash("sha384").update(read(name)).digest("base64")}`,
  ]);
  expect(made).toHaveLength(4);
  expect(hashes).toEqual(Object.fromEntries(made));
});

test("the words of the button are those of the English labels", () => {
  const { launcher, withShortcut, tryAgain, errors } = DEFAULT_LABELS;
  expect(STUB_WORDS).toEqual({ launcher, withShortcut, tryAgain, network: errors.network });
});

test.each(["embed.js", "embed.bundle.js"])("a server can import %s without a DOM", async (name) => {
  await expect(import(join(folder, name))).resolves.toBeDefined();
});

test("a server can import the classes without a DOM", async () => {
  const elements = (await import(join(folder, "elements.js"))) as object;
  expect(Object.keys(elements).sort()).toEqual([
    "FaqBotElement",
    "OneShotChatElement",
    "defineElements",
  ]);
});
