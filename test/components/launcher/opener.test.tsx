import { renderHook } from "@testing-library/react";
import { StrictMode } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { useOpener, type Opener } from "../../../src/components/launcher/useOpener.js";

afterEach(() => {
  document.body.replaceChildren();
});

function renderOpener(opener: Opener, shortcut?: string) {
  const onPress = vi.fn();
  const panelRef = { current: document.body };
  const view = renderHook(
    ({ isOpen }) => useOpener({ opener, isOpen, panelId: "panel", panelRef, shortcut, onPress }),
    { initialProps: { isOpen: false }, wrapper: StrictMode },
  );
  return { onPress, ...view };
}

function addButton(id = "help") {
  const button = document.createElement("button");
  button.id = id;
  document.body.append(button);
  return button;
}

/** Waits until the page's mutation observers have been called. */
const observersCalled = () => Promise.resolve();

const NAMES: readonly (readonly [string, (button: Element) => Opener])[] = [
  ["a selector", () => "#help"],
  ["the element", (button) => button],
  ["a ref", (button) => ({ current: button })],
];

test.each(NAMES)("%s names a button that opens the panel and says so", (_name, toOpener) => {
  const button = addButton();
  const { onPress, rerender } = renderOpener(toOpener(button), "/");
  expect(button).toHaveAttribute("aria-haspopup", "dialog");
  expect(button).toHaveAttribute("aria-expanded", "false");
  expect(button).toHaveAttribute("aria-controls", "panel");
  expect(button).toHaveAttribute("aria-keyshortcuts", "/");
  button.click();
  expect(onPress).toHaveBeenCalledExactlyOnceWith(button);
  rerender({ isOpen: true });
  expect(button).toHaveAttribute("aria-expanded", "true");
});

test("an opener has its own attributes back after unmounting, and does nothing", () => {
  const button = addButton();
  button.setAttribute("aria-expanded", "mixed");
  const before = button.outerHTML;
  const { onPress, rerender, unmount } = renderOpener("#help");
  rerender({ isOpen: true });
  unmount();
  expect(button.outerHTML).toBe(before);
  button.click();
  expect(onPress).not.toHaveBeenCalled();
});

test("an opener that appears later is found, and one that leaves is released", async () => {
  const { onPress } = renderOpener("#help");
  const early = addButton();
  await observersCalled();
  expect(early).toHaveAttribute("aria-expanded", "false");
  early.remove();
  const late = addButton();
  await observersCalled();
  late.click();
  expect(onPress).toHaveBeenCalledExactlyOnceWith(late);
  expect(early).not.toHaveAttribute("aria-expanded");
});

test("a ref that is set later is found with the next change of the page", async () => {
  const ref: { current: Element | null } = { current: null };
  const { onPress } = renderOpener(ref);
  const button = addButton();
  ref.current = button;
  await observersCalled();
  button.click();
  expect(onPress).toHaveBeenCalledOnce();
});

test("every element of a selector opens the panel", () => {
  const [some, other] = [addButton("top"), addButton("bottom")];
  const { onPress } = renderOpener("button");
  some.click();
  other.click();
  expect(onPress.mock.calls).toEqual([[some], [other]]);
});

test("a link opens the panel in place of its page, but with a modifier it opens another tab", () => {
  document.body.innerHTML = `<a id="help" href="#somewhere">Help</a>`;
  const { onPress } = renderOpener("#help");
  /** Clicks the link, and returns whether the browser would follow it. */
  const click = (init: MouseEventInit = {}) =>
    document
      .querySelector("a")
      ?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ...init }));
  expect(click()).toBe(false);
  expect(onPress).toHaveBeenCalledOnce();
  expect(click({ ctrlKey: true })).toBe(true);
  expect(click({ metaKey: true })).toBe(true);
  expect(onPress).toHaveBeenCalledOnce();
});

test("the second click of a double click does not close the panel again", () => {
  const button = addButton();
  const { onPress } = renderOpener("#help");
  button.dispatchEvent(new MouseEvent("click", { detail: 1 }));
  button.dispatchEvent(new MouseEvent("click", { detail: 2 }));
  expect(onPress).toHaveBeenCalledOnce();
});

test("an opener in a shadow root does not point at an id outside of it", () => {
  const host = document.createElement("div");
  document.body.append(host);
  const button = document.createElement("button");
  host.attachShadow({ mode: "open" }).append(button);
  renderOpener(button);
  expect(button).toHaveAttribute("aria-expanded", "false");
  expect(button).not.toHaveAttribute("aria-controls");
});

test("a selector that browsers do not understand is reported and does not throw", () => {
  const errors = vi.spyOn(console, "error").mockImplementation(() => {});
  renderOpener("#1help");
  expect(errors).toHaveBeenCalledWith(expect.stringMatching(/opener "#1help" is no CSS selector/));
  errors.mockRestore();
});
