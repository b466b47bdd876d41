import type { Meta, StoryObj } from "@storybook/react-vite";
import { OneShotChat, type OneShotChatLooks } from "oneshot-chat";
import { completeRun } from "oneshot-chat/testing";
import type { CSSProperties, ReactNode } from "react";
import { expect } from "storybook/test";
import { ANSWER, API_URL, ask, scripted, serverOf } from "./scene.js";

const LONG_ANSWER = Array.from({ length: 8 }, () => ANSWER).join("\n\n");

/** `OneShotChat` where pages put it. It never scrolls the page by itself. */
const meta: Meta<OneShotChatLooks> = {
  title: "OneShotChat/Places",
  globals: { viewport: { value: "desktop" } },
  args: {
    title: "Questions?",
    placeholder: "Ask about your order",
    suggestions: ["Can I get a refund?", "When will my parcel arrive?"],
  },
  ...scripted(completeRun(LONG_ANSWER)),
};

export default meta;

type Story = StoryObj<OneShotChatLooks>;

const Chat = ({
  looks,
  context,
}: {
  looks: OneShotChatLooks;
  context: Parameters<typeof serverOf>[0];
}) => <OneShotChat apiUrl={API_URL} assistantId="faq" fetch={serverOf(context).fetch} {...looks} />;

/** Asks, and expects that the answer is complete and the page has not moved. */
const staysInPlace: NonNullable<Story["play"]> = async (context) => {
  const { canvas } = context;
  window.scrollTo(0, 40);
  const before = window.scrollY;
  await ask(context);
  await canvas.findByRole("button", { name: "Ask again" });
  await expect(window.scrollY).toBe(before);
};

/** The card grows with the answer, as part of the text around it. */
export const Inline: Story = {
  render: (looks, context) => (
    <article style={{ maxInlineSize: "65ch", marginInline: "auto" }}>
      <h1>Orders and returns</h1>
      <Paragraphs count={2} />
      <Chat looks={looks} context={context} />
      <Paragraphs count={4} />
    </article>
  ),
  play: async (context) => {
    await staysInPlace(context);
    const chat = context.canvas.getByRole("region", { name: "Questions?" });
    await expect(chat.scrollHeight).toBe(chat.clientHeight);
  },
};

/** In a column of fixed height the box stays where it is, and the answer scrolls. */
export const Sidebar: Story = {
  render: (looks, context) => (
    <div style={{ display: "flex", gap: 32 }}>
      <main style={{ flex: 1 }}>
        <h1>Orders and returns</h1>
        <Paragraphs count={12} />
      </main>
      <aside style={SIDEBAR}>
        <Chat looks={looks} context={context} />
      </aside>
    </div>
  ),
  play: fitsTheWindow,
};

/** As a page of its own. */
export const FullPage: Story = {
  args: { greeting: "Ask anything about orders, parcels and returns." },
  render: (looks, context) => (
    <main style={FULL_PAGE}>
      <Chat looks={looks} context={context} />
    </main>
  ),
  play: fitsTheWindow,
};

export const FullPageOnAPhone: Story = { ...FullPage, globals: { viewport: { value: "phone" } } };

async function fitsTheWindow(context: Parameters<typeof staysInPlace>[0]) {
  const { canvas } = context;
  await staysInPlace(context);
  const chat = canvas.getByRole("region", { name: "Questions?" }).getBoundingClientRect();
  const box = canvas.getByRole("textbox").getBoundingClientRect();
  await expect(box.top).toBeGreaterThanOrEqual(chat.top);
  await expect(chat.height).toBeLessThanOrEqual(window.innerHeight);
}

/** `--osc-max-block-size` is the height past which the answer scrolls. */
type Style = CSSProperties & { "--osc-max-block-size": string; "--osc-max-inline-size"?: string };

const SIDEBAR: Style = {
  "--osc-max-block-size": "calc(100dvh - 32px)",
  position: "sticky",
  insetBlockStart: 16,
  alignSelf: "start",
  flex: "none",
  inlineSize: 340,
};

const FULL_PAGE: Style = {
  "--osc-max-block-size": "calc(100dvh - 32px)",
  "--osc-max-inline-size": "none",
  maxInlineSize: "48em",
  marginInline: "auto",
};

function Paragraphs({ count }: { count: number }): ReactNode {
  return Array.from({ length: count }, (_, at) => (
    <p key={at} style={{ lineHeight: 1.6 }}>
      Everything leaves our warehouse within a day. You can follow your parcel from the moment it is
      packed, and change the address until the evening before it arrives.
    </p>
  ));
}
