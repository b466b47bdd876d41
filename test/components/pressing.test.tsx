/** One press of a key, a mouse or a finger is one action, so a visitor never starts two paid runs by accident. */
import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { FaqBot, OneShotChat, type OneShotChatProps } from "../../src/index.js";
import {
  answer,
  completeRun,
  createScriptedServer,
  hold,
  metadata,
  type Reply,
} from "../../src/testing/index.js";

const HELD_RUN: Reply = [metadata(), hold(), ...answer("Yes.")];

function renderChat(reply: Parameters<typeof createScriptedServer>[0]) {
  const server = createScriptedServer(reply);
  const props: OneShotChatProps = {
    apiUrl: "https://assistant.test",
    fetch: server.fetch,
    assistantId: "faq",
    suggestions: ["Refund?", "Hours?"],
  };
  return { server, props, user: userEvent.setup() };
}

const BROKEN: Reply = { status: 503 };

const box = () => screen.getByRole("textbox", { name: "Your question" });
const button = (name: string) => screen.getByRole("button", { name });

/**
 * Lets the answers to everything that was sent reach the page. The scripted server answers without waiting, so a number
 * of turns of the event loop is enough, and no clock is needed.
 */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** A tap as browsers report it; some count taps in `detail`, others always say 1. */
function tap(element: Element, place = { clientX: 10, clientY: 10 }): void {
  fireEvent.pointerDown(element, { pointerType: "touch", ...place });
  fireEvent.pointerUp(element, { pointerType: "touch", ...place });
  fireEvent.click(element, { detail: 1, ...place });
}

/** The second click of a double click. Browsers give it to what is then in the place of the first one. */
function clickAgain(element: Element): void {
  fireEvent.pointerDown(element, { pointerType: "mouse" });
  fireEvent.click(element, { detail: 2 });
}

test("Enter held down in the box asks once, even when the run fails at once and the question returns", async () => {
  const { server, props, user } = renderChat(BROKEN);
  render(<OneShotChat {...props} />);
  await user.type(box(), "Refund?");
  // Slow repeats, so that the failed run gives the question back while the key is still held.
  await userEvent.setup({ delay: 40 }).keyboard("{Enter>5/}");
  expect(server.requests).toHaveLength(1);
  expect(box()).toHaveValue("Refund?");
});

test.each(["Ask", "Refund?"])(
  "Enter held down on “%s” asks once and does not stop the run",
  async (name) => {
    const { server, props, user } = renderChat(HELD_RUN);
    render(<OneShotChat {...props} />);
    if (name === "Ask") await user.type(box(), "Refund?");
    button(name).focus();
    await user.keyboard("{Enter>5/}");
    expect(button("Stop")).toHaveFocus();
    server.release();
    expect(await screen.findByText("Yes.")).toBeVisible();
    expect(server.requests).toHaveLength(1);
  },
);

test.each(["Ask", "Refund?"])(
  "Space held down on “%s” asks once and does not stop the run",
  async (name) => {
    const { server, props, user } = renderChat(HELD_RUN);
    render(<OneShotChat {...props} />);
    if (name === "Ask") await user.type(box(), "Refund?");
    button(name).focus();
    await user.keyboard("{ >5/}");
    server.release();
    expect(await screen.findByText("Yes.")).toBeVisible();
    expect(server.requests).toHaveLength(1);
  },
);

test("Enter held down on “Try again” tries once more and does not stop the run", async () => {
  const { server, props, user } = renderChat((_request, at) => (at === 0 ? BROKEN : HELD_RUN));
  render(<OneShotChat {...props} />);
  await user.type(box(), "Refund?{Enter}");
  (await screen.findByRole("button", { name: "Try again" })).focus();
  await user.keyboard("{Enter>5/}");
  server.release();
  expect(await screen.findByText("Yes.")).toBeVisible();
  expect(server.requests).toHaveLength(2);
});

test("Enter held down on “Stop” stops, and does not ask the returned question again", async () => {
  const { server, props, user } = renderChat(HELD_RUN);
  render(<OneShotChat {...props} />);
  await user.type(box(), "Refund?{Enter}");
  button("Stop").focus();
  await user.keyboard("{Enter>5/}");
  await settle();
  expect(box()).toHaveValue("Refund?");
  expect(server.requests).toHaveLength(1);
});

test.each(["Ask", "Refund?"])(
  "a double click on “%s” asks once and does not stop the run",
  async (name) => {
    const { server, props, user } = renderChat(HELD_RUN);
    render(<OneShotChat {...props} />);
    if (name === "Ask") await user.type(box(), "Refund?");
    await user.click(button(name));
    clickAgain(button("Stop"));
    server.release();
    expect(await screen.findByText("Yes.")).toBeVisible();
    expect(server.requests).toHaveLength(1);
  },
);

test("a double click on “Try again” sends one more run, even when that fails at once", async () => {
  const { server, props, user } = renderChat(BROKEN);
  render(<OneShotChat {...props} />);
  await user.type(box(), "Refund?{Enter}");
  await user.click(await screen.findByRole("button", { name: "Try again" }));
  clickAgain(await screen.findByRole("button", { name: "Try again" }));
  await settle();
  expect(server.requests).toHaveLength(2);
});

test("a double tap on “Ask” asks once and does not stop the run", async () => {
  const { server, props, user } = renderChat(HELD_RUN);
  render(<OneShotChat {...props} />);
  await user.type(box(), "Refund?");
  tap(button("Ask"));
  tap(button("Stop"), { clientX: 14, clientY: 8 });
  server.release();
  expect(await screen.findByText("Yes.")).toBeVisible();
  expect(server.requests).toHaveLength(1);
});

test("a tap that fires twice on a suggestion does not hit the button that took its place", async () => {
  const { server, props } = renderChat(BROKEN);
  render(<OneShotChat {...props} />);
  tap(button("Refund?"));
  tap(await screen.findByRole("button", { name: "Try again" }));
  await settle();
  expect(server.requests).toHaveLength(1);
});

test("a second tap at another place presses the button there", async () => {
  const { props, user } = renderChat(HELD_RUN);
  render(<OneShotChat {...props} />);
  await user.type(box(), "Refund?");
  tap(button("Ask"));
  tap(button("Stop"), { clientX: 200, clientY: 10 });
  expect(button("Ask")).toBeVisible();
});

test("a second question that is typed and sent at once is asked", async () => {
  const { server, props, user } = renderChat((_request, at) =>
    completeRun(at === 0 ? "First." : "Second."),
  );
  render(<OneShotChat {...props} />);
  await user.type(box(), "One?");
  await user.click(button("Ask"));
  await screen.findByText("First.");
  await user.type(box(), "Two?");
  await user.click(await screen.findByRole("button", { name: "Ask" }));
  await screen.findByText("Second.");
  fireEvent.input(box(), { target: { value: "Three?" } });
  tap(button("Ask"));
  await expect.poll(() => server.requests).toHaveLength(3);
});

test("a click on “Stop” right after a click on a suggestion stops the run", async () => {
  const { props, user } = renderChat(HELD_RUN);
  render(<OneShotChat {...props} />);
  await user.click(button("Refund?"));
  await user.click(button("Stop"));
  expect(button("Ask")).toBeVisible();
});

test("a double tap on the launcher opens the panel and presses nothing inside it", async () => {
  const { server, props } = renderChat(HELD_RUN);
  render(<FaqBot {...props} />);
  tap(button("Get help"));
  expect(button("Get help")).toHaveAttribute("aria-expanded", "true");
  tap(button("Refund?"));
  tap(button("Get help"));
  await settle();
  expect(button("Get help")).toHaveAttribute("aria-expanded", "true");
  expect(server.requests).toHaveLength(0);
});

test("Enter held down on “Close” closes the panel and does not open it again", async () => {
  const { props, user } = renderChat(HELD_RUN);
  render(<FaqBot {...props} />);
  await user.click(button("Get help"));
  button("Close").focus();
  await user.keyboard("{Enter>5/}");
  expect(button("Get help")).toHaveAttribute("aria-expanded", "false");
});
