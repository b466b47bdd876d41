/** Every fault of the list over real sockets, as a page with an `apiUrl` meets it. */
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { FAULTS, NOT_HERE } from "./faultList.js";
import { meetFault, outcomeOf } from "./meetFault.js";
import { GUARDED } from "./transports.js";
import { warmUp } from "./warmUp.js";

beforeAll(() => warmUp(GUARDED));
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test.each(FAULTS.map((fault) => [`${fault.fault}, ${fault.name}`, fault] as const))(
  "%s",
  async (_title, fault) => {
    expect(await meetFault(fault, GUARDED)).toMatchObject(outcomeOf(fault, GUARDED));
  },
  60_000,
);

test("each of the 56 faults is met here, or it is said where", () => {
  const here = new Set<string>(FAULTS.map(({ fault }) => fault));
  const all = Array.from({ length: 56 }, (_, at) => `F${at + 1}`);
  expect(all.filter((fault) => !here.has(fault) && !(fault in NOT_HERE))).toEqual([]);
  expect([...here, ...Object.keys(NOT_HERE)].filter((fault) => !all.includes(fault))).toEqual([]);
});
