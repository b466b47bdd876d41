import type { Meta, StoryObj } from "@storybook/react-vite";
import { FaqBot, type OneShotChatLooks, type RunOptions } from "oneshot-chat";
import { completeRun } from "oneshot-chat/testing";
import { expect, waitFor } from "storybook/test";
import { ANSWER, API_URL, ask, scripted, serverOf } from "./scene.js";

const meta: Meta<OneShotChatLooks> = {
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

type Story = StoryObj<OneShotChatLooks>;

/** What a page passes whose environment variable is missing. Types refuse it, so an assertion is needed. */
const WITHOUT_API_URL = { apiUrl: undefined, assistantId: "faq" } as unknown as RunOptions;

export const Closed: Story = {
  play: async ({ canvas }) => {
    const launcher = canvas.getByRole("button", { name: "Get help" });
    await expect(launcher).toBeVisible();
    await expect(launcher).toHaveAttribute("aria-expanded", "false");
    await expect(canvas.queryByRole("dialog")).not.toBeInTheDocument();
  },
};

export const Open: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole("button", { name: "Get help" }));
    await expect(canvas.getByRole("dialog", { name: "Questions?" })).toBeVisible();
    await expect(canvas.getByRole("textbox", { name: "Your question" })).toHaveFocus();
    await expect(canvas.getByRole("button", { name: "Close" })).toBeVisible();
  },
};

export const Answered: Story = {
  play: async (context) => {
    const { canvas, userEvent } = context;
    await userEvent.click(canvas.getByRole("button", { name: "Get help" }));
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
    const launcher = canvas.getByRole("button", { name: "Get help" });
    await expect(launcher).toHaveFocus();
    await expect(canvas.queryByRole("dialog")).not.toBeInTheDocument();
    await userEvent.keyboard("{Enter}");
    await expect(canvas.getByText(/three to five working days/)).toBeVisible();
    await userEvent.click(canvas.getByRole("button", { name: "Close" }));
    await expect(launcher).toHaveFocus();
  },
};

/** The panel scrolls. The box and the close button stay visible. */
export const LongAnswer: Story = {
  globals: { viewport: { value: "desktop" } },
  ...scripted(completeRun(Array.from({ length: 8 }, () => ANSWER).join("\n\n"))),
  play: async (context) => {
    const { canvas } = context;
    await Answered.play?.(context);
    const panel = canvas.getByRole("dialog");
    panel.scrollTo(0, panel.scrollHeight);
    await expect(canvas.getByRole("textbox")).toBeVisible();
    // Waits until the panel's entry animation is over.
    await waitFor(() => {
      const { top } = panel.getBoundingClientRect();
      for (const kept of [
        canvas.getByRole("textbox"),
        canvas.getByRole("button", { name: "Close" }),
      ])
        expect(kept.getBoundingClientRect().top).toBeGreaterThanOrEqual(top);
    });
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
    await userEvent.click(canvas.getByRole("button", { name: "Get help" }));
    await expect(canvas.getByRole("alert")).toHaveTextContent(/isn’t set up correctly/);
    await expect(canvas.queryByRole("button", { name: "Try again" })).not.toBeInTheDocument();
  },
};

export const WithoutTitle: Story = { ...Answered, args: { title: undefined } };

export const Dark: Story = { ...Answered, globals: { theme: "dark" } };

/** On a phone the panel covers the screen, and the close button is visible. */
export const OnAPhone: Story = {
  globals: { viewport: { value: "phone" } },
  play: async (context) => {
    const { canvas, userEvent } = context;
    await Answered.play?.(context);
    const panel = canvas.getByRole("dialog");
    await waitFor(() => {
      const { left, top, right, bottom } = panel.getBoundingClientRect();
      const screen = [0, 0, document.documentElement.clientWidth, window.innerHeight];
      expect([left, top, right, bottom]).toEqual(screen);
    });
    await userEvent.click(canvas.getByRole("button", { name: "Close" }));
    await expect(canvas.getByRole("button", { name: "Get help" })).toHaveFocus();
    await userEvent.keyboard("{Enter}");
  },
};

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
    </main>
  );
}
