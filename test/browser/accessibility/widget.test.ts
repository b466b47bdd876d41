/** Criteria of WCAG 2.2 that one state of the widget shows, in Chromium. */
import { expect, test } from "vitest";
import { STATES, type State } from "./states.js";
import { setUpWidgetPage } from "./widgetPage.js";

const { page, reach } = setUpWidgetPage();

function stateNamed(name: string): State {
  const state = STATES.find((one) => one.name === name);
  if (!state) throw new Error(`There is no state "${name}".`);
  return state;
}

/** The element that has the focus, by its part or its words. */
const focused = () =>
  page().evaluate(() => {
    const element = document.activeElement as HTMLElement | null; // it is in HTML
    return element?.dataset["part"] ?? element?.innerText ?? "nothing";
  });

const runs = () => page().evaluate(() => window.widget.runs());

test("each paragraph and each list of an answer has the direction of its own first letter", async () => {
  await reach(stateNamed("with an answer in several directions"));
  const directions = () =>
    page()
      .getByRole("region", { name: "Answer" })
      .locator("p, li, blockquote")
      .evaluateAll((blocks) => blocks.map((block) => getComputedStyle(block).direction));
  expect(await directions()).toEqual(["ltr", "rtl", "rtl", "rtl", "ltr", "ltr"]);
  // It is the same on an Arabic page.
  await page().evaluate(() => {
    document.documentElement.dir = "rtl";
  });
  expect(await directions()).toEqual(["ltr", "rtl", "rtl", "rtl", "ltr", "ltr"]);
  const root = page().locator('[data-part="root"]');
  expect(await root.evaluate((element) => getComputedStyle(element).direction)).toBe("rtl");
});

test("the live region is polite and on the page before the first question", async () => {
  await reach(stateNamed("before the first question"));
  const session = await page().context().newCDPSession(page());
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const region = nodes.find(({ role }) => role?.value === "status");
  const live = region?.properties?.find(({ name }) => name === "live");
  expect(live?.value.value).toBe("polite");
  await session.detach();
});

test("an error is an assertive live region in Chromium's accessibility tree", async () => {
  await reach(stateNamed("after an error"));
  const session = await page().context().newCDPSession(page());
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const alerts = nodes.filter(({ role }) => role?.value === "alert");
  expect(alerts).toHaveLength(1);
  const live = alerts[0]?.properties?.find(({ name }) => name === "live");
  expect(live?.value.value).toBe("assertive");
  await session.detach();
});

test.each([
  "before the first question",
  "after an error",
  "with a bad rating",
  "with the bot open",
])("every control shows a ring of at least 2 px when the keyboard focuses it, %s", async (name) => {
  await reach(stateNamed(name));
  await page().evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const rings = await tabThrough();
  expect(rings.length).toBeGreaterThan(1);
  expect(rings.filter(({ ring }) => ring < 2)).toEqual([]);
  expect(rings.filter(({ isInView }) => !isInView)).toEqual([]);
});

/** Presses Tab until the focus is back at the beginning. Returns the widget's stops. */
async function tabThrough() {
  const stops: { name: string; ring: number; isInView: boolean }[] = [];
  for (let press = 0; press < 40; press += 1) {
    await page().keyboard.press("Tab");
    const stop = await page().evaluate(() => {
      const element = document.activeElement as HTMLElement;
      if (!element.closest("#widget")) return element === document.body ? "end" : undefined;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      // The box shows the ring on its frame.
      const frame = element.parentElement ? getComputedStyle(element.parentElement) : undefined;
      // `auto` is the browser's own ring.
      const width = (style: string, size: string) =>
        style === "none" ? 0 : style === "auto" ? 2 : parseFloat(size);
      const { x, y, width: w, height: h } = element.getBoundingClientRect();
      const at = document.elementFromPoint(x + w / 2, y + h / 2);
      return {
        name: element.dataset["part"] ?? element.innerText,
        ring: Math.max(
          width(outlineStyle, outlineWidth),
          frame ? width(frame.outlineStyle, frame.outlineWidth) : 0,
          boxShadow === "none" ? 0 : 2,
        ),
        isInView: at !== null && (element.contains(at) || at.contains(element)),
      };
    });
    if (stop === "end") break;
    if (stop) stops.push(stop);
  }
  return stops;
}

test("moving the focus through the widget sends nothing and opens nothing", async () => {
  await reach(stateNamed("before the first question"));
  const before = await page().locator("#widget").ariaSnapshot();
  await tabThrough();
  expect(await runs()).toBe(0);
  expect(await page().locator("#widget").ariaSnapshot()).toBe(before);
});

test("a phone on its side shows the box and its button too", async () => {
  await page().setViewportSize({ width: 568, height: 320 });
  await reach(stateNamed("with the bot open"));
  for (const control of [page().getByRole("textbox"), page().getByRole("button", { name: "Ask" })])
    expect(
      await control.evaluate((element) => element.getBoundingClientRect().bottom),
    ).toBeLessThan(321);
});

test("typing sends nothing before Enter or the button", async () => {
  await reach(stateNamed("before the first question"));
  await page().getByRole("textbox").pressSequentially("Refund?");
  expect(await runs()).toBe(0);
});

test("a press that slides off its button does nothing", async () => {
  await reach(stateNamed("before the first question"));
  await page().getByRole("textbox").fill("Refund?");
  await page().getByRole("button", { name: "Ask" }).hover();
  await page().mouse.down();
  await page().mouse.move(5, 5);
  await page().mouse.up();
  expect(await runs()).toBe(0);
});

test("no key of a letter does anything outside of the box", async () => {
  await reach(stateNamed("with the bot closed"));
  for (const key of "abcdefghijklmnopqrstuvwxyz0123456789/?") await page().keyboard.press(key);
  expect(await page().getByRole("dialog").count()).toBe(0);
  expect(await runs()).toBe(0);
});

test("an error says what is wrong in words, next to the question, which is still in the box", async () => {
  await reach(stateNamed("after an error"));
  expect(await page().getByRole("alert").innerText()).toMatch(/problem.*try again/i);
  expect(await page().getByRole("textbox").first().inputValue()).toBe("Can I get a refund?");
});

test("a question that is too long is marked, and the words beside it say by how much", async () => {
  await reach(stateNamed("before the first question"));
  const box = page().getByRole("textbox");
  await box.fill("a".repeat(4_010));
  expect(await box.getAttribute("aria-invalid")).toBe("true");
  const description = page().locator(`[id="${await box.getAttribute("aria-describedby")}"]`);
  expect(await description.innerText()).toMatch(/remove: 10/);
});

test("the arriving answer does not move the focus", async () => {
  await reach(stateNamed("with a complete answer"));
  expect(await focused()).toBe("input");
});

test("the edges of the box have a contrast of 3 to 1 in both themes", async () => {
  await reach(stateNamed("before the first question"));
  for (const colorScheme of ["light", "dark"] as const) {
    await page().emulateMedia({ colorScheme });
    expect(await page().evaluate(edgeContrast)).toBeGreaterThanOrEqual(3);
  }
});

/** The contrast between the border around the box and what is outside of it. Runs in the page. */
function edgeContrast(): number {
  const box = document.querySelector("#widget textarea");
  let element = box instanceof HTMLElement ? box : undefined;
  while (element && !hasBorder(element)) element = element.parentElement ?? undefined;
  if (!element) return 0;
  let outside = element.parentElement;
  while (outside && toRgba(getComputedStyle(outside).backgroundColor)[3] === 0)
    outside = outside.parentElement;
  const background = outside ? getComputedStyle(outside).backgroundColor : "white";
  const [a, b] = [luminance(getComputedStyle(element).borderTopColor), luminance(background)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

  function hasBorder(candidate: HTMLElement): boolean {
    const { borderTopWidth, borderTopColor } = getComputedStyle(candidate);
    return parseFloat(borderTopWidth) > 0 && toRgba(borderTopColor)[3] !== 0;
  }
  /** Draws the colour, because computed colours have many notations. */
  function toRgba(color: string): number[] {
    const context = document.createElement("canvas").getContext("2d");
    if (!context) return [0, 0, 0, 0];
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
    return Array.from(context.getImageData(0, 0, 1, 1).data);
  }
  function luminance(color: string): number {
    const [red = 0, green = 0, blue = 0] = toRgba(color).map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }
}
