/** Each run is paid, so one press starts at most one, also on Preact. */
import { completeRun, hold, metadata, tokens } from "oneshot-chat/testing";
import type { Page } from "playwright";
import { expect, test } from "vitest";
import { answerOf, ASKS, SCRIPT, setUpEmbedPages } from "./embedPages.js";

const { serve, open, server } = setUpEmbedPages();

const runs = () => server().exchanges.filter(({ call }) => call === "POST /runs/stream").length;

const ELEMENTS = [
  { name: "oneshot-chat", html: `<oneshot-chat ${ASKS}></oneshot-chat>` },
  { name: "faq-bot", html: `<faq-bot ${ASKS} open></faq-bot>` },
];

const WAYS: readonly { way: string; press: (page: Page) => Promise<void> }[] = [
  { way: "a double click", press: (page) => page.getByRole("button", { name: "Ask" }).dblclick() },
  {
    way: "Enter twice",
    press: async (page) => {
      await page.keyboard.press("Enter");
      await page.keyboard.press("Enter");
    },
  },
  {
    way: "two clicks within one task",
    press: (page) =>
      page.evaluate(() => {
        const root = document.querySelector("oneshot-chat, faq-bot")?.shadowRoot;
        const button = root?.querySelector<HTMLElement>('[data-part="submit"]');
        button?.click();
        button?.click();
      }),
  },
];

const CASES = ELEMENTS.flatMap((element) => WAYS.map((way) => ({ ...element, ...way })));

test.each(CASES)("$way in $name starts one run", async ({ html, press }) => {
  await serve([metadata(), ...tokens("We open"), hold(), ...completeRun(" at nine.").slice(1)]);
  const page = await open(`${SCRIPT}${html}`);
  const box = page.getByRole("textbox", { name: "Your question" });
  await box.fill("When do you open?");
  await press(page);
  await answerOf(page).getByText("We open").waitFor();
  server().release();
  await answerOf(page).getByText("at nine").waitFor();
  expect(runs()).toBe(1);
});

test("a double click on a question that the owner suggests starts one run", async () => {
  await serve(completeRun("We open at nine."));
  const page = await open(
    `${SCRIPT}<oneshot-chat ${ASKS} suggestions='["When do you open?"]'></oneshot-chat>`,
  );
  await page.getByRole("button", { name: "When do you open?" }).dblclick();
  await page.getByText("We open at nine.", { exact: true }).waitFor();
  expect(runs()).toBe(1);
});
