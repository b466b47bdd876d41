/** The prop `theme` on a server and while a page hydrates. `test/browser/themes.test.ts` measures the colours. */
import { act, render } from "@testing-library/react";
import { createRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { afterEach, expect, test } from "vitest";
import { OneShotChat, type Theme } from "../../src/index.js";

const chat = (theme?: Theme) => (
  <OneShotChat apiUrl="https://assistant.test" assistantId="faq" theme={theme} />
);

afterEach(() => {
  document.documentElement.removeAttribute("class");
  document.body.replaceChildren();
});

test.each([
  [undefined, null],
  ["auto", null],
  ["light", "light"],
  ["dark", "dark"],
  ["class", "class"],
  [{ darkClass: "night" }, "light"],
] as const)("a server renders the theme %j as data-theme %j", (theme, expected) => {
  document.body.innerHTML = renderToString(chat(theme));
  expect(document.querySelector(".oneshot-chat")?.getAttribute("data-theme")).toBe(expected);
});

test("the page's class counts after hydration, and the console stays silent", () => {
  document.documentElement.className = "night";
  const container = document.createElement("div");
  container.innerHTML = renderToString(chat({ darkClass: "night" }));
  document.body.append(container);
  render(chat({ darkClass: "night" }), { container, hydrate: true });
  expect(container.querySelector(".oneshot-chat")?.getAttribute("data-theme")).toBe("dark");
});

test("a theme by the class of <html> is right from the first commit", () => {
  document.documentElement.className = "night";
  const container = document.body.appendChild(document.createElement("div"));
  const seen: (string | null)[] = [];
  const note = (root: HTMLElement | null) =>
    void (root && seen.push(root.dataset["theme"] ?? null));
  const root = createRoot(container);
  act(() =>
    root.render(
      <div ref={(outer) => note(outer?.querySelector<HTMLElement>(".oneshot-chat") ?? null)}>
        {chat({ darkClass: "night" })}
      </div>,
    ),
  );
  expect(seen).toEqual(["dark"]);
  act(() => root.unmount());
});

test("the theme of another class name counts at once", () => {
  document.documentElement.className = "night";
  const { container, rerender } = render(chat({ darkClass: "dusk" }));
  const theme = () => container.querySelector(".oneshot-chat")?.getAttribute("data-theme");
  expect(theme()).toBe("light");
  rerender(chat({ darkClass: "night" }));
  expect(theme()).toBe("dark");
  rerender(chat());
  expect(theme()).toBe(null);
});
