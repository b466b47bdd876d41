/** What a designer would look at: sizes, edges, directions and print, in Chromium. */
import type { Locator } from "playwright";
import { expect, test } from "vitest";
import { setUpWidgetPage } from "./accessibility/widgetPage.js";
import type { ShowWidget } from "./page/widget.js";

const { page, reach } = setUpWidgetPage();

const PHONE = { width: 320, height: 568 };
const PART = (name: string) => `[data-part="${name}"]`;
const part = (name: string) => page().locator(PART(name));

/** Shows the widget and asks, and waits for the status. */
async function answer(show: ShowWidget, { status = "success", question = "Refund?" } = {}) {
  await reach({ name: "", show });
  if (show.component === "bot") await part("launcher").click();
  const box = part("input");
  await box.fill(question);
  await box.press("Enter");
  await page()
    .locator(`${PART("root")}[data-status="${status}"]`)
    .waitFor();
}

const rectangle = (element: Locator) =>
  element.evaluate((shown) => {
    const { left, top, right, bottom, width, height } = shown.getBoundingClientRect();
    return { left, top, right, bottom, width, height };
  });

const styleOf = (element: Locator, name: string, pseudo?: string) =>
  element.evaluate(
    (shown, [property, of]) => getComputedStyle(shown, of).getPropertyValue(property),
    [name, pseudo] as const,
  );

const setDirection = (dir: string) =>
  page().evaluate((value) => {
    document.documentElement.dir = value;
  }, dir);

const LOW_WINDOWS = [
  { width: 320, height: 256 },
  { width: 640, height: 320 },
  { width: 640, height: 400 },
  { width: 481, height: 401 },
  { width: 1024, height: 420 },
];

test.each(LOW_WINDOWS)(
  "in a window of $width × $height, the panel shows the box and 100 px of what scrolls",
  async (size) => {
    await page().setViewportSize(size);
    await reach({ name: "", show: { component: "bot" } });
    await part("launcher").click();
    expect((await rectangle(part("intro"))).height).toBeGreaterThanOrEqual(100);
    await part("input").fill("Refund?");
    await part("input").press("Enter");
    await page()
      .locator(`${PART("root")}[data-status="success"]`)
      .waitFor();
    expect((await rectangle(part("result"))).height).toBeGreaterThanOrEqual(100);
    for (const name of ["close", "input", "submit"]) {
      const { top, bottom } = await rectangle(part(name));
      expect(top).toBeGreaterThanOrEqual(0);
      expect(bottom).toBeLessThanOrEqual(size.height);
    }
    // The small print scrolls too.
    expect(await part("result").locator(PART("disclaimer")).count()).toBe(1);
  },
);

test.each([
  ["a paragraph", "It is", "p"],
  ["a list", "- one\n- two", "li"],
  ["a nested list", "- one\n  - two\n    - three", "li"],
  ["a list of paragraphs", "- one\n\n  more\n\n- two\n\n  the end", "p"],
  ["a list item after a nested list", "- one\n  - two\n- three", "li"],
  ["a quote", "> It is", "p"],
  ["a list in a quote", "> - one\n> - two", "li"],
])("while %s streams, one cursor stands after its last word", async (_name, text, tag) => {
  await answer({ reply: { text, isHeld: true } }, { status: "streaming" });
  const last = text.split(/[\s>-]+/).at(-1) ?? "";
  await part("answer").getByText(last).last().waitFor();
  const cursors = await page().evaluate(() =>
    [...document.querySelectorAll<HTMLElement>(".osc-md *")]
      .filter((element) => getComputedStyle(element, "::after").content === '""')
      .map(({ localName, innerText }) => [localName, innerText.trim()]),
  );
  expect(cursors).toHaveLength(1);
  expect(cursors[0]?.[0]).toBe(tag);
  expect(cursors[0]?.[1]?.endsWith(last)).toBe(true);
});

test("a question has the direction of its own first letter, whatever the page's is", async () => {
  const questions = [
    ["rtl", "How long?", "ltr"],
    ["ltr", "כמה זמן?", "rtl"],
  ] as const;
  for (const [dir, question, direction] of questions) {
    await answer({}, { question });
    await setDirection(dir);
    const words = part("question").getByText(question, { exact: true });
    expect(await styleOf(words, "direction")).toBe(direction);
    expect(await styleOf(words, "display")).toBe("block");
  }
});

test("on a page from right to left, the placeholder of the empty box begins at the right", async () => {
  await reach({ name: "", show: {} });
  await setDirection("rtl");
  const box = part("input");
  expect(await styleOf(box, "direction")).toBe("rtl");
  await box.fill("How long?");
  expect(await styleOf(box, "direction")).toBe("ltr");
});

test("a suggestion in another script keeps its question mark at its end", async () => {
  await reach({ name: "", show: { looks: { suggestions: ["כמה זמן?"] } } });
  const suggestion = page().getByRole("button", { name: "כמה זמן?" });
  expect(await styleOf(suggestion, "unicode-bidi")).toBe("plaintext");
});

const TABLE = `| Plan | Days | Countries |
|---|---|---|
| Basic | 30 | Germany, Austria, Switzerland, Liechtenstein |
| Basic | 30 | Germany, Austria, Switzerland, Liechtenstein |`;

test("on a phone, a long cell has room for several words, and shadows show that a table scrolls", async () => {
  await page().setViewportSize(PHONE);
  await answer({ reply: { text: TABLE } });
  const cell = page()
    .getByRole("cell", { name: /Germany/ })
    .first();
  expect((await rectangle(cell)).width).toBeGreaterThanOrEqual(150);
  const scroller = page().getByRole("group", { name: "Table" });
  expect(await styleOf(scroller, "background-attachment")).toBe("local, local, scroll, scroll");
});

test("printed, the panel is not on the page, and a chat shows its whole answer without its controls", async () => {
  await answer({ component: "bot" });
  await page().emulateMedia({ media: "print" });
  expect(await part("panel").isVisible()).toBe(false);
  await page().emulateMedia({ media: "screen" });

  await answer({ reply: { text: "A line.\n\n".repeat(60) } });
  await page().evaluate(() =>
    document.documentElement.style.setProperty("--osc-max-block-size", "300px"),
  );
  const result = part("result");
  expect((await rectangle(result)).height).toBeLessThan(300);
  await page().emulateMedia({ media: "print" });
  expect((await rectangle(result)).height).toBeGreaterThan(1_000);
  for (const name of ["form", "actions"]) expect(await part(name).isVisible()).toBe(false);
  await page().emulateMedia({ media: "screen" });
});

test("the ring of each action is inside the box that would cut it off", async () => {
  await page().setViewportSize(PHONE);
  await answer({});
  const clip = await rectangle(part("result"));
  for (const button of await part("actions").getByRole("button").all()) {
    const { left, bottom } = await rectangle(button);
    // A ring of 2 px at a distance of 2 px.
    expect(left - 4).toBeGreaterThanOrEqual(clip.left);
    expect(bottom + 4).toBeLessThanOrEqual(clip.bottom);
  }
});

test("the line above the answer is as wide as the box", async () => {
  await answer({});
  const size = await styleOf(part("result"), "background-size");
  const { width, paddingLeft } = await part("result").evaluate((shown) => ({
    width: shown.getBoundingClientRect().width,
    paddingLeft: parseFloat(getComputedStyle(shown).paddingLeft),
  }));
  expect(size).toContain("calc(100% - 28px)");
  expect((await rectangle(page().locator(".osc-composer"))).width).toBe(width - 2 * paddingLeft);
});

test("rules of the page that hide every radio button and checkbox do not hide those of the widget", async () => {
  await answer({ reply: { text: "- [x] Pack it well" } });
  await page().getByRole("button", { name: "Not helpful" }).click();
  const host = await page().addStyleTag({
    content: `[type="radio"]:not(:checked), [type="checkbox"]:checked { position: absolute; opacity: 0; pointer-events: none; appearance: none }
      [role="alert"] { position: fixed; inset-block-start: 0 }`,
  });
  for (const box of [part("answer").getByRole("checkbox"), page().getByRole("radio").first()]) {
    expect(await styleOf(box, "position")).toBe("static");
    expect(await styleOf(box, "opacity")).toBe("1");
    expect(await styleOf(box, "appearance")).toBe("auto");
  }
  expect(await styleOf(page().getByRole("radio").first(), "pointer-events")).toBe("auto");
  await answer({ reply: "failed" }, { status: "error" });
  const again = await page().addStyleTag({ content: `[role="alert"] { position: fixed }` });
  expect(await styleOf(page().getByRole("alert"), "position")).toBe("static");
  for (const style of [host, again]) await style.dispose();
});

test("the folded rows above a finished answer are one block", async () => {
  await page().setViewportSize(PHONE);
  await answer({});
  const { bottom } = await rectangle(part("steps"));
  expect((await rectangle(part("tool-calls"))).top - bottom).toBe(0);
  expect(
    await part("tool-calls")
      .getByText("done")
      .evaluate((word) => word.clientWidth),
  ).toBe(1);
});

test("a failed step says so in the colour of errors, apart from its name", async () => {
  await answer({ reply: "failed" }, { status: "error" });
  const word = part("steps").getByText("failed");
  expect(await styleOf(word, "color")).toBe("rgb(179, 38, 30)");
  expect(await styleOf(word, "content", "::before")).toContain("·");
});

test("all actions are equally wide", async () => {
  await answer({});
  const widths = await part("actions")
    .getByRole("button")
    .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().width));
  expect(new Set(widths)).toEqual(new Set([40]));
});

test("the labels in the form for feedback have one size", async () => {
  await answer({});
  await page().getByRole("button", { name: "Not helpful" }).click();
  const comment = page().getByText("Comment (optional)");
  const legend = page().getByText("What was wrong?");
  expect(await styleOf(comment, "font-size")).toBe(await styleOf(legend, "font-size"));
});

test("while consent is needed, the accent is on the button that agrees", async () => {
  await reach({ name: "", show: { hasConsent: true } });
  const agree = page().getByRole("button", { name: "Agree and continue" });
  const background = (element: Locator) => styleOf(element, "background-color");
  expect(await background(agree)).toBe("rgb(37, 87, 214)");
  expect(await background(part("submit"))).not.toBe("rgb(37, 87, 214)");
  await agree.click();
  expect(await background(part("submit"))).toBe("rgb(37, 87, 214)");
});

test("a very long question takes six lines until the reader unfolds it", async () => {
  await page().setViewportSize(PHONE);
  const question = "What about my parcel? ".repeat(180).trim();
  await answer({ component: "bot" }, { question });
  const shown = part("question");
  await expect.poll(async () => (await rectangle(shown)).height).toBeLessThan(200);
  await shown.locator("summary").press("Enter");
  await expect.poll(async () => (await rectangle(shown)).height).toBeGreaterThan(1_000);
});

test("a very long title takes two lines of the panel", async () => {
  await page().setViewportSize(PHONE);
  const title = "Questions about your order? ".repeat(8);
  await reach({ name: "", show: { component: "bot", looks: { title, defaultOpen: true } } });
  expect((await rectangle(page().locator(".osc-panel-header"))).height).toBeLessThan(70);
});

test("a long word of the graph's progress does not make the page wider", async () => {
  await page().setViewportSize(PHONE);
  await reach({ name: "", show: {} });
  const width = await page().evaluate(() => {
    const progress = document.createElement("div");
    progress.className = "osc-progress";
    progress.innerHTML = `<label>${"long".repeat(100)}</label>`;
    document.querySelector(".oneshot-chat")?.append(progress);
    return progress.querySelector("label")?.getBoundingClientRect().width;
  });
  expect(width).toBeLessThanOrEqual(PHONE.width);
});

test("a long label of the floating button stays inside a narrow window", async () => {
  await page().setViewportSize(PHONE);
  const label = "Fragen zu Bestellung und Versand?";
  await reach({ name: "", show: { component: "bot", looks: { label } } });
  const { left, right } = await rectangle(part("launcher"));
  expect(left).toBeGreaterThanOrEqual(20);
  expect(right).toBe(PHONE.width - 20);
});

test("the badge of a round button shows a single key, and no combination", async () => {
  for (const [shortcut, content] of [
    ["?", '"?"'],
    ["Control+k", "none"],
  ] as const) {
    await reach({ name: "", show: { component: "bot", looks: { shortcut } } });
    expect(await styleOf(part("launcher"), "content", "::after")).toBe(content);
  }
});
