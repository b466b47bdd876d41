/** `docs/faults.md` against the tests: each fault has one number and one name there. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FAULTS, NOT_HERE } from "../faults/faultList.js";
import { ROOT } from "./built.js";

const page = readFileSync(join(ROOT, "docs/faults.md"), "utf8");
const listed = [...page.matchAll(/^\| (F\d+) ([^|]+?) \| [^|]+ \| [^|]+ \|$/gm)].map(
  ([, number = "", name = ""]) => ({ number, name }),
);

test("the list of faults names every number from F1 to F56 once", () => {
  const numbers = listed.map(({ number }) => Number(number.slice(1))).sort((a, b) => a - b);
  expect(numbers).toEqual(Array.from({ length: 56 }, (_, at) => at + 1));
  expect(new Set(listed.map(({ name }) => name)).size).toBe(56);
});

test("the list of faults names every fault that the tests play", () => {
  // A test may name a fault by its number alone, or by number and name.
  const titles = new Set(listed.flatMap(({ number, name }) => [number, `${number} ${name}`]));
  const played: string[] = [...FAULTS.map(({ fault }) => fault), ...Object.keys(NOT_HERE)];
  expect(played.filter((fault) => !titles.has(fault))).toEqual([]);
});
