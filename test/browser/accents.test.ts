/** One accent colour gives enough contrast in both themes, measured from the colours that Chromium computes. */
import type { Page } from "playwright";
import { completeRun } from "oneshot-chat/testing";
import { expect, test } from "vitest";
import { ACCENTS, contrastOf } from "./accents.js";
import { chatOf } from "./chatsPage.js";
import { setUpScriptedChats } from "./scriptedChats.js";

const { serve, open, show } = setUpScriptedChats({ bfcache: false });

/** The colours of one accent, as red, green and blue from 0 to 255. */
interface Measured {
  readonly accent: string;
  readonly link: readonly number[];
  readonly ring: readonly number[];
  readonly surface: readonly number[];
  readonly muted: readonly number[];
  readonly button: readonly number[];
  /** The button under the pointer. */
  readonly hovered: readonly number[];
  readonly onButton: readonly number[];
  /** The edge of the button. */
  readonly edge: readonly number[];
  /** The sign of a step that is done. */
  readonly mark: readonly number[];
}

/** Opens a page with an answer that has a link, and measures it with every accent. */
async function measure(theme: string, surfaces: Record<string, string> = {}) {
  await serve(completeRun("See [the docs](https://docs.test/).\n\n```\ncode\n```\n"));
  const page = await open();
  await page.evaluate(
    ([name, set]) => {
      document.documentElement.dataset["theme"] = name;
      for (const [property, value] of Object.entries(set))
        document.documentElement.style.setProperty(property, value);
    },
    [theme, surfaces] as const,
  );
  await show();
  await chatOf(page).ask("Where?");
  await chatOf(page).waitForStatus("success");
  await chatOf(page).answer.getByRole("link").focus();
  await chatOf(page).button("Ask").hover();
  return readColours(page);
}

function readColours(page: Page): Promise<Measured[]> {
  return page.evaluate((accents) => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    if (!canvas) throw new Error("There is no canvas.");
    /** The colour of a pixel that is painted with these colours, one after the other. */
    function toRgb(...colors: readonly string[]): readonly number[] {
      if (!canvas) return [];
      canvas.clearRect(0, 0, 1, 1);
      for (const color of colors) {
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
      }
      return Array.from(canvas.getImageData(0, 0, 1, 1).data).slice(0, 3);
    }
    const find = (selector: string, pseudo?: string) => {
      const element = document.querySelector(selector);
      if (!element) throw new Error(`The page has no ${selector}.`);
      return getComputedStyle(element, pseudo);
    };
    return accents.map((accent) => {
      document.documentElement.style.setProperty("--osc-accent", accent);
      const link = find(".osc-md-link");
      const surface = find(".oneshot-chat").backgroundColor;
      const submit = find(".osc-submit");
      const veil = submit.boxShadow.replace(/ 0px 0px.*$/, "");
      return {
        accent,
        // A colour that lets the surface through has less contrast.
        link: toRgb(surface, link.color),
        ring: toRgb(surface, link.outlineColor),
        surface: toRgb(surface),
        muted: toRgb(find(".osc-md-pre").backgroundColor),
        button: toRgb(surface, submit.backgroundColor),
        hovered: toRgb(surface, submit.backgroundColor, veil),
        onButton: toRgb(submit.color),
        edge: toRgb(surface, submit.borderTopColor),
        mark: toRgb(surface, find('.osc-step[data-status="done"]', "::before").borderTopColor),
      };
    });
  }, ACCENTS);
}

/** The accents whose contrast is too small, with what was measured. */
function tooLow(measured: readonly Measured[]) {
  return measured.flatMap(({ accent, link, ring, surface, muted, edge, mark, ...own }) => {
    // A translucent accent shows the surface, which the colour of the text does not know.
    const isOpaque = !accent.includes("/");
    const lows = [
      ["link", contrastOf(link, surface), 4.5],
      ["link on the muted surface", contrastOf(link, muted), 4.5],
      ["focus ring", contrastOf(ring, surface), 3],
      ["edge of the button", contrastOf(edge, surface), 3],
      ["mark of a step", contrastOf(mark, surface), 3],
      ["text on the button", isOpaque ? contrastOf(own.button, own.onButton) : 21, 4.5],
      ["text under the pointer", isOpaque ? contrastOf(own.hovered, own.onButton) : 21, 4.5],
    ] as const;
    return lows
      .filter(([, contrast, least]) => !(contrast >= least))
      .map((low) => [accent, ...low]);
  });
}

test.each(["light", "dark"])(
  "in the %s theme, links, focus rings and the button stand out with every accent",
  async (theme) => {
    const measured = await measure(theme);
    expect(measured.length).toBeGreaterThan(100);
    expect(tooLow(measured)).toEqual([]);
    // The colours follow the accent: they are not one safe colour for all.
    expect(new Set(measured.map(({ link }) => link.join())).size).toBeGreaterThan(60);
    const reacting = measured.filter(({ button, hovered }) => button.join() !== hovered.join());
    expect(reacting.length).toBeGreaterThan(100);
  },
);

test.each([
  ["light", "a middle grey", "#777"],
  ["light", "a dark blue", "#0b2545"],
  ["dark", "a sand-coloured", "#f4f1de"],
])(
  "in the %s theme, links stand out on %s surface of the page's own",
  async (theme, _name, surface) => {
    // Only the page knows whether its two surfaces are alike.
    const set = { "--osc-surface": surface, "--osc-surface-muted": surface };
    expect(tooLow(await measure(theme, set))).toEqual([]);
  },
);

test("an accent with enough contrast is shown as it is", async () => {
  const measured = await measure("light");
  const strong = measured.filter(({ surface, button }) => contrastOf(button, surface) >= 5.4);
  expect(strong.length).toBeGreaterThan(20);
  for (const { link, button } of strong)
    for (const [at, channel] of link.entries())
      expect(Math.abs(channel - (button[at] ?? NaN))).toBeLessThanOrEqual(1);
});

test("in the dark theme, dark accents become bright and stay colourful", async () => {
  const measured = await measure("dark");
  const dark = measured.filter(({ accent }) => /^hsl\(\d+ 90% (?:20|35)%\)$/.test(accent));
  expect(dark.length).toBe(24);
  const grey = dark.filter(({ link }) => Math.max(...link) - Math.min(...link) < 100);
  expect(grey.map(({ accent, link }) => [accent, link])).toEqual([]);
});
