/** What a visitor sees, hears and can do after a run has failed. */
import { act, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import {
  completeRun,
  hold,
  metadata,
  runFailed,
  tokens,
  type Reply,
} from "../../src/testing/index.js";
import { box, button, renderChat } from "./renderChat.js";

const broken: Reply = [metadata(), ...tokens("Half an"), runFailed("secret stack trace")];

test("a failed run shows plain words, keeps the answer so far, and can be tried again", async () => {
  const { server, user } = renderChat((_request, at) =>
    at === 0 ? broken : completeRun("Whole answer."),
  );
  await user.type(box(), "Refund?{Enter}");
  expect(await screen.findByRole("alert")).toHaveTextContent("ran into a problem");
  expect(screen.getByRole("region", { name: "Answer" })).toHaveTextContent("Half an");
  expect(box()).toHaveValue("Refund?");
  expect(document.body).not.toHaveTextContent("secret");

  await user.click(button("Try again"));
  expect(await screen.findByText("Whole answer.")).toBeVisible();
  expect(screen.queryByRole("alert")).toBeNull();
  expect(button("Ask")).toHaveFocus();
  expect(box()).toHaveValue("");
  expect(server.requests).toHaveLength(2);
});

test("text that was typed during a run is not replaced by the question that failed", async () => {
  const { server, user } = renderChat([metadata(), hold(), runFailed("boom")]);
  await user.type(box(), "Refund?{Enter}");
  await user.type(box(), "Next one");
  server.release();
  await screen.findByRole("alert");
  expect(box()).toHaveValue("Next one");
});

test("the button counts down the seconds for which a busy server asks to wait", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const { server, user } = renderChat((_request, at) =>
    at === 0 ? { status: 429, headers: { "retry-after": "7" } } : completeRun("Now."),
  );
  await user.type(box(), "Refund?{Enter}");
  expect(await screen.findByRole("alert")).toHaveTextContent("busy");
  expect(button("Try again in 7 s")).toBeDisabled();
  await act(() => vi.advanceTimersByTimeAsync(3_000));
  expect(screen.getByRole("button", { name: /Try again in [34] s/ })).toBeDisabled();
  await act(() => vi.advanceTimersByTimeAsync(5_000));
  await user.click(button("Try again"));
  expect(await screen.findByText("Now.")).toBeVisible();
  expect(server.requests).toHaveLength(2);
  vi.useRealTimers();
});

test("the server's own words are shown only if the page asks for them", async () => {
  const { user } = renderChat(broken, { exposeServerMessages: true });
  await user.type(box(), "Refund?{Enter}");
  expect(await screen.findByRole("alert")).toHaveTextContent(/problem .* secret stack trace$/);
});

test("Try again is not offered where it cannot help", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  const { user } = renderChat({ status: 403 });
  await user.type(box(), "Refund?{Enter}");
  await screen.findByRole("alert");
  expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
  expect(warn).toHaveBeenCalledExactlyOnceWith(
    expect.stringMatching(/not authorized|refused/),
    expect.anything(),
  );
  warn.mockClear();
});

test("a stream that ends while the server still works on its run is shown as cut off", async () => {
  const { server, user } = renderChat(({ url }) =>
    url.endsWith("/threads/search")
      ? { status: 200, body: '[{ "status": "busy" }]' }
      : completeRun("Refunds take 30 days."),
  );
  await user.type(box(), "Refund?{Enter}");
  expect(await screen.findByRole("alert")).toHaveTextContent("the answer may be incomplete");
  expect(screen.getByRole("region", { name: "Answer" })).toHaveTextContent("Refunds take 30 days.");
  expect(server.requests).toHaveLength(1);
  expect(server.otherRequests[0]?.url).toBe("https://assistant.test/threads/search");
});

test.each([400, 422])(
  "a question that the server refuses with %i is explained in words that blame nobody",
  async (status) => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const { user } = renderChat({ status, body: '{ "detail": "field required" }' });
    await user.type(box(), "Refund?{Enter}");
    const notice = await screen.findByRole("alert");
    expect(notice).toHaveTextContent("The assistant couldn’t read this question.");
    expect(notice).not.toHaveTextContent(/\byour?\b|invalid|wrong|field required/i);
    expect(warn).toHaveBeenCalledTimes(1);
    warn.mockClear();
  },
);

test("a long wait is counted in minutes", async () => {
  const { user } = renderChat({ status: 429, headers: { "retry-after": "3600" } });
  await user.type(box(), "Refund?{Enter}");
  expect(await screen.findByRole("button", { name: "Try again in 60 min" })).toBeDisabled();
  await vi.waitFor(() =>
    expect(screen.getByRole("status")).toHaveTextContent("Try again in 60 min"),
  );
});

test("a visitor who was offline reads that they can try again once they are connected", async () => {
  const onLine = vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  const { user } = renderChat([], {
    fetch: () => Promise.reject(new TypeError("Failed to fetch")),
  });
  await user.type(box(), "Refund?{Enter}");
  expect(await screen.findByRole("alert")).toHaveTextContent("You’re offline");
  onLine.mockReturnValue(true);
  act(() => void window.dispatchEvent(new Event("online")));
  expect(screen.getByRole("alert")).toHaveTextContent("You can try again now.");
  onLine.mockRestore();
});
