import { afterEach, beforeEach, expect, vi, type MockInstance } from "vitest";

/** Console noise fails a test; one that expects some replaces the spy with its own. */
let consoleSpies: MockInstance[] = [];

beforeEach(() => {
  consoleSpies = [vi.spyOn(console, "error"), vi.spyOn(console, "warn")];
});

afterEach(() => {
  const noise = consoleSpies.flatMap((spy) => spy.mock.calls);
  vi.restoreAllMocks();
  expect(noise).toEqual([]);
});
