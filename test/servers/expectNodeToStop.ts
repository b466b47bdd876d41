import { expect } from "vitest";
import type { TestServer } from "./TestServer.js";

/** Seven times the time between two ticks of a node that works. */
export const QUIET_MS = 700;

/** Waits until no node of the server works any more: it has been quiet for {@link QUIET_MS}. */
export async function expectNodeToStop(server: TestServer): Promise<void> {
  let ticks = server.ticks();
  let quietSince = performance.now();
  const isQuiet = () => {
    const now = server.ticks();
    if (now !== ticks) quietSince = performance.now();
    ticks = now;
    return performance.now() - quietSince >= QUIET_MS;
  };
  await expect.poll(isQuiet, { timeout: 20_000, interval: 50 }).toBe(true);
}
