import type { Meta, StoryContext, StoryObj } from "@storybook/react-vite";
import { useStatelessRun, type OneShotChatLooks } from "oneshot-chat";
import * as Chat from "oneshot-chat/parts";
import {
  answer,
  custom,
  delta,
  hold,
  metadata,
  runFailed,
  tokens,
  update,
} from "oneshot-chat/testing";
import type { ReactNode } from "react";
import { expect, fn, spyOn } from "storybook/test";
import { ANSWER, ANSWER_SO_FAR, API_URL, ask, QUESTION, scripted, serverOf } from "./scene.js";

const SOURCES = [{ title: "Refund policy", url: "https://shop.example/refunds" }];
const REASONING = { type: "reasoning", reasoning: "The visitor wants a refund." };
const CALL = { id: "call-1", name: "search_orders", args: { limit: 3 } };

/** A run that has something for every part. */
const EVERYTHING = [
  metadata(),
  update("retrieve", { entries: 1 }),
  custom({ type: "sources", sources: SOURCES }),
  delta([REASONING], { id: "message-0", node: "think" }, { tool_calls: [CALL] }),
  update("think", null),
  ...answer(`${ANSWER} [1]`),
];

const meta: Meta<OneShotChatLooks> = { title: "Parts/Each", ...scripted(EVERYTHING) };

export default meta;

type Story = StoryObj<OneShotChatLooks>;

/** Shows only these parts, inside `Root`. A button of the page asks the question. */
function alone(parts: ReactNode): Pick<Story, "render"> {
  return {
    render: (looks, context) => (
      <Page looks={looks} fetch={serverOf(context).fetch}>
        {parts}
      </Page>
    ),
  };
}

interface PageProps {
  looks: OneShotChatLooks;
  fetch: typeof globalThis.fetch;
  children: ReactNode;
}

function Page({ looks, fetch, children }: PageProps) {
  const run = useStatelessRun({ apiUrl: API_URL, assistantId: "faq", fetch });
  return (
    <>
      <p style={{ marginBlockStart: 0 }}>
        <button type="button" onClick={() => void run.submit(QUESTION)}>
          Refunds?
        </button>{" "}
        <output aria-label="status">{run.status}</output>
      </p>
      <Chat.Root aria-label="Help" {...looks} run={run}>
        {children}
      </Chat.Root>
    </>
  );
}

type Visitor = Pick<StoryContext, "canvas" | "userEvent">;

/** Presses the button of the page, and waits until the run has this status. */
async function askUntil({ canvas, userEvent }: Visitor, status = "success"): Promise<void> {
  await userEvent.click(canvas.getByRole("button", { name: "Refunds?" }));
  await waitUntil({ canvas }, status);
}

/** Waits until the run has this status. The stories look for visible text, and an `output` counts as announced text. */
async function waitUntil({ canvas }: Pick<Visitor, "canvas">, status: string): Promise<void> {
  await canvas.findByText(status, { selector: "output", ignore: false });
}

export const Root: Story = {
  ...alone("Anything that is not a part."),
  args: { title: "Root" },
  play: async (context) => {
    const root = context.canvas.getByRole("region", { name: "Help" });
    await expect(root).toHaveAttribute("data-status", "idle");
    await askUntil(context);
    await expect(root).toHaveAttribute("data-status", "success");
  },
};

export const Header: Story = {
  ...alone(<Chat.Header />),
  args: { title: "Questions?", greeting: "I know our help pages by heart." },
  play: async (context) => {
    const { canvas } = context;
    await expect(canvas.getByText(/by heart/)).toBeVisible();
    await askUntil(context);
    await expect(canvas.getByRole("heading", { name: "Questions?" })).toBeVisible();
    await expect(canvas.queryByText(/by heart/)).not.toBeInTheDocument();
  },
};

export const Suggestions: Story = {
  ...alone(<Chat.Suggestions />),
  args: { suggestions: ["When will my parcel arrive?", "Do you deliver abroad?"] },
  play: async (context) => {
    const { canvas, userEvent } = context;
    await userEvent.tab();
    await userEvent.tab();
    await expect(canvas.getByRole("button", { name: /parcel arrive/ })).toHaveFocus();
    await expect(serverOf(context).requests).toHaveLength(0);
  },
};

/** A form needs a label and a box. Enter sends it. */
export const Form: Story = {
  ...alone(
    <Chat.Form>
      <Chat.Label />
      <Chat.Input />
    </Chat.Form>,
  ),
  play: async (context) => {
    await ask(context);
    await waitUntil(context, "success");
    await expect(serverOf(context).requests).toHaveLength(1);
  },
};

export const Label: Story = {
  ...alone(
    <Chat.Form>
      <Chat.Label>What would you like to know?</Chat.Label>
      <Chat.Input />
    </Chat.Form>,
  ),
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByText("What would you like to know?"));
    await expect(canvas.getByRole("textbox")).toHaveFocus();
  },
};

export const Input: Story = {
  ...alone(
    <Chat.Form>
      <Chat.Label />
      <Chat.Input rows={3} placeholder="Anything" />
    </Chat.Form>,
  ),
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(canvas.getByRole("textbox"), "One{Shift>}{Enter}{/Shift}two");
    await expect(canvas.getByRole("textbox")).toHaveValue("One\ntwo");
  },
};

export const Limit: Story = {
  ...alone(
    <Chat.Form>
      <Chat.Label />
      <Chat.Input />
      <Chat.Limit />
    </Chat.Form>,
  ),
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole("textbox"));
    await userEvent.paste("a".repeat(3990));
    await expect(canvas.getByText("3,990 of 4,000 characters")).toBeVisible();
  },
};

/** With words instead of the icon. */
export const Submit: Story = {
  ...alone(
    <Chat.Form>
      <Chat.Label />
      <Chat.Input />
      <Chat.Submit>Send</Chat.Submit>
    </Chat.Form>,
  ),
  play: async (context) => {
    const { canvas, userEvent } = context;
    await userEvent.click(canvas.getByRole("textbox"));
    await userEvent.paste(QUESTION);
    await userEvent.click(canvas.getByRole("button", { name: "Send" }));
    await waitUntil(context, "success");
    await expect(serverOf(context).requests).toHaveLength(1);
  },
};

export const Consent: Story = {
  ...alone(<Chat.Consent />),
  args: { consent: { text: "Your question is sent to a language model." } },
  play: async ({ canvas, userEvent }) => {
    const agree = canvas.getByRole("button", { name: "Agree and continue" });
    await expect(canvas.getByRole("group", { name: "Before you ask" })).toBeVisible();
    await userEvent.click(agree);
    await expect(agree).not.toBeInTheDocument();
  },
};

export const Note: Story = {
  ...alone(<Chat.Note />),
  play: async ({ canvas }) => {
    await expect(canvas.getByText("Each question is answered on its own.")).toBeVisible();
  },
};

export const Disclaimer: Story = {
  ...alone(<Chat.Disclaimer />),
  args: { disclaimer: <a href="#privacy">Privacy</a> },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("link", { name: "Privacy" })).toBeVisible();
  },
};

export const Result: Story = {
  ...alone(
    <Chat.Result>
      <Chat.Answer />
    </Chat.Result>,
  ),
  play: async (context) => {
    await expect(context.canvas.queryByRole("region", { name: "Answer" })).toBeNull();
    await askUntil(context);
    await expect(context.canvas.getByRole("region", { name: "Answer" })).toBeVisible();
  },
};

export const Question: Story = {
  ...alone(<Chat.Question />),
  play: async (context) => {
    await askUntil(context);
    await expect(context.canvas.getByText(QUESTION)).toBeVisible();
  },
};

export const Steps: Story = {
  ...alone(<Chat.Steps />),
  play: async (context) => {
    const { canvas, userEvent } = context;
    await askUntil(context);
    await userEvent.click(canvas.getByText("Steps: 3"));
    await expect(canvas.getAllByRole("listitem")).toHaveLength(3);
  },
};

/** A bar, as long as the answer has not begun. */
export const CustomEvents: Story = {
  ...alone(<Chat.CustomEvents />),
  ...scripted([metadata(), custom({ progress: 0.4, message: "Reading" }), hold()]),
  play: async (context) => {
    await askUntil(context, "pending");
    await expect(
      await context.canvas.findByRole("progressbar", { name: "Reading" }),
    ).toHaveAttribute("value", "40");
  },
};

export const Reasoning: Story = {
  ...alone(<Chat.Reasoning />),
  play: async (context) => {
    const { canvas, userEvent } = context;
    await askUntil(context);
    await userEvent.click(canvas.getByText("Reasoning"));
    await expect(await canvas.findByText(/wants a refund/)).toBeVisible();
  },
};

export const ToolCalls: Story = {
  ...alone(<Chat.ToolCalls />),
  play: async (context) => {
    const { canvas, userEvent } = context;
    await askUntil(context);
    await userEvent.click(canvas.getByText("search orders"));
    await expect(canvas.getByText(/"limit": 3/)).toBeVisible();
  },
};

export const Answer: Story = {
  ...alone(<Chat.Answer />),
  play: async (context) => {
    await askUntil(context);
    await expect(context.canvas.getByText(/three to five working days/)).toBeVisible();
  },
};

export const Sources: Story = {
  ...alone(<Chat.Sources />),
  play: async (context) => {
    await askUntil(context);
    await expect(context.canvas.getByRole("region", { name: "Sources" })).toBeVisible();
    await expect(context.canvas.getByRole("link", { name: "Refund policy" })).toBeVisible();
  },
};

export const Status: Story = {
  ...alone(<Chat.Status />),
  ...scripted([hold()]),
  play: async (context) => {
    await askUntil(context, "pending");
    await expect(context.canvas.getByText("Working…")).toBeVisible();
  },
};

/** A row for buttons of the page's own, once there is an answer. */
export const Actions: Story = {
  ...alone(
    <Chat.Actions>
      <button type="button">Print</button>
    </Chat.Actions>,
  ),
  play: async (context) => {
    const { canvas } = context;
    await expect(canvas.queryByRole("button", { name: "Print" })).not.toBeInTheDocument();
    await askUntil(context);
    await expect(canvas.getByRole("button", { name: "Print" })).toBeVisible();
  },
};

export const Copy: Story = {
  ...alone(<Chat.Copy format="markdown" />),
  play: async (context) => {
    const { canvas, userEvent } = context;
    await askUntil(context);
    const write = spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    await userEvent.click(canvas.getByRole("button", { name: "Copy as Markdown" }));
    await expect(await canvas.findByText("Copied")).toBeVisible();
    await expect(write).toHaveBeenCalledWith(`${ANSWER} [1]`);
    write.mockRestore();
  },
};

export const AskAgain: Story = {
  ...alone(<Chat.AskAgain />),
  play: async (context) => {
    const { canvas, userEvent } = context;
    await askUntil(context);
    await userEvent.click(canvas.getByRole("button", { name: "Ask again" }));
    await expect(await canvas.findByRole("button", { name: "Ask again" })).toBeVisible();
    await expect(serverOf(context).requests).toHaveLength(2);
  },
};

export const Feedback: Story = {
  ...alone(<Chat.Feedback />),
  args: { onFeedback: fn() },
  play: async (context) => {
    const { canvas, userEvent, args } = context;
    await askUntil(context);
    await userEvent.click(canvas.getByRole("button", { name: "Not helpful" }));
    await userEvent.click(canvas.getByRole("radio", { name: "It isn’t correct" }));
    await userEvent.click(canvas.getByRole("button", { name: "Send" }));
    await expect(await canvas.findByText("Thank you for your feedback.")).toBeVisible();
    await expect(args.onFeedback).toHaveBeenLastCalledWith(
      expect.objectContaining({ value: "down", reason: "incorrect" }),
    );
  },
};

export const Time: Story = {
  ...alone(<Chat.Time />),
  play: async (context) => {
    await askUntil(context);
    await expect(context.canvas.getByText(/Answered in [\d.]+ s/)).toBeInTheDocument();
  },
};

export const ErrorNotice: Story = {
  ...alone(<Chat.ErrorNotice />),
  ...scripted((_request, index) => [
    metadata(),
    ...(index === 0 ? [...tokens(ANSWER_SO_FAR), runFailed("internal detail")] : answer(ANSWER)),
  ]),
  play: async (context) => {
    const { canvas, userEvent } = context;
    await askUntil(context, "error");
    await expect(canvas.getByRole("alert")).toHaveTextContent(/ran into a problem/);
    await expect(canvas.queryByText(/internal detail/)).not.toBeInTheDocument();
    await userEvent.click(canvas.getByRole("button", { name: "Try again" }));
    await waitUntil(context, "success");
    await expect(canvas.queryByRole("alert")).not.toBeInTheDocument();
  },
};

export const Contact: Story = {
  ...alone(<Chat.Contact />),
  ...scripted([metadata(), runFailed("internal detail")]),
  args: { contact: (question) => <a href={`#write?${question}`}>Write to us</a> },
  play: async (context) => {
    await askUntil(context, "error");
    await expect(context.canvas.getByRole("link", { name: "Write to us" })).toHaveAttribute(
      "href",
      `#write?${QUESTION}`,
    );
  },
};

/** It is not visible. Screen readers hear it. */
export const Announcer: Story = {
  ...alone(<Chat.Announcer />),
  play: async (context) => {
    await askUntil(context);
    const announcer = context.canvasElement.querySelector('[data-part="announcer"]');
    await expect(announcer).toHaveTextContent("Answer complete");
  },
};
