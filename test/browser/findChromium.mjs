import { existsSync } from "node:fs";
import { chromium } from "playwright";
import { findSystemChromium } from "./findSystemChromium.mjs";

/**
 * Finds the Chromium to start: the system's, see {@link findSystemChromium}, or Playwright's.
 *
 * @returns {string | undefined} the path, or `undefined` if none is installed
 */
export function findChromium() {
  const downloaded = chromium.executablePath();
  return findSystemChromium() ?? (existsSync(downloaded) ? downloaded : undefined);
}
