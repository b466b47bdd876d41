import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createRef, StrictMode, useState } from "react";
import { describe, expect, test, vi } from "vitest";
import { FaqBot, type FaqBotHandle, type FaqBotProps } from "../../src/index.js";
import { completeRun, createScriptedServer, type Reply } from "../../src/testing/index.js";
import { heldAnswer } from "../browser/heldAnswer.js";

/** The props that these tests set. */
type Looks = Partial<Omit<FaqBotProps, "run" | "assistantId" | "apiUrl">>;

function renderBot(looks: Looks = {}, reply: Reply = completeRun("Refunds take 30 days.")) {
  const server = createScriptedServer(reply);
  const handle = createRef<FaqBotHandle>();
  const props: FaqBotProps = {
    apiUrl: "https://assistant.test",
    fetch: server.fetch,
    assistantId: "faq",
    title: "Help",
    ...looks,
  };
  const toBot = (changed: Looks = {}) => <FaqBot ref={handle} {...props} {...changed} />;
  const view = render(toBot(), { wrapper: StrictMode });
  return {
    server,
    handle: handle as { current: FaqBotHandle }, // a mounted component has set it
    user: userEvent.setup(),
    change: (changed: Looks) => view.rerender(toBot(changed)),
    ...view,
  };
}

const launcher = () => screen.getByRole("button", { name: "Get help" });
const box = () => screen.getByRole("textbox", { name: "Your question" });
const panel = () => screen.queryByRole("dialog", { name: "Help" });

describe("the floating button", () => {
  test("opens a named panel and moves the focus to the box", async () => {
    const { user } = renderBot();
    expect(panel()).toBeNull();
    expect(launcher()).toHaveAttribute("aria-expanded", "false");
    await user.click(launcher());
    expect(panel()).toBeVisible();
    expect(launcher()).toHaveAttribute("aria-expanded", "true");
    expect(launcher()).toHaveAttribute("aria-controls", panel()?.id);
    expect(box()).toHaveFocus();
  });

  test("closes the panel again, and shows another icon while the panel is open", async () => {
    const { user } = renderBot();
    const closedIcon = launcher().innerHTML;
    await user.click(launcher());
    expect(launcher().innerHTML).not.toBe(closedIcon);
    await user.click(launcher());
    expect(panel()).toBeNull();
    expect(launcher().innerHTML).toBe(closedIcon);
    expect(launcher()).toHaveFocus();
  });

  test("shows the page's own icon, and its own words as the name", async () => {
    const { user, change } = renderBot({ icon: <i>icon</i>, label: "Ask us" });
    const button = screen.getByRole("button", { name: "Ask us" });
    expect(button).toHaveTextContent("icon");
    await user.click(button);
    expect(button).not.toHaveTextContent("icon");
    change({ icon: (isOpen) => (isOpen ? "less" : "more"), label: "Ask us" });
    expect(button).toHaveTextContent("lessAsk us");
  });

  test("is named by labels.launcher, and so is a panel without a title", async () => {
    const { user } = renderBot({ title: undefined, labels: { launcher: "Fragen?" } });
    await user.click(screen.getByRole("button", { name: "Fragen?" }));
    expect(screen.getByRole("dialog", { name: "Fragen?" })).toBeVisible();
  });
});

describe("closing", () => {
  test.each([
    ["Escape", (user: ReturnType<typeof userEvent.setup>) => user.keyboard("{Escape}")],
    [
      "The close button",
      (user: ReturnType<typeof userEvent.setup>) =>
        user.click(screen.getByRole("button", { name: "Close" })),
    ],
  ])(
    "%s closes the panel and moves the focus back to the floating button",
    async (_name, close) => {
      const { user } = renderBot();
      await user.click(launcher());
      await close(user);
      expect(panel()).toBeNull();
      expect(launcher()).toHaveFocus();
    },
  );

  test("keeps the answer and the question in the box", async () => {
    const { server, user } = renderBot();
    await user.click(launcher());
    await user.type(box(), "Refund?{Enter}");
    await screen.findByText("Refunds take 30 days.");
    await user.type(box(), "And a longer o");
    await user.keyboard("{Escape}");
    await user.click(launcher());
    expect(screen.getByText("Refunds take 30 days.")).toBeVisible();
    expect(box()).toHaveValue("And a longer o");
    expect(server.requests).toHaveLength(1);
  });

  test("leaves the focus where it is if it is on the page", async () => {
    const { handle, user } = renderBot();
    const field = document.createElement("input");
    document.body.append(field);
    await user.click(launcher());
    await user.click(field);
    act(() => handle.current.close());
    expect(panel()).toBeNull();
    expect(field).toHaveFocus();
    field.remove();
  });
});

describe("Escape", () => {
  test("stops a run first and closes the panel second", async () => {
    const { user } = renderBot({}, heldAnswer("Refunds take", " 30 days."));
    await user.click(launcher());
    await user.type(box(), "Refund?{Enter}");
    await screen.findByText(/Refunds take/);
    await user.keyboard("{Escape}");
    expect(panel()).toBeVisible();
    expect(screen.getByText("Stopped.", { selector: "[data-part=status]" })).toBeVisible();
    await user.keyboard("{Escape}");
    expect(panel()).toBeNull();
  });

  test.each([
    ["an input method is composing", { isComposing: true }],
    ["an input method is composing in Safari", { keyCode: 229 }],
  ])("does nothing while %s", async (_name, init) => {
    const { user } = renderBot();
    await user.click(launcher());
    act(() => {
      box().dispatchEvent(
        new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true, ...init }),
      );
    });
    expect(panel()).toBeVisible();
  });

  test("does nothing if an element inside the panel has handled it", async () => {
    const menu = <input aria-label="Filter" onKeyDown={(event) => event.preventDefault()} />;
    const { user } = renderBot({ children: menu });
    await user.click(launcher());
    await user.type(screen.getByRole("textbox", { name: "Filter" }), "{Escape}");
    expect(panel()).toBeVisible();
  });

  test("does nothing for a dialog inside the panel", async () => {
    const details = (
      <dialog open aria-label="Details">
        <button type="button">More</button>
      </dialog>
    );
    const { user } = renderBot({ children: details });
    await user.click(launcher());
    await user.click(screen.getByRole("button", { name: "More" }));
    await user.keyboard("{Escape}");
    expect(panel()).toBeVisible();
  });

  test("does nothing while the focus is on the page", async () => {
    const { user } = renderBot();
    await user.click(launcher());
    await user.click(document.body);
    await user.keyboard("{Escape}");
    expect(panel()).toBeVisible();
  });
});

test("attributes, the class name and the theme go to the outermost element", () => {
  const attributes = { id: "bot", "data-testid": "bot", lang: "de" };
  const { container } = renderBot({
    ...attributes,
    className: "mine",
    theme: "dark",
    defaultOpen: true,
  });
  const outermost = container.firstElementChild;
  expect(outermost).toHaveAttribute("id", "bot");
  expect(outermost).toHaveAttribute("lang", "de");
  expect(outermost).toHaveAttribute("data-theme", "dark");
  expect(outermost).toHaveClass("mine");
  expect(container.querySelectorAll("#bot, [lang]")).toHaveLength(1);
});

describe("the page", () => {
  test("hears of opening and closing, once each", async () => {
    const onOpenChange = vi.fn();
    const { user } = renderBot({ onOpenChange });
    expect(onOpenChange).not.toHaveBeenCalled();
    await user.click(launcher());
    await user.keyboard("{Escape}");
    expect(onOpenChange.mock.calls).toEqual([[true], [false]]);
  });

  test("can keep open itself", async () => {
    function Page() {
      const [isOpen, setIsOpen] = useState(false);
      return (
        <>
          <p>{isOpen ? "is open" : "is closed"}</p>
          <FaqBot
            apiUrl="https://assistant.test"
            assistantId="faq"
            title="Help"
            open={isOpen}
            onOpenChange={setIsOpen}
          />
        </>
      );
    }
    render(<Page />);
    const user = userEvent.setup();
    await user.click(launcher());
    expect(screen.getByText("is open")).toBeVisible();
    expect(box()).toHaveFocus();
    await user.keyboard("{Escape}");
    expect(screen.getByText("is closed")).toBeVisible();
    expect(panel()).toBeNull();
    expect(launcher()).toHaveFocus();
  });

  test("can begin with the panel open, which does not take the focus", () => {
    renderBot({ defaultOpen: true });
    expect(panel()).toBeVisible();
    expect(document.body).toHaveFocus();
  });

  test("opens, closes and asks through the handle", async () => {
    const { handle, server } = renderBot();
    expect(handle.current.isOpen).toBe(false);
    act(() => handle.current.ask("Refund?"));
    expect(handle.current.isOpen).toBe(true);
    expect(await screen.findByText("Refunds take 30 days.")).toBeVisible();
    act(() => handle.current.close());
    expect(panel()).toBeNull();
    act(() => handle.current.open());
    expect(panel()).toBeVisible();
    expect(server.requests).toHaveLength(1);
    act(() => handle.current.ask("And sale items?"));
    await vi.waitFor(() => expect(server.requests).toHaveLength(2));
  });

  test("never asks a question later for which the page has refused to open the panel", async () => {
    const { handle, server, change, user } = renderBot({ open: false });
    act(() => handle.current.ask("Refund?"));
    expect(panel()).toBeNull();
    await user.click(launcher());
    change({ open: true });
    expect(panel()).toBeVisible();
    await user.type(box(), "And sale items?{Enter}");
    await screen.findByText("Refunds take 30 days.");
    expect(server.requests).toHaveLength(1);
  });

  test("shows the page's avatar before the title, which keeps its name", () => {
    renderBot({ defaultOpen: true, avatar: <img src="data:," alt="Ada" /> });
    const avatar = screen.getByRole("img", { name: "Ada" });
    const title = screen.getByRole("heading", { name: "Help" });
    expect(avatar.compareDocumentPosition(title)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  });

  test("gets the focus back where it was when the handle opened the panel", async () => {
    const { handle, user } = renderBot();
    const button = document.createElement("button");
    button.addEventListener("click", () => handle.current.open());
    document.body.append(button);
    await user.click(button);
    expect(box()).toHaveFocus();
    await user.keyboard("{Escape}");
    expect(button).toHaveFocus();
    button.remove();
  });

  test("has nothing of the chat before a visitor opens the panel, and nothing is sent", () => {
    const { server } = renderBot();
    expect(screen.queryByRole("textbox", { hidden: true })).toBeNull();
    expect(server.requests).toHaveLength(0);
  });
});

describe("an opener of the page's own", () => {
  function addOpener() {
    const opener = document.createElement("button");
    opener.textContent = "Need help?";
    document.body.append(opener);
    return opener;
  }

  test("replaces the floating button, and gets the focus back", async () => {
    const opener = addOpener();
    const { user } = renderBot({ opener });
    expect(screen.queryByRole("button", { name: "Get help" })).toBeNull();
    await user.click(opener);
    expect(panel()).toBeVisible();
    expect(opener).toHaveAttribute("aria-expanded", "true");
    expect(opener).toHaveAttribute("aria-controls", panel()?.id);
    await user.keyboard("{Escape}");
    expect(opener).toHaveFocus();
    expect(opener).toHaveAttribute("aria-expanded", "false");
    opener.remove();
  });

  test("closes the panel too", async () => {
    const opener = addOpener();
    const { user } = renderBot({ opener });
    await user.click(opener);
    await user.click(opener);
    expect(panel()).toBeNull();
    opener.remove();
  });
});

describe("a shortcut", () => {
  test("opens the panel and is part of the button's name", async () => {
    const { user } = renderBot({ shortcut: "/" });
    const button = screen.getByRole("button", { name: "Get help (press /)" });
    expect(button).toHaveAttribute("aria-keyshortcuts", "/");
    expect(button).toHaveAttribute("title", "Get help (press /)");
    await user.keyboard("/");
    expect(box()).toHaveFocus();
    expect(box()).toHaveValue("");
    await user.keyboard("and/or");
    expect(box()).toHaveValue("and/or");
  });

  test("moves the focus from the page to the box of an open panel", async () => {
    const { user } = renderBot({ shortcut: "/" });
    await user.keyboard("/");
    await user.click(document.body);
    await user.keyboard("/");
    expect(box()).toHaveFocus();
  });

  test("does nothing unless the page asks for it", async () => {
    const { user } = renderBot();
    await user.keyboard("/");
    expect(panel()).toBeNull();
  });
});

test("every listener is gone after unmounting", async () => {
  const listening = new Map<string, number>();
  /** Counts the listeners of something that browsers have and jsdom lacks. */
  const count = (name: string, target: object = {}) => ({
    ...target,
    addEventListener: (type: string) => void change(`${name} ${type}`, 1),
    removeEventListener: (type: string) => void change(`${name} ${type}`, -1),
  });
  const change = (key: string, by: number) => listening.set(key, (listening.get(key) ?? 0) + by);
  vi.stubGlobal("matchMedia", () => count("media", { matches: false }));
  vi.stubGlobal("visualViewport", count("viewport", { height: 800, offsetTop: 0, scale: 1 }));

  const { user, unmount } = renderBot({ shortcut: "/" });
  await user.keyboard("/");
  const names = ["media change", "viewport resize", "viewport scroll"];
  expect(names.map((name) => listening.get(name))).toEqual([2, 1, 1]);
  unmount();
  expect(names.map((name) => listening.get(name))).toEqual([0, 0, 0]);
  const key = new KeyboardEvent("keydown", { key: "/", bubbles: true, cancelable: true });
  document.body.dispatchEvent(key);
  expect(key.defaultPrevented).toBe(false);
  vi.unstubAllGlobals();
});
