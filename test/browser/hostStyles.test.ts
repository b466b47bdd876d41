/** The widget looks and works the same on pages whose own styles would break it. */
import type { OneShotChatLooks } from "oneshot-chat";
import { completeRun } from "oneshot-chat/testing";
import type { Page } from "playwright";
import { expect, test } from "vitest";
import { chatOf } from "./chatsPage.js";
import { joinStyles } from "../../vite.config.js";
import { HOST_STYLES } from "./hostStyles.js";
import { setUpScriptedChats } from "./scriptedChats.js";

const { serve, open, show } = setUpScriptedChats({ bfcache: false });

const ANSWER = `## Opening hours

We are open **every day** except *Sundays*, see [the list](https://list.test/) and \`hours.txt\`.[^1]

- Monday
  1. morning
  2. evening
- [x] Tuesday

> Be early.

| day | from |
|---|---:|
| Monday | 9 |

---

\`\`\`js
open();
\`\`\`

[^1]: Since last year.
`;

const LOOKS: OneShotChatLooks = {
  title: "Questions?",
  greeting: "Ask about our shop.",
  disclaimer: "Answers may be wrong.",
  suggestions: ["When are you open?", "Where are you?"],
};

/** One element of the widget: its place relative to the widget, and what its reader sees. */
interface Seen {
  readonly name: string;
  readonly box: readonly number[];
  readonly style: Readonly<Record<string, string>>;
}

/** Reads every element of the widget, in the order of the page. */
function look(page: Page, root: string): Promise<Seen[]> {
  return page.evaluate((selector) => {
    const widget = document.querySelector(selector);
    if (!widget) throw new Error(`The page has no ${selector}.`);
    const origin = widget.getBoundingClientRect();
    const STYLES = [
      "display",
      "color",
      "background-color",
      "opacity",
      "filter",
      "cursor",
      "text-decoration-line",
      "font-size",
      "font-style",
      "font-weight",
      "font-variant",
      "letter-spacing",
      "word-spacing",
      "line-height",
      "text-align",
      "text-indent",
      "text-shadow",
      "text-transform",
      "white-space-collapse",
      "text-wrap-mode",
      "list-style-type",
      "border-top-width",
      "border-top-color",
      "border-radius",
      "box-shadow",
      "outline-style",
      "fill",
      "stroke",
      "stroke-width",
      "-webkit-text-fill-color",
      "-webkit-text-stroke-width",
      "user-select",
    ];
    return [widget, ...widget.querySelectorAll("*")].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const computed = getComputedStyle(element);
      return {
        name: `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""}`,
        box: [x - origin.x, y - origin.y, width, height].map((px) => Math.round(px)),
        style: Object.fromEntries(STYLES.map((name) => [name, computed.getPropertyValue(name)])),
      };
    });
  }, root);
}

/** The differences, as lines that name the element. */
function compare(expected: readonly Seen[], actual: readonly Seen[]): readonly string[] {
  if (expected.length !== actual.length)
    return [`${expected.length} and ${actual.length} elements`];
  return expected.flatMap(({ name, box, style }, at) => {
    const other = actual[at];
    const differences = Object.entries(style).filter(([key, value]) => other?.style[key] !== value);
    const lines = differences.map(
      ([key, value]) => `${name} ${key}: ${value} became ${other?.style[key]}`,
    );
    const isElsewhere = box.some((px, side) => Math.abs(px - (other?.box[side] ?? NaN)) > 1);
    return isElsewhere ? [...lines, `${name} box: ${box} became ${other?.box}`] : lines;
  });
}

/** A box of one size for the widget. Its inline style wins over the page's rules. */
async function prepare(page: Page) {
  await page.evaluate(() => {
    const main = document.querySelector("main");
    main?.classList.add("prose");
    main?.setAttribute("style", "all: revert; display: block; inline-size: 600px; margin: 0");
    const root = document.documentElement.style;
    // By default, these two are those of the page.
    root.setProperty("--osc-font-family", "Arial, sans-serif");
    root.setProperty("--osc-font-size", "16px");
  });
}

const rows = Object.entries(HOST_STYLES);

test.each(rows)(
  "with %s, a chat looks the same before the question and with an answer",
  async (_name, css) => {
    await serve(completeRun(ANSWER));
    const page = await open();
    await page.emulateMedia({ reducedMotion: "reduce" });
    await show("chat", {}, { looks: LOOKS });
    await prepare(page);
    const idle = await look(page, ".oneshot-chat");
    const host = await page.addStyleTag({ content: css });
    expect(compare(idle, await look(page, ".oneshot-chat"))).toEqual([]);

    await chatOf(page).ask("When?");
    await chatOf(page).waitForStatus("success");
    const answered = await look(page, ".oneshot-chat");
    await host.evaluate((element) => element.parentNode?.removeChild(element));
    expect(compare(await look(page, ".oneshot-chat"), answered)).toEqual([]);
  },
);

test.each(rows)(
  "with %s, the floating button and its panel look and work the same",
  async (_name, css) => {
    await serve(completeRun(ANSWER));
    const page = await open();
    await page.emulateMedia({ reducedMotion: "reduce" });
    await show("chat", {}, { isBot: true, looks: LOOKS });
    await prepare(page);
    const launcher = chatOf(page).button("Get help");
    const panel = page.getByRole("dialog");
    const closed = await look(page, ".osc-bot");
    const host = await page.addStyleTag({ content: css });
    expect(compare(closed, await look(page, ".osc-bot"))).toEqual([]);

    await launcher.click();
    await chatOf(page).ask("When?");
    await chatOf(page).waitForStatus("success");
    const answered = await look(page, ".osc-bot");
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "hidden" });
    await host.evaluate((element) => element.parentNode?.removeChild(element));
    await launcher.click();
    await panel.waitFor();
    await page.getByRole("textbox", { name: "Your question" }).focus();
    expect(compare(await look(page, ".osc-bot"), answered)).toEqual([]);
  },
);

test.each(["styles.css", "styles.layer.css"] as const)(
  "%s as it is shipped looks like its sources",
  async (name) => {
    await serve(completeRun(ANSWER));
    const page = await open();
    await page.emulateMedia({ reducedMotion: "reduce" });
    await show("chat", {}, { looks: LOOKS });
    await prepare(page);
    await chatOf(page).ask("When?");
    await chatOf(page).waitForStatus("success");
    const sources = await look(page, ".oneshot-chat");
    await page.evaluate(() => {
      for (const sheet of document.querySelectorAll("link[rel=stylesheet]")) sheet.remove();
    });
    expect(compare(sources, await look(page, ".oneshot-chat"))).not.toEqual([]);
    await page.addStyleTag({ content: joinStyles()[name] });
    expect(compare(sources, await look(page, ".oneshot-chat"))).toEqual([]);

    await page.addStyleTag({ content: ".osc-title { font-size: 50px; }" });
    const title = page.getByRole("heading", { name: "Questions?" });
    const size = await title.evaluate((element) => getComputedStyle(element).fontSize);
    expect(size).toBe(name === "styles.css" ? "20px" : "50px");
  },
);

test("a class of the page on a part counts, although bare elements of the page do not", async () => {
  await serve(completeRun(ANSWER));
  const page = await open();
  await show("chat", {}, { looks: { ...LOOKS, className: "mine" } });
  await prepare(page);
  await page.addStyleTag({ content: "section { rotate: 9deg; } .mine { translate: 40px; }" });
  const style = await page.locator(".oneshot-chat").evaluate((element) => {
    const { rotate, translate } = getComputedStyle(element);
    return { rotate, translate };
  });
  expect(style).toEqual({ rotate: "none", translate: "40px" });
});
