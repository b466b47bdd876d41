/** Which theme the widget has, by what the visitor, the page and the prop `theme` say. */
import type { Theme } from "oneshot-chat";
import { completeRun } from "oneshot-chat/testing";
import type { Page } from "playwright";
import { expect, test } from "vitest";
import { chatOf, eventually } from "./chatsPage.js";
import { setUpScriptedChats } from "./scriptedChats.js";

const { serve, open, show } = setUpScriptedChats({ bfcache: false });

type Attributes = Readonly<Record<string, string>>;

interface Row {
  readonly theme?: Theme;
  /** The attributes of the elements around the widget. */
  readonly html?: Attributes;
  readonly body?: Attributes;
  /** What the widget is for a visitor who prefers light, and for one who prefers dark. */
  readonly is: readonly [light: "light" | "dark", dark: "light" | "dark"];
}

const DARK = { "data-theme": "dark" };
const LIGHT = { "data-theme": "light" };

const ROWS: readonly Row[] = [
  { is: ["light", "dark"] },
  { theme: "auto", is: ["light", "dark"] },
  { html: DARK, is: ["dark", "dark"] },
  { html: LIGHT, is: ["light", "light"] },
  { html: DARK, body: LIGHT, is: ["light", "light"] },
  { html: LIGHT, body: DARK, is: ["dark", "dark"] },
  { html: { class: "dark" }, is: ["light", "dark"] },
  { theme: "light", is: ["light", "light"] },
  { theme: "light", html: DARK, is: ["light", "light"] },
  { theme: "light", html: { class: "dark" }, is: ["light", "light"] },
  { theme: "dark", is: ["dark", "dark"] },
  { theme: "dark", html: LIGHT, is: ["dark", "dark"] },
  { theme: "dark", html: DARK, body: LIGHT, is: ["dark", "dark"] },
  { theme: "class", is: ["light", "light"] },
  { theme: "class", html: DARK, is: ["light", "light"] },
  { theme: "class", html: { class: "dark" }, is: ["dark", "dark"] },
  { theme: "class", body: { class: "a dark b" }, is: ["dark", "dark"] },
  { theme: "class", html: { class: "dark", ...LIGHT }, is: ["dark", "dark"] },
  { theme: "class", html: { class: "night" }, is: ["light", "light"] },
  { theme: { darkClass: "night" }, is: ["light", "light"] },
  { theme: { darkClass: "night" }, html: { class: "night" }, is: ["dark", "dark"] },
  { theme: { darkClass: "night" }, body: { class: "night", ...LIGHT }, is: ["dark", "dark"] },
  { theme: { darkClass: "night" }, html: { class: "dark" }, is: ["light", "light"] },
];

async function setAttributes(page: Page, { html = {}, body = {} }: Partial<Row>) {
  await page.evaluate(
    (given) => {
      for (const [at, element] of [document.documentElement, document.body].entries()) {
        for (const name of ["class", "data-theme"]) element.removeAttribute(name);
        for (const [name, value] of Object.entries(given[at] ?? {}))
          element.setAttribute(name, value);
      }
    },
    [html, body] as const,
  );
}

/** The colour schemes of the widget and of the Markdown inside it, and whether the surface is a dark colour. */
function look(page: Page) {
  return page.evaluate(() =>
    [".osc-bot, .oneshot-chat", ".oneshot-chat", ".osc-md"].map((selector) => {
      const element = document.querySelector(selector);
      if (!element) throw new Error(`The page has no ${selector}.`);
      const style = getComputedStyle(element);
      const ink = /\d+/.exec(style.color)?.[0];
      const hasLightText = Number(ink) > 127;
      return hasLightText === (style.colorScheme === "dark") ? style.colorScheme : "mixed";
    }),
  );
}

/** Mounts the component with an answer, and returns the themes of each row. */
async function lookAtRows(page: Page, rows: readonly Row[], isBot: boolean) {
  const seen: string[][] = [];
  for (const { theme, ...around } of rows) {
    await setAttributes(page, around);
    await show("chat", {}, { isBot, looks: { theme } });
    await eventually(() => look(page)).not.toContain("mixed");
    seen.push(await look(page));
  }
  return seen;
}

test.each([
  ["OneShotChat", "light"],
  ["OneShotChat", "dark"],
  ["FaqBot", "light"],
  ["FaqBot", "dark"],
] as const)(
  "%s has the theme that the page names, for a visitor who prefers %s",
  async (name, scheme) => {
    await serve(completeRun("One **answer**."));
    const page = await open();
    await page.emulateMedia({ colorScheme: scheme });
    const isBot = name !== "OneShotChat";
    await show("chat", {}, { isBot });
    if (isBot) await chatOf(page).button("Get help").click();
    await chatOf(page).ask("Where?");
    await chatOf(page).waitForStatus("success");
    const expected = ROWS.map(({ is: [light, dark] }) =>
      Array(3).fill(scheme === "light" ? light : dark),
    );
    expect(await lookAtRows(page, ROWS, isBot)).toEqual(expected);
  },
);

test("the widget follows a class name of the page's own while it is on the page", async () => {
  await serve(completeRun("One answer."));
  const page = await open();
  await setAttributes(page, { body: { class: "night" } });
  await show("chat", {}, { looks: { theme: { darkClass: "night" } } });
  const widget = page.locator(".oneshot-chat");
  expect(await widget.getAttribute("data-theme")).toBe("dark");
  await setAttributes(page, { html: { class: "other" } });
  await eventually(() => widget.getAttribute("data-theme")).toBe("light");
  await setAttributes(page, { html: { class: "night" } });
  await eventually(() => widget.getAttribute("data-theme")).toBe("dark");
});
