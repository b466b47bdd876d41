/**
 * Hostile answers do no harm in a real browser. The tests show each answer at eight places of its stream, complete, and
 * as a server renders it.
 */
import { chromium, type Browser, type Page } from "playwright";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { chromiumLaunchOptions } from "./chromium.js";
import { FIND_FORBIDDEN } from "./findForbidden.js";
import { ATTACKS, EVIL } from "./hostileAnswers.js";
import { startPolicyPages, type PolicyPages } from "./policyPages.js";

let pages: PolicyPages;
let browser: Browser;
let page: Page;
let problems: string[];

beforeAll(async () => {
  pages = await startPolicyPages(ATTACKS);
  browser = await chromium.launch(chromiumLaunchOptions());
});

afterAll(async () => {
  await browser?.close();
  pages?.close();
});

beforeEach(async () => {
  page = await browser.newPage();
  problems = [];
  page.on("dialog", (dialog) => {
    problems.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("pageerror", (error) => problems.push(`uncaught: ${error.message}`));
  page.on("console", (message) => problems.push(`console: ${message.text()}`));
  await page.route("**/*", (route) => {
    const url = route.request().url();
    if (url === `${pages.origin}/` || url === `${pages.origin}/answers`) return route.continue();
    problems.push(`request: ${url}`);
    return route.abort();
  });
  return () => page.close();
});

/** Shows an answer and lists everything forbidden on the page. */
async function forbiddenWhileShowing(props: {
  text: string;
  isStreaming: boolean;
}): Promise<unknown> {
  return page.evaluate(`showAnswer(${JSON.stringify(props)}); ${FIND_FORBIDDEN}`);
}

test("a streamed hostile answer runs nothing, requests nothing and shows no forbidden element", async () => {
  await page.goto(pages.origin);
  await page.waitForFunction("window.showAnswer");
  const found: unknown[] = [];
  for (const text of ATTACKS) {
    for (let place = 1; place <= 8; place += 1) {
      const prefix = text.slice(0, Math.ceil((text.length * place) / 9));
      found.push(await forbiddenWhileShowing({ text: prefix, isStreaming: true }));
    }
    found.push(await forbiddenWhileShowing({ text, isStreaming: false }));
  }
  expect(found.flat()).toEqual([]);
  expect(found).toHaveLength(ATTACKS.length * 9);
  expect(await page.evaluate("reports")).toEqual([]);
  expect(problems).toEqual([]);
  expect(page.url()).toBe(`${pages.origin}/`);
});

test("all hostile answers together do nothing under the mouse or with the keyboard focus", async () => {
  await page.goto(pages.origin);
  await page.waitForFunction("window.showAnswer");
  const text = ATTACKS.join("\n\n");
  expect(await forbiddenWhileShowing({ text, isStreaming: false })).toEqual([]);
  for (const link of await page.locator(".osc-md a").all()) await link.hover();
  for (let tabs = 0; tabs < 30; tabs += 1) await page.keyboard.press("Tab");
  expect(await page.evaluate("reports")).toEqual([]);
  expect(problems).toEqual([]);
});

test("hostile answers that a server renders do nothing and show no forbidden element", async () => {
  await page.goto(`${pages.origin}/answers`);
  expect(await page.locator(".osc-md").count()).toBe(ATTACKS.length);
  expect(await page.evaluate(FIND_FORBIDDEN)).toEqual([]);
  expect(problems).toEqual([]);
});

test("the page reports a violation of its policy, and these tests see the report", async () => {
  await page.goto(pages.origin);
  await page.waitForFunction("window.showAnswer");
  await page.evaluate(`document.body.append(Object.assign(new Image(), { src: "${EVIL}/x.png" }))`);
  await page.waitForFunction("reports.length > 0");
  expect(problems.join()).toContain("console: ");
});
