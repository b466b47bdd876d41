/** What owners write wrongly: the element still works, and the console says the fix. */
import { completeRun } from "oneshot-chat/testing";
import type { Page } from "playwright";
import { expect, test } from "vitest";
import { deadUrl } from "../harness.js";
import { ASKS, SCRIPT, setUpEmbedPages } from "./embedPages.js";

const { serve, open, watched } = setUpEmbedPages();

const takeProblems = () => watched().problems.splice(0);

async function ask(page: Page): Promise<void> {
  const box = page.getByRole("textbox", { name: "Your question" });
  await box.fill("When?");
  await box.press("Enter");
}

test("an element with wrong properties of every kind answers, and each is named once in the console", async () => {
  await serve(completeRun("We open at nine."));
  const page = await open(
    `<faq-bot ${ASKS}></faq-bot><script>
      Object.assign(document.querySelector("faq-bot"), {
        suggestions: 5, labels: { note: 5 }, greeting: document.body, mode: "Wait",
        theme: {}, maxQuestionChars: NaN, getAnswer: 7, consentText: [],
      });
    </script>${SCRIPT}`,
  );
  await page.getByRole("button", { name: "Get help" }).click();
  await ask(page);
  await page.getByText("We open at nine.").first().waitFor();
  const named = takeProblems().map((text) => /^console: oneshot-chat: property (\w+)/.exec(text));
  expect(named.map((found) => found?.[1]).sort()).toEqual(
    "consentText getAnswer greeting labels maxQuestionChars mode suggestions theme".split(" "),
  );
});

test("properties that become wrong while the chat is shown leave it working", async () => {
  await serve(completeRun("We open at nine."));
  const page = await open(`${SCRIPT}<oneshot-chat ${ASKS}></oneshot-chat>`);
  await page.getByRole("textbox").waitFor();
  await page.evaluate(() =>
    Object.assign(document.querySelector("oneshot-chat")!, { suggestions: 5, labels: { ask: 1 } }),
  );
  await ask(page);
  await page.getByText("We open at nine.").first().waitFor();
  expect(takeProblems()).toHaveLength(2);
});

test("a button with an opener that is no element and no selector is our own button", async () => {
  await serve(completeRun("Yes."));
  const page = await open(`${SCRIPT}<faq-bot ${ASKS} open></faq-bot>`);
  await page.getByRole("textbox").waitFor();
  await page.evaluate(() => Object.assign(document.querySelector("faq-bot")!, { opener: {} }));
  await expect
    .poll(() => watched().problems)
    .toEqual([expect.stringMatching(/^console: oneshot-chat: property opener is no CSS selector/)]);
  takeProblems();
  await page.getByRole("button", { name: "Get help" }).waitFor();
});

test("an element without an address says which attribute to set, in the console and to visitors", async () => {
  const page = await open(
    `${SCRIPT}<oneshot-chat apiUrl="/ask" assistant-id="faq"></oneshot-chat>`,
  );
  await page.getByText("The assistant isn’t set up correctly on this page.").first().waitFor();
  expect(takeProblems()).toEqual([
    "console: oneshot-chat: set the attribute api-url, and not apiurl, on <oneshot-chat>.",
  ]);
});

test("an empty label and an empty heading leave the button and the panel a name", async () => {
  await serve(completeRun("Yes."));
  const page = await open(`${SCRIPT}<faq-bot ${ASKS} label="" heading=" " open="open"></faq-bot>`);
  const dialog = page.getByRole("dialog", { name: "Get help" });
  await dialog.waitFor();
  expect(await dialog.getByRole("heading", { name: "Get help" }).count()).toBe(1);
  expect(await page.getByRole("button", { name: "Get help" }).count()).toBe(1);
});

test("an empty label leaves the button its name before the chat is loaded", async () => {
  const page = await open(
    `${SCRIPT}<faq-bot api-url="/ask" assistant-id="faq" label=" "></faq-bot>`,
  );
  expect(await page.getByRole("button", { name: "Get help" }).count()).toBe(1);
});

test("a shortcut that is written Ctrl+K opens the panel before and after the chat is loaded", async () => {
  const page = await open(
    `${SCRIPT}<faq-bot api-url="/ask" assistant-id="faq" shortcut="Ctrl+K"></faq-bot>`,
  );
  await page.getByRole("button", { name: "Get help" }).waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").waitFor();
  expect(await page.evaluate(() => document.querySelector("faq-bot")!.open)).toBe(true);
});

test("a run that cannot reach its server names the doctor once on the page", async () => {
  const dead = await deadUrl();
  const page = await open(
    `${SCRIPT}<oneshot-chat api-url="${dead}" assistant-id="faq"></oneshot-chat>`,
  );
  await ask(page);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("button", { name: "Try again" }).waitFor();
  expect(takeProblems()).toEqual([
    `console: oneshot-chat: network; to find out why, run: npx oneshot-chat doctor ${dead}/ --assistant faq --origin ${new URL(page.url()).origin}`,
  ]);
});
