/** Visitors with a keyboard, a screen reader or colours of their own, and what owners set for them. */
import { completeRun } from "oneshot-chat/testing";
import type { Page } from "playwright";
import { expect, test } from "vitest";
import { ASKS, SCRIPT, setUpEmbedPages } from "./embedPages.js";

const { serve, open, files, server } = setUpEmbedPages();

const CHAT = `<oneshot-chat ${ASKS} heading="Questions?"></oneshot-chat>`;
const BOT = `<faq-bot ${ASKS} heading="Help" suggestions='["When do you open?"]'></faq-bot>`;
const runs = () => server().exchanges.filter(({ call }) => call === "POST /runs/stream").length;

/** The name of the element that has the focus, also inside shadow roots. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    const part = active?.getAttribute("data-part");
    return part || active?.id || active?.getAttribute("aria-label") || active?.textContent || "";
  });
}

test("the keyboard alone reaches everything in a chat, in the order in which it is read", async () => {
  await serve(completeRun("We open at [nine](https://a.example)."));
  const page = await open(
    `<a href="/" id="before">before</a><oneshot-chat ${ASKS} feedback suggestions='["When?"]'></oneshot-chat><a href="/" id="after">after</a>${SCRIPT}`,
  );
  await page.getByRole("textbox", { name: "Your question" }).waitFor();
  const walk = async () => {
    const places: string[] = [];
    await page.locator("#before").focus();
    while (places.at(-1) !== "after" && places.length < 20) {
      await page.keyboard.press("Tab");
      places.push(await focused(page));
    }
    return places;
  };
  expect(await walk()).toEqual(["input", "submit", "When?", "after"]);
  await page.getByRole("button", { name: "When?" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Ask again" }).waitFor();
  expect(await walk()).toEqual([
    "input",
    "submit",
    "Steps: 2",
    "nine",
    "copy",
    "ask-again",
    "Helpful",
    "Not helpful",
    "after",
  ]);
});

test("a visitor with a keyboard opens, asks, stops, closes and is back at the button", async () => {
  await serve(completeRun("We open at nine."));
  const page = await open(
    `${SCRIPT}<button id="before">Before</button>${BOT}<button id="after">After</button>`,
  );
  await page.getByRole("button", { name: "Get help" }).waitFor();
  await page.keyboard.press("Tab");
  expect(await focused(page)).toBe("before");
  await page.keyboard.press("Tab");
  expect(await focused(page)).toBe("launcher");
  await page.keyboard.press("Enter");
  await expect.poll(() => focused(page)).toBe("input");
  await page.keyboard.type("When?");
  await page.keyboard.press("Enter");
  // While the run goes on, Escape stops it and does not close.
  await page.getByText("Answer complete").first().waitFor({ state: "attached" });
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  expect(await focused(page)).toBe("launcher");
  await page.keyboard.press("Tab");
  expect(await focused(page)).toBe("after");
  await page.keyboard.press("Shift+Tab");
  expect(await focused(page)).toBe("launcher");
});

test("with forced colours, the button and the box have outlines", async () => {
  await serve(completeRun("We open at nine."));
  const page = await open(`${SCRIPT}${CHAT}${BOT}`, { device: { forcedColors: "active" } });
  await page.getByRole("textbox", { name: "Your question" }).waitFor();
  const borders = await page.evaluate(() =>
    [
      document.querySelector("faq-bot")!.shadowRoot!.querySelector(".osc-launcher")!,
      document.querySelector("oneshot-chat")!.shadowRoot!.querySelector(".osc-composer")!,
    ].map((element) => {
      const { borderTopStyle, borderTopWidth, outlineStyle } = getComputedStyle(element);
      return (borderTopStyle !== "none" && borderTopWidth !== "0px") || outlineStyle !== "none";
    }),
  );
  expect(borders).toEqual([true, true]);
});

test("the page's own button loads the chat when it gets the focus, opens it, and gets the focus back", async () => {
  await serve(completeRun("We open at nine."));
  const page = await open(
    `${SCRIPT}<a id="help" href="/help"><b>Help</b></a>${BOT.replace("heading", `opener="#help" heading`)}`,
  );
  await page.waitForFunction("window.OneShotChat");
  expect(files.requested).toEqual(["embed.js"]);
  expect(await page.getByRole("button", { name: "Get help" }).count()).toBe(0);
  await page.locator("#help").focus();
  await expect.poll(() => files.requested.length).toBe(2);
  await page.keyboard.press("Enter");
  await expect.poll(() => focused(page)).toBe("input");
  expect(new URL(page.url()).pathname).toBe("/");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  expect(await focused(page)).toBe("help");
});

test("the shortcut opens the panel before and after the chat is loaded, and not while somebody types", async () => {
  await serve(completeRun("We open at nine."));
  const page = await open(
    `${SCRIPT}<input id="field">${BOT.replace("heading", `shortcut="/" heading`)}`,
  );
  const button = page.getByRole("button", { name: "Get help (press /)" });
  await button.waitFor();
  await page.locator("#field").press("/");
  expect(await page.locator("#field").inputValue()).toBe("/");
  expect(files.requested).toEqual(["embed.js"]);
  await page.locator("#field").blur();
  for (const _time of ["first", "second"]) {
    await page.keyboard.press("/");
    await expect.poll(() => focused(page)).toBe("input");
    expect(await page.getByRole("dialog").getByRole("textbox").inputValue()).toBe("");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
  }
});

test.each([
  ["Control+k", "Control+k"],
  ["Alt+Shift+h", "Alt+Shift+H"],
  ["?", "Shift+?"],
])("the shortcut %s opens the panel before the chat is loaded", async (shortcut, keys) => {
  await serve(completeRun("We open at nine."));
  const page = await open(`${SCRIPT}${BOT.replace("heading", `shortcut="${shortcut}" heading`)}`);
  await page.waitForFunction("window.OneShotChat");
  expect(files.requested).toEqual(["embed.js"]);
  await page.keyboard.press(keys);
  await expect.poll(() => focused(page)).toBe("input");
  expect(await page.getByRole("dialog").getByRole("textbox").inputValue()).toBe("");
});

test("before the chat is loaded, the shortcut opens nothing where somebody may be typing or has another use for the key", async () => {
  await serve(completeRun("We open at nine."));
  const page = await open(
    `${SCRIPT}<input class="place"><textarea class="place"></textarea><select class="place"><option>/</option></select>
     <div class="place" contenteditable>a</div><div class="place" role="textbox" tabindex="0">a</div>
     <div role="menu"><button class="place" role="menuitem">a</button></div>
     ${BOT.replace("heading", `shortcut="/" heading`)}`,
  );
  await page.waitForFunction("window.OneShotChat");
  let load = () => {};
  const mayLoad = new Promise<void>((resolve) => {
    load = resolve;
  });
  await page.route(/app-/, async (route) => {
    await mayLoad;
    await route.continue();
  });
  for (const place of await page.locator(".place").all()) {
    await place.focus();
    await page.keyboard.press("/");
    const html = await place.evaluate((element) => element.outerHTML);
    expect([html, await page.evaluate("document.querySelector('faq-bot').open")]).toEqual([
      html,
      false,
    ]);
  }
  await page.evaluate(() => {
    const dialog = document.body.appendChild(document.createElement("dialog"));
    dialog.showModal();
  });
  await page.keyboard.press("/");
  expect(await page.evaluate("document.querySelector('faq-bot').open")).toBe(false);
  await page.evaluate("document.querySelector('dialog').remove()");
  await page.keyboard.press("/");
  expect(await page.evaluate("document.querySelector('faq-bot').open")).toBe(true);
  load();
  await expect.poll(() => focused(page)).toBe("input");
});

test("on a keyboard without Latin letters, the first key of a shortcut loads the chat, and the letter opens it", async () => {
  await serve(completeRun("We open at nine."));
  const page = await open(`${SCRIPT}${BOT.replace("heading", `shortcut="Control+k" heading`)}`);
  await page.waitForFunction("window.OneShotChat");
  // The browser of the tests knows no such keyboard.
  const press = (key: string, code: string) =>
    page.evaluate(
      (init) =>
        void document.body.dispatchEvent(
          new KeyboardEvent("keydown", { ...init, ctrlKey: true, bubbles: true, cancelable: true }),
        ),
      { key, code },
    );
  await press("Control", "ControlLeft");
  await page.waitForFunction(() =>
    document.querySelector("faq-bot")!.shadowRoot!.querySelector("dialog[id^=P]"),
  );
  expect(await page.getByRole("dialog").count()).toBe(0);
  await press("л", "KeyK");
  await expect.poll(() => focused(page)).toBe("input");
});

test('with theme="class", both elements follow the class while the page changes it', async () => {
  await serve(completeRun("We open at nine."));
  const page = await open(
    `${SCRIPT}${CHAT.replace("heading", `theme="class" dark-class="night" heading`)}${BOT.replace("heading", `theme="class" dark-class="night" heading`)}`,
  );
  await page.getByRole("textbox").waitFor();
  const themes = () =>
    page.evaluate(() =>
      [...document.querySelectorAll("oneshot-chat, faq-bot")].map(
        (element) => (element.shadowRoot!.firstElementChild as HTMLElement).dataset["theme"],
      ),
    );
  expect(await themes()).toEqual(["light", "light"]);
  await page.evaluate(() => document.documentElement.classList.add("night"));
  await expect.poll(themes).toEqual(["dark", "dark"]);
  await page.evaluate(() => document.documentElement.classList.remove("night"));
  await expect.poll(themes).toEqual(["light", "light"]);
});

test("nothing is sent before a visitor agrees to the consent text", async () => {
  await serve(completeRun("We open at nine."));
  const page = await open(
    `${SCRIPT}${CHAT.replace("heading", `consent-text="It goes to a model." heading`)}`,
  );
  const box = page.getByRole("textbox", { name: "Your question" });
  await box.fill("When?");
  await box.press("Enter");
  await page.getByText("It goes to a model.").first().waitFor();
  expect(runs()).toBe(0);
  await page.getByRole("button", { name: "Agree and continue" }).click();
  await page.getByText("We open at nine.").first().waitFor();
  expect(runs()).toBe(1);
});
