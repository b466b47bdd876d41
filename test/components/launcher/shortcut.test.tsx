import { renderHook } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { useShortcut } from "../../../src/components/launcher/useShortcut.js";

afterEach(() => {
  document.body.replaceChildren();
});

/** Renders the hook on a page with this content. */
function renderShortcut(shortcut = "/", html = "") {
  document.body.innerHTML = html;
  const onPress = vi.fn();
  return { onPress, ...renderHook(() => useShortcut(shortcut, onPress)) };
}

/** Presses a key on an element, and returns whether somebody has used the key. */
function press(key: string, init: KeyboardEventInit = {}, on: Element = document.body) {
  const event = new KeyboardEvent("keydown", {
    key,
    bubbles: true,
    composed: true,
    cancelable: true,
    ...init,
  });
  on.dispatchEvent(event);
  return event.defaultPrevented;
}

const target = (root: ParentNode = document) => root.querySelector("[data-target]") as Element; // each test puts it there

test("the key acts where nobody types, and is not typed into the box", () => {
  const { onPress } = renderShortcut("/", `<a href="#" data-target>A link</a>`);
  expect(press("/")).toBe(true);
  expect(press("/", {}, target())).toBe(true);
  expect(onPress).toHaveBeenCalledTimes(2);
});

test.each([
  ["a text field", `<input data-target>`],
  ["a field for numbers", `<input type="number" data-target>`],
  ["a text area", `<textarea data-target></textarea>`],
  ["a list to choose from", `<select data-target></select>`],
  ["editable text", `<p contenteditable="true" data-target></p>`],
  ["an element inside editable text", `<div contenteditable><p><b data-target></b></p></div>`],
  ["editable plain text", `<p contenteditable="plaintext-only" data-target></p>`],
  ["a text box of another library", `<div role="textbox" tabindex="0" data-target></div>`],
  ["a list that jumps to letters", `<ul role="listbox" tabindex="0" data-target></ul>`],
  ["an application with its own keys", `<div role="application"><i data-target></i></div>`],
  ["a dialog of the page", `<div role="dialog"><button data-target></button></div>`],
  ["a custom element that hides its content", `<my-field data-target></my-field>`],
])("the key does nothing in %s", (_name, html) => {
  const { onPress } = renderShortcut("/", html);
  expect(press("/", {}, target())).toBe(false);
  expect(onPress).not.toHaveBeenCalled();
});

test("the key does nothing in a field inside a shadow root", () => {
  const { onPress } = renderShortcut("/", `<my-search></my-search>`);
  const root = document.querySelector("my-search")?.attachShadow({ mode: "open" }) as ShadowRoot; // the element is there
  root.innerHTML = `<input data-target>`;
  expect(press("/", {}, target(root))).toBe(false);
  expect(onPress).not.toHaveBeenCalled();
});

test("the key does nothing in a shadow root that hides its content, whatever its host is", () => {
  const { onPress } = renderShortcut("/", `<div data-target></div>`);
  const root = target().attachShadow({ mode: "closed" });
  root.innerHTML = `<input data-target>`;
  expect(press("/", {}, target(root))).toBe(false);
  expect(onPress).not.toHaveBeenCalled();
});

test("the key acts on text that is explicitly not editable", () => {
  const { onPress } = renderShortcut(
    "/",
    `<p contenteditable="false" tabindex="0" data-target></p>`,
  );
  press("/", {}, target());
  expect(onPress).toHaveBeenCalledOnce();
});

test.each([
  ["Control", { ctrlKey: true }],
  ["Alt", { altKey: true }],
  ["Meta", { metaKey: true }],
  ["AltGraph, which browsers report as Control and Alt", { ctrlKey: true, altKey: true }],
  ["an input method", { isComposing: true }],
  ["an input method in Safari", { keyCode: 229 }],
  ["a held key", { repeat: true }],
])("the key does nothing with %s", (_name, init) => {
  const { onPress } = renderShortcut();
  expect(press("/", init)).toBe(false);
  expect(onPress).not.toHaveBeenCalled();
});

test("a keyboard may need Shift for the character itself", () => {
  const { onPress } = renderShortcut("/");
  press("/", { shiftKey: true });
  expect(onPress).toHaveBeenCalledOnce();
});

test("a letter does not act with Shift", () => {
  const { onPress } = renderShortcut("h");
  press("H", { shiftKey: true });
  expect(onPress).not.toHaveBeenCalled();
  press("h");
  expect(onPress).toHaveBeenCalledOnce();
});

test("a shortcut with modifiers acts with exactly these", () => {
  const { onPress } = renderShortcut("Control+k");
  press("k");
  press("k", { ctrlKey: true, altKey: true });
  expect(onPress).not.toHaveBeenCalled();
  press("k", { ctrlKey: true });
  expect(onPress).toHaveBeenCalledOnce();
});

test("on a layout without Latin letters, a shortcut with modifiers is where the letter is on others", () => {
  const { onPress } = renderShortcut("Control+k");
  press("л", { code: "KeyK", ctrlKey: true });
  expect(onPress).toHaveBeenCalledOnce();
  press("о", { code: "KeyJ", ctrlKey: true });
  press("л", { code: "KeyK" });
  expect(onPress).toHaveBeenCalledOnce();
});

test("a Latin layout decides by itself where its letters are", () => {
  const { onPress } = renderShortcut("Control+k");
  press("t", { code: "KeyK", ctrlKey: true });
  expect(onPress).not.toHaveBeenCalled();
});

test.each(["control+k", "CONTROL+K", "Ctrl+k", "ctrl+K"])(
  "the shortcut %s acts as Control+k does",
  (shortcut) => {
    const { onPress } = renderShortcut(shortcut);
    press("k");
    expect(onPress).not.toHaveBeenCalled();
    press("k", { ctrlKey: true });
    expect(onPress).toHaveBeenCalledOnce();
  },
);

test("a modifier that has another name is reported", () => {
  const errors = vi.spyOn(console, "error").mockImplementation(() => {});
  renderShortcut("Strg+k");
  expect(errors).toHaveBeenCalledExactlyOnceWith(
    expect.stringMatching(/shortcut "Strg\+k" has an unknown key "Strg"/),
  );
  errors.mockClear();
});

test("the plus key can be the shortcut", () => {
  const { onPress } = renderShortcut("+");
  press("+");
  expect(onPress).toHaveBeenCalledOnce();
});

test("a key that the page has handled does nothing more", () => {
  const { onPress } = renderShortcut();
  const handle = (event: Event) => event.preventDefault();
  document.body.addEventListener("keydown", handle);
  press("/");
  document.body.removeEventListener("keydown", handle);
  expect(onPress).not.toHaveBeenCalled();
});

test("the page's keys are free again after unmounting", () => {
  const { onPress, unmount } = renderShortcut();
  unmount();
  expect(press("/")).toBe(false);
  expect(onPress).not.toHaveBeenCalled();
});
