/** Opens the stage page and watches it. */
import type { Browser, Page } from "playwright";
import { expect } from "vitest";
import { watch, type Visit } from "./harness.js";

/** What the browser itself logs of requests that fail; no script of the page can prevent it. */
const LOGGED_BY_BROWSER = /^(Failed to load resource|Access to fetch at)/;

/** @param prepare runs in the page before its own scripts, on each load */
export async function openStage(
  browser: Browser,
  url: string,
  prepare?: () => void,
): Promise<Visit> {
  // A context of its own that outlives its page, as a browser outlives its tabs. Close it with the test.
  const context = await browser.newContext();
  const page = await context.newPage();
  if (prepare) await page.addInitScript(prepare);
  const watched = await watch(page, { intercept: false });
  page.on("console", (message) => {
    if (message.type() !== "error" || LOGGED_BY_BROWSER.test(message.text())) return;
    watched.troubles.push(`console: ${message.text()}`);
  });
  await page.goto(url);
  return { page, ...watched };
}

/** One chat of the page, as a visitor finds it. */
export function chatOf(page: Page, name = "chat") {
  const chat = page.locator(`main[data-name="${name}"]`);
  return {
    answer: chat.getByRole("region", { name: "Answer" }),
    button: (label: string) => chat.getByRole("button", { name: label, exact: true }),
    async ask(question: string) {
      await chat.getByRole("textbox", { name: "Your question" }).fill(question);
      await chat.getByRole("textbox", { name: "Your question" }).press("Enter");
    },
    /** Waits until the chat has come to this status. */
    is: (status: string) => chat.locator(`.oneshot-chat[data-status="${status}"]`).waitFor(),
    status: () => chat.locator(".oneshot-chat").getAttribute("data-status"),
    alert: (text: string) => chat.getByRole("alert").filter({ hasText: text }).waitFor(),
  };
}

/** Asks again until it is as expected; long enough for a busy machine. */
export function eventually<T>(read: () => T) {
  return expect.poll(read, { timeout: 10_000, interval: 20 });
}
