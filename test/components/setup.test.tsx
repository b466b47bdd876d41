/** A mistake in the set-up is reported when the page loads, and neither throws nor sends anything. */
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { StrictMode } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { FaqBot, OneShotChat } from "../../src/index.js";
import { CASES, PREFIX_CASES, propsWith, watchConsole } from "./mistakes.js";
import { answerComplete } from "./renderChat.js";

const box = () => screen.getByRole("textbox", { name: "Your question" });

async function openPanel(user: ReturnType<typeof userEvent.setup>): Promise<void> {
  const launcher = screen.queryByRole("button", { name: "Get help" });
  if (launcher) await user.click(launcher);
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe.each(["production", "development"])("in %s", (environment) => {
  test.each(CASES)(
    "$name with $mistake logs one console.error with the fix as soon as it is mounted",
    ({ Component, props, fix }) => {
      vi.stubEnv("NODE_ENV", environment);
      const logged = watchConsole();
      const { rerender } = render(<Component {...propsWith(props).props} />);
      expect(logged.error).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(fix));
      rerender(<Component {...propsWith(props).props} />);
      expect(logged.error).toHaveBeenCalledTimes(1);
      logged.accept();
    },
  );

  test.each(PREFIX_CASES)(
    "$name with $mistake for allowedImagePrefixes logs one console.error as soon as it is mounted",
    ({ Component, prefixes }) => {
      vi.stubEnv("NODE_ENV", environment);
      const logged = watchConsole();
      render(<Component {...propsWith({ allowedImagePrefixes: prefixes }).props} />);
      expect(logged.error).toHaveBeenCalledExactlyOnceWith(
        expect.stringMatching(/allowedImagePrefixes/),
      );
      logged.accept();
    },
  );
});

test.each(CASES)(
  "$name with $mistake tells visitors that the assistant is not set up, and sends nothing",
  async ({ Component, props }) => {
    const logged = watchConsole();
    const { server, props: given } = propsWith(props);
    const user = userEvent.setup();
    render(<Component {...given} />);
    await openPanel(user);
    expect(screen.getByRole("alert")).toHaveTextContent("isn’t set up correctly on this page");
    await user.type(box(), "Refund?{Enter}");
    expect(await screen.findByRole("alert")).toHaveTextContent("isn’t set up correctly");
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
    expect(box()).toHaveValue("Refund?");
    expect([...server.requests, ...server.otherRequests]).toEqual([]);
    expect(logged.error).toHaveBeenCalledTimes(1);
    logged.accept();
  },
);

test.each(CASES)(
  "$name with $mistake logs one console.error under StrictMode",
  ({ Component, props }) => {
    const logged = watchConsole();
    render(<Component {...propsWith(props).props} />, { wrapper: StrictMode });
    expect(logged.error).toHaveBeenCalledTimes(1);
    logged.accept();
  },
);

test.each(PREFIX_CASES)(
  "$name with $mistake for allowedImagePrefixes answers, and loads no image",
  async ({ Component, prefixes }) => {
    const logged = watchConsole();
    const { server, props } = propsWith({ allowedImagePrefixes: prefixes });
    const user = userEvent.setup();
    render(<Component {...props} />);
    await openPanel(user);
    await user.type(box(), "Where is my label?{Enter}");
    await answerComplete();
    expect(screen.getByRole("region", { name: "Answer" })).toHaveTextContent("A label: the label");
    expect(screen.queryByRole("img")).toBeNull();
    expect(server.requests).toHaveLength(1);
    expect(logged.error).toHaveBeenCalledTimes(1);
    logged.accept();
  },
);

test("options that are corrected after the mount make the widget usable without a new mount", async () => {
  const logged = watchConsole();
  const user = userEvent.setup();
  const { props: wrong } = propsWith({ apiUrl: undefined });
  const { props: right } = propsWith({});
  const { rerender } = render(<FaqBot {...wrong} />);
  await openPanel(user);
  rerender(<FaqBot {...right} />);
  expect(screen.queryByRole("alert")).toBeNull();
  await user.type(box(), "Where is my label?{Enter}");
  await answerComplete();
  expect(logged.error).toHaveBeenCalledTimes(1);
  logged.accept();
});

test("a mistake does not take the rest of the page down when a visitor presses the buttons", async () => {
  const logged = watchConsole();
  const user = userEvent.setup();
  render(
    <>
      <h1>Orders</h1>
      <FaqBot {...propsWith({ apiUrl: undefined, suggestions: ["Refund?"] }).props} />
    </>,
  );
  await openPanel(user);
  await user.click(screen.getByRole("button", { name: "Ask" }));
  await user.keyboard("{Escape}");
  expect(screen.getByRole("heading", { name: "Orders" })).toBeVisible();
  logged.accept();
});

test("developers learn of a suggestion that is longer than a question may be", () => {
  const watched = watchConsole();
  const { props } = propsWith({
    suggestions: ["Hours?", "Refund? ".repeat(9)],
    maxQuestionChars: 20,
  });
  render(<OneShotChat {...props} />);
  expect(watched.warn).toHaveBeenCalledExactlyOnceWith(
    expect.stringMatching(
      /the suggestion "Refund\? .* is longer than maxQuestionChars, 20; shorten/,
    ),
  );
  watched.accept();
});
