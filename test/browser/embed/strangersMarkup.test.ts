/** The tag and the elements as strangers write them: twice, too early, in templates and frames, and moved by other scripts. */
import { completeRun, hold, metadata, tokens } from "oneshot-chat/testing";
import type { FrameLocator, Page } from "playwright";
import { expect, test } from "vitest";
import { answerOf, ASKS, SCRIPT, setUpEmbedPages } from "./embedPages.js";

const { serve, open, files, server, watched } = setUpEmbedPages();

const CHAT = `<oneshot-chat ${ASKS} heading="Questions?"><a href="/contact">Contact us</a></oneshot-chat>`;
const BOT = `<faq-bot ${ASKS} heading="Help"><a href="/contact">Contact us</a></faq-bot>`;
const runs = () => server().exchanges.filter(({ call }) => call === "POST /runs/stream").length;

async function askAndRead(page: Page | FrameLocator): Promise<void> {
  const box = page.getByRole("textbox", { name: "Your question" }).first();
  await box.fill("When?");
  await box.press("Enter");
  await page.getByText("We open at nine.").first().waitFor();
}

const TAGS: Record<string, string> = {
  twice: `${SCRIPT}${CHAT}${SCRIPT}`,
  "in the split and in the single build": `${SCRIPT}<script type="module" src="/built/embed.bundle.js"></script>${CHAT}`,
  "after the element": `${CHAT}${SCRIPT}`,
  "async before the element": `${SCRIPT.replace("module", `module" async data-x="`)}${CHAT}`,
  "without type=module, which is a mistake of the page": `<script src="/built/embed.bundle.js"></script>${CHAT}`,
};

test.each(Object.entries(TAGS))(
  "a page with the tag %s has one chat that answers",
  async (_, body) => {
    await serve(completeRun("We open at nine."));
    const page = await open(body);
    await askAndRead(page);
    expect(await page.getByRole("textbox").count()).toBe(1);
    expect(runs()).toBe(1);
  },
);

test("a tag in the head works", async () => {
  await serve(completeRun("We open at nine."));
  const page = await open(CHAT, { head: SCRIPT });
  await askAndRead(page);
  expect(runs()).toBe(1);
});

test("elements in a template do nothing until the page uses them", async () => {
  await serve(completeRun("We open at nine."));
  const page = await open(`<template>${SCRIPT}${CHAT}</template>`);
  await page.evaluate(() => new Promise(requestAnimationFrame));
  expect(files.requested).toEqual([]);
  await page.evaluate(() =>
    document.body.append(document.querySelector("template")!.content.cloneNode(true)),
  );
  await askAndRead(page);
});

test("the elements work in a frame in a sandbox, where storage and origin are missing", async () => {
  await serve(completeRun("We open at nine."));
  const page = await open(
    `<iframe sandbox="allow-scripts" style="inline-size: 600px; block-size: 600px"></iframe>`,
  );
  const asks = ASKS.replace("API", server().url);
  const { origin } = new URL(page.url());
  await page.evaluate(
    (html) => (document.querySelector("iframe")!.srcdoc = html),
    `${SCRIPT.replace("/built", `${origin}/built`)}<oneshot-chat ${asks} consent-text="It goes to a model." consent-remember="always"></oneshot-chat>`,
  );
  const frame = page.frameLocator("iframe");
  const box = frame.getByRole("textbox", { name: "Your question" });
  await box.fill("When?");
  await box.press("Enter");
  await frame.getByRole("button", { name: "Agree and continue" }).click();
  await frame.getByText("We open at nine.").first().waitFor();
  expect(runs()).toBe(1);
});

test("a page that is written again with document.open has working elements", async () => {
  await serve([metadata(), ...tokens("We open"), hold(), ...tokens(" at nine.")]);
  const page = await open(`${SCRIPT}${BOT}`);
  await page.getByRole("button", { name: "Get help" }).waitFor();
  await page.evaluate(() => document.querySelector("faq-bot")!.ask("When?"));
  await answerOf(page).getByText("We open").waitFor();
  const bot = BOT.replace("API", server().url);
  await page.evaluate((html) => {
    document.open();
    document.write(html);
    document.close();
  }, `<!doctype html><title>Shop</title>${SCRIPT}${bot}`);
  await expect.poll(() => server().exchanges[0]?.wasLeft).toBe(true);
  await page.getByRole("button", { name: "Get help" }).click();
  const box = page.getByRole("textbox", { name: "Your question" });
  await box.waitFor();
  expect(await box.count()).toBe(1);
});

test("a page that swaps its body has one working bot each time, and no run goes on", async () => {
  await serve((run) =>
    run === 0
      ? [metadata(), ...tokens("We open"), hold(), ...tokens(" at nine.")]
      : completeRun("We open at nine."),
  );
  const page = await open(`${SCRIPT}${BOT}`);
  const bot = BOT.replace("API", server().url);
  const swap = () =>
    page.evaluate((html) => {
      const next = new DOMParser().parseFromString(html, "text/html");
      document.body.replaceWith(document.adoptNode(next.body));
    }, bot);
  await page.evaluate(() => document.querySelector("faq-bot")!.ask("When?"));
  await answerOf(page).getByText("We open").waitFor();
  await swap();
  await expect.poll(() => server().exchanges[0]?.wasLeft).toBe(true);
  for (let time = 0; time < 20; time += 1) await swap();
  await page.getByRole("button", { name: "Get help" }).click();
  await askAndRead(page);
  expect(await page.getByRole("button", { name: "Get help" }).count()).toBe(1);
});

test("a bot that a page keeps over a swap keeps its run", async () => {
  await serve([metadata(), ...tokens("We open"), hold(), ...completeRun(" at nine.").slice(1)]);
  const page = await open(`${SCRIPT}${BOT}`);
  await page.evaluate(() => document.querySelector("faq-bot")!.ask("When?"));
  await answerOf(page).getByText("We open").waitFor();
  await page.evaluate(() => {
    const body = document.createElement("body");
    const bot = document.querySelector("faq-bot")!;
    document.body.replaceWith(body);
    body.append(bot);
  });
  server().release();
  await answerOf(page).getByText("at nine").waitFor();
  expect(runs()).toBe(1);
});

test("a page that morphs attributes and order during a run keeps the run and shows the change", async () => {
  await serve([metadata(), ...tokens("We open"), hold(), ...completeRun(" at nine.").slice(1)]);
  const page = await open(`${SCRIPT}<main><p>One</p>${CHAT}<p>Two</p></main>`);
  const box = page.getByRole("textbox", { name: "Your question" });
  await box.fill("When?");
  await box.press("Enter");
  await answerOf(page).getByText("We open").waitFor();
  await page.evaluate(() => {
    const chat = document.querySelector("oneshot-chat")!;
    const wanted = { heading: "Questions now", placeholder: "Ask", "data-page": "2" };
    for (const [name, value] of Object.entries(wanted)) chat.setAttribute(name, value);
    chat.textContent = "Write to us";
    document.querySelector("main")!.prepend(chat);
    document.querySelector("main")!.append(chat);
  });
  await page.getByRole("heading", { name: "Questions now" }).waitFor();
  server().release();
  await answerOf(page).getByText("at nine").waitFor();
  expect(runs()).toBe(1);
});

test("a page where elements cannot be defined keeps the fallback, and the console says why", async () => {
  await serve(completeRun("We open at nine."));
  const page = await open(
    `<script>customElements.define = function () { throw new Error("not here"); };</script>${CHAT}${SCRIPT}`,
  );
  await expect.poll(() => watched().problems.length).toBe(2);
  expect(watched().problems.splice(0)).toEqual([
    expect.stringMatching(/^console: oneshot-chat: <faq-bot> cannot be defined.* not here/),
    expect.stringMatching(/^console: oneshot-chat: <oneshot-chat> cannot be defined.* not here/),
  ]);
  expect(await page.getByText("Contact us").isVisible()).toBe(true);
});

test("another library's <faq-bot> stays as it is, and the console tells the way out", async () => {
  await serve(completeRun("We open at nine."));
  const page = await open(
    `<script>customElements.define("faq-bot", class extends HTMLElement { connectedCallback() { this.textContent = "Theirs"; } });</script>${SCRIPT}${BOT}${CHAT}`,
  );
  await page.getByText("Theirs").waitFor();
  await askAndRead(page);
  expect(watched().problems.splice(0)).toEqual([
    expect.stringMatching(/^console: oneshot-chat: another script has defined <faq-bot>/),
  ]);
  await expect(
    page.evaluate(
      (apiUrl) => void window.OneShotChat!.mount("body", { apiUrl, assistantId: "faq" }),
      server().url,
    ),
  ).rejects.toThrow(/<faq-bot> is not ours/);
});

test("50 elements on one page work, and load the chat once", async () => {
  await serve(completeRun("We open at nine."));
  const page = await open(`${SCRIPT}${CHAT.repeat(25)}${BOT.repeat(25)}`);
  await expect.poll(() => page.getByRole("textbox").count()).toBe(25);
  await askAndRead(page);
  expect(runs()).toBe(1);
  expect(files.requested.filter((name) => name.startsWith("app-"))).toHaveLength(1);
});

test("line ends, emoji and HTML in attributes are shown as text", async () => {
  await serve(completeRun("We open at nine."));
  const text = "<img src=x onerror=alert(1)>\n👩‍👩‍👧 &amp; \u202Eevil";
  const page = await open(SCRIPT);
  await page.evaluate(
    ([html, apiUrl]) => {
      const chat = document.createElement("oneshot-chat");
      for (const name of ["heading", "greeting", "placeholder", "disclaimer", "consent-text"])
        chat.setAttribute(name, html!);
      chat.setAttribute("suggestions", JSON.stringify([html]));
      chat.setAttribute("api-url", apiUrl!);
      chat.setAttribute("assistant-id", "faq");
      document.body.append(chat);
    },
    [text, server().url],
  );
  await page.getByRole("heading").waitFor();
  expect(await page.getByRole("heading").textContent()).toBe(text);
  expect(await page.locator("img").count()).toBe(0);
});

test("an empty address is a mistake that the console and the visitor are told about", async () => {
  await serve(completeRun("We open at nine."));
  const page = await open(
    `${SCRIPT}<oneshot-chat api-url="" assistant-id="faq" suggestions="[bad json"></oneshot-chat>`,
  );
  const box = page.getByRole("textbox", { name: "Your question" });
  await box.fill("When?");
  await box.press("Enter");
  await page.getByText("The assistant isn’t set up correctly on this page.").first().waitFor();
  expect(watched().calls()).toEqual([]);
  const problems = watched().problems.splice(0);
  expect(problems).toContainEqual(expect.stringContaining(`attribute api-url="" is empty`));
  expect(problems).toContainEqual(expect.stringContaining(`attribute suggestions="[bad json"`));
});
