import type { Meta, StoryObj } from "@storybook/react-vite";
import { useState, type FormEvent } from "react";
import { useStatelessRun, type RunSettings } from "oneshot-chat";
import {
  completeRun,
  custom,
  hold,
  metadata,
  runFailed,
  tokens,
  update,
  values,
} from "oneshot-chat/testing";
import { expect } from "storybook/test";
import { ANSWER, ANSWER_SO_FAR, API_URL, ask, QUESTION, scripted, serverOf } from "./scene.js";

type Args = Partial<RunSettings>;

/** The hook on a plain page that shows every field and uses none of the components. */
const meta: Meta<Args> = {
  title: "useStatelessRun",
  ...scripted(completeRun(ANSWER)),
  render: (args, context) => <EveryField {...args} fetch={serverOf(context).fetch} />,
};

export default meta;

type Story = StoryObj<Args>;

export const Idle: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByLabelText("status")).toHaveTextContent("idle");
    await expect(canvas.getByLabelText("messages")).toHaveTextContent("[]");
  },
};

export const Pending: Story = {
  ...scripted([hold()]),
  play: async (context) => {
    await ask(context);
    await expect(await context.canvas.findByText("pending")).toBeVisible();
  },
};

export const Streaming: Story = {
  ...scripted([metadata(), update("retrieve", { entries: 3 }), ...tokens(ANSWER_SO_FAR), hold()]),
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    await expect(await canvas.findByText("streaming")).toBeVisible();
    await expect(canvas.getByLabelText("question")).toHaveTextContent(QUESTION);
    await expect(canvas.getByLabelText("updates")).toHaveTextContent('"node": "retrieve"');
    await expect(canvas.getByLabelText("runId")).toHaveTextContent("000000000001");
  },
};

export const Success: Story = {
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    await expect(await canvas.findByText("success")).toBeVisible();
    await expect(canvas.getByLabelText("answer")).toHaveTextContent(/three to five working days/);
    await expect(canvas.getByLabelText("error")).toHaveTextContent("undefined");
  },
};

export const Stopped: Story = {
  ...Streaming,
  play: async (context) => {
    const { canvas, userEvent } = context;
    await ask(context);
    await canvas.findByText("streaming");
    await userEvent.click(canvas.getByRole("button", { name: "stop()" }));
    await expect(canvas.getByLabelText("status")).toHaveTextContent("stopped");
    await expect(canvas.getByLabelText("answer")).toHaveTextContent(/label that came/);
  },
};

export const Failed: Story = {
  ...scripted([metadata(), ...tokens(ANSWER_SO_FAR), runFailed("no connection to the index")]),
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    await expect(await canvas.findByText(/"kind": "run_failed"/)).toBeVisible();
    await expect(canvas.getByLabelText("answer")).toHaveTextContent(/label that came/);
  },
};

/** A node writes custom events beside its state. Here it sends its sources before the first word. */
export const CustomEvents: Story = {
  ...scripted([
    metadata(),
    custom({ type: "sources", titles: ["Refunds", "Return shipping"] }),
    ...completeRun(ANSWER).slice(1),
  ]),
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    await canvas.findByText("success");
    await expect(canvas.getByLabelText("customEvents")).toHaveTextContent("Return shipping");
  },
};

/** The answer of this graph is a key of its state, not a message. */
export const AnswerFromState: Story = {
  args: {
    streamMode: "values",
    getAnswer: (_updates, state) => {
      const verdict = state?.["verdict"];
      return typeof verdict === "string" ? verdict : undefined;
    },
  },
  ...scripted([
    metadata(),
    values({ verdict: null }),
    update("judge", { verdict: "Refundable." }),
    values({ verdict: "Refundable.", confidence: 0.93 }),
  ]),
  play: async (context) => {
    const { canvas } = context;
    await ask(context);
    await canvas.findByText("success");
    await expect(canvas.getByLabelText("answer")).toHaveTextContent("Refundable.");
    await expect(canvas.getByLabelText("values")).toHaveTextContent("0.93");
  },
};

const FIELDS = [
  "status",
  "question",
  "answer",
  "runId",
  "error",
  "steps",
  "updates",
  "messages",
  "customEvents",
  "values",
  "maxQuestionChars",
] as const;

function EveryField({ fetch, ...settings }: Args & { fetch: typeof globalThis.fetch }) {
  const [question, setQuestion] = useState("");
  const run = useStatelessRun({ apiUrl: API_URL, assistantId: "faq", fetch, ...settings });

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    void run.submit(question);
  }

  return (
    <main>
      <form onSubmit={onSubmit} style={{ display: "flex", flexWrap: "wrap", gap: 8 }}>
        <input
          aria-label="Question"
          value={question}
          onChange={(event) => setQuestion(event.target.value)}
        />
        <button type="submit">submit()</button>
        <button type="button" onClick={run.stop}>
          stop()
        </button>
        <button type="button" onClick={() => void run.retry()}>
          retry()
        </button>
        <button type="button" onClick={run.reset}>
          reset()
        </button>
      </form>
      {FIELDS.map((field) => (
        <div key={field} style={{ display: "flex", gap: 16, paddingBlockStart: 12 }}>
          <code style={{ flex: "none", inlineSize: "18ch" }}>{field}</code>
          <output aria-label={field} style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
            {field === "error" ? errorAsText(run.error) : asText(run[field])}
          </output>
        </div>
      ))}
    </main>
  );
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value, null, 2) ?? "undefined");
}

/** Adds the message to an error's fields, because JSON leaves it out. */
function errorAsText(error: Error | undefined): string {
  return error ? asText({ ...error, message: error.message }) : "undefined";
}
