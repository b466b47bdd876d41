/** A visitor who uses only the keyboard asks a real LangGraph server, in a real page. No test here uses the mouse. */
import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startJavaScriptServer } from "../../servers/startJavaScriptServer.js";
import type { TestServer } from "../../servers/TestServer.js";
import { launchChromium, visit, type Visit } from "../harness.js";

let assistant: TestServer;
let browser: Browser;
let visited: Visit;

beforeAll(async () => {
  // The keyboard does the same with each server, so one is enough.
  [assistant, browser] = await Promise.all([startJavaScriptServer(), launchChromium()]);
});

afterEach(async () => {
  await visited.page.close();
  expect(visited.problems).toEqual([]);
});

afterAll(async () => {
  await browser?.close();
  await assistant?.close();
});

async function open(props: object): Promise<Page> {
  visited = await visit(browser, assistant.url, props);
  await visited.page.getByRole("textbox").waitFor();
  return visited.page;
}

/** What has the focus: its accessible name, from its label or its words. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement; // it is in HTML
    if (element === document.body) return "the page";
    const label = (element as HTMLInputElement).labels?.[0]?.innerText;
    return element.getAttribute("aria-label") ?? label ?? element.innerText;
  });
}

/** Presses Tab until the focus leaves the widget, and returns the stops. */
async function tabOrder(page: Page): Promise<string[]> {
  const stops: string[] = [];
  for (let press = 0; press < 40; press += 1) {
    await page.keyboard.press("Tab");
    const stop = await focused(page);
    if (stop === "the page") return stops;
    stops.push(stop);
  }
  throw new Error(`Tab never leaves the widget: ${stops.join(", ")}`);
}

const status = (page: Page, name: string) =>
  page.locator(`[data-part="root"][data-status="${name}"]`).waitFor();

test("Tab goes through the widget in the order of the page, and leaves it again", async () => {
  const page = await open({ suggestions: ["Refund?", "When?"] });
  expect(await tabOrder(page)).toEqual(["Your question", "Ask", "Refund?", "When?"]);
});

test("a question is asked, stopped and asked again with the keyboard alone, and the focus is never lost", async () => {
  const page = await open({ assistantId: "slow", suggestions: ["Take your time?"] });
  for (let press = 0; press < 3; press += 1) await page.keyboard.press("Tab");
  expect(await focused(page)).toBe("Take your time?");
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: "Answer" }).getByText("tick-1").waitFor();
  expect(await focused(page)).toBe("Stop");
  await page.keyboard.press("Enter");
  await status(page, "stopped");
  expect(await focused(page)).toBe("Your question");
  await page.keyboard.press("Enter");
  await status(page, "streaming");
  expect(await focused(page)).toBe("Your question");
  expect(visited.runCalls()).toHaveLength(2);
});

test("after an answer, everything below it is reached with Tab in both directions, and copying keeps the focus", async () => {
  const page = await open({ assistantId: "faq" });
  await page.keyboard.press("Tab");
  await page.keyboard.type("Does it remember my last question?");
  await page.keyboard.press("Enter");
  await status(page, "success");
  const stops = await tabOrder(page);
  expect(stops[0]).toBe("Ask");
  const copyAt = stops.indexOf("Copy");
  expect(copyAt).toBeGreaterThan(0);
  for (let press = stops.length; press > copyAt; press -= 1) await page.keyboard.press("Shift+Tab");
  expect(await focused(page)).toBe("Copy");
  await page.keyboard.press("Space");
  expect(await focused(page)).toMatch(/Cop/);
});

test("after an error, Try again is reached with Tab, and the focus stays in the widget when it disappears", async () => {
  const page = await open({ assistantId: "boom" });
  await page.keyboard.press("Tab");
  await page.keyboard.type("Will it work?");
  await page.keyboard.press("Enter");
  await status(page, "error");
  expect(await focused(page)).toBe("Your question");
  for (let press = 0; press < 20 && (await focused(page)) !== "Try again"; press += 1)
    await page.keyboard.press("Tab");
  expect(await focused(page)).toBe("Try again");
  await page.keyboard.press("Enter");
  await expect.poll(() => visited.runCalls().length).toBe(2);
  await status(page, "error");
  expect(await focused(page)).not.toBe("the page");
});
