/** What a visitor meets before the first question: greeting, small print and the consent step. */
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { OneShotChat } from "../../src/index.js";
import { completeRun, createScriptedServer } from "../../src/testing/index.js";
import { box, button, renderChat } from "./renderChat.js";

afterEach(() => {
  vi.restoreAllMocks();
  sessionStorage.clear();
  localStorage.clear();
});

test("the greeting leaves with the first question, and the small print stays", async () => {
  const { user } = renderChat(completeRun("Yes."), {
    greeting: "Hello!",
    disclaimer: "May be wrong.",
  });
  expect(screen.getByText("Hello!")).toBeVisible();
  expect(screen.getByText("Each question is answered on its own.")).toBeVisible();
  await user.type(box(), "Refund?{Enter}");
  await screen.findByText("Yes.");
  expect(screen.queryByText("Hello!")).toBeNull();
  expect(screen.getByText("May be wrong.")).toBeVisible();
});

test("a page can leave out the note", () => {
  renderChat(completeRun("Yes."), { note: false });
  expect(screen.queryByText(/answered on its own/)).toBeNull();
});

const consent = { text: "Your question is sent to a language model." };

test("nothing is sent before the visitor agrees, and then the question that waits is sent", async () => {
  const { server, user } = renderChat(completeRun("Yes."), { consent });
  await user.type(box(), "Refund?{Enter}");
  expect(button("Agree and continue")).toHaveFocus();
  expect(box()).toHaveValue("Refund?");
  expect(server.requests).toHaveLength(0);
  await user.click(button("Agree and continue"));
  expect(await screen.findByText("Yes.")).toBeVisible();
  expect(screen.queryByText(consent.text)).toBeNull();
  expect(box()).toHaveValue("");
  expect(document.body).not.toHaveFocus();
  expect(server.requests).toHaveLength(1);
});

test("a suggestion waits for the visitor's consent too", async () => {
  const { server, user } = renderChat(completeRun("Yes."), { consent, suggestions: ["Refund?"] });
  await user.click(button("Refund?"));
  expect(server.requests).toHaveLength(0);
  await user.click(button("Agree and continue"));
  expect(await screen.findByText("Yes.")).toBeVisible();
});

test("a visitor who agrees before asking is led to the box, and nothing is sent", async () => {
  const { server, user } = renderChat(completeRun("Yes."), { consent });
  await user.click(button("Agree and continue"));
  expect(box()).toHaveFocus();
  expect(server.requests).toHaveLength(0);
});

test.each([
  ["session", () => sessionStorage],
  ["always", () => localStorage],
] as const)("with remember=%j, the visitor is asked once", async (remember, storage) => {
  const { user, unmount } = renderChat(completeRun("Yes."), { consent: { ...consent, remember } });
  await user.click(button("Agree and continue"));
  expect(storage()).toHaveLength(1);
  unmount();
  renderChat(completeRun("Yes."), { consent: { ...consent, remember } });
  expect(screen.queryByText(consent.text)).toBeNull();
});

test("without remember, nothing is stored and the next page asks again", async () => {
  const { user, unmount } = renderChat(completeRun("Yes."), { consent });
  await user.click(button("Agree and continue"));
  unmount();
  renderChat(completeRun("Yes."), { consent });
  expect(screen.getByText(consent.text)).toBeVisible();
  expect(localStorage).toHaveLength(0);
  expect(sessionStorage).toHaveLength(0);
});

test("a browser that blocks storage asks the visitor on each page, and works otherwise", async () => {
  vi.spyOn(Storage.prototype, "getItem").mockImplementation(() => {
    throw new DOMException("blocked", "SecurityError");
  });
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  const { user } = renderChat(completeRun("Yes."), { consent: { ...consent, remember: "always" } });
  await user.click(button("Agree and continue"));
  await user.type(box(), "Refund?{Enter}");
  expect(await screen.findByText("Yes.")).toBeVisible();
});

test("a suggestion that waits for consent replaces the draft, can be seen, and is what is sent", async () => {
  const { server, user } = renderChat(completeRun("Yes."), { consent, suggestions: ["Refund?"] });
  await user.type(box(), "hal");
  await user.click(button("Refund?"));
  expect(button("Agree and continue")).toHaveFocus();
  expect(box()).toHaveValue("Refund?");
  await user.click(button("Agree and continue"));
  expect(await screen.findByText("Yes.")).toBeVisible();
  expect(server.requests[0]?.body).toMatchObject({ input: { messages: [{ content: "Refund?" }] } });
  expect(box()).toHaveValue("");
});

test("a visitor who empties the box before agreeing sends nothing", async () => {
  const { server, user } = renderChat(completeRun("Yes."), { consent });
  await user.type(box(), "Refund?{Enter}");
  await user.clear(box());
  await user.click(button("Agree and continue"));
  expect(box()).toHaveFocus();
  expect(server.requests).toHaveLength(0);
});

test("an agreement that is remembered counts for the text that was read, and for no other", async () => {
  const remembered = { ...consent, remember: "always" };
  const { user, unmount } = renderChat(completeRun("Yes."), { consent: remembered });
  await user.click(button("Agree and continue"));
  unmount();
  renderChat(completeRun("Yes."), { consent: { ...remembered, text: "It is also stored." } });
  expect(screen.getByText("It is also stored.")).toBeVisible();
});

test("an agreement in one widget ends the step of another widget with the same text", async () => {
  const looks = { consent: { ...consent, remember: "session" } };
  const first = renderChat(completeRun("Yes."), looks);
  const second = renderChat(completeRun("No."), { ...looks, suggestions: ["Refund?"] });
  await first.user.click(within(first.container).getByRole("button", { name: /Agree/ }));
  expect(screen.queryByText(consent.text)).toBeNull();
  await second.user.click(button("Refund?"));
  expect(await screen.findByText("No.")).toBeVisible();
});

test("an agreement that came without notice lets the question out at once", async () => {
  const looks = { consent: { ...consent, remember: "session" } };
  const { user } = renderChat(completeRun("Yes."), looks);
  sessionStorage.setItem(`oneshot-chat:agreed:${consent.text}`, "yes");
  await user.type(box(), "Refund?{Enter}");
  expect(await screen.findByText("Yes.")).toBeVisible();
  expect(screen.queryByText(consent.text)).toBeNull();
});

test("a suggestion that is given twice is shown once", () => {
  renderChat(completeRun("Yes."), { suggestions: ["Refund?", "Hours?", "Refund?"] });
  expect(screen.getAllByRole("button", { name: "Refund?" })).toHaveLength(1);
});

test("inside a form of the page, the buttons ask and send, and the page stays", async () => {
  // React reports the nesting to developers.
  const report = vi.spyOn(console, "error").mockImplementation(() => {});
  const server = createScriptedServer(completeRun("Yes."));
  const onSubmit = vi.fn();
  const onFeedback = vi.fn();
  const { container } = render(
    <div onSubmit={onSubmit}>
      <form>
        <OneShotChat
          apiUrl="https://assistant.test"
          fetch={server.fetch}
          assistantId="faq"
          onFeedback={onFeedback}
        />
      </form>
    </div>,
  );
  // Browsers end the event of an inner form at the outer one.
  const outer = container.querySelector("form");
  outer?.addEventListener("submit", (event) => event.stopPropagation());
  const user = userEvent.setup();
  await user.type(box(), "Refund?");
  await user.click(button("Ask"));
  await user.click(await screen.findByRole("button", { name: "Not helpful" }));
  await user.click(button("Send"));
  expect(onFeedback).toHaveBeenCalledTimes(2);
  expect(onSubmit).not.toHaveBeenCalled();
  report.mockClear();
});
