/** Subgraphs, and graphs that a node calls. */
import { RemoveMessage } from "@langchain/core/messages";
import { Annotation, START, StateGraph } from "@langchain/langgraph";
import { ai, gives, grader, inOrder, keeps, passes, says, speaker, State } from "./parts.js";
import { type Shape } from "./parts.js";

const inner = inOrder({ inner_answer: says("The inner words.") });

export const subgraphNode = new StateGraph(State)
  .addNode("child", inner)
  .addEdge(START, "child")
  .compile();

export const subgraphThenWrap = new StateGraph(State)
  .addNode("child", inner)
  .addNode("wrap", gives({ messages: [ai("Wrapped.")] }))
  .addEdge(START, "child")
  .addEdge("child", "wrap")
  .compile();

export const subgraphThenSpeaker = new StateGraph(State)
  .addNode("child", inner)
  .addNode("answer", says("The outer words."))
  .addEdge(START, "child")
  .addEdge("child", "answer")
  .compile();

export const subgraphThenSilent = new StateGraph(State)
  .addNode("child", inner)
  .addNode("log", passes)
  .addEdge(START, "child")
  .addEdge("child", "log")
  .compile();

const middle = new StateGraph(State)
  .addNode("middle_say", says("The middle words."))
  .addNode("grandchild", inner)
  .addEdge(START, "middle_say")
  .addEdge("middle_say", "grandchild")
  .compile();

export const nestedSubgraphs = new StateGraph(State)
  .addNode("child", middle)
  .addEdge(START, "child")
  .compile();

export const agentInSubgraph = new StateGraph(State)
  .addNode(
    "child",
    inOrder({ think: says("Thinking aloud."), tell: says("What the child found.") }),
  )
  .addEdge(START, "child")
  .compile();

const OtherState = Annotation.Root({ query: Annotation<string>, found: Annotation<string> });

const researcher = new StateGraph(OtherState)
  .addNode("research", async ({ query }: typeof OtherState.State) => ({
    found: String((await speaker("Found in the archive.").invoke(query ?? "anything")).content),
  }))
  .addEdge(START, "research")
  .compile();

/** A node calls a graph with another state schema and returns its result in words. */
export const subgraphCalled = inOrder({
  answer: async () => {
    const { found } = await researcher.invoke({ query: "refunds" });
    return { messages: [ai(`The archive says: ${found}`)] };
  },
});

export const subgraphCalledThenSpeaker = inOrder({
  research: async () => ({ reply: (await researcher.invoke({ query: "refunds" })).found }),
  answer: says("From the archive: 30 days."),
});

/** A node calls a graph and returns only that graph's last message. */
export const subgraphLastOnly = inOrder({
  answer: async ({ messages }) => {
    const state = await agentlike.invoke({ messages });
    return { messages: state.messages.slice(-1) };
  },
});

const agentlike = inOrder({ think: says("Some thoughts."), tell: says("The told answer.") });

/** A node calls a graph and returns that graph's first message instead of its last. */
export const subgraphFirstKept = inOrder({
  answer: async ({ messages }) => {
    const state = await agentlike.invoke({ messages });
    return { messages: state.messages.slice(messages.length, messages.length + 1) };
  },
});

export const subgraphKept = inOrder({
  consult: async ({ messages }) => {
    await agentlike.invoke({ messages });
    return { verdict: "fine" };
  },
  answer: says("On advice: yes."),
});

export const subgraphKeptAfter = inOrder({
  answer: says("Yes, you can."),
  consult: async ({ messages }) => {
    await agentlike.invoke({ messages });
    return { verdict: "fine" };
  },
});

export const parallelSubgraphs = new StateGraph(State)
  .addNode("alpha", inOrder({ speak: says("Alpha from inside.", { after: "beta" }) }))
  .addNode("beta", inOrder({ speak: says("Beta from inside.", { opens: "beta" }) }))
  .addEdge(START, "alpha")
  .addEdge(START, "beta")
  .compile();

/** The first subgraph speaks before the second one answers, and ends after it. */
export const parallelSubgraphsHeard = new StateGraph(State)
  .addNode(
    "alpha",
    inOrder({
      begin: says("Alpha begins.", { opens: "alpha" }),
      speak: says("Alpha from inside.", { after: "beta" }),
    }),
  )
  .addNode("beta", inOrder({ speak: says("Beta from inside.", { after: "alpha", opens: "beta" }) }))
  .addEdge(START, "alpha")
  .addEdge(START, "beta")
  .compile();

export const subgraphWithGrader = new StateGraph(State)
  .addNode(
    "child",
    inOrder({ answer: says("Inside and graded."), grade: keeps(grader(), { verdict: "yes" }) }),
  )
  .addEdge(START, "child")
  .compile();

export const subgraphWithBranches = new StateGraph(State)
  .addNode(
    "child",
    new StateGraph(State)
      .addNode("alpha", says("Inner alpha.", { after: "beta" }))
      .addNode("beta", says("Inner beta.", { opens: "beta" }))
      .addEdge(START, "alpha")
      .addEdge(START, "beta")
      .compile(),
  )
  .addEdge(START, "child")
  .compile();

/** The child's state has no messages, so only the parent's node answers. */
export const subgraphWithoutMessages = new StateGraph(
  Annotation.Root({ ...State.spec, query: Annotation<string>, found: Annotation<string> }),
)
  .addNode("child", researcher)
  .addNode("answer", says("Told by the parent."))
  .addEdge(START, "child")
  .addEdge("child", "answer")
  .compile();

export const subgraphBesideAnswer = new StateGraph(State)
  .addNode("answer", says("Refunds take 30 days."))
  .addNode("watch", async ({ messages }: Shape) => {
    await agentlike.invoke({ messages });
    return { verdict: "fine" };
  })
  .addEdge(START, "answer")
  .addEdge(START, "watch")
  .compile();

/** The subgraph removes its last message. */
export const subgraphRemoves = new StateGraph(State)
  .addNode(
    "child",
    inOrder({
      first: says("What the child keeps."),
      second: says("What the child withdraws."),
      withdraw: async ({ messages }) => ({
        messages: [new RemoveMessage({ id: messages.at(-1)?.id ?? "" })],
      }),
    }),
  )
  .addEdge(START, "child")
  .compile();

/** The same subgraph runs twice. */
export const subgraphTwice = new StateGraph(State)
  .addNode("child", inner)
  .addNode("count", async ({ round }: Shape) => ({ round: (round ?? 0) + 1 }))
  .addNode("answer", says("After two visits."))
  .addEdge(START, "child")
  .addEdge("child", "count")
  .addConditionalEdges("count", ({ round }: Shape) => (round < 2 ? "child" : "answer"))
  .compile();
