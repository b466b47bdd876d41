/** Answers in state keys, caches, and graphs without an answer. */
import { InMemoryCache } from "@langchain/langgraph-checkpoint";
import { Annotation, MessagesAnnotation, START, StateGraph } from "@langchain/langgraph";
import type { BaseMessage, BaseMessageLike } from "@langchain/core/messages";
import { messagesStateReducer, type LangGraphRunnableConfig } from "@langchain/langgraph";
import { ai, gives, inOrder, keeps, passes, says, speaker, State, type Shape } from "./parts.js";

export const stateKey = inOrder({ write: gives({ reply: "The answer is a key." }) });

export const stateKeyHeard = inOrder({
  write: async ({ messages }) => ({
    reply: String((await speaker("Heard, and kept in a key.").invoke(messages)).content),
  }),
});

export const stateKeySpeaking = inOrder({
  write: keeps(speaker("A rough draft."), { reply: "The answer is a key." }),
});

/** One node returns a message. The next node writes the answer into a state key. */
export const stateKeyAfterMessage = inOrder({
  think: says("Thinking aloud."),
  write: gives({ reply: "The answer is a key." }),
});

export const heardTwice = inOrder({
  plan: keeps(speaker("First a plan.")),
  write: keeps(speaker("Then the words."), { reply: "Then the words." }),
});

export const customOnly = new StateGraph(State)
  .addNode("work", async (_state: Shape, config: LangGraphRunnableConfig) => {
    config.writer?.({ progress: 0.5 });
    config.writer?.({ progress: 1 });
    return {};
  })
  .addEdge(START, "work")
  .compile();

export const customAndAnswer = new StateGraph(State)
  .addNode("work", async ({ messages }: Shape, config: LangGraphRunnableConfig) => {
    config.writer?.({ progress: 0.5 });
    const said = await speaker("Done with the work.").invoke(messages);
    config.writer?.("finished");
    return { messages: [said] };
  })
  .addEdge(START, "work")
  .compile();

export const nothing = inOrder({ work: passes });

export const humanOnly = inOrder({ work: gives({ messages: "A bare string is a person's." }) });

export const wordlessOnly = inOrder({ work: gives({ messages: [ai("")] }) });

/** After the first run, every run gets the node's result from the cache. */
export const cached = new StateGraph(MessagesAnnotation)
  .addNode(
    "answer",
    async ({ messages }) => ({ messages: [await speaker("Kept for later.").invoke(messages)] }),
    {
      cachePolicy: { keyFunc: () => "always" },
    },
  )
  .addEdge(START, "answer")
  .compile({ cache: new InMemoryCache() });

/** The cache gives the first node's result, and the second node speaks. */
export const cachedThenSpeaks = new StateGraph(State)
  .addNode("retrieve", async () => ({ reply: "page 3" }), {
    cachePolicy: { keyFunc: () => "always" },
  })
  .addNode("answer", says("From page 3."))
  .addEdge(START, "retrieve")
  .addEdge("retrieve", "answer")
  .compile({ cache: new InMemoryCache() });

const ReplyOnly = Annotation.Root({ reply: Annotation<string> });

/** The output schema leaves the messages out of the final state. */
export const outputSchema = new StateGraph({ stateSchema: State, output: ReplyOnly })
  .addNode("answer", async ({ messages }: Shape) => ({
    messages: [await speaker("Said, but not given out.").invoke(messages)],
    reply: "given out",
  }))
  .addEdge(START, "answer")
  .compile();

const ChatState = Annotation.Root({
  ...MessagesAnnotation.spec,
  chat: Annotation<BaseMessage[], BaseMessageLike | BaseMessageLike[]>({
    reducer: messagesStateReducer,
    default: () => [],
  }),
});

/** The answer goes into a list of messages under another state key. */
export const otherChannel = new StateGraph(ChatState)
  .addNode("answer", async ({ messages }) => ({
    chat: [await speaker("In another channel.").invoke(messages)],
  }))
  .addEdge(START, "answer")
  .compile();

/** The node copies the question into the second list of messages, and adds the answer to both lists. */
export const bothChannels = new StateGraph(ChatState)
  .addNode("answer", async ({ messages }) => {
    const said = await speaker("In both channels.").invoke(messages);
    return { messages: [said], chat: [...messages, said] };
  })
  .addEdge(START, "answer")
  .compile();

/** The node sends the tokens as custom events, as with a model that LangChain does not support. */
export const customTokens = new StateGraph(State)
  .addNode("answer", async (_state: Shape, config: LangGraphRunnableConfig) => {
    for (const token of ["Told ", "by ", "events."]) config.writer?.({ token });
    return { messages: [ai("Told by events.")] };
  })
  .addEdge(START, "answer")
  .compile();
