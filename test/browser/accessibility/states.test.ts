/** Each main state of the widget, with axe and with what axe does not check. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright";
import { beforeAll, describe, expect, test } from "vitest";
import {
  findCutOff,
  findInvisibleControls,
  findMotion,
  findOtherNames,
  findSmallTargets,
  findUnreachableScrollers,
} from "./checks.js";
import { STATES } from "./states.js";
import { DESKTOP, setUpWidgetPage } from "./widgetPage.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PHONE = { width: 320, height: 568 };
/** A window of 1280 × 1024 at 400 %. */
const ZOOMED = { width: 320, height: 256 };

declare global {
  interface Window {
    axe: { run(options: RunOptions): Promise<AxeResults> };
  }
}

async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  return page.evaluate(async () => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const results = await window.axe.run({
      runOnly: { type: "tag", values: tags },
      resultTypes: ["violations"],
    });
    return results.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    );
  });
}

const setDirection = (page: Page, dir: string) =>
  page.evaluate((value) => {
    document.documentElement.dir = value;
  }, dir);

const { page, reach } = setUpWidgetPage();

describe.each(STATES)("the widget $name", (state) => {
  beforeAll(() => reach(state));

  test("has the same accessibility tree as before", async () => {
    const tree = await page().locator("#widget").ariaSnapshot();
    // The announcer has tests of its own. What it says depends on the time, and React counts its ids.
    const lasting = tree
      .replace(/status:.*/, "status")
      .replace(/in [\d.]+ s/, "in … s")
      .replace(/#_r_\w+_-/g, "#…-");
    expect(lasting).toMatchSnapshot();
  });

  test("has no violation of WCAG 2.2 A and AA or of best practice that axe finds, in any look", async () => {
    expect(await violations(page())).toEqual([]);
    await page().emulateMedia({ colorScheme: "dark" });
    expect(await violations(page())).toEqual([]);
    await setDirection(page(), "rtl");
    await page().setViewportSize(PHONE);
    expect(await violations(page())).toEqual([]);
    await page().emulateMedia({ forcedColors: "active" });
    expect(await violations(page())).toEqual([]);
  });

  test("has targets of at least 24 px, and main ones of 44 px, also on a phone", async () => {
    expect(await page().evaluate(findSmallTargets)).toEqual([]);
    await page().setViewportSize(PHONE);
    expect(await page().evaluate(findSmallTargets)).toEqual([]);
  });

  test("loses nothing at 320 px, at 400 % zoom and with wide text spacing", async () => {
    for (const size of [PHONE, ZOOMED, DESKTOP]) {
      await page().setViewportSize(size);
      expect(await page().evaluate(findCutOff)).toEqual([]);
      expect(await page().evaluate(findUnreachableScrollers)).toEqual([]);
    }
    await page().setViewportSize(PHONE);
    // The values of criterion 1.4.12.
    const spacing = await page().addStyleTag({
      content: `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
        p { margin-block-end: 2em !important }`,
    });
    expect(await page().evaluate(findCutOff)).toEqual([]);
    await spacing.evaluate((style) => (style as HTMLElement).remove());
  });

  test("does not move if the visitor asks for less motion", async () => {
    await page().emulateMedia({ reducedMotion: "reduce" });
    // A short animation that has begun may end. An endless one fails this test.
    await expect.poll(() => page().evaluate(findMotion)).toEqual([]);
  });

  test("shows every control with forced colours", async () => {
    await page().emulateMedia({ forcedColors: "active" });
    expect(await page().evaluate(findInvisibleControls)).toEqual([]);
  });

  test("names every control with the words that it shows", async () => {
    expect(await page().evaluate(findOtherNames)).toEqual([]);
  });
});
