import { vi } from "vitest";

/** Long enough for a busy machine. Vitest gives up after a second. */
const PATIENCE = { timeout: 20_000, interval: 10 };

/** Resolves when the check no longer throws, with what it returns. */
export function waitFor<Result>(check: () => Result | Promise<Result>): Promise<Result> {
  return vi.waitFor(check, PATIENCE);
}

/** Resolves when the check returns something truthy. */
export async function waitUntil(check: () => unknown): Promise<void> {
  await vi.waitUntil(check, PATIENCE);
}
