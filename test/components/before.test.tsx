/** What a visitor meets before the first question: greeting, small print and the consent step. */
import { screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { completeRun } from "../../src/testing/index.js";
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
