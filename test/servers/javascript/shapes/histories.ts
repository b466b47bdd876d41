/** Inputs that hold earlier turns, and what becomes of them. */
import { HumanMessage, RemoveMessage } from "@langchain/core/messages";
import { REMOVE_ALL_MESSAGES } from "@langchain/langgraph";
import { ai, inOrder, passes, says, speaker, type Node } from "./parts.js";

export const historyOnly = inOrder({ work: passes });

export const historyTrimmedOnly = inOrder({
  trim: async ({ messages }) => ({
    messages: messages.slice(0, 1).map(({ id = "" }) => new RemoveMessage({ id })),
  }),
});

export const historySummarised = inOrder({
  summarise: async ({ messages }) => {
    const said = await speaker("They talked about refunds.").invoke(messages);
    return {
      messages: [
        new RemoveMessage({ id: REMOVE_ALL_MESSAGES }),
        new HumanMessage(String(said.content)),
        ...messages.slice(-2),
      ],
    };
  },
  answer: says("Thirty days, in short."),
});

const tellsAll =
  (text: string): Node =>
  async ({ messages }) => ({ messages: [...messages, await speaker(text).invoke(messages)] });

export const historyLong = inOrder({ answer: tellsAll("The answer after many.") });

export const historyRepeatedWhole = inOrder({ answer: tellsAll("Thirty days.") });

const mends: Node = async ({ messages }) => ({
  messages: [ai("Thirty days, corrected.", messages.find((one) => one.getType() === "ai")?.id)],
});

export const historyMended = inOrder({ answer: says("What is said now."), mend: mends });

export const historyMendedOnly = inOrder({ mend: mends });

export const historyAnswersRemoved = inOrder({
  clean: async ({ messages }) => ({
    messages: messages
      .filter((one) => one.getType() === "ai")
      .map(({ id = "" }) => new RemoveMessage({ id })),
  }),
  answer: says("Said without a past."),
});
