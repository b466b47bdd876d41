/** Nodes that remove messages. */
import { RemoveMessage } from "@langchain/core/messages";
import { REMOVE_ALL_MESSAGES } from "@langchain/langgraph";
import { ai, inOrder, keeps, passes, returns, says, speaker, type Node } from "./parts.js";
import { ReplyingChatModel, GRADE, script } from "./parts.js";

const removesLast: Node = async ({ messages }) => ({
  messages: [new RemoveMessage({ id: messages.at(-1)?.id ?? "" })],
});

const ALL = new RemoveMessage({ id: REMOVE_ALL_MESSAGES });

export const removesAnswer = inOrder({
  first: says("The first answer."),
  second: says("The second answer, withdrawn."),
  withdraw: removesLast,
});

export const removesOnly = inOrder({ answer: says("Withdrawn at once."), withdraw: removesLast });

export const removesAllThenAdds = inOrder({
  draft: says("A draft to forget."),
  start_over: async () => ({ messages: [ALL, ai("Started over.")] }),
});

export const removesAllThenSpeaks = inOrder({
  draft: says("A draft to forget."),
  clear: async () => ({ messages: [ALL] }),
  answer: says("After a clean slate."),
});

export const keepsTheFirst = inOrder({
  first: says("The one that stays."),
  second: says("The one that goes."),
  clean: async ({ messages }) => ({ messages: [ALL, ...messages.slice(0, -1)] }),
});

export const trimmedAtStart = inOrder({
  trim: async ({ messages }) => ({
    messages: messages.slice(0, -1).map(({ id }) => new RemoveMessage({ id: id ?? "" })),
  }),
  answer: says("About the last question."),
});

export const trimmedAfter = inOrder({
  note: says("A note on the way."),
  answer: says("The answer that stays."),
  trim: async ({ messages }) => ({
    messages: messages.slice(0, -1).map(({ id }) => new RemoveMessage({ id: id ?? "" })),
  }),
});

export const summarised = inOrder({
  answer: says("Refunds take 30 days."),
  summarise: async ({ messages }) => {
    const { content } = await speaker("They asked about refunds.").invoke(messages);
    return {
      reply: String(content),
      messages: messages.slice(0, -1).map(({ id }) => new RemoveMessage({ id: id ?? "" })),
    };
  },
});

/** The last node removes the tool call, so the answer before it counts. */
export const removesCall = inOrder({
  answer: says("Refunds take 30 days."),
  grade: returns(new ReplyingChatModel(() => script("Grading now.", GRADE))),
  clean: removesLast,
});

export const replacesInOneUpdate = inOrder({
  draft: says("A draft."),
  answer: async ({ messages }) => ({
    messages: [
      new RemoveMessage({ id: messages.at(-1)?.id ?? "" }),
      await speaker("In place of the draft.").invoke(messages),
    ],
  }),
  log: passes,
});

/** The stream shows a message that is removed later. Then a model speaks, but its node returns no message. */
export const removesThenMutters = inOrder({
  first: says("What remains."),
  second: says("What is withdrawn."),
  withdraw: removesLast,
  grade: keeps(speaker("good"), { verdict: "good" }),
});
