/** The prop `theme` with a class of the page. `test/browser/themes.test.ts` measures the colours. */
import { render } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { OneShotChat, type Theme } from "../../src/index.js";

const chat = (theme?: Theme) => (
  <OneShotChat apiUrl="https://assistant.test" assistantId="faq" theme={theme} />
);

afterEach(() => {
  document.documentElement.removeAttribute("class");
  document.body.replaceChildren();
});

test("a theme by the class of <html> is right from the first commit", () => {
  document.documentElement.className = "night";
  const seen: (string | null)[] = [];
  const note = (root: HTMLElement | null) =>
    void (root && seen.push(root.dataset["theme"] ?? null));
  render(
    <div ref={(outer) => note(outer?.querySelector<HTMLElement>(".oneshot-chat") ?? null)}>
      {chat({ darkClass: "night" })}
    </div>,
  );
  expect(seen).toEqual(["dark"]);
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
