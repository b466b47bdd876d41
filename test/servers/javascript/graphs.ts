/** Graphs for the tests on a real LangGraph server. Each graph shows one feature of the stream. */
import { appendFileSync } from "node:fs";
import { AIMessage, ToolMessage } from "@langchain/core/messages";
import {
  Annotation,
  END,
  interrupt,
  MessagesAnnotation,
  START,
  StateGraph,
  type LangGraphRunnableConfig,
} from "@langchain/langgraph";
import { ScriptedChatModel } from "./ScriptedChatModel.js";

const State = Annotation.Root({
  ...MessagesAnnotation.spec,
  found: Annotation<string[]>({ reducer: (_before, after) => after, default: () => [] }),
  reply: Annotation<string>({ reducer: (_before, after) => after, default: () => "" }),
});

type Messages = typeof MessagesAnnotation.State;

/** A node that streams these tokens and returns the message. */
const says = (...words: string[]) => says.with(new ScriptedChatModel(words));
says.with = (model: ScriptedChatModel) => async (state: Messages) => ({
  messages: [await model.invoke(state.messages)],
});

/** One node finds a page, and the next node answers in a hundred words. */
export const steps = new StateGraph(State)
  .addNode("retrieve", async () => ({ found: ["refunds"] }))
  .addNode("answer", says(...Array.from({ length: 100 }, (_, at) => `word-${at} `)))
  .addEdge(START, "retrieve")
  .addEdge("retrieve", "answer")
  .addEdge("answer", END)
  .compile();

/** Streams a word every 100 ms for half a minute, and appends a byte to `TICKS_FILE` each time. */
export const slow = new StateGraph(MessagesAnnotation)
  .addNode("answer", async (state: Messages, config: LangGraphRunnableConfig) => {
    const ticks = Array.from({ length: 300 }, (_, at) => `tick-${at} `);
    const model = new ScriptedChatModel(ticks, 100);
    let text = "";
    for await (const chunk of await model.stream(
      state.messages,
      config.signal ? { signal: config.signal } : {},
    )) {
      if (process.env.TICKS_FILE) appendFileSync(process.env.TICKS_FILE, ".");
      text += String(chunk.content);
    }
    return { messages: [new AIMessage(text)] };
  })
  .addEdge(START, "answer")
  .addEdge("answer", END)
  .compile();

/** Works for half a minute without a word, and appends a byte to `TICKS_FILE` every 100 ms. */
export const silent = new StateGraph(MessagesAnnotation)
  .addNode("answer", async (_state: Messages, config: LangGraphRunnableConfig) => {
    for (let tick = 0; tick < 300; tick += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      config.signal?.throwIfAborted();
      if (process.env.TICKS_FILE) appendFileSync(process.env.TICKS_FILE, ".");
    }
    return { messages: [new AIMessage("At last.")] };
  })
  .addEdge(START, "answer")
  .addEdge("answer", END)
  .compile();

/** Throws in the middle of its answer, with a text that visitors must not see. */
export const boom = new StateGraph(MessagesAnnotation)
  .addNode(
    "answer",
    says.with(
      new ScriptedChatModel([
        "Half an ",
        "answer ",
        new RangeError("secret: /etc/model token=abc"),
      ]),
    ),
  )
  .addEdge(START, "answer")
  .addEdge("answer", END)
  .compile();

/** Interrupts to ask a person. A stateless run cannot wait for the reply. */
export const human = new StateGraph(MessagesAnnotation)
  .addNode("ask", async () => ({
    messages: [new AIMessage(`Approved: ${String(interrupt("Approve?"))}`)],
  }))
  .addEdge(START, "ask")
  .addEdge("ask", END)
  .compile();

/** An agent calls a tool and then answers. */
export const tools = new StateGraph(MessagesAnnotation)
  .addNode("agent", async (state: Messages) => {
    const scrap = (args: string, more: object = {}) => ({
      content: "",
      tool_call_chunks: [{ args, index: 0, type: "tool_call_chunk" as const, ...more }],
    });
    const model =
      state.messages.at(-1)?.getType() === "tool"
        ? new ScriptedChatModel(["We are ", "open 9-17."])
        : new ScriptedChatModel([
            scrap("", { name: "look_up_hours", id: "call_1" }),
            scrap('{"day":'),
            scrap('"Monday"}'),
          ]);
    return { messages: [await model.invoke(state.messages)] };
  })
  .addNode("tools", async (state: Messages) => {
    const call = (state.messages.at(-1) as AIMessage).tool_calls?.[0];
    const fields = { content: "9-17", tool_call_id: call?.id ?? "", name: call?.name ?? "" };
    return { messages: [new ToolMessage(fields)] };
  })
  .addEdge(START, "agent")
  .addConditionalEdges("agent", (state: Messages) =>
    (state.messages.at(-1) as AIMessage).tool_calls?.length ? "tools" : END,
  )
  .addEdge("tools", "agent")
  .compile();

const inner = new StateGraph(MessagesAnnotation)
  .addNode("innerAnswer", says("inner ", "words"))
  .addEdge(START, "innerAnswer")
  .addEdge("innerAnswer", END)
  .compile();

/** A subgraph speaks. Then a node returns a message without a model. */
export const sub = new StateGraph(MessagesAnnotation)
  .addNode("child", inner)
  .addNode("wrap", async () => ({
    messages: [new AIMessage({ content: "wrapped", id: "wrap-1" })],
  }))
  .addEdge(START, "child")
  .addEdge("child", "wrap")
  .addEdge("wrap", END)
  .compile();

/** A model streams reasoning and text as content blocks. */
export const blocks = new StateGraph(MessagesAnnotation)
  .addNode(
    "answer",
    says.with(
      new ScriptedChatModel([
        { content: [{ type: "thinking", thinking: "Let me think.", index: 0 }] },
        { content: [{ type: "text", text: "Refunds ", index: 1 }] },
        { content: [{ type: "text", text: "take 30 days.", index: 1 }] },
        { content: "", response_metadata: { stop_reason: "end_turn" } },
      ]),
    ),
  )
  .addEdge(START, "answer")
  .addEdge("answer", END)
  .compile();

/** The answer is a state key. A model streams a draft before it. */
export const stateKey = new StateGraph(State)
  .addNode("write", async (state) => {
    await new ScriptedChatModel(["rough ", "draft"]).invoke(state.messages);
    return { reply: "The answer from the state." };
  })
  .addEdge(START, "write")
  .addEdge("write", END)
  .compile();
