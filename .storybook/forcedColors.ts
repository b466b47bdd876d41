import type { Preview } from "@storybook/react-vite";
import { expect } from "storybook/test";

declare module "vitest/browser" {
  interface BrowserCommands {
    /** Defined in `vitest.stories.config.ts`. */
    emulateForcedColors(value: "active" | "none"): Promise<void>;
  }
}

/**
 * Shows a story with `globals: { forcedColors: "active" }` in forced colours. Only the browser that Vitest starts can
 * switch them on. In Storybook itself, choose a contrast theme of the system.
 */
export const forcedColors: NonNullable<Preview["beforeEach"]> = async ({ globals }) => {
  if (globals["forcedColors"] !== "active" || !("__vitest_browser__" in globalThis)) return;
  const { commands } = await import("vitest/browser");
  await commands.emulateForcedColors("active");
  await expect(matchMedia("(forced-colors: active)").matches).toBe(true);
  return () => commands.emulateForcedColors("none");
};
