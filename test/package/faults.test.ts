/** `docs/faults.md` against the tests: each fault has one number and one name there. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FAULTS, PLAYED_ELSEWHERE } from "../faults/faultList.js";
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

test("the tests play every fault of the list, and none that it does not name", () => {
  const played = new Set([...FAULTS.map(({ fault }) => fault), ...Object.keys(PLAYED_ELSEWHERE)]);
  expect([...played].sort()).toEqual(listed.map(({ name }) => name).sort());
});
