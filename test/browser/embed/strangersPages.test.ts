/** The elements on pages whose styles, scripts and settings are not made for them. */
import { hold, completeRun, metadata, tokens } from "oneshot-chat/testing";
import type { Page } from "playwright";
import { expect, test } from "vitest";
import { answerOf, ask, BOT, CHAT, SCRIPT, setUpEmbedPages } from "./embedPages.js";

const { serve, open, server, watched } = setUpEmbedPages({ bfcache: true });

async function askAndRead(page: Page): Promise<void> {
  await ask(page);
  await page.getByText("We open at nine.", { exact: true }).waitFor();
  // Until the run has ended, the look still changes.
  await page.getByText("Answer complete").first().waitFor({ state: "attached" });
}

/** What a visitor sees of the chat: each element's place in it, and how it looks. */
function look(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector("oneshot-chat")!.shadowRoot!;
    const origin = root.querySelector("section")!.getBoundingClientRect();
    // What the announcer says, and the seconds that a run took, change with time.
    const steady = root.querySelectorAll(":not(.osc-announcer *, .osc-time, .osc-time *)");
    return [...steady].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const { color, fontSize, fontWeight, display, opacity, letterSpacing, textTransform } =
        getComputedStyle(element);
      const box = [x - origin.x, y - origin.y, width, height].map(Math.round);
      const looks = { color, fontSize, fontWeight, display, opacity, letterSpacing, textTransform };
      return `${element.localName}.${element.getAttribute("class")} ${box} ${JSON.stringify(looks)}`;
    });
  });
}

const HOSTILE_STYLES = {
  "a reset that unsets everything":
    "*, *::before, *::after, oneshot-chat, faq-bot { all: unset !important }",
  "a small root, and text styles on the body":
    "html { font-size: 10px } body { font: italic 900 1.6rem/3 serif; letter-spacing: 1em; text-transform: uppercase; color: red; text-align: center; text-indent: 4em; word-spacing: 1em; cursor: crosshair; user-select: none; visibility: visible }",
  "rules for every element":
    "* { position: static !important; color: red !important; opacity: 0.9; float: left } button { background: red !important; border-radius: 0 !important; inline-size: 100% } dialog { display: block !important } h2 { font-size: 70px } [popover] { display: none !important }",
};

test.each(Object.entries(HOSTILE_STYLES))(
  "%s changes nothing inside the chat and leaves the button where it is",
  async (_name, css) => {
    await serve(completeRun("We open at nine."));
    // A box of one size. Its inline style is stronger than the page's rules.
    const box = `<div style="display: block !important; inline-size: 500px !important; position: relative !important; float: none !important; text-indent: 0">`;
    const element = `style="display: block !important; opacity: 1 !important; float: none !important"`;
    const body = (style: string) =>
      `<style>${style}</style>${SCRIPT}${box}${CHAT.replace(" ", ` ${element} `)}</div>${BOT}`;
    const plain = await open(body(""));
    await askAndRead(plain);
    await plain.getByRole("button", { name: "Get help" }).waitFor();
    const expected = await look(plain);
    const place = await plain.getByRole("button", { name: "Get help" }).boundingBox();
    await plain.context().close();

    const page = await open(body(css));
    await askAndRead(page);
    expect(await look(page)).toEqual(expected);
    expect(await page.getByRole("button", { name: "Get help" }).boundingBox()).toEqual(place);
  },
);

test("transforms, clips and layers of the page neither move nor hide the button and the panel", async () => {
  await serve(completeRun("We open at nine."));
  const page = await open(
    `${SCRIPT}<div style="transform: translate(40px, 40px) scale(0.5); overflow: hidden; inline-size: 50px; block-size: 50px; filter: blur(0); contain: strict; opacity: 0.99">${BOT}</div><div style="position: fixed; inset: 0; z-index: 2147483647; background: white"></div>`,
  );
  const button = page.getByRole("button", { name: "Get help" });
  const box = await button.boundingBox();
  const { width, height } = page.viewportSize()!;
  expect(box).toMatchObject({ x: width - 20 - box!.width, y: height - 20 - box!.height });
  expect(box!.width).toBeGreaterThan(40);
  await button.click();
  await askAndRead(page);
  const panel = await page.getByRole("dialog", { name: "Help" }).boundingBox();
  expect(panel!.width).toBeGreaterThan(300);
});

const OLD_SCRIPTS = {
  "enumerable functions on the prototypes of arrays, objects and functions": `
    Array.prototype.last = function () { return this[this.length - 1]; };
    Object.prototype.extend = function (other) { for (var key in other) this[key] = other[key]; };
    Function.prototype.defer = function () { setTimeout(this, 0); };
    String.prototype.contains = function (text) { return this.indexOf(text) >= 0; };`,
  "a wrapper of fetch that logs, and reads a copy of each reply": `
    var original = window.fetch;
    window.fetch = function (address, options) {
      return original.apply(this, arguments).then(function (reply) {
        reply.clone().text().catch(function () {});
        return reply;
      });
    };`,
  "a wrapper of fetch that makes a new reply": `
    var original = window.fetch;
    window.fetch = function (address, options) {
      if (address.indexOf("/never") > 0) return;
      return original(address, options).then(function (reply) {
        return new Response(reply.body, { status: reply.status, headers: reply.headers });
      });
    };`,
  "scripts that throw, and handlers that hide every error": `
    window.onerror = function () { return true; };
    window.addEventListener("unhandledrejection", function (event) { event.preventDefault(); });
    document.addEventListener("keydown", function () { throw new Error("theirs"); }, true);
    document.addEventListener("oneshot-ask", function () { throw new Error("theirs"); });
    document.addEventListener("oneshot-toggle", function () { throw new Error("theirs"); });
    throw new Error("theirs");`,
  "old polyfills in place of what browsers have": `
    Array.from = function (list) { return [].slice.call(list); };
    Array.prototype.toJSON = undefined;
    window.Promise.prototype.finally = undefined;
    window.requestAnimationFrame = function (run) { return setTimeout(function () { run(Date.now()); }, 16); };
    window.cancelAnimationFrame = clearTimeout;`,
  "globals with the names of elements and of ours": `
    window.process = "string"; window.React = {}; window.preact = 1; window.define = function () { throw new Error("AMD"); };
    window.define.amd = true; window.module = {}; window.exports = {}; window.name = "OneShotChat";`,
};

test.each(Object.entries(OLD_SCRIPTS))(
  "both elements answer on a page with %s",
  async (_, code) => {
    await serve(completeRun("We open at nine."));
    const page = await open(`<script>${code}</script>${SCRIPT}${CHAT}${BOT}`);
    await askAndRead(page);
    await page.getByRole("button", { name: "Get help" }).click();
    await page.getByRole("button", { name: "When do you open?" }).click();
    await expect
      .poll(() => page.locator('[data-part="answer"]', { hasText: "We open at nine." }).count())
      .toBe(2);
    const { problems } = watched();
    expect(problems.splice(0).filter((each) => each !== "uncaught: theirs")).toEqual([]);
  },
);

test("the page gets one global, and none of its own changes", async () => {
  await serve(completeRun("We open at nine."));
  const page = await open(
    `<script>window.before = Object.getOwnPropertyNames(window).concat(Object.keys(document), Object.keys(Array.prototype), Object.keys(Object.prototype));</script>${CHAT}${BOT}<script type="module" src="/built/embed.js"></script>`,
  );
  await askAndRead(page);
  await page.getByRole("button", { name: "Get help" }).click();
  await page.getByRole("dialog").waitFor();
  const added = await page.evaluate(() => {
    const before = new Set(Reflect.get(window, "before") as string[]);
    return Object.getOwnPropertyNames(window)
      .concat(Object.keys(document), Object.keys(Array.prototype), Object.keys(Object.prototype))
      .filter((name) => !before.has(name) && name !== "before");
  });
  expect(added).toEqual(["OneShotChat"]);
  expect(
    await page.evaluate(() => [
      document.head.querySelectorAll("style, link, script").length,
      document.adoptedStyleSheets.length,
      document.body.getAttribute("style"),
      document.documentElement.getAttributeNames(),
    ]),
  ).toEqual([0, 0, null, ["lang"]]);
});

test("a visitor who leaves during a run and comes back finds the words, and the run is cancelled", async () => {
  await serve([metadata(), ...tokens("We open"), hold(), ...tokens(" at nine.")]);
  const page = await open(
    `<script>window.restored = []; addEventListener("pageshow", (event) => restored.push(event.persisted));</script>${SCRIPT}${BOT}`,
  );
  await page.getByRole("button", { name: "Get help" }).click();
  await ask(page);
  await answerOf(page).getByText("We open").waitFor();
  await page.goto("about:blank");
  await page.goBack({ waitUntil: "commit" });
  await expect.poll(() => page.evaluate("restored")).toEqual([false, true]);
  expect(await page.locator('[data-part="answer"]').innerText()).toBe("We open");
  await expect.poll(() => server().exchanges[0]?.wasLeft).toBe(true);
  await page.getByText("Stopped").first().waitFor();
});

test("on a page from right to left, the button and the panel are on the left", async () => {
  await serve(completeRun("We open at nine."));
  const page = await open(
    `<script>document.documentElement.dir = "rtl"; document.documentElement.lang = "ar";</script>${SCRIPT}${BOT}`,
  );
  const button = page.getByRole("button", { name: "Get help" });
  await expect.poll(async () => (await button.boundingBox())?.x).toBe(20);
  await button.click();
  const panel = page.getByRole("dialog");
  await askAndRead(page);
  // It moves while it opens.
  await expect.poll(async () => (await panel.boundingBox())?.x).toBe(20);
  const [direction, language] = await panel.evaluate((element) => [
    getComputedStyle(element).direction,
    element.matches(":lang(ar)"),
  ]);
  expect([direction, language]).toEqual(["rtl", true]);
});

test("at 320 pixels, the panel covers the page, and nothing scrolls sideways", async () => {
  await serve(completeRun("We open at nine."));
  const page = await open(
    `<meta name="viewport" content="width=device-width">${SCRIPT}${CHAT}${BOT}`,
    { device: { viewport: { width: 320, height: 568 } } },
  );
  await askAndRead(page);
  await page.getByRole("button", { name: "Get help" }).click();
  const panel = page.getByRole("dialog", { name: "Help" });
  await panel.getByRole("textbox").waitFor();
  await expect.poll(() => panel.boundingBox()).toMatchObject({ x: 0, width: 320, height: 568 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});
