/** Every fault of the list over real sockets, as a page with an `apiUrl` meets it. */
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { FAULTS } from "./faultList.js";
import { meetFault, outcomeOf } from "./meetFault.js";
import { GUARDED } from "./transports.js";
import { warmUp } from "./warmUp.js";

beforeAll(() => warmUp(GUARDED));
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test.each(FAULTS.map((fault) => [`${fault.fault}: ${fault.name}`, fault] as const))(
  "%s",
  async (_title, fault) => {
    expect(await meetFault(fault, GUARDED)).toMatchObject(outcomeOf(fault, GUARDED));
  },
  60_000,
);
