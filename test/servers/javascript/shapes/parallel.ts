/** Parallel nodes of one step. The state keeps their messages in the graph's order, whichever node finishes first. */
import { Annotation, END, MessagesAnnotation, Send, START, StateGraph } from "@langchain/langgraph";
import type { LangGraphRunnableConfig } from "@langchain/langgraph";
import { inOrder, keeps, passes, says, speaker, State, type Timing } from "./parts.js";

/** In the state, the message of `alpha` comes first. */
function branches(alpha: Timing, beta: Timing) {
  return new StateGraph(State)
    .addNode("alpha", says("Alpha has an answer.", alpha))
    .addNode("beta", says("Beta has another one.", beta))
    .addEdge(START, "alpha")
    .addEdge(START, "beta");
}

const slowFirst = () => branches({ after: "beta", opens: "alpha" }, { opens: "beta" });

/** The branch that finishes first has the last message in the state. */
export const laterFirst = slowFirst().compile();

export const inTurn = branches({ opens: "alpha" }, { after: "alpha" }).compile();

/** Both branches stream at the same time. */
export const interleaved = branches({}, {}).compile();

/** The graph declares `beta` first, but the state orders the messages by name. */
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

/** One branch has two nodes, so it ends one step later. */
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

/** The deferred node waits for all other nodes. */
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

/** The node runs once for each topic. The run for the last topic speaks first. */
function mapped() {
  return new StateGraph(MapState)
    .addNode("write", (state: typeof MapState.State, config: LangGraphRunnableConfig) => {
      const { topic } = state;
      const next = TOPICS[TOPICS.indexOf(topic) + 1];
      const timing = { opens: topic, ...(next !== undefined && { after: next }) };
      return says(`About ${topic} I know this.`, timing)(state, config);
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

/** The node that Send starts returns no message. The node `reduce` answers. */
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

/** Two branches speak, one node answers, and a node without words follows. */
export const researchers = slowFirst()
  .addNode("answer", says("The researchers agree."))
  .addNode("log", passes)
  .addEdge(["alpha", "beta"], "answer")
  .addEdge("answer", "log")
  .addEdge("log", END)
  .compile();

/** The node calls two models and returns the message of the first one last. */
export const twoModelsAtOnce = inOrder({
  answer: async ({ messages }) => {
    const quick = await speaker("The quick one is last.").invoke(messages);
    return { messages: [await speaker("The slow one is first.").invoke(messages), quick] };
  },
});

/** The node calls two models and returns the message of the first one. */
export const bestOfTwo = inOrder({
  answer: async ({ messages }) => {
    const better = await speaker("The better answer.").invoke(messages);
    await speaker("The worse answer, at length.").invoke(messages);
    return { messages: [better] };
  },
});

/** Send starts a subgraph once for each topic. */
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
