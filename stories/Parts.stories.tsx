import type { Meta, StoryObj } from "@storybook/react-vite";
import {
  OneShotChat,
  useStatelessRun,
  type OneShotChatLooks,
  type RunSettings,
} from "oneshot-chat";
import * as Chat from "oneshot-chat/parts";
import {
  aiMessage,
  answer,
  completeRun,
  custom,
  delta,
  event,
  hold,
  metadata,
  runFailed,
  tokens,
  update,
} from "oneshot-chat/testing";
import type { CSSProperties } from "react";
import { expect, fn, waitFor, within } from "storybook/test";
import { ANSWER, ANSWER_SO_FAR, API_URL, ask, QUESTION, scripted, serverOf } from "./scene.js";

type Args = OneShotChatLooks & Partial<RunSettings>;

const NODE_LABELS = {
  plan: "Understanding the question",
  research: "Reading up",
  search: "Searching the handbook",
  rank: "Choosing the best pages",
  answer: "Writing the answer",
};

const meta: Meta<Args> = {
  title: "Parts",
  args: {
    title: "Questions about your order?",
    placeholder: "Ask about orders, returns or delivery",
    nodeLabels: { retrieve: "Searching the help pages", answer: "Writing the answer" },
  },
  ...scripted(completeRun(ANSWER)),
  render: (args, context) => (
    <OneShotChat apiUrl={API_URL} assistantId="faq" fetch={serverOf(context).fetch} {...args} />
  ),
};

export default meta;

type Story = StoryObj<Args>;

/** Everything that a page can show before the first question. */
export const Welcome: Story = {
  args: {
    greeting: "I know our help pages by heart. Ask me in any language.",
    suggestions: [QUESTION, "When will my parcel arrive?", "Do you deliver abroad?"],
    disclaimer: (
      <>
        Answers are written by a machine and may be wrong. <a href="#privacy">Privacy</a>
      </>
    ),
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByText(/by heart/)).toBeVisible();
    await expect(canvas.getByText("Each question is answered on its own.")).toBeVisible();
    await expect(canvas.getByRole("link", { name: "Privacy" })).toBeVisible();
    await expect(canvas.getByRole("textbox", { name: "Your question" })).toBeVisible();
  },
};

/** One quiet row: copy, ask again, thumbs, and the time taken. The steps are folded. */
export const Complete: Story = {
  args: { onFeedback: fn() },
  play: async (context) => {
    const { canvas, userEvent } = context;
    await ask(context);
    const actions = await canvas.findByRole("group", { name: "Actions for this answer" });
    await expect(actions).toHaveTextContent(/Answered in/);
    for (const name of ["Copy", "Ask again", "Helpful", "Not helpful"])
      await expect(canvas.getByRole("button", { name })).toBeVisible();
    await expect(canvas.queryByText("Searching the help pages")).not.toBeVisible();
    await userEvent.click(canvas.getByText("Steps: 2"));
    await expect(canvas.getByText("Searching the help pages")).toBeVisible();
  },
};

/** The nodes of a subgraph are below the node that runs it. Nodes that have not begun are waiting. */
export const StepsNested: Story = {
  args: { streamSubgraphs: true, nodeLabels: NODE_LABELS },
  ...scripted([
    metadata(),
    update("plan", null),
    event("updates|research:task-2", { search: null }),
    event("messages|research:task-2", [
      aiMessage("", { id: "m-rank" }),
      { langgraph_node: "rank", langgraph_checkpoint_ns: "research:task-2|rank:task-3" },
    ]),
    hold(),
  ]),
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    // It waits in the outer list before its graph begins.
    await waitFor(async () => {
      const search = canvas.getByText("Searching the handbook");
      await expect(search.closest("ol")?.closest("li")).toHaveTextContent(/^Reading up/);
    });
    const last = canvas.getAllByRole("listitem").at(-1);
    await expect(last).toHaveTextContent("Writing the answer waiting");
  },
};

/** A node threw an exception. The list says which one. */
export const StepFailed: Story = {
  args: {
    contact: (question) => <a href={`mailto:help@shop.example?body=${question}`}>Write to us</a>,
  },
  ...scripted([
    metadata(),
    update("retrieve", null),
    ...tokens(ANSWER_SO_FAR),
    runFailed("internal detail"),
  ]),
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    await expect(await canvas.findByText("failed")).toBeVisible();
    await expect(canvas.getByRole("link", { name: "Write to us" })).toHaveAttribute(
      "href",
      `mailto:help@shop.example?body=${QUESTION}`,
    );
  },
};

export const StepsNever: Story = {
  args: { steps: "never" },
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    await canvas.findByRole("button", { name: "Ask again" });
    await expect(canvas.queryByText(/Steps/)).not.toBeInTheDocument();
  },
};

const CALL = { id: "call-1", name: "search_orders", args: { email: "ada@example.com", limit: 3 } };

/** A model that thought, called a tool, and waits for its result. */
export const ToolAtWork: Story = {
  args: { nodeLabels: undefined },
  ...scripted([
    metadata(),
    delta(
      [{ type: "reasoning", reasoning: "The visitor wants a refund, so I need the order." }],
      { id: "m-1" },
      { tool_calls: [CALL] },
    ),
    hold(),
  ]),
  play: async (context) => {
    const { canvas, userEvent } = context;
    await ask(context);
    await userEvent.click(await canvas.findByText("search orders"));
    await expect(canvas.getByText(/ada@example.com/)).toBeVisible();
    await userEvent.click(canvas.getByText("Reasoning"));
    await expect(await canvas.findByText(/I need the order/)).toBeVisible();
  },
};

export const ToolDone: Story = {
  args: { steps: "always", nodeLabels: undefined },
  ...scripted([
    metadata(),
    update("agent", { messages: [{ ...aiMessage("", { id: "m-1" }), tool_calls: [CALL] }] }),
    update("tools", {
      messages: [
        {
          type: "tool",
          id: "m-2",
          tool_call_id: "call-1",
          name: "search_orders",
          content: "Order 4711, sent",
        },
      ],
    }),
    ...answer(ANSWER, { id: "m-3" }),
  ]),
  play: async (context) => {
    const { canvas, userEvent } = context;
    await ask(context);
    await userEvent.click(await canvas.findByText("search orders"));
    await expect(canvas.getByText("Order 4711, sent")).toBeVisible();
  },
};

/** A custom event with a percentage becomes a bar. */
export const Progress: Story = {
  ...scripted([
    metadata(),
    custom({ progress: 2, total: 5, message: "Reading five documents" }),
    hold(),
  ]),
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    const bar = await canvas.findByRole("progressbar", { name: "Reading five documents" });
    await expect(bar).toHaveAttribute("value", "40");
  },
};

/** A page shows its own events in its own way. */
export const CustomEvent: Story = {
  args: {
    renderCustomEvent: (data: { weather?: string }) => data.weather && <p>☀️ {data.weather}</p>,
  },
  ...scripted([
    metadata(),
    custom({ weather: "Sunny in Lisbon" }),
    ...completeRun(ANSWER).slice(1),
  ]),
  play: async (context) => {
    await ask(context);
    await expect(await context.canvas.findByText(/Sunny in Lisbon/)).toBeVisible();
  },
};

const CONSENT = {
  text: "Your question is sent to a language model in the EU. It is not kept.",
} as const;

export const ConsentNeeded: Story = {
  args: { consent: CONSENT },
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    const agree = canvas.getByRole("button", { name: "Agree and continue" });
    await expect(agree).toHaveFocus();
    await expect(serverOf(context).requests).toHaveLength(0);
  },
};

export const ConsentGiven: Story = {
  args: { consent: CONSENT },
  play: async (context) => {
    const { canvas, userEvent } = context;
    await ask(context);
    await userEvent.click(canvas.getByRole("button", { name: "Agree and continue" }));
    await expect(await canvas.findByText(/three to five working days/)).toBeVisible();
    await expect(canvas.queryByText(/language model/)).not.toBeInTheDocument();
  },
};

export const RatedUp: Story = {
  args: { onFeedback: fn() },
  play: async (context) => {
    const { canvas, userEvent, args } = context;
    await ask(context);
    const up = await canvas.findByRole("button", { name: "Helpful" });
    await userEvent.click(up);
    await expect(up).toHaveAttribute("aria-pressed", "true");
    const feedback = within(canvas.getByRole("group", { name: "Was this answer helpful?" }));
    await expect(await feedback.findByText("Thank you for your feedback.")).toBeVisible();
    await expect(args.onFeedback).toHaveBeenCalledOnce();
  },
};

/** After the thumb down, a reason, a comment and the way to a person are offered. */
export const RatedDown: Story = {
  args: { onFeedback: fn(), contact: <a href="mailto:help@shop.example">Write to our team</a> },
  play: async (context) => {
    const { canvas, userEvent } = context;
    await ask(context);
    await userEvent.click(await canvas.findByRole("button", { name: "Not helpful" }));
    await userEvent.click(canvas.getByRole("radio", { name: "Something is missing" }));
    await userEvent.type(canvas.getByRole("textbox", { name: /Comment/ }), "What about shipping?");
    await expect(canvas.getByRole("link", { name: "Write to our team" })).toBeVisible();
  },
};

/** The graph waits for a person. The notice says what it asked for, and the page offers a way on. */
export const InterruptedWithContact: Story = {
  args: { contact: <a href="mailto:help@shop.example">Write to our team</a> },
  ...scripted([
    metadata(),
    update("retrieve", null),
    event("updates", { __interrupt__: [{ id: "i-1", value: "Refund 200 euros?" }] }),
  ]),
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    await expect(await canvas.findByRole("alert")).toHaveTextContent("Refund 200 euros?");
    await expect(canvas.getByRole("link", { name: "Write to our team" })).toBeVisible();
  },
};

const LONG = Array.from(
  { length: 14 },
  (_, at) => `${at + 1}. ${ANSWER.replace(/\n+/g, " ")}`,
).join("\n");

/** TypeScript knows no custom properties. */
const LOW = { "--osc-max-block-size": "480px" } as CSSProperties;

/** In a box with a height, the answer scrolls and follows its newest line. */
export const InASidebar: Story = {
  ...scripted([metadata(), update("retrieve", null), ...tokens(LONG), hold()]),
  decorators: [(Story) => <div style={LOW}>{Story()}</div>],
  play: async (context) => {
    const { canvas, canvasElement, userEvent } = context;
    await ask(context);
    const result = canvasElement.querySelector('[data-part="result"]');
    await canvas.findByRole("group", { name: "Question and answer" });
    await expect(belowView(result)).toBeLessThan(4);
    result?.scrollTo({ top: -9999 }); // the column is reversed and counts from its end
    const jump = await canvas.findByRole("button", { name: "Jump to the end" });
    await userEvent.click(jump);
    await waitFor(() => expect(belowView(result)).toBeLessThan(4));
  },
};

/** How many pixels of the content are below what is in view. */
function belowView(box: Element | null): number {
  const end = box?.firstElementChild?.getBoundingClientRect().bottom ?? Infinity;
  return end - (box?.getBoundingClientRect().bottom ?? 0);
}

/** A layout of the page's own, made of a few parts. */
export const OwnLayout: Story = {
  render: (_args, context) => <OwnChat fetch={serverOf(context).fetch} />,
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    await expect(await canvas.findByText(/three to five working days/)).toBeVisible();
    await expect(canvas.queryByRole("button", { name: "Copy" })).not.toBeInTheDocument();
  },
};

function OwnChat({ fetch }: { fetch: typeof globalThis.fetch }) {
  const run = useStatelessRun({ apiUrl: API_URL, assistantId: "faq", fetch });
  return (
    <Chat.Root run={run} aria-label="Help">
      <Chat.Answer />
      <Chat.ErrorNotice />
      <Chat.Form>
        <Chat.Label />
        <Chat.Input placeholder="Anything" />
        <Chat.Submit>Send</Chat.Submit>
      </Chat.Form>
      <Chat.Announcer />
    </Chat.Root>
  );
}

/** Without class names, so the page styles `data-part`. */
export const Unstyled: Story = {
  args: { unstyled: true },
  play: async (context) => {
    const { canvas, canvasElement } = context;
    await ask(context);
    await canvas.findByRole("button", { name: "Ask again" });
    await expect(canvasElement.querySelector('[class*="osc-"][data-part="answer"]')).toBeNull();
  },
};
