import type { Meta, StoryObj } from "@storybook/react-vite";
import { OneShotChat, type OneShotChatLooks, type Source } from "oneshot-chat";
import { answer, custom, hold, metadata } from "oneshot-chat/testing";
import { expect, waitFor, within } from "storybook/test";
import { API_URL, ask, scripted, serverOf } from "./scene.js";

const meta: Meta<OneShotChatLooks> = {
  title: "Sources",
  args: { title: "Questions?" },
  render: (args, context) => (
    <OneShotChat apiUrl={API_URL} assistantId="faq" fetch={serverOf(context).fetch} {...args} />
  ),
};

export default meta;

type Story = StoryObj<OneShotChatLooks>;

const ANSWER = `You can send anything back within 30 days [1]. Return shipping is free[2], and refunds take three to five working days [1][3].

Parcels from abroad take longer [4].`;

const SOURCES: readonly Source[] = [
  {
    title: "Refund policy",
    url: "https://shop.example/help/refunds",
    text: "You may return any article within 30 days of delivery. We refund the price and the costs of standard delivery.",
  },
  {
    title:
      "Labels, boxes and everything else that you need to send a parcel back to us free of charge",
    url: "https://www.post.example/business/returns/labels",
  },
  { title: "Handbook of the service team, chapter 7" },
];

const event = (sources: readonly Source[]) => custom({ type: "sources", sources });
const run = (sources = SOURCES, text = ANSWER) => [metadata(), event(sources), ...answer(text)];

/** A custom event of the graph gives the sources. The fourth mark has none, so it stays text. */
export const Listed: Story = {
  ...scripted(run()),
  play: async (context) => {
    const { canvas, userEvent } = context;
    await ask(context);
    const list = await canvas.findByRole("region", { name: "Sources" });
    const items = within(list).getAllByRole("listitem");
    await expect(items).toHaveLength(3);
    await expect(items[0]).toHaveTextContent("Refund policy · shop.example");
    const [mark] = await canvas.findAllByRole("link", { name: "Source 1: Refund policy" });
    if (mark) await userEvent.click(mark);
    await expect(items[0]).toHaveFocus();
    await expect(canvas.queryByRole("link", { name: /^Source 4/ })).not.toBeInTheDocument();
  },
};

/** The marks are text until the graph gives the sources. */
export const Late: Story = {
  ...scripted([metadata(), ...answer(ANSWER), hold(), event(SOURCES)]),
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    await expect(await canvas.findByText(/take longer \[4\]/)).toBeVisible();
    await expect(canvas.queryByRole("link")).not.toBeInTheDocument();
    serverOf(context).release();
    await expect(await canvas.findByRole("region", { name: "Sources" })).toBeVisible();
    await expect(canvas.getAllByRole("link", { name: /^Source \d/ })).toHaveLength(4);
  },
};

/** The page takes the sources from the run. The list holds one address twice, so it has two numbers. */
export const FromThePage: Story = {
  ...scripted(run([])),
  args: { getSources: () => [SOURCES[0], SOURCES[1], SOURCES[0]].filter((source) => !!source) },
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    const list = await canvas.findByRole("region", { name: "Sources" });
    await expect(within(list).getAllByRole("listitem")).toHaveLength(2);
    await expect(
      await canvas.findByRole("link", { name: "Source 3: Refund policy" }),
    ).toHaveTextContent("[3]");
  },
};

/** Only addresses of the sources are links. Of all others, the visitor sees the address. */
export const OnlySourcesAreLinks: Story = {
  ...scripted(
    run(
      SOURCES,
      "See the [refund policy](https://shop.example/help/refunds) [1], [this offer](https://offers.example/win?id=1) or https://made-up.example/help.",
    ),
  ),
  args: { links: "sources" },
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    await waitFor(() => expect(canvas.getByRole("status")).toHaveTextContent("Answer complete"));
    const region = within(canvas.getByRole("region", { name: "Answer" }));
    await expect(region.getAllByRole("link").map(({ textContent }) => textContent)).toEqual([
      "refund policy",
      "[1]",
    ]);
    await expect(region.getByText("(https://offers.example/win?id=1)")).toBeVisible();
  },
};

export const OnAPhone: Story = {
  ...Listed,
  decorators: [(Story) => <div style={{ maxInlineSize: 320 }}>{Story()}</div>],
  play: async (context) => {
    await ask(context);
    const list = await context.canvas.findByRole("region", { name: "Sources" });
    await expect(list.scrollWidth).toBeLessThanOrEqual(list.clientWidth);
  },
};

export const RightToLeft: Story = {
  ...scripted(
    run(
      [
        { title: "سياسة الاسترداد", url: "https://shop.example/refunds" },
        { title: "Delivery and returns", url: "https://post.example/returns" },
      ],
      "يمكنك إرجاع أي شيء خلال 30 يومًا [1]. الإرجاع مجاني[2].",
    ),
  ),
  decorators: [
    (Story) => (
      <div lang="ar" dir="rtl">
        {Story()}
      </div>
    ),
  ],
  play: async (context) => {
    await ask(context, "هل يمكنني استرداد المال؟");
    await expect(await context.canvas.findByRole("region", { name: "Sources" })).toBeVisible();
  },
};
