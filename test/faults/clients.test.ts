/**
 * The same faults as an app meets them that passes an SDK client of its own, made with `maxRetries: 0`. The newest client
 * meets all of them. The three older ones share them, and meet all of them in `npm run test:long`.
 */
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { FAULTS } from "./faultList.js";
import { meetFault, outcomeOf } from "./meetFault.js";
import { CLIENTS } from "./transports.js";
import { warmUp } from "./warmUp.js";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe.each(CLIENTS.map((transport, at) => [transport.name, transport, at] as const))(
  "%s",
  (_name, transport, at) => {
    const isMet = (index: number, isLong = false) =>
      at === 0 || Boolean(process.env.LONG) || (!isLong && index % 3 === at - 1);
    const met = FAULTS.filter(({ guardedOnly }) => !guardedOnly).filter(({ isLong }, index) =>
      isMet(index, isLong),
    );

    beforeAll(() => warmUp(transport));

    test.each(met.map((fault) => [`${fault.fault}: ${fault.name}`, fault] as const))(
      "%s",
      async (_title, fault) => {
        expect(await meetFault(fault, transport)).toMatchObject(outcomeOf(fault, transport));
      },
      60_000,
    );
  },
);
