/** Nodes that return messages in different forms. */
import { AIMessage, AIMessageChunk, HumanMessage, SystemMessage } from "@langchain/core/messages";
import { MessagesAnnotation, pushMessage, START, StateGraph } from "@langchain/langgraph";
import { ScriptedChatModel } from "../ScriptedChatModel.js";
import { ai, gives, inOrder, returns, says, speaker, WholeChatModel, type Node } from "./parts.js";

export const plain = inOrder({ answer: says("Refunds take 30 days.") });

export const retrieveThenAnswer = inOrder({
  retrieve: gives({ reply: "page 3" }),
  answer: says("Refunds take 30 days."),
});

export const twoSpeakers = inOrder({
  draft: says("A first draft."),
  polish: says("The polished answer."),
});

export const givenMessage = inOrder({ answer: gives({ messages: [ai("A message as it is.")] }) });

export const givenBeforeModel = inOrder({
  greet: gives({ messages: [ai("Welcome.")] }),
  answer: says("Refunds take 30 days."),
});

export const givenAfterModel = inOrder({
  answer: says("Refunds take 30 days."),
  sign: gives({ messages: [ai("Is there more?")] }),
});

export const roleDict = inOrder({
  answer: gives({ messages: [{ role: "assistant", content: "A dict with a role." }] }),
});

export const typeDict = inOrder({
  answer: gives({ messages: [{ type: "ai", content: "A dict with a type.", id: "dict-1" }] }),
});

export const messageTuple = inOrder({ answer: gives({ messages: [["ai", "A tuple."]] }) });

export const bareMessage = inOrder({ answer: gives({ messages: ai("No list around it.") }) });

export const bareModelMessage = inOrder({
  answer: async ({ messages }) => ({
    messages: await speaker("Streamed, no list around it.").invoke(messages),
  }),
});

export const contentBlocks = inOrder({
  answer: returns(
    new ScriptedChatModel(
      [
        { content: [{ type: "thinking", thinking: "Let me think.", index: 0 }] },
        { content: [{ type: "text", text: "Refunds ", index: 1 }] },
        { content: [{ type: "text", text: "take 30 days.", index: 1 }] },
      ],
      1,
    ),
  ),
});

export const givenBlocks = inOrder({
  answer: gives({
    messages: [
      new AIMessage({
        content: [
          { type: "reasoning", reasoning: "They ask for refunds." },
          { type: "text", text: "Blocks " },
          { type: "text", text: "as they are." },
        ],
      }),
    ],
  }),
});

export const twoMessagesOneNode = inOrder({
  answer: async ({ messages }) => ({
    messages: [
      await speaker("The first part.").invoke(messages),
      await speaker("The second part.").invoke(messages),
    ],
  }),
});

export const swappedMessages = inOrder({
  answer: async ({ messages }) => {
    const first = await speaker("Said first.").invoke(messages);
    const second = await speaker("Said second.").invoke(messages);
    return { messages: [second, first] };
  },
});

export const wordlessAfterAnswer = inOrder({
  answer: says("Refunds take 30 days."),
  close: gives({ messages: [ai("")] }),
});

export const sameId = inOrder({
  answer: gives({ messages: [ai("A draft.", "answer-1")] }),
  mend: gives({ messages: [ai("The mended answer.", "answer-1")] }),
});

export const mendsStreamed = inOrder({
  answer: says("A draft with a mistake."),
  mend: async ({ messages }) => ({
    messages: [ai("A draft without one.", messages.at(-1)?.id)],
  }),
});

export const mendsEarlier = inOrder({
  first: says("The first message."),
  second: says("The second message."),
  mend: async ({ messages }) => ({
    messages: [ai("The first message, mended.", messages.at(-2)?.id)],
  }),
});

export const wholeListAgain = inOrder({
  draft: says("A first draft."),
  answer: async ({ messages }) => ({
    messages: [...messages, await speaker("The answer at the end.").invoke(messages)],
  }),
});

export const listAgainOnly = inOrder({
  answer: says("Refunds take 30 days."),
  look: async ({ messages }) => ({ messages }),
});

export const humanAfter = inOrder({
  answer: says("Refunds take 30 days."),
  follow: gives({ messages: [new HumanMessage("And without a receipt?")] }),
});

export const systemAfter = inOrder({
  answer: says("Refunds take 30 days."),
  note: gives({ messages: [new SystemMessage("The answer was given.")] }),
});

export const fewShot = inOrder({ answer: says("Thirty days, as said.") });

export const fewShotEchoed = inOrder({
  answer: async ({ messages }) => ({
    messages: [...messages, await speaker("Thirty days, again.").invoke(messages)],
  }),
});

/** A node that reads the model's stream and returns its own message. */
const collects: Node = async ({ messages }) => {
  let text = "";
  for await (const chunk of await speaker("Put together by the node.").stream(messages))
    text += String(chunk.content);
  return { messages: [ai(text)] };
};

export const collectedChunks = inOrder({ answer: collects });

export const changedText = inOrder({
  answer: async ({ messages }) => {
    const said = await speaker("Call 555-0100 for help.").invoke(messages);
    return { messages: [ai(String(said.content).replace("555-0100", "[number]"), said.id)] };
  },
});

export const returnedChunk = inOrder({
  answer: gives({ messages: [new AIMessageChunk({ content: "A chunk as it is." })] }),
});

export const unstreamedModel = inOrder({ answer: returns(new WholeChatModel("Given whole.")) });

export const nostream = inOrder({
  // Each of these tags keeps a model's tokens out of the stream.
  answer: returns(
    speaker("Not streamed by wish.").withConfig({ tags: ["nostream", "langsmith:nostream"] }),
  ),
});

/** The node returns two messages in different forms. */
export const mixedForms = new StateGraph(MessagesAnnotation)
  .addNode("answer", async () => ({
    messages: [["ai", "First a tuple."], { role: "assistant", content: "Then a dict." }],
  }))
  .addEdge(START, "answer")
  .compile();

/** The node `plan` returns a message too. The test sets `answerNodes`, so only `answer` counts. */
export const namedNode = inOrder({
  plan: says("First I look it up."),
  answer: says("Refunds take 30 days."),
});

/** The node writes a message directly into the state and the stream. */
export const pushed = inOrder({
  answer: async () => {
    pushMessage(ai("Pushed on the way.", "pushed-1"));
    return {};
  },
});
