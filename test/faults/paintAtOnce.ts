import { vi } from "vitest";

/** Gives Node frames. The timer in their place would take up half of these tests' time. */
export function paintAtOnce(): void {
  vi.stubGlobal("requestAnimationFrame", setImmediate);
  vi.stubGlobal("cancelAnimationFrame", clearImmediate);
}
