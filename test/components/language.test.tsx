/** Numbers in labels are written in the language of the page, and not of the browser or the package. */
import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import { OneShotChat, type OneShotChatProps } from "../../src/index.js";
import { createScriptedServer, type Reply } from "../../src/testing/index.js";

function propsFor(reply: Reply = [], looks: object = {}): OneShotChatProps {
  const { fetch } = createScriptedServer(reply);
  return { apiUrl: "https://assistant.test", assistantId: "faq", fetch, ...looks };
}

const box = () => screen.getByRole("textbox", { name: "Your question" });

afterEach(() => document.documentElement.removeAttribute("lang"));

test.each([
  ["en", "4,000"],
  ["de", "4.000"],
  ["ar-EG", "٤٬٠٠٠"],
])("on a page in %s the limit is written as %s", (language, written) => {
  document.documentElement.lang = language;
  render(<OneShotChat {...propsFor()} />);
  expect(box()).toHaveAccessibleDescription(`At most ${written} characters.`);
});

test.each([
  ["no lang attribute", undefined],
  ["an empty lang attribute", ""],
  ["a lang attribute that is no language tag", "en_US"],
  ["a lang attribute of nonsense", "!"],
])("on a page with %s the limit is written in plain digits", (_name, language) => {
  if (language !== undefined) document.documentElement.lang = language;
  render(<OneShotChat {...propsFor()} />);
  expect(box()).toHaveAccessibleDescription("At most 4000 characters.");
});

test("the nearest lang attribute around the chat decides", () => {
  document.documentElement.lang = "en";
  render(
    <div lang="fr">
      <div lang="de">
        <OneShotChat {...propsFor()} />
      </div>
    </div>,
  );
  expect(box()).toHaveAccessibleDescription("At most 4.000 characters.");
});

test("an empty lang attribute around the chat hides the language of the page", () => {
  document.documentElement.lang = "de";
  render(
    <div lang="">
      <OneShotChat {...propsFor()} />
    </div>,
  );
  expect(box()).toHaveAccessibleDescription("At most 4000 characters.");
});

test("the numbers change with the language of the page, while the chat is on it", async () => {
  document.documentElement.lang = "en";
  const { container } = render(<OneShotChat {...propsFor()} />);
  expect(box()).toHaveAccessibleDescription("At most 4,000 characters.");
  act(() => container.setAttribute("lang", "de"));
  expect(await screen.findByText("At most 4.000 characters.")).toBeInTheDocument();
  act(() => container.removeAttribute("lang"));
  expect(await screen.findByText("At most 4,000 characters.")).toBeInTheDocument();
  act(() => document.documentElement.setAttribute("lang", "it"));
  expect(await screen.findByText("At most 4000 characters.")).toBeInTheDocument();
});

test("the count of characters and the excess are written in the language of the page", async () => {
  document.documentElement.lang = "de";
  const user = userEvent.setup();
  render(<OneShotChat {...propsFor([], { maxQuestionChars: 1100 })} />);
  await user.click(box());
  await user.paste("x".repeat(1050));
  expect(screen.getByText("1.050 of 1.100 characters")).toBeVisible();
  await user.paste("x".repeat(1200));
  expect(screen.getByText("Too long. Characters to remove: 1.150")).toBeVisible();
});

test("the minutes until the next try are written in the language of the page", async () => {
  document.documentElement.lang = "fa";
  const user = userEvent.setup();
  const busy = { status: 429, headers: { "retry-after": "3000" } };
  render(<OneShotChat {...propsFor(busy)} />);
  await user.type(box(), "Refund?{Enter}");
  const button = await screen.findByRole("button", { name: /Try again in/ });
  expect(button).toHaveAccessibleName(/^Try again in (۵۰|۴۹) min$/);
});

test("a name in braces that has no number stays in the label as it is written", () => {
  render(<OneShotChat {...propsFor([], { labels: { maxChars: "{max} of {constructor}" } })} />);
  expect(box()).toHaveAccessibleDescription("4000 of {constructor}");
});
