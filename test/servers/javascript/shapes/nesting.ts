/** Graphs within graphs, by node, by call and by stream. */
import { RemoveMessage, type BaseMessage } from "@langchain/core/messages";
import { RunnableLambda } from "@langchain/core/runnables";
import {
  Annotation,
  Command,
  END,
  interrupt,
  messagesStateReducer,
  Send,
  START,
  StateGraph,
} from "@langchain/langgraph";
import { ScriptedChatModel } from "../ScriptedChatModel.js";
import {
  ai,
  gives,
  inOrder,
  returns,
  says,
  script,
  speaker,
  State,
  type Node,
  type Shape,
} from "./parts.js";

const Notes = Annotation.Root({
  topic: Annotation<string>,
  notes: Annotation<BaseMessage[]>({ reducer: messagesStateReducer as never, default: () => [] }),
});
const Report = Annotation.Root({ topic: Annotation<string>, report: Annotation<string> });

const noting = new StateGraph(Notes)
  .addNode("note", async ({ topic }) => ({
    notes: [await speaker("A note deep inside.").invoke(topic)],
  }))
  .addEdge(START, "note")
  .compile();

const reporting = new StateGraph(Report)
  .addNode("write", async ({ topic }) => {
    const { notes } = await noting.invoke({ topic });
    return { report: String((await speaker("A report on it.").invoke(notes)).content) };
  })
  .addEdge(START, "write")
  .compile();

const asksForReport: Node = async () => ({
  reply: (await reporting.invoke({ topic: "refunds" })).report,
});

/** Three levels, each with keys of its own; only the root has messages. */
export const ownKeys = inOrder({
  ask: asksForReport,
  tell: async ({ reply }) => ({ messages: [ai(`In short: ${reply}`)] }),
});

const twoInside = inOrder({ think: says("Thought inside."), tell: says("Told inside.") });

export const streamedInside = inOrder({
  answer: async ({ messages }) => {
    let last: Partial<Shape> = {};
    for await (const values of await twoInside.stream({ messages }, { streamMode: "values" }))
      last = values as Partial<Shape>;
    return { messages: (last.messages ?? []).slice(-1) };
  },
});

export const messagesReadInside = inOrder({
  answer: async ({ messages }) => {
    let text = "";
    for await (const [chunk] of await twoInside.stream({ messages }, { streamMode: "messages" }))
      text += `${String(chunk.content)} `;
    return { messages: [ai(`All of it: ${text.split(/\s+/).join(" ").trim()}`)] };
  },
});

const one = inOrder({ one: says("By one of both.") });
const other = inOrder({ other: says("By the other.") });

export const calledAtOnce = inOrder({
  answer: async ({ messages }) => {
    const [by, beside] = await Promise.all([one.invoke({ messages }), other.invoke({ messages })]);
    return { messages: [...beside.messages.slice(-1), ...by.messages.slice(-1)] };
  },
});

/** Says something and goes on in the graph around it. */
function passesUp(text: string, goto: string) {
  return async ({ messages }: Shape) =>
    new Command({
      goto,
      update: { messages: [await speaker(text).invoke(messages)] },
      graph: Command.PARENT,
    });
}

const clerk = new StateGraph(State)
  .addNode("clerk", passesUp("Passed up.", "middleDesk"))
  .addEdge(START, "clerk")
  .compile();

const middle = new StateGraph(State)
  .addNode("inner", clerk, { ends: ["middleDesk"] })
  .addNode("middleDesk", passesUp("Passed further up.", "desk"))
  .addEdge(START, "inner")
  .compile();

export const handedUpTwice = new StateGraph(State)
  .addNode("outer", middle, { ends: ["desk"] })
  .addNode("desk", says("The last desk answers."))
  .addEdge(START, "outer")
  .compile();

export const handedUpToSilence = new StateGraph(State)
  .addNode("outer", middle, { ends: ["desk"] })
  .addNode("desk", gives({ verdict: "open" }))
  .addEdge(START, "outer")
  .compile();

/** A node is a sequence: before, a graph, after. */
export const sequenceNode = new StateGraph(State)
  .addNode(
    "answer",
    RunnableLambda.from(({ messages }: Shape) => ({ messages }))
      .pipe(twoInside as never)
      .pipe(
        RunnableLambda.from(({ messages }: Shape) => ({ messages: messages.slice(-1) })),
      ) as never,
  )
  .addEdge(START, "answer")
  .compile();

const closedGraph = new StateGraph({
  stateSchema: State,
  output: Annotation.Root({ reply: Annotation<string> }),
})
  .addNode("inner", async ({ messages }: Shape) => ({
    messages: [await speaker("Said inside, not given out.").invoke(messages)],
    reply: "short",
  }))
  .addEdge(START, "inner")
  .compile();
export const outputKeptInsideOnly = inOrder({ child: closedGraph as never });

const countdown: Node = async ({ messages, round = 3 }) => {
  const said = await speaker(`Level ${round}.`).invoke(messages);
  if (round === 0) return { messages: [said] };
  const inner = await recursive.invoke({ messages: [...messages, said], round: round - 1 });
  return { messages: inner.messages };
};

/** A graph that calls itself. */
export const recursive = inOrder({ answer: countdown });

const failingChild = inOrder({
  think: says("Said before it broke."),
  fail: returns(new ScriptedChatModel([...script("Half inside "), new Error("broken")], 1)),
});

export const childFailsCaught = inOrder({
  answer: async ({ messages }) => {
    try {
      return await failingChild.invoke({ messages });
    } catch {
      return { messages: [ai("The other graph is down.")] };
    }
  },
});

export const interruptInside = inOrder({
  child: inOrder({
    think: says("Thought before asking."),
    ask: async () => ({ messages: [ai(`Approved: ${String(interrupt("Inside?"))}`)] }),
  }) as never,
});

export const deferredInside = inOrder({
  child: new StateGraph(State)
    .addNode("quick", says("Quick inside."))
    .addNode("slow", says("Slow inside."))
    .addNode("last", says("Last inside."), { defer: true })
    .addEdge(START, "quick")
    .addEdge(START, "slow")
    .addEdge("quick", "last")
    .addEdge("slow", "last")
    .compile() as never,
});

export const childTakesBack = inOrder({
  first: says("It stays."),
  second: says("A child removes it."),
  child: inOrder({
    clean: async ({ messages }) => ({
      messages: [new RemoveMessage({ id: messages.at(-1)?.id ?? "" })],
    }),
  }) as never,
});

export const sendToGraphs = new StateGraph(State)
  .addNode("child", twoInside)
  .addNode("choose", gives({ messages: [ai("Chosen from three.", "chosen")] }))
  .addConditionalEdges(
    START,
    ({ messages }: Shape) => [0, 1, 2].map(() => new Send("child", { messages })),
    ["child"],
  )
  .addEdge("child", "choose")
  .addEdge("choose", END)
  .compile();
