import type { Meta, StoryObj } from "@storybook/react-vite";
import { FaqBot, type FaqBotLooks, type OneShotChatLooks, type RunOptions } from "oneshot-chat";
import { aiMessage, completeRun, hold, metadata, tokens, update } from "oneshot-chat/testing";
import { expect, waitFor } from "storybook/test";
import { ANSWER, API_URL, ask, scripted, serverOf } from "./scene.js";

type Looks = OneShotChatLooks & FaqBotLooks;

const meta: Meta<Looks> = {
  title: "FaqBot",
  args: {
    title: "Questions?",
    placeholder: "Ask about your order",
    suggestions: ["Can I get a refund?", "When will my parcel arrive?"],
  },
  ...scripted(completeRun(ANSWER)),
  render: (args, context) => (
    <>
      <ShopPage />
      <FaqBot apiUrl={API_URL} assistantId="faq" fetch={serverOf(context).fetch} {...args} />
    </>
  ),
};

export default meta;

/** An answer that pauses after each part, until the story releases it. */
function heldAnswer(...parts: readonly string[]) {
  return [
    metadata(),
    ...parts.flatMap((part) => [...tokens(part), hold()]),
    update("answer", { messages: [aiMessage(parts.join(""), { id: "message-1" })] }),
  ];
}

const inParts = (text: string) => [
  text.slice(0, text.length / 2),
  text.slice(text.length / 2, (text.length / 4) * 3),
];

type Story = StoryObj<Looks>;

/** What a page passes whose environment variable is missing. Types refuse it, so an assertion is needed. */
const WITHOUT_API_URL = { apiUrl: undefined, assistantId: "faq" } as unknown as RunOptions;

export const Closed: Story = {
  play: async ({ canvas }) => {
    const launcher = await canvas.findByRole("button", { name: "Get help" });
    await expect(launcher).toBeVisible();
    await expect(launcher).toHaveAttribute("aria-expanded", "false");
    await expect(canvas.queryByRole("dialog")).not.toBeInTheDocument();
  },
};

export const Open: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole("button", { name: "Get help" }));
    await expect(canvas.getByRole("dialog", { name: "Questions?" })).toBeVisible();
    await expect(canvas.getByRole("textbox", { name: "Your question" })).toHaveFocus();
    await expect(canvas.getByRole("button", { name: "Close" })).toBeVisible();
  },
};

export const Answered: Story = {
  play: async (context) => {
    const { canvas, userEvent } = context;
    await userEvent.click(await canvas.findByRole("button", { name: "Get help" }));
    await ask(context);
    const [first] = await canvas.findAllByText(/three to five working days/);
    await expect(first).toBeVisible();
  },
};

/** Escape closes the panel and moves the focus back to the button. The answer is still there when it opens again. */
export const ClosedAgain: Story = {
  play: async (context) => {
    const { canvas, userEvent } = context;
    await Answered.play?.(context);
    await userEvent.keyboard("{Escape}");
    const launcher = await canvas.findByRole("button", { name: "Get help" });
    await expect(launcher).toHaveFocus();
    await expect(canvas.queryByRole("dialog")).not.toBeInTheDocument();
    await userEvent.keyboard("{Enter}");
    const answer = canvas.getByRole("region", { name: "Answer" });
    await expect(answer).toHaveTextContent(/three to five working days/);
    await expect(answer).toBeVisible();
    await userEvent.click(canvas.getByRole("button", { name: "Close" }));
    await expect(launcher).toHaveFocus();
  },
};

const LONG_ANSWER = Array.from({ length: 8 }, () => ANSWER).join("\n\n");

/** The answer scrolls inside the panel. The title, the close button and the box stay where they are. */
export const LongAnswer: Story = {
  globals: { viewport: { value: "desktop" } },
  ...scripted(completeRun(LONG_ANSWER)),
  play: async (context) => {
    const { canvas, userEvent } = context;
    await userEvent.click(await canvas.findByRole("button", { name: "Get help" }));
    const kept = [
      canvas.getByRole("dialog"),
      canvas.getByRole("textbox"),
      canvas.getByRole("button", { name: "Ask" }),
      canvas.getByRole("button", { name: "Close" }),
    ];
    await animationsOf(canvas.getByRole("dialog"));
    const before = kept.map(rectangleOf);
    await ask(context);
    await canvas.findAllByText(/three to five working days/);
    await expect(kept.map(rectangleOf)).toEqual(before);
    await expect(canvas.queryByRole("button", { name: "Jump to the end" })).toBeNull();
  },
};

/**
 * While the answer grows, the box, "Stop" and the panel stay where they are to the pixel, and the newest line is in view.
 */
export const Streaming: Story = {
  globals: { viewport: { value: "desktop" } },
  ...scripted(heldAnswer(...inParts(LONG_ANSWER))),
  play: async (context) => {
    const { canvas, userEvent } = context;
    await userEvent.click(await canvas.findByRole("button", { name: "Get help" }));
    await animationsOf(canvas.getByRole("dialog"));
    await ask(context);
    const answer = await canvas.findByRole("region", { name: "Answer" });
    const kept = [
      canvas.getByRole("dialog"),
      canvas.getByRole("textbox"),
      canvas.getByRole("button", { name: "Stop" }),
    ];
    const before = kept.map(rectangleOf);
    const { height } = answer.getBoundingClientRect();
    serverOf(context).release();
    await waitFor(() =>
      expect(answer.getBoundingClientRect().height).toBeGreaterThan(height + 200),
    );
    await expect(kept.map(rectangleOf)).toEqual(before);
    const scroller = canvas
      .getByRole("group", { name: "Question and answer" })
      .getBoundingClientRect();
    await expect(answer.getBoundingClientRect().bottom).toBeLessThanOrEqual(scroller.bottom);
    await expect(answer.getBoundingClientRect().top).toBeLessThan(scroller.top);
  },
};

/** A reader who scrolls away is left alone while the answer grows. A button leads back to the newest line. */
export const ScrolledAway: Story = {
  globals: { viewport: { value: "desktop" } },
  ...scripted(heldAnswer(...inParts(LONG_ANSWER))),
  play: async (context) => {
    const { canvas, userEvent } = context;
    await userEvent.click(await canvas.findByRole("button", { name: "Get help" }));
    await animationsOf(canvas.getByRole("dialog"));
    await ask(context);
    const answer = await canvas.findByRole("region", { name: "Answer" });
    const scroller = await canvas.findByRole("group", { name: "Question and answer" });
    scroller.scrollBy(0, -120);
    const toEnd = await canvas.findByRole("button", { name: "Jump to the end" });
    const { top, height } = answer.getBoundingClientRect();
    serverOf(context).release();
    await waitFor(() => expect(answer.getBoundingClientRect().height).toBeGreaterThan(height));
    await expect(answer.getBoundingClientRect().top).toBe(top);
    await userEvent.click(toEnd);
    await expect(scroller).toHaveFocus();
    const { bottom } = scroller.getBoundingClientRect();
    await expect(answer.getBoundingClientRect().bottom).toBeLessThanOrEqual(bottom);
    await waitFor(() =>
      expect(canvas.queryByRole("button", { name: "Jump to the end" })).toBeNull(),
    );
  },
};

/** `apiUrl` is missing. The panel says so, and one `console.error` tells the developer the fix. */
export const NotSetUp: Story = {
  parameters: { console: [/Neither apiUrl nor client is given; pass apiUrl/] },
  render: (args) => (
    <>
      <ShopPage />
      <FaqBot {...WITHOUT_API_URL} {...args} />
    </>
  ),
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole("button", { name: "Get help" }));
    await expect(canvas.getByRole("alert")).toHaveTextContent(/isn’t set up correctly/);
    await expect(canvas.queryByRole("button", { name: "Try again" })).not.toBeInTheDocument();
  },
};

export const WithoutTitle: Story = { ...Answered, args: { title: undefined } };

export const Dark: Story = { ...Answered, globals: { theme: "dark" } };

/** On a phone the panel is modal and covers the screen. The box and the close button are visible. */
export const OnAPhone: Story = {
  globals: { viewport: { value: "phone" } },
  play: async (context) => {
    const { canvas, userEvent } = context;
    await Answered.play?.(context);
    const panel = canvas.getByRole("dialog");
    await expect(panel.matches(":modal")).toBe(true);
    await animationsOf(panel);
    const screen = { left: 0, top: 0, right: window.innerWidth, bottom: window.innerHeight };
    await expect(panel.getBoundingClientRect()).toMatchObject(screen);
    await expect(canvas.getByRole("textbox").getBoundingClientRect().bottom).toBeLessThan(
      screen.bottom,
    );
    await userEvent.click(canvas.getByRole("button", { name: "Close" }));
    await expect(canvas.getByRole("button", { name: "Get help" })).toHaveFocus();
    await userEvent.keyboard("{Enter}");
  },
};

/** Suggestions are in view, and nothing has been asked. */
export const OpenOnAPhone: Story = { ...Open, globals: { viewport: { value: "phone" } } };

export const OpenDark: Story = { ...Open, globals: { theme: "dark" } };

export const ClosedDark: Story = { ...Closed, globals: { theme: "dark" } };

/** Words beside the icon, an icon of the page's own, and the other corner. */
export const WithLabel: Story = {
  args: { label: "Ask us", icon: <HeartIcon />, position: "bottom-start", offset: 32 },
  play: async ({ canvas, userEvent }) => {
    const launcher = await canvas.findByRole("button", { name: "Ask us" });
    const { left, bottom } = launcher.getBoundingClientRect();
    await expect([left, window.innerHeight - bottom]).toEqual([32, 32]);
    await userEvent.click(launcher);
    await animationsOf(canvas.getByRole("dialog"));
    await expect(canvas.getByRole("dialog").getBoundingClientRect().left).toBe(32);
  },
};

/** A picture before the title. It is decoration here, so it has no name. */
export const WithAvatar: Story = {
  args: { avatar: <HeartIcon />, defaultOpen: true },
  play: async ({ canvas }) => {
    const avatar = canvas.getByRole("dialog").querySelector('[data-part="avatar"]');
    const title = canvas.getByRole("heading", { level: 2 });
    const right = avatar?.getBoundingClientRect().right ?? NaN;
    await expect(right).toBeLessThan(title.getBoundingClientRect().left);
  },
};

/** The key is part of the button's name and of its tooltip. */
export const WithShortcut: Story = {
  args: { shortcut: "/" },
  play: async ({ canvas, userEvent }) => {
    await expect(await canvas.findByRole("button", { name: "Get help (press /)" })).toBeVisible();
    await userEvent.keyboard("/");
    await expect(canvas.getByRole("textbox")).toHaveFocus();
    await expect(canvas.getByRole("textbox")).toHaveValue("");
  },
};

/** The page's own button opens the panel. There is no floating button, and the panel is in the corner. */
export const WithOpener: Story = {
  args: { opener: "#help" },
  play: async ({ canvas, userEvent }) => {
    const opener = canvas.getByRole("button", { name: "Help" });
    await waitFor(() => expect(opener).toHaveAttribute("aria-expanded", "false"));
    await userEvent.click(opener);
    await expect(canvas.getByRole("textbox")).toHaveFocus();
    await expect(opener).toHaveAttribute("aria-expanded", "true");
    await userEvent.keyboard("{Escape}");
    await expect(opener).toHaveFocus();
    await userEvent.keyboard("{Enter}");
  },
};

/** The page opens the panel. It does not take the focus. */
export const OpenFromTheBeginning: Story = {
  args: { defaultOpen: true },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("dialog")).toBeVisible();
    await expect(document.body).toHaveFocus();
  },
};

/** An ancestor that turns and clips what is inside: the panel and the button are where they always are. */
export const InsideATransform: Story = {
  globals: { viewport: { value: "desktop" } },
  render: (args, context) => (
    <>
      <ShopPage />
      <div style={{ transform: "rotate(4deg)", overflow: "hidden", blockSize: 20 }}>
        <FaqBot apiUrl={API_URL} assistantId="faq" fetch={serverOf(context).fetch} {...args} />
      </div>
    </>
  ),
  play: async (context) => {
    const { canvas } = context;
    await Answered.play?.(context);
    await animationsOf(canvas.getByRole("dialog"));
    const { width, height, right } = canvas.getByRole("dialog").getBoundingClientRect();
    await expect([width, height, window.innerWidth - right]).toEqual([400, 640, 20]);
  },
};

/** Resets, rules on bare elements and a tiny root font of the page: the widget looks as it always does. */
export const OnAHostilePage: Story = {
  globals: { viewport: { value: "desktop" } },
  render: (args, context) => (
    <>
      <style>{HOSTILE_RULES}</style>
      <main>A page</main>
      <FaqBot apiUrl={API_URL} assistantId="faq" fetch={serverOf(context).fetch} {...args} />
    </>
  ),
  play: async (context) => {
    const { canvas } = context;
    await expect(context.canvasElement.querySelector("dialog")).not.toBeVisible();
    const launcher = await canvas.findByRole("button", { name: "Get help" });
    await expect(sizeOf(launcher)).toEqual([56, 56]);
    // The shape of an icon is a property that a reset can undo.
    await expect(launcher.querySelector("path")?.getBBox().width).toBeGreaterThan(10);
    await Answered.play?.(context);
    const panel = canvas.getByRole("dialog");
    await animationsOf(panel);
    await expect(sizeOf(panel)).toEqual([400, 640]);
    await expect(getComputedStyle(panel, "::backdrop").display).toBe("none");
    await expect(sizeOf(canvas.getByRole("button", { name: "Close" }))).toEqual([44, 44]);
  },
};

export const RightToLeft: Story = {
  ...Answered,
  decorators: [
    (Story) => (
      <div dir="rtl">
        <Story />
      </div>
    ),
  ],
};

/** The panel rises when it opens. Waits until it is where it stays. */
const animationsOf = (element: Element) =>
  Promise.all(element.getAnimations().map(({ finished }) => finished));

const sizeOf = (element: Element) => {
  const { width, height } = element.getBoundingClientRect();
  return [width, height];
};

const HOSTILE_RULES = `
  html { font-size: 10px; }
  * { all: unset; }
  head, style, script { display: none; }
  body { display: block; text-align: center; letter-spacing: 2px; text-transform: uppercase; line-height: 3; }
  dialog { max-width: 50%; padding: 40px; border: 9px solid red; }
  [popover] { inset: 0; margin: auto; }
  ::backdrop { background: #f008; }
  section, form { padding: 4rem; background: yellow; }
  svg { width: 100%; }
  h2 { margin: 1em; font-size: 50px; }
  button, textarea { height: 100px; background: lime; }
`;

const rectangleOf = (element: Element) => element.getBoundingClientRect().toJSON() as unknown;

/** A page below the floating button. */
function ShopPage() {
  return (
    <main style={{ maxInlineSize: "60ch", lineHeight: 1.6 }}>
      <h1>Orders and returns</h1>
      <p>
        Everything leaves our warehouse within a day. You can follow your parcel from the moment it
        is packed, and change the address until the evening before it arrives.
      </p>
      <p>
        If something is not right, send it back. The <a href="#returns">returns page</a> has the
        label and all addresses.
      </p>
      <button id="help" type="button">
        Help
      </button>
    </main>
  );
}

function HeartIcon() {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" fill="currentColor">
      <path d="M12 20.5 4.6 13a5 5 0 0 1 7-7l.4.4.4-.4a5 5 0 0 1 7 7Z" />
    </svg>
  );
}
