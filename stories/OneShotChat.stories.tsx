import type { Meta, StoryObj } from "@storybook/react-vite";
import {
  OneShotChat,
  useStatelessRun,
  type LabelOverrides,
  type OneShotChatLooks,
  type RunSettings,
} from "oneshot-chat";
import { ar } from "oneshot-chat/labels/ar";
import {
  aiMessage,
  answer,
  completeRun,
  cut,
  delta,
  event,
  hold,
  metadata,
  runFailed,
  tokens,
  update,
} from "oneshot-chat/testing";
import type { CSSProperties } from "react";
import { expect, waitFor } from "storybook/test";
import { ANSWER, ANSWER_SO_FAR, API_URL, ask, QUESTION, scripted, serverOf } from "./scene.js";

type Args = OneShotChatLooks & Partial<RunSettings>;

const meta: Meta<Args> = {
  title: "OneShotChat",
  args: { title: "Questions?", placeholder: "Ask about orders, returns or delivery" },
  ...scripted(completeRun(ANSWER)),
  render: (args, context) => (
    <OneShotChat apiUrl={API_URL} assistantId="faq" fetch={serverOf(context).fetch} {...args} />
  ),
};

export default meta;

type Story = StoryObj<Args>;

const SUGGESTIONS = [
  "Can I get a refund?",
  "When will my parcel arrive?",
  "Do you deliver abroad, and what does that cost?",
];

export const Idle: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("region", { name: "Questions?" })).toBeVisible();
    await expect(canvas.getByRole("textbox", { name: "Your question" })).toHaveValue("");
    await expect(canvas.getByRole("textbox")).toHaveAccessibleDescription(
      "At most 4,000 characters.",
    );
    await expect(canvas.getByRole("button", { name: "Ask" })).toBeVisible();
    await expect(canvas.queryByRole("region", { name: "Answer" })).not.toBeInTheDocument();
  },
};

export const WithSuggestions: Story = {
  args: { suggestions: SUGGESTIONS },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("list", { name: "Suggestions" })).toBeVisible();
    for (const name of SUGGESTIONS)
      await expect(canvas.getByRole("button", { name })).toBeVisible();
  },
};

export const WithoutTitle: Story = {
  args: { title: undefined },
  play: async ({ canvas }) => {
    await expect(canvas.queryByRole("heading")).not.toBeInTheDocument();
    await expect(canvas.getByText("Your question")).toBeVisible();
  },
};

export const SuggestionAsked: Story = {
  args: { suggestions: SUGGESTIONS },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole("button", { name: QUESTION }));
    await expect(await canvas.findByText(/three to five working days/)).toBeVisible();
    await expect(canvas.queryByRole("list", { name: "Suggestions" })).not.toBeInTheDocument();
    await expect(await canvas.findByRole("button", { name: "Ask" })).toHaveFocus();
  },
};

/** The server has sent nothing yet. */
export const Pending: Story = {
  ...scripted([hold()]),
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    await expect(await canvas.findByText("Working…")).toBeVisible();
    await expect(canvas.getByText(QUESTION)).toBeVisible();
    await expect(canvas.getByRole("button", { name: "Stop" })).toBeVisible();
    await expect(canvas.getByRole("status")).toHaveTextContent("Answering");
  },
};

/** The server has sent nothing for a while. The page says so, and screen readers announce it. */
export const Slow: Story = {
  ...scripted([hold()]),
  args: { slowAfterMs: 1 },
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    await expect(await canvas.findByText(/Still working/, { selector: "p" })).toBeVisible();
    await expect(canvas.getByRole("status")).toHaveTextContent("Still working");
    await expect(canvas.getByRole("button", { name: "Stop" })).toBeVisible();
  },
};

/** One node is done. The next one has begun and has sent no text yet. */
export const NodesAtWork: Story = {
  ...scripted([metadata(), update("retrieve", { entries: 3 }), delta(""), hold()]),
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    await expect(await canvas.findByRole("list", { name: "Progress" })).toBeVisible();
    const [retrieve, answering] = canvas.getAllByRole("listitem");
    await expect(retrieve).toHaveTextContent("retrieve done");
    await expect(answering).toHaveTextContent("answer working");
  },
};

/** Nodes inside a subgraph are shown, with names that visitors understand. */
export const NodesOfASubgraph: Story = {
  args: {
    streamSubgraphs: true,
    nodeLabels: {
      plan: "Understanding the question",
      research: "Reading up",
      search: "Searching the handbook",
      rank: "Choosing the best pages",
      answer: "Writing",
    },
  },
  ...scripted([
    metadata(),
    update("plan", null),
    event("updates|research:task-2", { search: null }),
    event("updates|research:task-2", { rank: null }),
    update("research", null),
    delta(""),
    hold(),
  ]),
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    // Once the last node works, no row moves below another one any more.
    await waitFor(() =>
      expect(canvas.getAllByRole("listitem").at(-1)).toHaveTextContent("Writing working"),
    );
    await expect(canvas.getByText("Searching the handbook")).toBeVisible();
    await expect(canvas.getAllByRole("listitem")).toHaveLength(5);
  },
};

/** The first words are visible, and more will follow. */
export const Streaming: Story = {
  ...scripted([metadata(), update("retrieve", { entries: 3 }), ...tokens(ANSWER_SO_FAR), hold()]),
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    await expect(await canvas.findByText(/label that came with the parcel;/)).toBeVisible();
    await expect(canvas.getByRole("button", { name: "Stop" })).toBeVisible();
    // Screen readers announce once that an answer is being written, and not each token.
    await expect(canvas.getByRole("status")).toHaveTextContent("Answering");
    await expect(canvas.getByRole("status")).not.toHaveTextContent("parcel");
  },
};

export const Success: Story = {
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    await expect(await canvas.findByText(/three to five working days/)).toBeVisible();
    await expect(canvas.getByRole("region", { name: "Answer" })).toHaveTextContent(/^Yes\./);
    await expect(canvas.getByText(QUESTION)).toBeVisible();
    await expect(await canvas.findByRole("button", { name: "Ask" })).toBeVisible();
    await expect(canvas.getByRole("status")).toHaveTextContent("Answer complete");
    await expect(canvas.getByRole("textbox")).toHaveValue("");
    await expect(serverOf(context).requests).toHaveLength(1);
  },
};

/** A second question replaces the first one and its answer. The server gets nothing of the first one. */
export const AskedTwice: Story = {
  ...scripted((_request, index) => completeRun(index === 0 ? ANSWER : "Two to four days.")),
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    await canvas.findByText(/three to five working days/);
    await ask(context, "How long does delivery take?");
    await expect(await canvas.findByText("Two to four days.")).toBeVisible();
    await expect(canvas.queryByText(/three to five/)).not.toBeInTheDocument();
    await expect(canvas.queryByText(QUESTION)).not.toBeInTheDocument();
    const bodies = serverOf(context).requests.map(({ body }) => JSON.stringify(body));
    await expect(bodies).toHaveLength(2);
    await expect(bodies[1]).not.toContain("refund");
  },
};

/** The text so far stays, and the question is back in the box. */
export const Stopped: Story = {
  ...scripted([metadata(), update("retrieve", { entries: 3 }), ...tokens(ANSWER_SO_FAR), hold()]),
  play: async (context) => {
    const { canvas, userEvent } = context;
    await ask(context);
    await canvas.findByText(/label that came with the parcel;/);
    await userEvent.click(canvas.getByRole("button", { name: "Stop" }));
    await expect(canvas.getByText(/label that came with the parcel;/)).toBeVisible();
    await expect(canvas.getByText("Stopped.", { selector: "p" })).toBeVisible();
    await expect(canvas.getByRole("textbox")).toHaveValue(QUESTION);
    await expect(canvas.getByRole("textbox")).toHaveFocus();
  },
};

export const FailedNetwork: Story = {
  parameters: { console: [/Check apiUrl, that the server runs/] },
  ...scripted("unreachable"),
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    await expect(await canvas.findByRole("alert")).toHaveTextContent(/can’t be reached/);
    await expect(canvas.getByRole("button", { name: "Try again" })).toBeVisible();
    await expect(canvas.getByRole("textbox")).toHaveValue(QUESTION);
  },
};

export const FailedNotFound: Story = {
  parameters: { console: [/Check assistantId/] },
  ...scripted({ status: 404, body: "404 Not Found" }),
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    await expect(await canvas.findByRole("alert")).toHaveTextContent(/isn’t available right now/);
  },
};

/** "Try again" is not offered, because it would not help. */
export const FailedUnauthorized: Story = {
  parameters: { console: [/Send a token with headers/] },
  ...scripted({ status: 401, body: "Unauthorized" }),
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    await expect(await canvas.findByRole("alert")).toHaveTextContent(/isn’t available to you/);
    await expect(canvas.queryByRole("button", { name: "Try again" })).not.toBeInTheDocument();
  },
};

export const FailedRateLimited: Story = {
  ...scripted({ status: 429, headers: { "retry-after": "20" }, body: "Too Many Requests" }),
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    await expect(await canvas.findByRole("alert")).toHaveTextContent(/is busy/);
    await expect(canvas.getByRole("button", { name: /Try again in \d+ s/ })).toBeDisabled();
    // One question is one request. No request is repeated automatically.
    await expect(serverOf(context).requests).toHaveLength(1);
  },
};

/** The server replies with a web page, as a login wall or a wrong address does. */
export const FailedBadResponse: Story = {
  parameters: { console: [/Check that apiUrl is the address of a LangGraph server/] },
  ...scripted({
    status: 200,
    headers: { "content-type": "text/html" },
    body: "<!doctype html><title>Sign in</title>",
  }),
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    await expect(await canvas.findByRole("alert")).toBeVisible();
    await expect(canvas.getByRole("button", { name: "Try again" })).toBeVisible();
  },
};

/** A node threw an exception after some words. The words stay. */
export const FailedMidAnswer: Story = {
  ...scripted([
    metadata(),
    update("retrieve", { entries: 3 }),
    ...tokens(ANSWER_SO_FAR),
    runFailed("internal detail that no visitor should see"),
  ]),
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    await expect(await canvas.findByRole("alert")).toHaveTextContent(/ran into a problem/);
    await expect(canvas.getByText(/label that came with the parcel;/)).toBeVisible();
    await expect(canvas.queryByText(/internal detail/)).not.toBeInTheDocument();
  },
};

/** The connection broke after some words. The words stay. */
export const FailedConnectionLost: Story = {
  ...scripted([
    metadata(),
    update("retrieve", { entries: 3 }),
    ...tokens(ANSWER_SO_FAR),
    hold(),
    cut(),
  ]),
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    await canvas.findByText(/label that came with the parcel;/);
    serverOf(context).release();
    await expect(await canvas.findByRole("alert")).toBeVisible();
    await expect(canvas.getByText(/label that came with the parcel;/)).toBeVisible();
  },
};

/** The graph asks a person to decide. A stateless run cannot wait for that. */
export const Interrupted: Story = {
  ...scripted([
    metadata(),
    update("retrieve", { entries: 3 }),
    event("updates", { __interrupt__: [{ id: "interrupt-1", value: "Refund 200 euros?" }] }),
  ]),
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    await expect(await canvas.findByRole("alert")).toHaveTextContent(/needs a person/);
    await expect(canvas.queryByRole("button", { name: "Try again" })).not.toBeInTheDocument();
  },
};

export const TriedAgain: Story = {
  parameters: { console: [/Check apiUrl, that the server runs/] },
  ...scripted((_request, index) => (index === 0 ? "unreachable" : completeRun(ANSWER))),
  play: async (context) => {
    const { canvas, userEvent } = context;
    await ask(context);
    await userEvent.click(await canvas.findByRole("button", { name: "Try again" }));
    await expect(await canvas.findByText(/three to five working days/)).toBeVisible();
    await expect(canvas.queryByRole("alert")).not.toBeInTheDocument();
    await expect(canvas.getByRole("textbox")).toHaveValue("");
  },
};

export const NearTheLimit: Story = {
  args: { maxQuestionChars: 60 },
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(
      canvas.getByRole("textbox"),
      "My parcel was left at the neighbour’s, who is now away.",
    );
    await expect(canvas.getByText("55 of 60 characters")).toBeVisible();
    await expect(canvas.getByRole("textbox")).toBeValid();
  },
};

/** A question past the limit stays in the box and is not sent. */
export const TooLong: Story = {
  args: { maxQuestionChars: 60 },
  play: async (context) => {
    const { canvas } = context;
    await ask(context, "My parcel was left at the neighbour’s, who is now away on holiday.");
    await expect(canvas.getByText("Too long. Characters to remove: 6")).toBeVisible();
    await expect(canvas.getByRole("textbox")).toBeInvalid();
    await expect(canvas.getByRole("textbox")).toHaveAccessibleDescription(
      "Too long. Characters to remove: 6",
    );
    await expect(serverOf(context).requests).toHaveLength(0);
  },
};

/** The box grows with its text. */
export const LongQuestion: Story = {
  globals: { viewport: { value: "desktop" } },
  play: async ({ canvas, userEvent }) => {
    const box = canvas.getByRole("textbox");
    const heightOfOneLine = box.offsetHeight;
    await userEvent.type(
      box,
      "Three things:{Shift>}{Enter}{/Shift}1. My parcel has not come.{Shift>}{Enter}{/Shift}2. The tracking page shows nothing.{Shift>}{Enter}{/Shift}3. I am away from Friday on.",
    );
    await expect(box.offsetHeight).toBeGreaterThan(heightOfOneLine);
    await expect(box.scrollHeight).toBeLessThanOrEqual(box.clientHeight);
  },
};

export const LongAnswer: Story = {
  ...scripted(completeRun(Array.from({ length: 8 }, () => ANSWER).join("\n\n"))),
  play: async (context) => {
    await ask(context);
    const [first] = await context.canvas.findAllByText(/three to five working days/);
    await expect(first).toBeVisible();
  },
};

/** A question that would fill a phone's screen is folded to its first lines. */
export const LongQuestionAsked: Story = {
  globals: { viewport: { value: "phone" } },
  play: async (context) => {
    const { canvas, userEvent } = context;
    await ask(
      context,
      `${QUESTION} ${"I ordered a lamp, and the parcel has not come. ".repeat(12)}`,
    );
    await canvas.findByText(/three to five working days/);
    const question = canvas.getByText(/I ordered a lamp/);
    const foldedHeight = question.offsetHeight;
    await userEvent.click(question);
    await expect(question.offsetHeight).toBeGreaterThan(foldedHeight * 2);
    await userEvent.click(question);
    await expect(question.offsetHeight).toBe(foldedHeight);
  },
};

const WIDE_TABLE = `| Country | Delivery | Price | Return label | Days until the refund |
|---|---|---|---|---|
| Portugal | two to four days | 4.90 € | in the parcel | three to five working days |
| Norway | five to eight days | 12.90 € | print it yourself | up to ten working days |`;

/** A table that is wider than the screen scrolls by itself, also by keyboard. The page does not. */
export const WideTable: Story = {
  globals: { viewport: { value: "phone" } },
  ...scripted(completeRun(WIDE_TABLE)),
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    await canvas.findByRole("button", { name: "Ask again" });
    const scroller = canvas.getByRole("table").closest<HTMLElement>("[tabindex='0']");
    await expect(scroller?.scrollWidth).toBeGreaterThan(scroller?.clientWidth ?? Infinity);
    await expect(scroller).toHaveAccessibleName("Table");
    await expectNoSideScroll(document.documentElement);
  },
};

const LONG_WORD =
  "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

/** Words that cannot be broken do not make the page wider. */
export const LongWords: Story = {
  args: { title: LONG_WORD, suggestions: [LONG_WORD] },
  ...scripted(
    completeRun(`${LONG_WORD}\n\nhttps://shop.example/${"returns/".repeat(20)}label.pdf`),
  ),
  decorators: [(Story) => <div style={{ maxInlineSize: 320 }}>{Story()}</div>],
  play: async (context) => {
    const { canvas, userEvent } = context;
    await expectNoSideScroll(canvas.getByRole("region"));
    await userEvent.click(canvas.getByRole("button", { name: LONG_WORD }));
    await canvas.findByText(/label\.pdf/);
    await expectNoSideScroll(canvas.getByRole("region", { name: LONG_WORD }));
  },
};

/** As narrow as a phone, or a desktop page at 400 %. */
export const Narrow: Story = {
  args: { suggestions: SUGGESTIONS },
  globals: { viewport: { value: "phone" } },
  decorators: [(Story) => <div style={{ maxInlineSize: 296 }}>{Story()}</div>],
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    await canvas.findByText(/three to five working days/);
    await expectNoSideScroll(canvas.getByRole("region", { name: "Questions?" }));
  },
};

export const Dark: Story = {
  globals: { theme: "dark" },
  play: async (context) => {
    await ask(context);
    await expect(await context.canvas.findByText(/three to five working days/)).toBeVisible();
  },
};

export const DarkIdle: Story = {
  args: { suggestions: SUGGESTIONS },
  globals: { theme: "dark" },
};

export const DarkFailed: Story = {
  ...FailedMidAnswer,
  globals: { theme: "dark" },
};

/** The component is dark on a light page, because the page says so. */
export const DarkByTheme: Story = {
  args: { theme: "dark" },
  play: expectDark,
};

/** The page marks dark with a class, as next-themes and Tailwind do. */
export const DarkByClass: Story = {
  args: { theme: "class" },
  decorators: [(Story) => <div className="dark">{Story()}</div>],
  play: expectDark,
};

/** The assertion is needed because React does not type custom properties. */
const BRAND = {
  "--osc-accent": "#ffb800",
  "--osc-focus": "#8a5a00",
  "--osc-radius": "6px",
  fontFamily: "Georgia, serif",
} as CSSProperties;

/** A brand sets one colour. The stylesheet chooses black or white text on it. */
export const Branded: Story = {
  args: { suggestions: SUGGESTIONS },
  decorators: [(Story) => <div style={BRAND}>{Story()}</div>],
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("button", { name: "Ask" })).toBeVisible();
  },
};

const GERMAN: LabelOverrides = {
  question: "Ihre Frage",
  ask: "Fragen",
  stop: "Anhalten",
  answer: "Antwort",
  youAsked: "Sie fragten",
  working: "Moment …",
  progress: "Fortschritt",
  nodeWorking: "läuft",
  nodeDone: "fertig",

  suggestions: "Vorschläge",
  stopped: "Angehalten.",
  tryAgain: "Noch einmal",
  answering: "Antwort kommt",
  answerComplete: "Antwort vollständig",
  maxChars: "Höchstens {max} Zeichen.",
  errors: { network: "Der Assistent ist nicht zu erreichen. Bitte versuchen Sie es noch einmal." },
};

export const Translated: Story = {
  args: {
    title: "Fragen zur Bestellung?",
    placeholder: "Bestellung, Rückgabe, Lieferung",
    labels: GERMAN,
    nodeLabels: { retrieve: "Nachschlagen", answer: "Antworten" },
  },
  ...scripted([
    ...completeRun("Ja. Sie können alles innerhalb von 30 Tagen zurückschicken.").slice(0, -1),
    hold(),
  ]),
  decorators: [(Story) => <div lang="de">{Story()}</div>],
  play: async (context) => {
    const { canvas } = context;
    await ask(context, "Bekomme ich mein Geld zurück?");
    await expect(await canvas.findByText(/innerhalb von 30 Tagen/)).toBeVisible();
    await expect(canvas.getByText("Nachschlagen")).toBeVisible();
    await expect(canvas.getByRole("button", { name: "Anhalten" })).toBeVisible();
    await expect(canvas.getByRole("status")).toHaveTextContent("Antwort kommt");
  },
};

/** The page reads from right to left, and so does the chat. */
export const RightToLeft: Story = {
  args: {
    title: "هل لديك سؤال؟",
    placeholder: "اسأل عن الطلبات أو الإرجاع",
    nodeLabels: { retrieve: "البحث", answer: "الكتابة" },
    labels: ar,
  },
  ...scripted(completeRun("نعم. يمكنك إرجاع أي منتج خلال 30 يومًا واسترداد المبلغ كاملًا.")),
  decorators: [
    (Story) => (
      <div lang="ar" dir="rtl">
        {Story()}
      </div>
    ),
  ],
  play: async (context) => {
    const { canvas } = context;
    await ask(context, "هل يمكنني استرداد المبلغ؟");
    await expect(await canvas.findByRole("region", { name: ar.answer })).toBeVisible();
    const button = await canvas.findByRole("button", { name: ar.ask });
    await expect(button.getBoundingClientRect().right).toBeLessThan(
      canvas.getByRole("textbox").getBoundingClientRect().right,
    );
  },
};

/** The answer arrives whole, for graphs that do not stream. */
export const WaitMode: Story = {
  args: { mode: "wait" },
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    await expect(await canvas.findByText(/three to five working days/)).toBeVisible();
    await expect(serverOf(context).requests[0]?.url).toBe(`${API_URL}/runs/wait`);
  },
};

/** With `streamMode: "updates"` there are no tokens. The answer arrives whole with its node. */
export const WithoutTokens: Story = {
  args: { streamMode: "updates" },
  ...scripted([
    metadata(),
    update("retrieve", { entries: 3 }),
    update("answer", { messages: [aiMessage(ANSWER, { id: "message-1" })] }),
  ]),
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    await expect(await canvas.findByText(/three to five working days/)).toBeVisible();
    await expect(canvas.getAllByRole("listitem")).toHaveLength(2);
  },
};

/** The page has a run of its own, which it starts and clears with its own buttons. */
export const OwnRun: Story = {
  ...scripted([metadata(), ...answer("You have 30 days for that.")]),
  render: (args, context) => <PageWithItsOwnRun {...args} fetch={serverOf(context).fetch} />,
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole("button", { name: "What about refunds?" }));
    await expect(await canvas.findByText("You have 30 days for that.")).toBeVisible();
    await userEvent.click(canvas.getByRole("button", { name: "Clear" }));
    await expect(canvas.queryByRole("region", { name: "Answer" })).not.toBeInTheDocument();
    await userEvent.click(canvas.getByRole("button", { name: "What about refunds?" }));
    await expect(await canvas.findByText("You have 30 days for that.")).toBeVisible();
  },
};

function PageWithItsOwnRun({ fetch, ...looks }: Args & { fetch: typeof globalThis.fetch }) {
  const run = useStatelessRun({ apiUrl: API_URL, assistantId: "faq", fetch });
  const { title, placeholder } = looks;
  return (
    <>
      <p style={{ display: "flex", gap: 8, marginBlockStart: 0 }}>
        <button type="button" onClick={() => void run.submit("Can I get a refund?")}>
          What about refunds?
        </button>
        <button type="button" onClick={run.reset}>
          Clear
        </button>
      </p>
      <OneShotChat run={run} title={title} placeholder={placeholder} />
    </>
  );
}

/** Shows a complete answer and expects light text on a dark card. */
async function expectDark(context: Parameters<NonNullable<Story["play"]>>[0]): Promise<void> {
  const { canvas } = context;
  await ask(context);
  await expect(await canvas.findByText(/three to five working days/)).toBeVisible();
  const { colorScheme } = getComputedStyle(canvas.getByRole("region", { name: "Questions?" }));
  await expect(colorScheme).toBe("dark");
}

async function expectNoSideScroll(element: HTMLElement): Promise<void> {
  await expect(element.scrollWidth).toBeLessThanOrEqual(element.clientWidth);
}
