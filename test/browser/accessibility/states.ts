/** The states of the widget that the accessibility tests look at, and how a visitor gets there. */
import type { Page } from "playwright";
import type { ShowWidget } from "../page/widget.js";

export interface State {
  readonly name: string;
  readonly show: ShowWidget;
  /** What the visitor does, and what to wait for. */
  reach?(page: Page): Promise<void>;
}

const status = (page: Page, name: string) =>
  page.locator(`[data-part="root"][data-status="${name}"]`).waitFor();

async function ask(page: Page) {
  const box = page.getByRole("textbox", { name: "Your question" });
  await box.fill("Can I get a refund?");
  await box.press("Enter");
}

async function askInBot(page: Page) {
  await openBot(page);
  await ask(page);
}

async function openBot(page: Page) {
  await page.getByRole("button", { name: "Get help" }).click();
  await page.getByRole("dialog").waitFor();
}

async function askUntil(page: Page, name: string) {
  await ask(page);
  await status(page, name);
}

export const STATES: readonly State[] = [
  { name: "before the first question", show: {} },
  {
    name: "asking for consent",
    show: { hasConsent: true },
    async reach(page) {
      await ask(page);
      await page.getByRole("button", { name: "Agree and continue" }).waitFor();
    },
  },
  {
    name: "waiting for the first word",
    show: { reply: "pending" },
    reach: (page) => askUntil(page, "pending"),
  },
  {
    name: "waiting for long",
    show: { reply: "pending", slowAfterMs: 1 },
    async reach(page) {
      await ask(page);
      await page.locator('[data-part="status"][data-kind="slow"]').waitFor();
    },
  },
  {
    name: "while the answer streams",
    show: { reply: "streaming" },
    async reach(page) {
      await ask(page);
      await page.getByRole("region", { name: "Answer" }).getByText("It is").waitFor();
    },
  },
  {
    name: "with a complete answer",
    show: { reply: "complete" },
    reach: (page) => askUntil(page, "success"),
  },
  {
    name: "with a bad rating",
    show: { reply: "complete" },
    async reach(page) {
      await askUntil(page, "success");
      await page.getByRole("button", { name: "Not helpful" }).click();
      await page.getByRole("button", { name: "Send" }).waitFor();
    },
  },
  {
    name: "with an answer in several directions",
    show: { reply: "mixed" },
    reach: (page) => askUntil(page, "success"),
  },
  {
    name: "after a stop",
    show: { reply: "streaming" },
    async reach(page) {
      await askUntil(page, "streaming");
      await page.getByRole("button", { name: "Stop" }).click();
      await status(page, "stopped");
    },
  },
  { name: "after an error", show: { reply: "failed" }, reach: (page) => askUntil(page, "error") },
  { name: "with a busy server", show: { reply: "busy" }, reach: (page) => askUntil(page, "error") },
  {
    name: "after an interrupt",
    show: { reply: "interrupted" },
    reach: (page) => askUntil(page, "error"),
  },
  { name: "with the bot closed", show: { component: "bot" } },
  { name: "with the bot open", show: { component: "bot" }, reach: openBot },
  {
    name: "with an answer in the bot",
    show: { component: "bot", reply: "complete" },
    async reach(page) {
      await askInBot(page);
      await status(page, "success");
    },
  },
];
