import { expect } from "vitest";
import type { TestServer } from "./TestServer.js";

/** Seven times the time between two ticks of a node that works. */
const QUIET_MS = 700;

/** Waits until no node of the server works any more. */
export async function expectNodeToStop(server: TestServer): Promise<void> {
  await expect
    .poll(
      async () => {
        const before = server.ticks();
        await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
        return server.ticks() === before;
      },
      { timeout: 20_000 },
    )
    .toBe(true);
}
