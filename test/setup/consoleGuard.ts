import { afterEach, beforeEach, expect, vi, type MockInstance } from "vitest";

/**
 * Fails a test that writes warnings or errors to the console. A test that expects some installs its own spy. Every
 * project of `vitest.config.ts` uses it; the stories have `.storybook/consoleGuard.ts`.
 */
let consoleSpies: MockInstance[] = [];

beforeEach(() => {
  consoleSpies = [vi.spyOn(console, "error"), vi.spyOn(console, "warn")];
});

afterEach(() => {
  const noise = consoleSpies.flatMap((spy) => spy.mock.calls);
  vi.restoreAllMocks();
  expect(noise).toEqual([]);
});
