/** Nodes of one step: the state has their messages in the graph's order, not as they finish. */
import { Annotation, END, MessagesAnnotation, Send, START, StateGraph } from "@langchain/langgraph";
import type { LangGraphRunnableConfig } from "@langchain/langgraph";
import { inOrder, keeps, passes, says, speaker, State, type Manner } from "./parts.js";

/** `alpha` comes first in the state. */
function branches(alpha: Manner, beta: Manner) {
  return new StateGraph(State)
    .addNode("alpha", says("Alpha has an answer.", alpha))
    .addNode("beta", says("Beta has another one.", beta))
    .addEdge(START, "alpha")
    .addEdge(START, "beta");
}

const slowFirst = () => branches({ after: "beta", opens: "alpha" }, { opens: "beta" });

/** The branch whose message is the last in the state finishes first. */
export const laterFirst = slowFirst().compile();

export const inTurn = branches({ opens: "alpha" }, { after: "alpha" }).compile();

/** Both speak at once. */
export const interleaved = branches({}, {}).compile();

/** The same, declared the other way round: names decide, not declarations. */
export const declaredBackwards = new StateGraph(State)
  .addNode("beta", says("Beta has another one.", { after: "alpha" }))
  .addNode("alpha", says("Alpha has an answer.", { opens: "alpha" }))
  .addEdge(START, "beta")
  .addEdge(START, "alpha")
  .compile();

export const joinSpeaks = slowFirst()
  .addNode("join", says("Both say yes."))
  .addEdge(["alpha", "beta"], "join")
  .compile();

export const joinSilent = slowFirst()
  .addNode("join", passes)
  .addEdge(["alpha", "beta"], "join")
  .compile();

export const threeBranches = branches({ after: "beta" }, { after: "gamma", opens: "beta" })
  .addNode("gamma", says("Gamma is brief.", { opens: "gamma" }))
  .addEdge(START, "gamma")
  .compile();

/** One branch has two nodes, so that it ends a step later. */
export const unevenBranches = new StateGraph(State)
  .addNode("alpha", says("Alpha begins."))
  .addNode("beta", says("Beta is done."))
  .addNode("alpha_end", says("Alpha ends."))
  .addEdge(START, "alpha")
  .addEdge(START, "beta")
  .addEdge("alpha", "alpha_end")
  .compile();

export const silentBranch = new StateGraph(State)
  .addNode("answer", says("Refunds take 30 days."))
  .addNode("log", passes)
  .addEdge(START, "answer")
  .addEdge(START, "log")
  .compile();

/** The later branch waits for nothing, the deferred node for all. */
export const deferred = new StateGraph(State)
  .addNode("alpha", says("Alpha begins."))
  .addNode("alpha_end", says("Alpha ends."))
  .addNode("sum", says("All in all: yes."), { defer: true })
  .addEdge(START, "alpha")
  .addEdge(START, "sum")
  .addEdge("alpha", "alpha_end")
  .compile();

export const deferredJoin = slowFirst()
  .addNode("beta_end", says("Beta ends."))
  .addNode("sum", says("Summed up at the end."), { defer: true })
  .addEdge("alpha", "sum")
  .addEdge("beta", "beta_end")
  .addEdge("beta_end", "sum")
  .compile();

const MapState = Annotation.Root({ ...State.spec, topic: Annotation<string> });
const TOPICS = ["fees", "dates", "places"];

/** One visit for each topic, the last one first. */
function mapped() {
  return new StateGraph(MapState)
    .addNode("write", (state: typeof MapState.State, config: LangGraphRunnableConfig) => {
      const { topic } = state;
      const next = TOPICS[TOPICS.indexOf(topic) + 1];
      const manner = { opens: topic, ...(next !== undefined && { after: next }) };
      return says(`About ${topic} I know this.`, manner)(state, config);
    })
    .addConditionalEdges(
      START,
      ({ messages }) => TOPICS.map((topic) => new Send("write", { topic, messages })),
      ["write"],
    );
}

export const sendMap = mapped().compile();

export const sendReduce = mapped()
  .addNode("reduce", says("All topics in one."))
  .addEdge("write", "reduce")
  .compile();

export const sendReduceSilent = mapped()
  .addNode("reduce", passes)
  .addEdge("write", "reduce")
  .compile();

/** Each visit keeps its words; one node tells them. */
export const sendKept = new StateGraph(MapState)
  .addNode("write", keeps(speaker("A note on this.")))
  .addNode("reduce", says("All notes in one."))
  .addConditionalEdges(
    START,
    ({ messages }) => TOPICS.map((topic) => new Send("write", { topic, messages })),
    ["write"],
  )
  .addEdge("write", "reduce")
  .compile();

/** A parallel step first, an answer after it, and a last look that says nothing. */
export const researchers = slowFirst()
  .addNode("answer", says("The researchers agree."))
  .addNode("log", passes)
  .addEdge(["alpha", "beta"], "answer")
  .addEdge("answer", "log")
  .addEdge("log", END)
  .compile();

/** Two models in one node: the first message that the node returns comes last. */
export const twoModelsAtOnce = inOrder({
  answer: async ({ messages }) => {
    const quick = await speaker("The quick one is last.").invoke(messages);
    return { messages: [await speaker("The slow one is first.").invoke(messages), quick] };
  },
});

/** Two models, and the node takes the words of the one that speaks first. */
export const bestOfTwo = inOrder({
  answer: async ({ messages }) => {
    const better = await speaker("The better answer.").invoke(messages);
    await speaker("The worse answer, at length.").invoke(messages);
    return { messages: [better] };
  },
});

/** Visits of a graph by Send. */
export const sendSubgraph = new StateGraph(MapState)
  .addNode(
    "write",
    new StateGraph({ stateSchema: MapState, output: MessagesAnnotation })
      .addNode("inner", async ({ topic, messages }: typeof MapState.State) => ({
        messages: [await speaker(`Inside, about ${topic}.`).invoke(messages)],
      }))
      .addEdge(START, "inner")
      .compile(),
  )
  .addNode("reduce", says("All insides in one."))
  .addConditionalEdges(
    START,
    ({ messages }) => TOPICS.map((topic) => new Send("write", { topic, messages })),
    ["write"],
  )
  .addEdge("write", "reduce")
  .compile();
