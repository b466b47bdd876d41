/** What the components render on a server, and what a page shows once it hydrates that. */
import { render, within } from "@testing-library/react";
import type { ReactElement } from "react";
import { renderToString } from "react-dom/server";
import { afterEach, expect, test } from "vitest";
import { FaqBot, OneShotChat, type Theme } from "../../src/index.js";
import { completeRun, createScriptedServer } from "../../src/testing/index.js";
import { CASES, PREFIX_CASES, propsWith, watchConsole } from "./mistakes.js";
import { box } from "./renderChat.js";

const chat = (theme?: Theme) => (
  <OneShotChat apiUrl="https://assistant.test" assistantId="faq" theme={theme} />
);

/** A page that a server has rendered, before React takes it over. */
function serve(view: ReactElement): HTMLElement {
  const container = document.createElement("div");
  container.innerHTML = renderToString(view);
  document.body.append(container);
  return container;
}

afterEach(() => {
  document.documentElement.removeAttribute("class");
  document.documentElement.removeAttribute("lang");
  document.body.replaceChildren();
});

test("the chat renders on a server and hydrates without an error", async () => {
  const server = createScriptedServer(completeRun("Yes."));
  const view = (
    <OneShotChat
      apiUrl="/api"
      fetch={server.fetch}
      assistantId="faq"
      title="Help"
      suggestions={["Refund?"]}
    />
  );
  const container = serve(view);
  expect(within(container).getByRole("button", { name: "Ask" })).toBeVisible();
  render(view, { container, hydrate: true });
  expect(server.requests).toHaveLength(0);
});

test.each([
  ["closed", false],
  ["open", true],
])("a server renders the %s panel of the bot without inline styles", (_name, defaultOpen) => {
  const html = renderToString(
    <FaqBot
      apiUrl="https://assistant.test"
      assistantId="faq"
      offset={40}
      defaultOpen={defaultOpen}
    />,
  );
  expect(html).toContain('aria-label="Get help"');
  expect(html).not.toContain("style=");
});

test("the live region comes from the server, and is empty", () => {
  const region = serve(chat()).querySelector("[role=status]");
  expect(region).not.toBeNull();
  expect(region).toBeEmptyDOMElement();
});

test("a server writes plain digits, and the page's language follows after hydration", () => {
  document.documentElement.lang = "de";
  const container = serve(chat());
  expect(container).toHaveTextContent("At most 4000 characters.");
  render(chat(), { container, hydrate: true });
  expect(box()).toHaveAccessibleDescription("At most 4.000 characters.");
});

test.each([
  [undefined, null],
  ["auto", null],
  ["light", "light"],
  ["dark", "dark"],
  ["class", "class"],
  [{ darkClass: "night" }, "light"],
] as const)("a server renders the theme %j as data-theme %j", (theme, expected) => {
  const root = serve(chat(theme)).querySelector(".oneshot-chat");
  expect(root?.getAttribute("data-theme")).toBe(expected);
});

test("the page's class counts after hydration, and the console stays silent", () => {
  document.documentElement.className = "night";
  const container = serve(chat({ darkClass: "night" }));
  render(chat({ darkClass: "night" }), { container, hydrate: true });
  expect(container.querySelector(".oneshot-chat")?.getAttribute("data-theme")).toBe("dark");
});

test.each(CASES)(
  "$name with $mistake renders on a server, and logs the fix once after hydration",
  ({ Component, props, fix }) => {
    const logged = watchConsole();
    const { props: given } = propsWith(props);
    const container = serve(<Component {...given} />);
    expect(logged.error).not.toHaveBeenCalled();
    render(<Component {...given} />, { container, hydrate: true });
    expect(logged.error).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(fix));
    logged.accept();
  },
);

test.each(PREFIX_CASES)(
  "$name with $mistake for allowedImagePrefixes renders on a server, and logs the fix once on the page",
  ({ Component, prefixes }) => {
    const logged = watchConsole();
    const { props } = propsWith({ allowedImagePrefixes: prefixes });
    const container = serve(<Component {...props} />);
    expect(logged.error).not.toHaveBeenCalled();
    render(<Component {...props} />, { container, hydrate: true });
    expect(logged.error).toHaveBeenCalledTimes(1);
    logged.accept();
  },
);
