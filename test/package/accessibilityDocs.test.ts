/** `docs/accessibility.md` against the tests and WCAG 2.2. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "./built.js";

/** All criteria of WCAG 2.2 with level A or AA: guideline by guideline, the last parts of their numbers. */
const CRITERIA: Record<string, readonly number[]> = {
  "1.1": [1],
  "1.2": [1, 2, 3, 4, 5],
  "1.3": [1, 2, 3, 4, 5],
  "1.4": [1, 2, 3, 4, 5, 10, 11, 12, 13],
  "2.1": [1, 2, 4],
  "2.2": [1, 2],
  "2.3": [1],
  "2.4": [1, 2, 3, 4, 5, 6, 7, 11],
  "2.5": [1, 2, 3, 4, 7, 8],
  "3.1": [1, 2],
  "3.2": [1, 2, 3, 4, 6],
  "3.3": [1, 2, 3, 4, 7, 8],
  "4.1": [2, 3],
};

const page = readFileSync(join(ROOT, "docs/accessibility.md"), "utf8");
const rows = [
  ...page.matchAll(/^\| (\d\.\d\.\d+) [^|]+ \| (A{1,2}) \| ([^|]+) \| ([^|]+) \|$/gm),
].map(([, criterion = "", , how = "", proof = ""]) => ({ criterion, how, proof }));

test("the page lists all 55 criteria of WCAG 2.2 A and AA, each once and in order", () => {
  const all = Object.entries(CRITERIA).flatMap(([guideline, numbers]) =>
    numbers.map((number) => `${guideline}.${number}`),
  );
  expect(all).toHaveLength(55);
  expect(rows.map(({ criterion }) => criterion)).toEqual(all);
});

test("each criterion names a test that exists, a step for a person, or does not apply", () => {
  const steps = [...page.matchAll(/^(\d+)\. /gm)].map(([, number]) => number);
  const wrong = rows.filter(({ proof }) => {
    if (proof === "not applicable") return false;
    const step = /^by hand: step (\d+)$/.exec(proof);
    if (step) return !steps.includes(step[1]);
    const [, file = "", name = ""] = /^`([^`]+)`: "(.+)"$/.exec(proof) ?? [];
    return name === "" || !existsSync(join(ROOT, file)) || !namesIn(file).includes(name);
  });
  expect(wrong).toEqual([]);
});

/** The names of the tests of a file, as they are written there. */
function namesIn(file: string): string[] {
  const text = readFileSync(join(ROOT, file), "utf8");
  return [...text.matchAll(/\btest(?:\.each\([^]*?\))?\(\s*"([^"]+)"/g)].map(
    ([, name = ""]) => name,
  );
}

test("no reader of the page thinks that people have tried it before they have", () => {
  const runs = /^\| Last run \| (.+) \|$/m.exec(page)?.[1]?.split(" | ") ?? [];
  expect(runs).toHaveLength(3);
  if (runs.includes("not run")) expect(page).toMatch(/No person has run the .*yet/);
});
