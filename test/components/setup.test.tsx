/** A mistake in the set-up is reported when the page loads, and neither throws nor sends anything. */
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { StrictMode } from "react";
import { renderToString } from "react-dom/server";
import { afterEach, describe, expect, test, vi } from "vitest";
import { FaqBot, OneShotChat, type OneShotChatProps } from "../../src/index.js";
import { completeRun, createScriptedServer } from "../../src/testing/index.js";
import { answerComplete } from "./renderChat.js";

const IMAGE = "![the label](https://shop.test/label.png)";

/** Everything that is needed, with the mistake in place of it. Types refuse most mistakes, hence the assertion. */
function propsWith(mistake: object) {
  const server = createScriptedServer(completeRun(`A label: ${IMAGE}`));
  const right = { apiUrl: "https://assistant.test", assistantId: "faq", fetch: server.fetch };
  return { server, props: { ...right, ...mistake } as unknown as OneShotChatProps };
}

/** Silences the console and counts what reaches `console.error`. Development builds also warn on each submit. */
function watchConsole() {
  const error = vi.spyOn(console, "error").mockImplementation(() => {});
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  return {
    error,
    warn,
    /** Call it at the end: the console guard fails a test with logged lines. */
    accept() {
      error.mockClear();
      warn.mockClear();
    },
  };
}

const COMPONENTS = [
  ["OneShotChat", OneShotChat],
  ["FaqBot", FaqBot],
] as const;

const MISTAKES: readonly [string, object, RegExp][] = [
  ["an undefined apiUrl", { apiUrl: undefined }, /Neither apiUrl nor client is given; pass apiUrl/],
  ["null for a client", { apiUrl: undefined, client: null, fetch: undefined }, /Neither apiUrl/],
  ["an empty apiUrl", { apiUrl: "" }, /apiUrl is empty; pass the address/],
  ["an undefined assistantId", { assistantId: undefined }, /assistantId is empty; pass/],
  ["an empty assistantId", { assistantId: " " }, /assistantId is empty; pass/],
];

const CASES = COMPONENTS.flatMap(([name, Component]) =>
  MISTAKES.map(([mistake, props, fix]) => ({ name, Component, mistake, props, fix })),
);

const PREFIX_CASES = COMPONENTS.flatMap(([name, Component]) => [
  { name, Component, mistake: "an address without a scheme", prefixes: ["shop.test/images"] },
  { name, Component, mistake: "an undefined entry", prefixes: [undefined] },
  { name, Component, mistake: "a text instead of a list", prefixes: "https://shop.test/" },
]);

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

test.each(CASES)(
  "$name with $mistake renders on a server, and logs the fix once after hydration",
  ({ Component, props, fix }) => {
    const logged = watchConsole();
    const { props: given } = propsWith(props);
    const container = document.createElement("div");
    container.innerHTML = renderToString(<Component {...given} />);
    expect(logged.error).not.toHaveBeenCalled();
    document.body.append(container);
    render(<Component {...given} />, { container, hydrate: true });
    expect(logged.error).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(fix));
    logged.accept();
  },
);

test.each(PREFIX_CASES)(
  "$name with $mistake for allowedImagePrefixes answers, and loads no image",
  async ({ Component, prefixes }) => {
    const logged = watchConsole();
    const { server, props } = propsWith({ allowedImagePrefixes: prefixes });
    const user = userEvent.setup();
    renderToString(<Component {...props} />);
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
