/** What visitors and pages do with `<faq-bot>` while only its button is there. */
import { completeRun } from "oneshot-chat/testing";
import type { Page } from "playwright";
import { expect, test } from "vitest";
import { ASKS, SCRIPT, setUpEmbedPages } from "./embedPages.js";

const { serve, open, server, watched } = setUpEmbedPages();

const BOT = `<faq-bot ${ASKS} heading="Questions?"></faq-bot>`;
const buttonOf = (page: Page) => page.getByRole("button", { name: "Get help" });
const panelOf = (page: Page) => page.getByRole("dialog", { name: "Questions?" });

/** Holds the app's file back. @returns a function that lets it come */
async function holdApp(page: Page): Promise<() => void> {
  let letCome = () => {};
  const come = new Promise<void>((resolve) => (letCome = resolve));
  await page.route(/\/app-/, async (route) => {
    await come;
    await route.continue();
  });
  return letCome;
}

test("the first press counts on a page that changes its classes at every press", async () => {
  await serve(completeRun("Yes."));
  const page = await open(
    `<script>addEventListener("mousedown", () => document.body.classList.toggle("pressed"));</script>${SCRIPT}${BOT}`,
  );
  await buttonOf(page).waitFor();
  const letCome = await holdApp(page);
  await buttonOf(page).click();
  letCome();
  await panelOf(page).waitFor();
  expect(await page.locator("faq-bot").getAttribute("open")).toBe("");
});

test("the button keeps the focus while the page changes around it", async () => {
  await serve(completeRun("Yes."));
  const page = await open(`${SCRIPT}${BOT}`);
  await buttonOf(page).waitFor();
  const letCome = await holdApp(page);
  await page.keyboard.press("Tab");
  await page.evaluate(async () => {
    document.documentElement.classList.add("scrolled");
    document.querySelector("faq-bot")!.setAttribute("label", "Ask us");
    await new Promise((resolve) => requestAnimationFrame(resolve));
  });
  expect(await page.evaluate(() => document.activeElement?.localName)).toBe("faq-bot");
  expect(await page.getByRole("button").innerText()).toBe("Ask us");
  letCome();
});

test("a second press while the chat is loaded does not take back the first", async () => {
  await serve(completeRun("Yes."));
  const page = await open(`${SCRIPT}${BOT}`);
  const letCome = await holdApp(page);
  await buttonOf(page).click();
  await buttonOf(page).click({ delay: 1 });
  letCome();
  await panelOf(page).waitFor();
  expect(await page.locator("faq-bot").getAttribute("open")).toBe("");
});

test("a visitor who goes on typing elsewhere keeps the focus when the panel opens", async () => {
  await serve(completeRun("Yes."));
  const page = await open(`<input aria-label="Name">${SCRIPT}${BOT}`);
  const letCome = await holdApp(page);
  await buttonOf(page).click();
  await page.getByRole("textbox", { name: "Name" }).click();
  letCome();
  await panelOf(page).waitFor();
  await page.keyboard.type("Ada");
  expect(await page.getByRole("textbox", { name: "Name" }).inputValue()).toBe("Ada");
});

test("a bot around which a modal dialog opens can be pressed, before and after it is loaded", async () => {
  await serve(completeRun("Yes."));
  const page = await open(`${SCRIPT}<dialog>Form ${BOT}</dialog>`);
  const showModal = () => page.evaluate(() => document.querySelector("dialog")!.showModal());
  const isOnTop = () =>
    page.evaluate(() => {
      const host = document.querySelector("faq-bot")!;
      const { x, y } = host
        .shadowRoot!.querySelector("button.osc-launcher")!
        .getBoundingClientRect();
      return document.elementFromPoint(x + 20, y + 20) === host;
    });
  await showModal();
  await expect.poll(isOnTop).toBe(true);
  await buttonOf(page).hover();
  await page.locator("faq-bot dialog").waitFor({ state: "attached" });
  await page.evaluate(() => document.querySelector("dialog")!.close());
  await showModal();
  await expect.poll(isOnTop).toBe(true);
});

test("the button follows the properties that a script sets", async () => {
  await serve(completeRun("Yes."));
  const page = await open(`${SCRIPT}${BOT}`);
  await buttonOf(page).waitFor();
  await page.evaluate(() => {
    const bot = document.querySelector("faq-bot")!;
    bot.labels = { launcher: "Hilfe" };
    bot.position = "bottom-start";
  });
  const button = page.getByRole("button", { name: "Hilfe" });
  await button.waitFor();
  expect((await button.boundingBox())!.x).toBeLessThan(100);
  await page.evaluate(() => (document.querySelector("faq-bot")!.label = "Frag uns"));
  await page.getByRole("button", { name: "Frag uns" }).hover();
  await page.locator("faq-bot dialog").waitFor({ state: "attached" });
  expect(await page.getByText("Frag uns").isVisible()).toBe(true);
  expect(await page.evaluate(() => document.querySelector("faq-bot")!.heading)).toBe("Questions?");
});

test("labels that are no texts do not stop the button", async () => {
  await serve(completeRun("Yes."));
  const page = await open(
    `${SCRIPT}<faq-bot ${ASKS} shortcut="/" labels='{"withShortcut": 1}'></faq-bot>`,
  );
  await page.getByRole("button").waitFor();
  expect(await page.getByRole("button").getAttribute("title")).toBe("1");
});

test("a question that a page asks while nothing can be loaded is asked after the retry, once", async () => {
  await serve(completeRun("Yes."));
  const page = await open(`${SCRIPT}${BOT}`);
  await buttonOf(page).waitFor();
  await page.route(/\/app-/, (route) => route.abort(), { times: 1 });
  watched().expectConsole(/the chat's script could not be loaded/);
  await page.evaluate(() => document.querySelector("faq-bot")!.ask("When do you open?"));
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText("Answer complete").first().waitFor({ state: "attached" });
  expect(server().exchanges.filter(({ call }) => call === "POST /runs/stream")).toHaveLength(1);
});

test.each(["#help[", ""])(
  "an opener '%s' that is no selector leaves our button on the page",
  async (opener) => {
    await serve(completeRun("Yes."));
    const page = await open(`${SCRIPT}<faq-bot ${ASKS} opener="${opener}"></faq-bot>`);
    watched().expectConsole(/opener/);
    await buttonOf(page).click();
    await page.getByRole("textbox", { name: "Your question" }).waitFor();
    expect(await buttonOf(page).count()).toBe(1);
  },
);
