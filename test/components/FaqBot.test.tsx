import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { FaqBot } from "../../src/index.js";
import { completeRun, createScriptedServer } from "../../src/testing/index.js";

function renderBot() {
  const server = createScriptedServer(completeRun("Refunds take 30 days."));
  render(
    <FaqBot apiUrl="https://assistant.test" fetch={server.fetch} assistantId="faq" title="Help" />,
  );
  return { server, user: userEvent.setup() };
}

const launcher = () => screen.getByRole("button", { name: "Get help" });

test("the floating button opens a named panel and moves the focus to the box", async () => {
  const { user } = renderBot();
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(launcher()).toHaveAttribute("aria-expanded", "false");
  await user.click(launcher());
  const panel = screen.getByRole("dialog", { name: "Help" });
  expect(panel).toBeVisible();
  expect(launcher()).toHaveAttribute("aria-expanded", "true");
  expect(launcher()).toHaveAttribute("aria-controls", panel.id);
  expect(screen.getByRole("textbox", { name: "Your question" })).toHaveFocus();
});

test.each([
  ["Escape", (user: ReturnType<typeof userEvent.setup>) => user.keyboard("{Escape}")],
  [
    "The close button",
    (user: ReturnType<typeof userEvent.setup>) =>
      user.click(screen.getByRole("button", { name: "Close" })),
  ],
])("%s closes the panel and moves the focus back to the floating button", async (_name, close) => {
  const { user } = renderBot();
  await user.click(launcher());
  await close(user);
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(launcher()).toHaveFocus();
});

test("an answer is still there when the panel opens again", async () => {
  const { server, user } = renderBot();
  await user.click(launcher());
  await user.type(screen.getByRole("textbox"), "Refund?{Enter}");
  await screen.findByText("Refunds take 30 days.");
  await user.keyboard("{Escape}");
  await user.click(launcher());
  expect(screen.getByText("Refunds take 30 days.")).toBeVisible();
  expect(server.requests).toHaveLength(1);
});

test("before a visitor opens the panel, the chat is not on the page and nothing is sent", () => {
  const { server } = renderBot();
  expect(screen.queryByRole("textbox", { hidden: true })).toBeNull();
  expect(server.requests).toHaveLength(0);
});
