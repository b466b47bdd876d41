/** What visitors meet when the app's file cannot be loaded. */
import { completeRun } from "oneshot-chat/testing";
import type { Page } from "playwright";
import { expect, test } from "vitest";
import { ASKS, SCRIPT, setUpEmbedPages } from "./embedPages.js";

const { serve, open, files, watched } = setUpEmbedPages();

const bot = (attributes = "") =>
  `<faq-bot ${ASKS} heading="Questions?" ${attributes}><a href="/contact">Contact us</a></faq-bot>`;
const buttonOf = (page: Page) => page.getByRole("button", { name: "Get help" });
const noticeOf = (page: Page) => page.getByRole("alert").getByText("can’t be reached");

/** Opens a page whose app cannot be loaded. */
async function openBroken(body: string): Promise<Page> {
  await serve(completeRun("Yes."));
  files.failing.add(/^app-/);
  const page = await open(`${SCRIPT}${body}`);
  watched().expectConsole(/the chat's script could not be loaded/);
  return page;
}

test.each([
  ["", ""],
  [`position="bottom-start"`, ""],
  [`position="bottom-left"`, ""],
  [`position="bottom-right"`, `dir="rtl"`],
])("the notice of a bot with '%s' is inside of the window", async (position, direction) => {
  const page = await openBroken(`<div ${direction}>${bot(position)}</div>`);
  await buttonOf(page).click();
  await noticeOf(page).waitFor();
  const button = (await buttonOf(page).boundingBox())!;
  for (const part of [noticeOf(page), page.getByRole("link", { name: "Contact us" })]) {
    const { x, y, width, height } = (await part.boundingBox())!;
    expect(x).toBeGreaterThan(0);
    expect(x + width).toBeLessThan(page.viewportSize()!.width);
    expect(y + height).toBeLessThan(button.y);
  }
});

test("a press on the page's own button shows the notice too", async () => {
  const page = await openBroken(`<button id="help">Help me</button>${bot(`opener="#help"`)}`);
  await page.getByRole("button", { name: "Help me" }).click();
  await noticeOf(page).waitFor();
  expect(await page.getByRole("button", { name: "Try again" }).isVisible()).toBe(true);
});

test("a visitor who only points at the button reads no notice", async () => {
  const page = await openBroken(bot());
  await buttonOf(page).hover();
  await expect.poll(() => files.requested.length).toBe(2);
  await buttonOf(page).click();
  await noticeOf(page).waitFor();
  expect(await page.locator("faq-bot").getAttribute("open")).toBe(null);
});

test("the notice comes again after a retry that fails, and the focus stays on Try again", async () => {
  const page = await openBroken(bot());
  await buttonOf(page).click();
  await noticeOf(page).waitFor();
  const retry = page.getByRole("button", { name: "Try again" });
  await retry.focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => files.requested.length).toBe(3);
  await noticeOf(page).waitFor();
  expect(await retry.evaluate((button) => button.matches(":focus"))).toBe(true);
  expect((await retry.boundingBox())!.height).toBeGreaterThanOrEqual(44);
});

test("Escape closes the notice, and nothing of it stays once the chat is there", async () => {
  const page = await openBroken(bot());
  await buttonOf(page).click();
  await noticeOf(page).waitFor();
  await page.keyboard.press("Escape");
  await expect.poll(() => noticeOf(page).isVisible()).toBe(false);
  files.failing.clear();
  await buttonOf(page).click();
  await page.getByRole("dialog", { name: "Questions?" }).waitFor();
  expect(await page.getByText("Contact us").isVisible()).toBe(false);
  expect(await page.getByRole("button", { name: "Try again" }).count()).toBe(0);
});

test("a chat in the page shows the notice and its children until a retry helps", async () => {
  const page = await openBroken(`<oneshot-chat ${ASKS}><p>Write to us</p></oneshot-chat>`);
  await noticeOf(page).waitFor();
  expect(await page.getByText("Write to us").isVisible()).toBe(true);
  files.failing.clear();
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("textbox", { name: "Your question" }).waitFor();
  expect(await page.getByText("Write to us").isVisible()).toBe(false);
});
