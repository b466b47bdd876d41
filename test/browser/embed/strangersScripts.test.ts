/** The elements beside other libraries: morphing, old polyfills, another version of the script, and another document. */
import { createRequire } from "node:module";
import { completeRun, hold, metadata, tokens } from "oneshot-chat/testing";
import type { FrameLocator, Page } from "playwright";
import { expect, test } from "vitest";
import { ASKS, SCRIPT, setUpEmbedPages } from "./embedPages.js";

const { serve, open, files, server } = setUpEmbedPages();

const IDIOMORPH = createRequire(import.meta.url).resolve("idiomorph/dist/idiomorph.js");
const CHAT = `<oneshot-chat ${ASKS} heading="Questions?"></oneshot-chat>`;
const BOT = `<faq-bot ${ASKS} heading="Help"></faq-bot>`;
const HELD = [metadata(), ...tokens("We open"), hold(), ...completeRun(" at nine.").slice(1)];
const exchanges = () => server().exchanges.filter(({ call }) => call === "POST /runs/stream");
const runs = () => exchanges().length;

async function ask(page: Page | FrameLocator): Promise<void> {
  const box = page.getByRole("textbox", { name: "Your question" });
  await box.fill("When?");
  await box.press("Enter");
}

test("a page that Idiomorph morphs during a run keeps the run, and the new heading is shown", async () => {
  await serve(HELD);
  const page = await open(`${SCRIPT}<main><p>One</p>${CHAT}</main>${BOT}`);
  await page.addScriptTag({ path: IDIOMORPH });
  await ask(page);
  await page.getByText("We open").waitFor();
  const html = `<header><h1>Shop</h1></header><main><p>Two</p>${CHAT}</main>${BOT}`;
  await page.evaluate(
    (next) =>
      Reflect.get(window, "Idiomorph").morph(document.body, next, { morphStyle: "innerHTML" }),
    html.replaceAll("API", server().url).replace("Questions?", "Questions now"),
  );
  await page.getByRole("heading", { name: "Questions now" }).waitFor();
  await page.getByRole("heading", { name: "Shop" }).waitFor();
  server().release();
  await page.getByText("at nine.", { exact: true }).waitFor();
  expect(runs()).toBe(1);
});

test("a bot that Idiomorph morphs to new HTML is closed by it, and its run and its answer stay", async () => {
  await serve(HELD);
  const page = await open(`${SCRIPT}${BOT}`);
  await page.addScriptTag({ path: IDIOMORPH });
  await page.getByRole("button", { name: "Get help" }).click();
  await ask(page);
  await page.getByText("We open").waitFor();
  await page.evaluate(
    (next) =>
      Reflect.get(window, "Idiomorph").morph(document.body, next, { morphStyle: "innerHTML" }),
    BOT.replace("API", server().url),
  );
  // The new HTML has no attribute `open`.
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  server().release();
  await page.getByRole("button", { name: "Get help" }).click();
  await page.getByText("at nine.", { exact: true }).waitFor();
  expect(runs()).toBe(1);
});

/** What Prototype 1.6 adds: a text in place of an array. */
const PROTOTYPE = `
  Array.prototype.toJSON = function () {
    return "[" + this.map(function (each) { return JSON.stringify(each); }).join(", ") + "]";
  };
  String.prototype.toJSON = function () { return '"' + this + '"'; };`;

test("a page with Prototype 1.6, whose arrays become texts in JSON, sends the question as it is", async () => {
  const bodies: unknown[] = [];
  await serve((_run, { body }) => {
    bodies.push(body);
    return completeRun("We open at nine.");
  });
  const page = await open(`<script>${PROTOTYPE}</script>${SCRIPT}${CHAT}`);
  await ask(page);
  await page.getByText("We open at nine.", { exact: true }).waitFor();
  expect(bodies).toEqual([
    expect.objectContaining({
      input: { messages: [{ role: "human", content: "When?" }] },
      stream_mode: ["updates", "messages-tuple", "custom"],
    }),
  ]);
});

test("of two versions of the script, the first one serves every element and the page's scripts", async () => {
  await serve(completeRun("We open at nine."));
  const page = await open(`${SCRIPT.replace("built", "older")}${SCRIPT}${CHAT}`);
  await ask(page);
  await page.getByText("We open at nine.", { exact: true }).waitFor();
  await page.evaluate(
    (apiUrl) => void window.OneShotChat!.mount("body", { apiUrl, assistantId: "faq" }),
    server().url,
  );
  await page.getByRole("button", { name: "Get help" }).click();
  await expect.poll(() => page.getByRole("textbox").count()).toBe(2);
  expect(runs()).toBe(1);
  expect(files.requested.filter((name) => name.startsWith("app-"))).toHaveLength(1);
});

test("a chat that moves into another document during a run keeps the run and its look", async () => {
  await serve((run) => (run === 0 ? HELD : [metadata(), ...tokens("They open"), hold("never")]));
  const page = await open(`${SCRIPT}${CHAT}<iframe width="600" height="600"></iframe>`);
  await ask(page);
  await page.getByText("We open").waitFor();
  const padding = () =>
    page.evaluate(() => {
      const inner = document.querySelector("iframe")!.contentDocument!;
      const chat = document.querySelector("oneshot-chat") ?? inner.querySelector("oneshot-chat");
      return getComputedStyle(chat!.shadowRoot!.querySelector("textarea")!).padding;
    });
  const before = await padding();
  expect(before).not.toBe("0px");
  await page.evaluate(() =>
    document
      .querySelector("iframe")!
      .contentDocument!.body.append(document.querySelector("oneshot-chat")!),
  );
  expect(await padding()).toBe(before);
  server().release();
  const frame = page.frameLocator("iframe");
  await frame.getByText("at nine.", { exact: true }).waitFor();
  await ask(frame);
  await expect.poll(runs).toBe(2);
  await frame.getByText("They open").waitFor();
  await page.evaluate(() =>
    document.querySelector("iframe")!.contentDocument!.querySelector("oneshot-chat")!.remove(),
  );
  await expect.poll(() => exchanges()[1]?.wasLeft).toBe(true);
});

test.each(["before", "after"])(
  "a bot that moves into another document %s its panel was opened opens and answers there",
  async (when) => {
    await serve(completeRun("We open at nine."));
    const page = await open(`${SCRIPT}${BOT}<iframe width="600" height="600"></iframe>`);
    await page.getByRole("button", { name: "Get help" }).waitFor();
    if (when === "after") {
      await page.getByRole("button", { name: "Get help" }).click();
      await page.getByRole("textbox").waitFor();
    }
    await page.evaluate(() =>
      document
        .querySelector("iframe")!
        .contentDocument!.body.append(document.querySelector("faq-bot")!),
    );
    const frame = page.frameLocator("iframe");
    if (when === "before") await frame.getByRole("button", { name: "Get help" }).click();
    await ask(frame);
    await frame.getByText("We open at nine.", { exact: true }).waitFor();
    await frame.getByRole("button", { name: "Close" }).click();
    await frame.getByRole("dialog").waitFor({ state: "hidden" });
    const inside = await frame.getByRole("button", { name: "Get help" }).boundingBox();
    const outside = await page.locator("iframe").boundingBox();
    // At the corner of the frame, and not of the page.
    expect(inside!.x + inside!.width).toBeLessThan(outside!.x + outside!.width);
    expect(inside!.x).toBeGreaterThan(outside!.x + 400);
  },
);
