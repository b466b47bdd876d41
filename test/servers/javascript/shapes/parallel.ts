/** Nodes of one step: the state has their messages in the graph's order, not as they finish. */
import { Annotation, END, MessagesAnnotation, Send, START, StateGraph } from "@langchain/langgraph";
import { inOrder, keeps, passes, says, speaker, State, type Shape } from "./parts.js";

const SLOW = { delayMs: 8 };

/** `alpha` comes first in the state. */
function branches(alpha: { delayMs: number }, beta: { delayMs: number }) {
  return new StateGraph(State)
    .addNode("alpha", says("Alpha has an answer.", alpha))
    .addNode("beta", says("Beta has another one.", beta))
    .addEdge(START, "alpha")
    .addEdge(START, "beta");
}

const slowFirst = () => branches(SLOW, { delayMs: 1 });

/** The branch whose message is the last in the state finishes first. */
export const laterFirst = slowFirst().compile();

export const inTurn = branches({ delayMs: 1 }, SLOW).compile();

/** The same, declared the other way round: names decide, not declarations. */
export const declaredBackwards = new StateGraph(State)
  .addNode("beta", says("Beta has another one.", SLOW))
  .addNode("alpha", says("Alpha has an answer."))
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

export const threeBranches = branches(SLOW, { delayMs: 4 })
  .addNode("gamma", says("Gamma is brief."))
  .addEdge(START, "gamma")
  .compile();

/** One branch has two nodes, so that it ends a step later. */
export const unevenBranches = new StateGraph(State)
  .addNode("alpha", says("Alpha begins."))
  .addNode("beta", says("Beta is done.", SLOW))
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

/** One visit for each topic; the first takes the longest. */
function mapped() {
  return new StateGraph(MapState)
    .addNode("write", async ({ topic, messages }: typeof MapState.State) => {
      const model = speaker(`About ${topic} I know this.`, {
        delayMs: 1 + 4 * (TOPICS.length - 1 - TOPICS.indexOf(topic)),
      });
      return { messages: [await model.invoke(messages)] };
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

/** Two models at once within one node; both messages are returned. */
export const twoModelsAtOnce = inOrder({
  answer: async ({ messages }: Shape) => ({
    messages: await Promise.all([
      speaker("The slow one is first.", SLOW).invoke(messages),
      speaker("The quick one is last.").invoke(messages),
    ]),
  }),
});

/** Two models at once, and the node takes the words of one. */
export const bestOfTwo = inOrder({
  answer: async ({ messages }: Shape) => {
    const [first] = await Promise.all([
      speaker("The better answer.").invoke(messages),
      speaker("The worse answer, at length.", SLOW).invoke(messages),
    ]);
    return { messages: [first] };
  },
});

/** Visits of a graph by Send. */
export const sendSubgraph = new StateGraph(MapState)
  .addNode(
    "write",
    new StateGraph({ stateSchema: MapState, output: MessagesAnnotation })
      .addNode("inner", async ({ topic, messages }: typeof MapState.State) => {
        const model = speaker(`Inside, about ${topic}.`, {
          delayMs: 1 + 6 * (TOPICS.length - 1 - TOPICS.indexOf(topic)),
        });
        return { messages: [await model.invoke(messages)] };
      })
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
