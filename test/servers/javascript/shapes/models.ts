/** Ways in which a node calls its models. */
import { HumanMessage } from "@langchain/core/messages";
import { StringOutputParser } from "@langchain/core/output_parsers";
import { ChatPromptTemplate } from "@langchain/core/prompts";
import { concat } from "@langchain/core/utils/stream";
import { START, StateGraph } from "@langchain/langgraph";
import { ScriptedChatModel } from "../ScriptedChatModel.js";
import { ai, inOrder, passes, pause, returns, script, speaker, State } from "./parts.js";

const PROMPT = ChatPromptTemplate.fromMessages([
  ["system", "Be brief."],
  ["placeholder", "{messages}"],
]);

export const chainParsed = inOrder({
  answer: async ({ messages }) => ({
    messages: [
      ai(
        await PROMPT.pipe(speaker("Parsed by a chain."))
          .pipe(new StringOutputParser())
          .invoke({ messages }),
      ),
    ],
  }),
});

/** The node is a chain itself. */
export const runnableNode = new StateGraph(State)
  .addNode(
    "answer",
    PROMPT.pipe(speaker("A chain is a node.")).pipe((said) => ({ messages: [said] })) as never,
  )
  .addEdge(START, "answer")
  .compile();

export const chunksAdded = inOrder({
  answer: async ({ messages }) => {
    let whole;
    for await (const chunk of await speaker("Chunks added up.").stream(messages))
      whole = whole === undefined ? chunk : concat(whole, chunk);
    return { messages: whole === undefined ? [] : [whole] };
  },
});

export const eventsRead = inOrder({
  answer: async ({ messages }) => {
    let text = "";
    const events = speaker("Read from events.").streamEvents(messages, { version: "v2" });
    for await (const { event, data } of events)
      if (event === "on_chat_model_stream") text += String(data.chunk.content);
    return { messages: [ai(text)] };
  },
});

export const batched = inOrder({
  answer: async () => {
    const questions = [[new HumanMessage("One?")], [new HumanMessage("Two?")]];
    const [first] = await speaker("The first of a batch.").batch(questions);
    return { messages: first ? [first] : [] };
  },
});

/** The slow one is not awaited, and goes on. */
export const raced = inOrder({
  answer: async ({ messages }) => {
    const slow = new ScriptedChatModel(script("The slow one never comes to its end here."), 20);
    const late = slow.invoke(messages);
    return { messages: [await Promise.race([speaker("The quick one.").invoke(messages), late])] };
  },
  log: passes,
});

/** A model goes on speaking when its node has ended. */
export const speaksOn = inOrder({
  mutter: async ({ messages }) => {
    void new ScriptedChatModel(script("Muttered while others speak."), 4).invoke(messages);
    await pause(6);
    return { verdict: "open" };
  },
  answer: returns(new ScriptedChatModel(script("Said over it."), 15)),
});

export const timedOut = inOrder({
  answer: async ({ messages }) => {
    const slow = new ScriptedChatModel(script("Too slow to be of use to anybody."), 500);
    try {
      return { messages: [await slow.invoke(messages, { timeout: 100 })] };
    } catch {
      return { messages: [ai("That took too long.")] };
    }
  },
});

export const editedInPlace = inOrder({
  answer: async ({ messages }) => {
    const said = await speaker("Call 555-0100.").invoke(messages);
    said.content = "Call us.";
    return { messages: [said] };
  },
});

/** The answer and its title are asked for at the same time; the title ends later. */
export const titleAtOnce = inOrder({
  answer: async ({ messages }) => {
    const [answer, title] = await Promise.all([
      speaker("Refunds take 30 days.").invoke(messages),
      new ScriptedChatModel(script("A title for it"), 5).invoke(messages),
    ]);
    return { messages: [answer], reply: String(title.content) };
  },
});
