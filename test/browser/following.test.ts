/** How the newest line stays in view while an answer grows: in a card of limited height, and in the panel of FaqBot. */
import { completeRun, hold, metadata, tokens, update, aiMessage } from "oneshot-chat/testing";
import type { Locator, Page } from "playwright";
import { describe, expect, test } from "vitest";
import { chatOf, eventually } from "./chatsPage.js";
import { setUpScriptedChats } from "./scriptedChats.js";

const { serve, open, show, server } = setUpScriptedChats({ bfcache: false });

const DESKTOP = { width: 1280, height: 800 };
const SENTENCE = "Everything leaves our warehouse within a day, and you can follow your parcel. ";
/** Higher than both places, with a fold above it. */
const FIRST = `Start\n\n${`${SENTENCE.repeat(2)}\n\n`.repeat(12)}[link](https://shop.test/a)\n\n`;
const PLACES = ["a card of limited height", "the panel of FaqBot"] as const;

/** An answer that pauses after each part. The tests release the parts by their numbers. */
function inParts(...parts: readonly string[]) {
  return [
    metadata(),
    update("retrieve", { entries: [] }),
    ...parts.flatMap((part, at) => [...tokens(part), hold(`part ${at}`)]),
    update("answer", { messages: [aiMessage(parts.join(""), { id: "message-1" })] }),
  ];
}

interface Scene {
  page: Page;
  /** What scrolls. */
  result: Locator;
  answer: Locator;
  toEnd: Locator;
  chat: ReturnType<typeof chatOf>;
  /** Lets the next part come and waits until it is on the page. */
  release(part: number, lastWords: string): Promise<void>;
}

async function openChat(place: (typeof PLACES)[number], prepare?: () => void): Promise<Scene> {
  const page = await open(prepare, { viewport: DESKTOP, reducedMotion: "reduce" });
  const isBot = place === "the panel of FaqBot";
  await page.addStyleTag({
    content: "main { --osc-max-block-size: 480px } body { height: 3000px }",
  });
  const looks = { title: "Questions?", steps: "always" as const, onFeedback: undefined };
  await show("chat", {}, { isBot, looks, isStrict: true });
  if (isBot) await page.getByRole("button", { name: "Get help" }).click();
  const chat = chatOf(page);
  return {
    page,
    chat,
    result: page.locator('[data-part="result"]'),
    answer: chat.answer,
    toEnd: chat.button("Jump to the end"),
    async release(part, lastWords) {
      server().release(`part ${part}`);
      await chat.answer.getByText(lastWords).waitFor();
      await nextFrames(page);
    },
  };
}

/** Two frames: observers have reported, and React has shown what follows from it. */
const nextFrames = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
      }),
  );

const topOf = (element: Locator) =>
  element.evaluate((shown) => Math.round(shown.getBoundingClientRect().top));

/** The same, once the browser no longer scrolls smoothly. */
async function topAtRest(element: Locator): Promise<number> {
  let last = NaN;
  await eventually(async () => {
    const seen = last;
    last = await topOf(element);
    return last - seen;
  }).toBe(0);
  return last;
}

/** How many pixels of the result are below what is in view. */
const belowView = ({ result }: Scene) =>
  result.evaluate((box) => {
    const content = box.firstElementChild?.getBoundingClientRect().bottom ?? NaN;
    return Math.max(0, Math.round(content - box.getBoundingClientRect().bottom));
  });

describe.each(PLACES)("in %s", (place) => {
  test("the newest line stays in view: of text, of code and of a table", async () => {
    const rows = Array.from({ length: 12 }, (_, at) => `| row ${at} | ${at} |\n`).join("");
    await serve(
      inParts(
        FIRST,
        `${SENTENCE}grown`,
        "\n\n```\n",
        "code\n".repeat(30),
        "last code\n```\n\n",
        `| a | b |\n|-|-|\n${rows}| last row | 1 |\n`,
      ),
    );
    const scene = await openChat(place);
    await scene.chat.ask("Where is it?");
    await scene.answer.getByText("link").waitFor();
    await eventually(() => belowView(scene)).toBe(0);
    await scene.release(0, "grown");
    expect(await belowView(scene)).toBe(0);
    server().release("part 1");
    server().release("part 2");
    await scene.release(3, "last code");
    expect(await belowView(scene)).toBe(0);
    await scene.release(4, "last row");
    expect(await belowView(scene)).toBe(0);
    expect(await scene.toEnd.count()).toBe(0);
    expect(await scene.page.evaluate(() => scrollY)).toBe(0);
  });

  test.each([
    [
      "the wheel",
      async ({ page, result }: Scene) => {
        await result.hover();
        await page.mouse.wheel(0, -150);
      },
    ],
    [
      "the keyboard",
      async ({ page, result }: Scene) => {
        await result.focus();
        await page.keyboard.press("PageUp");
      },
    ],
  ])(
    "a reader who scrolls away with %s is left alone, and a button leads back",
    async (_name, scroll) => {
      await serve(
        inParts(
          FIRST,
          `${SENTENCE}grown\n\n${SENTENCE.repeat(20)}more`,
          `${SENTENCE.repeat(9)} and on`,
        ),
      );
      const scene = await openChat(place);
      const { page, chat, answer, result, toEnd } = scene;
      await chat.ask("Where is it?");
      await answer.getByText("link").waitFor();
      await eventually(() => result.getAttribute("tabindex")).toBe("0");
      const before = await topOf(answer);
      await scroll(scene);
      await toEnd.waitFor();
      const last = await topAtRest(answer);
      expect(last - before).toBeGreaterThanOrEqual(100);
      await scene.release(0, "more");
      expect(await topOf(answer)).toBe(last);
      await toEnd.click();
      await eventually(() => belowView(scene)).toBe(0);
      expect(await toEnd.count()).toBe(0);
      expect(await result.evaluate((box) => box === document.activeElement)).toBe(true);
      await scene.release(1, "and on");
      expect(await belowView(scene)).toBe(0);
      expect(await page.evaluate(() => scrollY)).toBe(0);
    },
  );

  test("a reader who scrolls back to the end follows again", async () => {
    await serve(inParts(FIRST, `${SENTENCE.repeat(20)}more`));
    const scene = await openChat(place);
    const { page, chat, answer, result, toEnd } = scene;
    await chat.ask("Where is it?");
    await answer.getByText("link").waitFor();
    await eventually(() => result.getAttribute("tabindex")).toBe("0");
    await result.focus();
    await page.keyboard.press("Home");
    await toEnd.waitFor();
    await page.keyboard.press("End");
    await toEnd.waitFor({ state: "detached" });
    await scene.release(0, "more");
    await nextFrames(page);
    expect(await belowView(scene)).toBe(0);
  });

  test("selected text stays where it is while the answer grows", async () => {
    await serve(inParts(FIRST, `${SENTENCE.repeat(20)}more`));
    const scene = await openChat(place);
    const { page, chat, answer } = scene;
    await chat.ask("Where is it?");
    const link = answer.getByText("link");
    await link.waitFor();
    await eventually(() => belowView(scene)).toBe(0);
    const line = await answer.locator("p").nth(-2).boundingBox();
    if (!line) throw new Error("The paragraph is not on the page.");
    const { x, y } = line;
    await page.mouse.move(x + 2, y + 8);
    await page.mouse.down();
    await page.mouse.move(x + 150, y + 8);
    const before = await topOf(answer);
    await scene.release(0, "more");
    expect(await topOf(answer)).toBe(before);
    await page.mouse.up();
    expect(await page.evaluate(() => getSelection()?.toString())).toMatch(/^Everything/);
    await scene.toEnd.click();
    await eventually(() => belowView(scene)).toBe(0);
  });

  test("a link that has the focus stays where it is while the answer grows", async () => {
    await serve(inParts(FIRST, `${SENTENCE.repeat(20)}more`));
    const scene = await openChat(place);
    const { chat, answer } = scene;
    await chat.ask("Where is it?");
    const link = answer.getByRole("link");
    await link.waitFor();
    await eventually(() => belowView(scene)).toBe(0);
    await link.focus();
    const before = await topOf(link);
    await scene.release(0, "more");
    expect(await topOf(link)).toBe(before);
  });

  test("when the answer is complete, its words stay where they are", async () => {
    await serve(inParts(FIRST));
    const scene = await openChat(place);
    const { chat, answer } = scene;
    await chat.ask("Where is it?");
    const link = answer.getByRole("link");
    await link.waitFor();
    await eventually(() => belowView(scene)).toBe(0);
    const before = await topOf(link);
    server().release("part 0");
    await chat.waitForStatus("success");
    await chat.button("Ask again").waitFor();
    await nextFrames(scene.page);
    expect(await topOf(link)).toBe(before);
    expect(await belowView(scene)).toBe(0);
  });

  test("no token reads the layout, scrolls, or renders what scrolls, and nothing observes sizes", async () => {
    await serve([
      metadata(),
      ...tokens(FIRST),
      hold("part 0"),
      ...tokens(SENTENCE.repeat(40)),
      ...tokens("grown"),
      hold(),
    ]);
    const scene = await openChat(place, countLayoutReads);
    const { page, chat, answer } = scene;
    await chat.ask("Where is it?");
    await answer.getByText("link").waitFor();
    await nextFrames(page);
    await page.evaluate(() => window.layout.names.splice(0));
    await scene.release(0, "grown");
    expect(await page.evaluate(() => window.layout.names)).toEqual([]);
    await eventually(() => belowView(scene)).toBe(0);
  });
});

test("a panel that is closed and opened again shows the line that was in view", async () => {
  await serve(inParts(FIRST, `${SENTENCE.repeat(20)}more`, `${SENTENCE.repeat(20)}and on`));
  const scene = await openChat("the panel of FaqBot");
  const { page, chat, answer, result, toEnd } = scene;
  await chat.ask("Where is it?");
  await answer.getByText("link").waitFor();
  const launcher = page.getByRole("button", { name: "Get help" });

  await chat.button("Close").click();
  server().release("part 0");
  await nextFrames(page);
  await launcher.click();
  await answer.getByText("more").waitFor();
  await eventually(() => belowView(scene)).toBe(0);
  expect(await toEnd.count()).toBe(0);

  // The observer reports the end of an opened panel in the next frame, which would end the scrolling of a key before it.
  await nextFrames(page);
  await result.focus();
  await page.keyboard.press("PageUp");
  await toEnd.waitFor();
  const before = await topAtRest(answer);
  await chat.button("Close").click();
  server().release("part 1");
  await nextFrames(page);
  await launcher.click();
  await answer.getByText("and on").waitFor();
  expect(await topOf(answer)).toBe(before);
  await toEnd.waitFor();
});

test("a card without a limited height is no stop for Tab and has no button", async () => {
  await serve(completeRun(FIRST));
  const page = await open(undefined, { viewport: DESKTOP, reducedMotion: "reduce" });
  await show("chat", {}, { looks: { title: "Questions?" } });
  const chat = chatOf(page);
  await chat.ask("Where is it?");
  await chat.waitForStatus("success");
  await nextFrames(page);
  expect(await page.locator('[data-part="result"]').getAttribute("tabindex")).toBeNull();
  expect(await chat.button("Jump to the end").count()).toBe(0);
});

declare global {
  interface Window {
    layout: { names: string[] };
  }
}

/** Runs in the page: notes whatever makes the browser compute a layout, or moves what is in view. */
function countLayoutReads(): void {
  const names: string[] = [];
  window.layout = { names };
  const note = (name: string) => names.push(`${name} ${new Error().stack?.split("\n")[3] ?? ""}`);
  for (const [target, properties] of [
    [Element.prototype, ["scrollTop", "scrollHeight", "clientHeight", "clientWidth"]],
    [HTMLElement.prototype, ["offsetTop", "offsetHeight", "offsetWidth", "innerText"]],
  ] as const)
    for (const name of properties) {
      const { get, set } = Object.getOwnPropertyDescriptor(target, name) ?? {};
      Object.defineProperty(target, name, {
        configurable: true,
        get(this: Element) {
          note(name);
          return get?.call(this) as unknown;
        },
        set(this: Element, value: unknown) {
          note(`${name} =`);
          set?.call(this, value);
        },
      });
    }
  for (const name of [
    "getBoundingClientRect",
    "scrollTo",
    "scrollBy",
    "scrollIntoView",
    "getClientRects",
  ] as const) {
    const original = Element.prototype[name] as (...given: unknown[]) => unknown;
    Object.defineProperty(Element.prototype, name, {
      configurable: true,
      value(this: Element, ...given: unknown[]) {
        note(name);
        return original.apply(this, given);
      },
    });
  }
  window.ResizeObserver = class extends ResizeObserver {
    override observe(...given: Parameters<ResizeObserver["observe"]>) {
      note("ResizeObserver");
      super.observe(...given);
    }
  };
}
