/** The parts of the lists of graph shapes: rows, and the endings that many shapes have in common. */
import type { JsonObject } from "../../src/langgraph/json.js";
import type { RunSettings } from "../../src/run/types.js";
import type { Expected, GraphShape } from "./GraphShape.js";

type Row = readonly [description: string, expected: string | Partial<Expected>];

export function topic(name: string, rows: Readonly<Record<string, Row>>): GraphShape[] {
  return Object.entries(rows).map(([shape, [description, expected]]) => ({
    name: shape,
    topic: name,
    description,
    ends: "success",
    answer: "",
    ...(typeof expected === "string" ? { answer: expected } : expected),
  }));
}

export const ANSWER = "Refunds take 30 days.";
export const NO_ANSWER: Partial<Expected> = { ends: "no_answer" };
export const streamedOnly = (text: string): Partial<Expected> => ({ streamedAnswer: text });
export const failsAfter = (text: string): Partial<Expected> => ({
  ends: "run_failed",
  streamedAnswer: text,
});

/** The entrypoint returns no message, but the stream mode `updates` shows the message that its task returned. */
export function returnedByTask(text: string): Partial<Expected> {
  const why = "A task's message counts as streamed if the entrypoint returns no message.";
  return { streamedAnswer: text, exceptions: { updates: { ends: "success", answer: text, why } } };
}

/**
 * Parallel nodes in one step. The state keeps their messages in the graph's order, but the stream mode `updates` alone
 * sends them in the order in which the nodes finish.
 *
 * @param lastToFinish the answer in the stream mode `updates` alone. Without it any text is right, because either node
 * may finish last.
 */
export function unordered(answer: string, lastToFinish?: string): Partial<Expected> {
  const why =
    "Updates come in the order in which nodes finish, and do not tell the step of a node.";
  return { answer, exceptions: { updates: { ends: "success", answer: lastToFinish, why } } };
}

export const reply: RunSettings["getAnswer"] = (updates, values) => {
  const replies = [...updates.map(({ data }) => data), values].map((state) => state?.["reply"]);
  return replies.filter((text) => typeof text === "string").at(-1);
};

export const FEW_SHOT: JsonObject = {
  messages: [
    { role: "human", content: "How long do refunds take?" },
    { role: "ai", content: "Thirty days." },
    { role: "human", content: "Can I get a refund?" },
  ],
};
