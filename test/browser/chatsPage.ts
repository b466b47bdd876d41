/** Opens `page/chats.html`, records its requests and problems, and finds its chats. */
import type { Browser, BrowserContextOptions, Page } from "playwright";
import { expect } from "vitest";
import { watch, type Visit } from "./harness.js";

/**
 * @param prepare runs in the page before the page's own scripts, on every load
 * @param device what the page runs on. Default: Playwright's desktop
 */
export async function openChatsPage(
  browser: Browser,
  url: string,
  prepare?: () => void,
  device?: BrowserContextOptions,
): Promise<Visit> {
  // The page gets its own context, so that tests can close the page while the browser stays open. Close the context
  // after the test.
  const context = await browser.newContext(device);
  const page = await context.newPage();
  if (prepare) await page.addInitScript(prepare);
  const watched = await watch(page, { intercept: false });
  await page.goto(url);
  return { page, ...watched };
}

/** Finds the parts of one chat by role and name. */
export function chatOf(page: Page, name = "chat") {
  const chat = page.locator(`main[data-name="${name}"]`);
  return {
    answer: chat.getByRole("region", { name: "Answer" }),
    button: (label: string) => chat.getByRole("button", { name: label, exact: true }),
    async ask(question: string) {
      await chat.getByRole("textbox", { name: "Your question" }).fill(question);
      await chat.getByRole("textbox", { name: "Your question" }).press("Enter");
    },
    /** Waits until the chat has this status. */
    waitForStatus: (status: string) =>
      chat.locator(`.oneshot-chat[data-status="${status}"]`).waitFor(),
    status: () => chat.locator(".oneshot-chat").getAttribute("data-status"),
    waitForAlert: (text: string) => chat.getByRole("alert").filter({ hasText: text }).waitFor(),
  };
}

/** Polls until the expectation holds. Ten seconds are enough for a busy machine. */
export function eventually<T>(read: () => T) {
  return expect.poll(read, { timeout: 10_000, interval: 20 });
}
