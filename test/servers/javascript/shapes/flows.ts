/** Ways through a graph: loops, branches, breakpoints, names of nodes. */
import type { BaseMessage, BaseMessageLike } from "@langchain/core/messages";
import {
  Annotation,
  END,
  messagesStateReducer,
  Send,
  START,
  StateGraph,
} from "@langchain/langgraph";
import { ai, gives, inOrder, inTime, passes, says, speaker, State, type Shape } from "./parts.js";

/** The entry leads to the end; no node runs. */
export const noNode = new StateGraph(State)
  .addNode("answer", says("Never said."))
  .addConditionalEdges(START, () => END, ["answer", END])
  .compile();

const two = () =>
  new StateGraph(State)
    .addSequence({ plan: says("Said before the stop."), act: says("Said after it.") })
    .addEdge(START, "plan");

export const stopsBefore = two().compile({ interruptBefore: ["act"] });
export const stopsAfterLast = two().compile({ interruptAfter: ["act"] });

/** In one step: one node by an edge, one by Send. */
export const edgeAndSend = new StateGraph(State)
  .addNode("route", passes)
  .addNode("ape", says("By an edge."))
  .addNode("zebra", says("By Send."))
  .addEdge(START, "route")
  .addConditionalEdges("route", ({ messages }: Shape) => [new Send("zebra", { messages }), "ape"], [
    "ape",
    "zebra",
  ])
  .compile();

const Found = Annotation.Root({
  ...State.spec,
  found: Annotation<string[]>({
    reducer: (old, given) => [...old, ...given].sort(),
    default: () => [],
  }),
});

/** The reducer sorts what the branches found; the words are given, not streamed. */
export const sortedMap = new StateGraph(Found)
  .addNode("find", async ({ reply }: typeof Found.State) => ({
    found: [String((await speaker(`Found ${reply}.`).invoke("?")).content)],
  }))
  .addNode("list", async ({ found }: typeof Found.State) => ({ messages: [ai(found.join(" "))] }))
  .addConditionalEdges(START, () => ["c", "a", "b"].map((reply) => new Send("find", { reply })), [
    "find",
  ])
  .addEdge("find", "list")
  .compile();

export const deferredSilent = new StateGraph(State)
  .addNode("answer", says("Said before the deferred."))
  .addNode("note", passes)
  .addNode("log", gives({ verdict: "logged" }), { defer: true })
  .addEdge(START, "answer")
  .addEdge(START, "note")
  .addEdge("answer", "log")
  .addEdge("note", "log")
  .compile();

const twoNamed = (first: string, second: string) =>
  new StateGraph(State)
    .addNode(first, says("Said in the first."))
    .addNode(second, says("Said in the second."))
    .addEdge(START, first as never)
    .addEdge(first as never, second as never)
    .compile();
export const unicodeNames = twoNamed("設計 v1.0", "réponse 🙂");
export const wireNames = twoNamed("metadata", "values");

function sideBySide(nodes: Readonly<Record<string, string>>) {
  const graph = new StateGraph(State);
  for (const [name, text] of Object.entries(nodes))
    graph.addNode(name, says(text)).addEdge(START, name as never);
  return graph.compile();
}

export const parallelNumbers = sideBySide({ 10: "Ten.", 9: "Nine." });
export const parallelUnicode = sideBySide({ é: "Composed.", z: "Plain.", Z: "Capital." });

export const returnsNone = inOrder({
  answer: says("Before nothing."),
  none: (async () => undefined) as never,
});

const Hint = Annotation.Root({ hint: Annotation<string> });
const WithHint = Annotation.Root({ ...State.spec, ...Hint.spec });

export const privateState = new StateGraph({ stateSchema: WithHint, input: State, output: State })
  .addNode("think", async ({ messages }: typeof WithHint.State) => {
    await speaker("A private hint.").invoke(messages);
    return { hint: "nine" };
  })
  .addNode("answer", async ({ hint }: typeof WithHint.State) => ({
    messages: [await speaker("By a hint.").invoke(hint)],
  }))
  .addEdge(START, "think")
  .addEdge("think", "answer")
  .compile();

const Facts = Annotation.Root({ question: Annotation<string>, reply: Annotation<string> });

export const noMessagesKey = new StateGraph(Facts)
  .addNode("answer", async ({ question }) => ({
    reply: String((await speaker("A graph without messages.").invoke(question)).content),
  }))
  .addEdge(START, "answer")
  .compile();

const History = Annotation.Root({
  chat_history: Annotation<BaseMessage[], BaseMessageLike | BaseMessageLike[]>({
    reducer: messagesStateReducer,
    default: () => [],
  }),
});

export const chatHistory = new StateGraph(History)
  .addNode("answer", async ({ chat_history: history }) => ({
    chat_history: [await speaker("In the chat history.").invoke(history)],
  }))
  .addEdge(START, "answer")
  .compile();

/** A node that returns a dict, which is not streamed. */
const byHand = (text: string) => gives({ messages: [{ role: "assistant", content: text }] });

/** The graph takes the results by name, but the node with the first name ends last. */
export const dictsAtOnce = new StateGraph(State)
  .addNode("a", inTime(byHand("First by name."), { after: "b" }))
  .addNode("b", inTime(byHand("Second by name."), { opens: "b" }))
  .addEdge(START, "a")
  .addEdge(START, "b")
  .compile();
