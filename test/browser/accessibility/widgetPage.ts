/** One Chromium and one page for all tests of a file. */
import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { launchChromium, watch, type Watched } from "../harness.js";
import { pageUrl } from "../pageUrl.js";
import type { State } from "./states.js";

export const DESKTOP = { width: 1280, height: 800 };

/** Registers the hooks. The page is the same for all tests, and has its usual size, direction and media before each. */
export function setUpWidgetPage() {
  let browser: Browser;
  let page: Page;
  let watched: Watched;

  beforeAll(async () => {
    browser = await launchChromium();
    page = await browser.newPage({ viewport: DESKTOP });
    watched = await watch(page, { intercept: false });
  });

  beforeEach(async () => {
    await page.setViewportSize(DESKTOP);
    await page.emulateMedia({ colorScheme: "light", forcedColors: "none", reducedMotion: null });
    await page.evaluate(() => document.documentElement.removeAttribute("dir"));
  });

  afterEach(() => {
    expect(watched.problems.splice(0)).toEqual([]);
  });

  afterAll(async () => {
    await browser?.close();
  });

  return {
    page: () => page,
    /** Loads the page anew and brings the widget into a state. */
    async reach({ show, reach }: State) {
      await page.goto("about:blank");
      await page.goto(pageUrl("production", "widget"));
      await page.evaluate((how) => window.widget.show(how), show);
      await page.locator("[data-part]").first().waitFor();
      await reach?.(page);
      // The panel is smaller while it opens.
      await page.waitForFunction(() =>
        document
          .getAnimations()
          .every(({ effect }) => effect?.getComputedTiming().endTime === Infinity),
      );
    },
  };
}
