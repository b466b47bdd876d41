import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fitToKeyboard } from "../../../src/components/launcher/fitToKeyboard.js";

const PAGE_HEIGHT = 660;

class Viewport extends EventTarget {
  height = PAGE_HEIGHT;
  offsetTop = 0;
  scale = 1;

  /** Changes as a browser does: the fields first, then the events. */
  change(fields: Partial<Pick<Viewport, "height" | "offsetTop" | "scale">>) {
    Object.assign(this, fields);
    this.dispatchEvent(new Event("resize"));
    this.dispatchEvent(new Event("scroll"));
  }
}

let viewport: Viewport;
let panel: HTMLElement;

beforeEach(() => {
  viewport = new Viewport();
  panel = document.createElement("dialog");
  vi.stubGlobal("visualViewport", viewport);
  vi.spyOn(document.documentElement, "clientHeight", "get").mockReturnValue(PAGE_HEIGHT);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const fitted = () => ({
  hasKeyboard: panel.hasAttribute("data-keyboard"),
  top: panel.style.getPropertyValue("--_view-top"),
  height: panel.style.getPropertyValue("--_view-height"),
});

const NOT_FITTED = { hasKeyboard: false, top: "", height: "" };

test("without a keyboard, the panel keeps its size", () => {
  fitToKeyboard(panel);
  expect(fitted()).toEqual(NOT_FITTED);
});

test("a keyboard leaves the visible part of the window to the panel", () => {
  fitToKeyboard(panel);
  viewport.change({ height: 360 });
  expect(fitted()).toEqual({ hasKeyboard: true, top: "0px", height: "360px" });
  viewport.change({ height: PAGE_HEIGHT });
  expect(fitted()).toEqual(NOT_FITTED);
});

test("the panel follows the visible part that Safari moves down", () => {
  fitToKeyboard(panel);
  viewport.change({ height: 360, offsetTop: 120 });
  expect(fitted()).toEqual({ hasKeyboard: true, top: "120px", height: "360px" });
});

test("zooming with two fingers is not taken for a keyboard", () => {
  fitToKeyboard(panel);
  viewport.change({ height: PAGE_HEIGHT / 2, offsetTop: 100, scale: 2 });
  expect(fitted()).toEqual(NOT_FITTED);
});

test("zooming while the keyboard is open changes nothing", () => {
  fitToKeyboard(panel);
  viewport.change({ height: 360, offsetTop: 40 });
  viewport.change({ height: 180, offsetTop: 150, scale: 2 });
  expect(fitted()).toEqual({ hasKeyboard: true, top: "40px", height: "360px" });
});

test("the bars of a browser are not taken for a keyboard", () => {
  fitToKeyboard(panel);
  viewport.change({ height: PAGE_HEIGHT - 90 });
  expect(fitted()).toEqual(NOT_FITTED);
});

test("a closed panel does not follow the window", () => {
  const stop = fitToKeyboard(panel);
  stop();
  viewport.change({ height: 360 });
  expect(fitted()).toEqual(NOT_FITTED);
});

test("a browser without a visual viewport keeps the panel as it is", () => {
  vi.stubGlobal("visualViewport", undefined);
  fitToKeyboard(panel)();
  expect(fitted()).toEqual(NOT_FITTED);
});
