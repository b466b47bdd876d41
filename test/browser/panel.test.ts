/** The panel of FaqBot: its size, its place, the focus and the keyboard, in a real browser. */
import { completeRun, metadata, tokens, hold, type Reply } from "oneshot-chat/testing";
import type { BrowserContextOptions, Locator, Page } from "playwright";
import { expect, test } from "vitest";
import { eventually } from "./chatsPage.js";
import type { ShowOptions } from "./page/chats.js";
import { setUpScriptedChats } from "./scriptedChats.js";

const { serve, open, show, server } = setUpScriptedChats({ bfcache: false });

const DESKTOP = { width: 1280, height: 800 };
const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 664 },
  hasTouch: true,
  isMobile: true,
};
const PARAGRAPH = "Everything leaves our warehouse within a day, and you can follow your parcel. ";

interface Scene {
  reply?: Reply;
  looks?: ShowOptions["looks"];
  device?: BrowserContextOptions;
  prepare?: () => void;
}

/** Opens a page that scrolls, with a bot. */
async function openBot({
  reply = completeRun(PARAGRAPH),
  looks = { title: "Questions?" },
  device = { viewport: DESKTOP },
  prepare,
}: Scene = {}) {
  await serve(reply);
  const page = await open(prepare, { reducedMotion: "reduce", ...device });
  await page.evaluate(() => {
    const text = document.createElement("article");
    text.innerHTML = `<a href="#there">A link of the page</a><p style="height: 3000px">Text</p>`;
    document.body.append(text);
  });
  await show("chat", {}, { isBot: true, looks, isStrict: true });
  return {
    page,
    launcher: page.getByRole("button", { name: "Get help" }),
    panel: page.getByRole("dialog"),
    box: page.getByRole("textbox", { name: "Your question" }),
    button: (name: string) => page.getByRole("button", { name, exact: true }),
    title: page.getByRole("heading", { name: "Questions?" }),
  };
}

const hasFocus = (element: Locator) =>
  eventually(() => element.evaluate((shown) => shown === document.activeElement));

const isModal = (panel: Locator) =>
  eventually(() => panel.evaluate((shown) => shown.matches(":modal")));

const rectangle = (element: Locator) =>
  element.evaluate((shown) => {
    const { left, top, right, bottom } = shown.getBoundingClientRect();
    return { left, top, right, bottom };
  });

test("the box, Stop and the panel do not move by a pixel while an answer streams", async () => {
  const parts = Array.from(
    { length: 12 },
    (_, at) => `${PARAGRAPH.repeat(3)}\n\n## Part ${at}\n\n`,
  );
  const { page, launcher, box, button } = await openBot({
    reply: [metadata(), ...parts.flatMap((part, at) => [...tokens(part), hold(`part ${at}`)])],
  });
  await launcher.click();
  await box.fill("Where is my parcel?");
  await box.press("Enter");
  await button("Stop").waitFor();
  await page.evaluate(() => {
    const places = new Set<string>();
    Object.assign(window, { places });
    requestAnimationFrame(function look() {
      const kept = document.querySelectorAll("dialog, textarea, form button");
      const rectangles = [...kept].map((each) => each.getBoundingClientRect().toJSON() as unknown);
      places.add(JSON.stringify(rectangles));
      requestAnimationFrame(look);
    });
  });
  for (const [at] of parts.entries()) {
    await page.getByRole("heading", { name: `Part ${at}`, exact: true }).waitFor();
    server().release(`part ${at}`);
  }
  const places = await page.evaluate(
    () => [...(window as unknown as { places: Set<string> }).places], // the test has put it there
  );
  expect(places).toHaveLength(1);
  expect(places[0]).toContain('"height"');
});

test("the panel is beside the page in a large window, and modal in a small one", async () => {
  const { page, launcher, panel, box } = await openBot();
  await launcher.click();
  await isModal(panel).toBe(false);
  await page.getByRole("link", { name: "A link of the page" }).click();
  expect(page.url()).toContain("#there");

  await box.fill("Where is it?");
  await box.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(2, 5));
  await page.setViewportSize({ width: 479, height: 800 });
  await isModal(panel).toBe(true);
  expect(await rectangle(panel)).toEqual({ left: 0, top: 0, right: 479, bottom: 800 });
  // The page is inert, so that the link does not take the focus.
  await page.getByRole("link", { name: "A link of the page" }).focus();
  await hasFocus(box).toBe(true);

  await page.setViewportSize({ width: 480, height: 800 });
  await isModal(panel).toBe(false);
  await hasFocus(box).toBe(true);
  expect(await box.inputValue()).toBe("Where is it?");
  const selected = await box.evaluate((field: HTMLTextAreaElement) => [
    field.selectionStart,
    field.selectionEnd,
  ]);
  expect(selected).toEqual([2, 5]);

  await page.setViewportSize({ width: 900, height: 399 });
  await isModal(panel).toBe(true);
});

test("Tab leaves the panel beside the page, and stays in the modal one", async () => {
  const { page, launcher, panel, button } = await openBot();
  await launcher.click();
  const isInside = () => panel.evaluate((shown) => shown.contains(document.activeElement));
  await button("Ask").focus();
  await page.keyboard.press("Tab");
  expect(await isInside()).toBe(false);

  await page.setViewportSize({ width: 400, height: 700 });
  await isModal(panel).toBe(true);
  await button("Close").focus();
  for (let times = 0; times < 8; times += 1) {
    await page.keyboard.press("Tab");
    const isOnPage = await page.evaluate(() => document.activeElement?.localName === "a");
    expect(isOnPage).toBe(false);
  }
});

test("an ancestor with a transform neither moves nor clips the button and the panel", async () => {
  const { page, launcher, panel } = await openBot();
  const before = await rectangle(launcher);
  await page.evaluate(() => {
    const ancestor = document.querySelector<HTMLElement>("main");
    if (ancestor)
      ancestor.style.cssText =
        "transform: scale(0.5) rotate(9deg); filter: blur(9px); overflow: hidden; height: 9px; contain: paint";
  });
  expect(await rectangle(launcher)).toEqual(before);
  await launcher.click();
  expect(await rectangle(panel)).toEqual({ left: 860, top: 72, right: 1260, bottom: 712 });
});

test("opening, asking and closing never scroll the page", async () => {
  const { page, launcher, box, panel } = await openBot({
    reply: completeRun(PARAGRAPH.repeat(60)),
  });
  await page.evaluate(() => scrollTo(0, 500));
  await launcher.click();
  await box.fill("Where is my parcel?");
  await box.press("Enter");
  await page.locator('[data-status="success"]').waitFor();
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "hidden" });
  await hasFocus(launcher).toBe(true);
  expect(await page.evaluate(() => scrollY)).toBe(500);
});

test("on a touch screen, opening moves the focus to the title, and no keyboard opens", async () => {
  const { launcher, box, title } = await openBot({ device: PHONE });
  await launcher.tap();
  await hasFocus(title).toBe(true);
  expect(await box.evaluate((shown) => shown === document.activeElement)).toBe(false);
  await box.tap();
  await hasFocus(box).toBe(true);
});

test("a modal panel that is open from the beginning keeps the focus inside", async () => {
  const { panel } = await openBot({ device: PHONE, looks: { defaultOpen: true } });
  await isModal(panel).toBe(true);
  const isInside = () => panel.evaluate((shown) => shown.contains(document.activeElement));
  expect(await isInside()).toBe(true);
});

test("in a modal panel, Escape and the back gesture stop a run first and close second", async () => {
  const { page, launcher, panel, box } = await openBot({
    device: PHONE,
    reply: [metadata(), ...tokens("Refunds take"), hold()],
  });
  const status = page.locator(".oneshot-chat");
  for (const leave of [
    () => page.keyboard.press("Escape"),
    // The gesture itself needs a phone. The browser asks the dialog in the same way.
    () => panel.evaluate((dialog: HTMLDialogElement) => dialog.requestClose()),
  ]) {
    await launcher.tap();
    await box.fill("Refund?");
    await box.press("Enter");
    await page.getByText("Refunds take").first().waitFor();
    await leave();
    await eventually(() => status.getAttribute("data-status")).toBe("stopped");
    expect(await panel.isVisible()).toBe(true);
    await leave();
    await panel.waitFor({ state: "hidden" });
    await hasFocus(launcher).toBe(true);
  }
});

test("a dialog that the browser closes without asking can be opened again", async () => {
  const { launcher, panel } = await openBot({ device: PHONE });
  await launcher.tap();
  await panel.evaluate((dialog: HTMLDialogElement) => dialog.close());
  await eventually(() => launcher.getAttribute("aria-expanded")).toBe("false");
  // A second tap so soon would count as a double tap.
  await launcher.press("Enter");
  await panel.waitFor();
  expect(await launcher.getAttribute("aria-expanded")).toBe("true");
});

test("a panel that other code closes is closed, and its button says so", async () => {
  const { launcher, panel } = await openBot();
  await launcher.click();
  await panel.evaluate((dialog: HTMLDialogElement) => dialog.hidePopover());
  await eventually(() => launcher.getAttribute("aria-expanded")).toBe("false");
  expect(await panel.isVisible()).toBe(false);
});

test.each([
  ["beside the page", { viewport: DESKTOP }],
  ["that is modal", PHONE],
])(
  "a panel %s that the page keeps open is shown again when something closes it",
  async (_name, device) => {
    const { panel } = await openBot({ device, looks: { title: "Questions?", open: true } });
    for (let times = 0; times < 2; times += 1) {
      const isHidden = await panel.evaluate((dialog: HTMLDialogElement) => {
        if (dialog.matches(":modal")) dialog.close();
        else dialog.hidePopover();
        return !dialog.checkVisibility();
      });
      expect(isHidden).toBe(true);
      await eventually(() => panel.isVisible()).toBe(true);
    }
  },
);

test("the shortcut does nothing while a modal dialog of the page covers the panel", async () => {
  const { page } = await openBot({ looks: { title: "Questions?", shortcut: "/" } });
  await page.evaluate(() => {
    const dialog = document.createElement("dialog");
    document.body.append(dialog);
    dialog.showModal();
    (document.activeElement as HTMLElement).blur(); // the dialog has the focus
  });
  await page.keyboard.press("/");
  const bot = page.locator('[data-part="bot"]');
  expect(await bot.getAttribute("data-open")).toBe("false");
  await page.evaluate(() => document.querySelector<HTMLDialogElement>("dialog:modal")?.close());
  await page.keyboard.press("/");
  await eventually(() => bot.getAttribute("data-open")).toBe("true");
});

/** Replaces the visual viewport, because no browser shows an on-screen keyboard in a test. */
function fakeKeyboard(): void {
  const viewport = Object.assign(new EventTarget(), {
    height: innerHeight,
    offsetTop: 0,
    scale: 1,
  });
  Object.defineProperty(window, "visualViewport", { value: viewport });
}

async function openKeyboard(page: Page, view: { height: number; offsetTop: number }) {
  await page.evaluate((changed) => {
    Object.assign(window.visualViewport ?? {}, changed);
    window.visualViewport?.dispatchEvent(new Event("resize"));
  }, view);
}

test.each([
  ["a phone", { width: 390, height: 664 }, { height: 330, offsetTop: 90 }],
  ["a tablet", { width: 1180, height: 820 }, { height: 420, offsetTop: 0 }],
])("above the keyboard of %s, the header and the form are visible", async (_name, size, view) => {
  const { page, launcher, box, title, button } = await openBot({
    device: { ...PHONE, viewport: size },
    prepare: fakeKeyboard,
    reply: completeRun(PARAGRAPH.repeat(30)),
  });
  await launcher.tap();
  const before = await rectangle(box);
  await openKeyboard(page, view);
  for (const kept of [title, button("Close"), box, button("Ask")]) {
    const { top, bottom } = await rectangle(kept);
    expect(top).toBeGreaterThanOrEqual(view.offsetTop);
    expect(bottom).toBeLessThanOrEqual(view.offsetTop + view.height);
  }
  await openKeyboard(page, { height: size.height, offsetTop: 0 });
  expect(await rectangle(box)).toEqual(before);
});

test("zooming with two fingers does not change the panel", async () => {
  const { page, launcher, panel } = await openBot({ device: PHONE });
  await launcher.tap();
  await isModal(panel).toBe(true);
  const before = await panel.evaluate((shown) => [shown.clientWidth, shown.clientHeight]);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Emulation.setPageScaleFactor", { pageScaleFactor: 2.5 });
  await eventually(() => page.evaluate(() => window.visualViewport?.scale)).toBe(2.5);
  expect(await panel.evaluate((shown) => [shown.clientWidth, shown.clientHeight])).toEqual(before);
  expect(await panel.getAttribute("data-keyboard")).toBeNull();
});

test("with forced colours, the icon of the button contrasts with the button", async () => {
  const { launcher } = await openBot({ device: { viewport: DESKTOP, forcedColors: "active" } });
  const [text, background] = await launcher.evaluate((button) => {
    const { color, backgroundColor } = getComputedStyle(button);
    return [color, backgroundColor];
  });
  expect(text).toBe("rgb(0, 0, 0)");
  expect(background).not.toBe(text);
});
