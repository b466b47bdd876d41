/** The functional API: an entrypoint and its tasks. */
import type { BaseMessage } from "@langchain/core/messages";
import { entrypoint, task } from "@langchain/langgraph";
import { ai, grader, inOrder, says, speaker } from "./parts.js";

interface Input {
  messages: BaseMessage[];
}

const say = task("say", async (text: string) => speaker(text).invoke("anything"));

export const entrypointMessages = entrypoint("entrypointMessages", async (_input: Input) => ({
  messages: [await say("A task's message.")],
}));

export const entrypointTwoTasks = entrypoint("entrypointTwoTasks", async (_input: Input) => {
  await say("A draft by a task.");
  return { messages: [await say("The answer by a task.")] };
});

export const entrypointString = entrypoint("entrypointString", async (_input: Input) =>
  String((await say("Words of a task.")).content),
);

export const entrypointObject = entrypoint("entrypointObject", async (_input: Input) => ({
  reply: String((await say("Words in an object.")).content),
}));

export const entrypointMessage = entrypoint("entrypointMessage", async (_input: Input) =>
  say("One bare message."),
);

export const entrypointList = entrypoint("entrypointList", async (_input: Input) => [
  await say("A list of one message."),
]);

/** Two tasks run one after the other. The entrypoint returns the message of the first task last. */
export const parallelTasks = entrypoint("parallelTasks", async (_input: Input) => {
  const quick = await say("The quick task.");
  return { messages: [await say("The slow task."), quick] };
});

export const tasksJoined = entrypoint("tasksJoined", async (_input: Input) => {
  await Promise.all([say("One view."), say("Another view.")]);
  return { messages: [await say("Both views together.")] };
});

const grade = task("grade", async () => {
  await grader().invoke("anything");
  return "yes";
});

export const entrypointGrader = entrypoint("entrypointGrader", async (_input: Input) => {
  const said = await say("Graded and told.");
  await grade();
  return { messages: [said] };
});

export const entrypointSpeaks = entrypoint("entrypointSpeaks", async ({ messages }: Input) => ({
  messages: [await speaker("Said by the entrypoint itself.").invoke(messages)],
}));

export const entrypointUnstreamed = entrypoint("entrypointUnstreamed", async (_input: Input) => ({
  messages: [ai("Given by the entrypoint.")],
}));

export const entrypointKeepsAll = entrypoint("entrypointKeepsAll", async ({ messages }: Input) => ({
  messages: [...messages, await say("After all that was said.")],
}));

const conversation = inOrder({ think: says("A graph thinks."), tell: says("A graph tells.") });

export const entrypointCallsGraph = entrypoint(
  "entrypointCallsGraph",
  async ({ messages }: Input) => ({ messages: (await conversation.invoke({ messages })).messages }),
);

/** A node calls an entrypoint and returns its result. */
export const nodeCallsEntrypoint = inOrder({
  answer: async ({ messages }) => entrypointTwoTasks.invoke({ messages }),
});
