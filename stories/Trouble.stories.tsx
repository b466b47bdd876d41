import type { Meta, StoryObj } from "@storybook/react-vite";
import { DEFAULT_LABELS, OneShotChat, type OneShotChatLooks } from "oneshot-chat";
import { completeRun, custom, metadata, runFailed, tokens, update } from "oneshot-chat/testing";
import { expect } from "storybook/test";
import { ANSWER, ANSWER_SO_FAR, API_URL, ask, QUESTION, scripted, serverOf } from "./scene.js";

const { errors, canTryAgain } = DEFAULT_LABELS;

/** What visitors read when something is missing: a connection, a budget, the end of an answer, a slot that works. */
const meta: Meta<OneShotChatLooks> = {
  title: "Trouble",
  args: { title: "Questions?", contact: <a href="mailto:help@shop.example">Write to our team</a> },
  ...scripted(completeRun(ANSWER)),
  render: (looks, context) => (
    <OneShotChat apiUrl={API_URL} assistantId="faq" fetch={serverOf(context).fetch} {...looks} />
  ),
};

export default meta;

type Story = StoryObj<OneShotChatLooks>;

/** Makes the browser say that it is offline until the story ends. */
function goOffline(): () => void {
  Object.defineProperty(navigator, "onLine", { configurable: true, get: () => false });
  return goOnline;
}

/** The browser's own property is on the prototype. */
function goOnline(): void {
  Reflect.deleteProperty(navigator, "onLine");
}

export const Offline: Story = {
  beforeEach: goOffline,
  ...scripted("unreachable"),
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    await expect(await canvas.findByRole("alert")).toHaveTextContent(errors.offline);
    await expect(canvas.getByRole("textbox")).toHaveValue(QUESTION);
  },
};

/** The notice changes as soon as the browser is online again, and the same question is answered. */
export const OnlineAgain: Story = {
  beforeEach: goOffline,
  ...scripted((_request, index) => (index === 0 ? "unreachable" : completeRun(ANSWER))),
  play: async (context) => {
    const { canvas, userEvent } = context;
    await Offline.play?.(context);
    goOnline();
    dispatchEvent(new Event("online"));
    await expect(await canvas.findByText(canTryAgain)).toBeVisible();
    await userEvent.click(canvas.getByRole("button", { name: "Try again" }));
    await expect(await canvas.findByText(/three to five working days/)).toBeVisible();
  },
};

/** The site has used up what it pays for. Trying again does not help, so the way to a person is all that is offered. */
export const OverBudget: Story = {
  ...scripted({ status: 402, body: "Payment Required" }),
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    await expect(await canvas.findByRole("alert")).toHaveTextContent(errors.budget_exceeded);
    await expect(canvas.queryByRole("button", { name: "Try again" })).not.toBeInTheDocument();
    await expect(canvas.getByRole("link", { name: "Write to our team" })).toBeVisible();
  },
};

/** The stream ended as if all were well, but the node that spoke has not returned. The words stay. */
export const Truncated: Story = {
  ...scripted([metadata(), update("retrieve", { entries: 1 }), ...tokens(ANSWER_SO_FAR)]),
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    await expect(await canvas.findByRole("alert")).toHaveTextContent(errors.truncated);
    await expect(canvas.getByText(/label that came with the parcel;/)).toBeVisible();
    await expect(canvas.getByRole("button", { name: "Try again" })).toBeVisible();
  },
};

/** What a page's own code does in the stories below. */
function fail(): never {
  throw new Error("a mistake of the page");
}

/** The page cannot show an event. The answer comes all the same, and one `console.error` tells the developer. */
export const BrokenCustomEvent: Story = {
  parameters: { console: [/renderCustomEvent failed/] },
  args: { renderCustomEvent: fail },
  ...scripted([metadata(), custom({ weather: "Sunny" }), ...completeRun(ANSWER).slice(1)]),
  play: async (context) => {
    await ask(context);
    await expect(await context.canvas.findByText(/three to five working days/)).toBeVisible();
  },
};

/** The function for the way to a person throws. The notice stays as it is. */
export const BrokenContact: Story = {
  parameters: { console: [/contact failed/] },
  args: { contact: fail },
  ...scripted([metadata(), runFailed("internal detail")]),
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    await expect(await canvas.findByRole("alert")).toHaveTextContent(errors.run_failed);
    await expect(canvas.getByRole("button", { name: "Try again" })).toBeVisible();
    await expect(canvas.queryByText(DEFAULT_LABELS.contact)).not.toBeInTheDocument();
  },
};

/** A component in the slot throws while React renders it. React reports it. */
export const BrokenContactComponent: Story = {
  ...BrokenContact,
  parameters: { console: [/a mistake of the page/] },
  args: { contact: <Broken /> },
};

function Broken() {
  return fail();
}
