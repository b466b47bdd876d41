/** Runs that fail, interrupt for a person, or recover from an error. */
import { interrupt, START, StateGraph, type LangGraphRunnableConfig } from "@langchain/langgraph";
import { ScriptedChatModel } from "../ScriptedChatModel.js";
import {
  ai,
  inOrder,
  isOpen,
  keeps,
  pause,
  returns,
  says,
  script,
  State,
  type Node,
  type Shape,
} from "./parts.js";

const fails: Node = async () => {
  throw new RangeError("The node is broken.");
};

const breaksOff = (text: string) =>
  new ScriptedChatModel([...script(text), new RangeError("The model is broken.")], 1);

export const throwFirst = inOrder({ answer: fails });

export const throwMidAnswer = inOrder({ answer: returns(breaksOff("Half an ")) });

export const throwAfterAnswer = inOrder({ answer: says("The answer came."), log: fails });

export const throwInBranch = new StateGraph(State)
  .addNode(
    "alpha",
    returns(new ScriptedChatModel(script("Alpha is still speaking when beta fails."), 10)),
  )
  .addNode("beta", async () => {
    await pause(20);
    throw new RangeError("The branch is broken.");
  })
  .addEdge(START, "alpha")
  .addEdge(START, "beta")
  .compile();

export const throwInSubgraph = new StateGraph(State)
  .addNode("child", inOrder({ inner: returns(breaksOff("Half an inner ")) }))
  .addEdge(START, "child")
  .compile();

/** The first attempt fails after two words. The second attempt is complete. */
export const retried = new StateGraph(State)
  .addNode(
    "answer",
    async (state: Shape, config: LangGraphRunnableConfig) => {
      const attempt = config.executionInfo?.nodeAttempt ?? 1;
      return attempt < 2
        ? returns(breaksOff("Half an "))(state, config)
        : says("The whole answer.")(state, config);
    },
    { retryPolicy: { maxAttempts: 2, initialInterval: 1, jitter: false, retryOn: () => true } },
  )
  .addEdge(START, "answer")
  .compile();

export const fallback = inOrder({
  answer: async (state, config) => {
    try {
      return await returns(breaksOff("The first model "))(state, config);
    } catch {
      return says("The second model answers.")(state, config);
    }
  },
});

export const apology = inOrder({
  answer: async (state, config) => {
    try {
      return await returns(breaksOff("It is well known "))(state, config);
    } catch {
      return { messages: [ai("Sorry, something went wrong.")] };
    }
  },
});

/** The grader fails, but the node catches the error, so the answer stays. */
export const graderFails = inOrder({
  answer: says("Refunds take 30 days."),
  grade: async (state, config) => {
    await keeps(breaksOff("ye"))(state, config).catch(() => {});
    return { verdict: "unknown" };
  },
});

export const interruptNode = inOrder({
  ask: async () => ({ messages: [ai(`Approved: ${String(interrupt("Approve?"))}`)] }),
});

export const interruptAfterAnswer = inOrder({
  answer: says("I would send it."),
  ask: async () => ({ verdict: String(interrupt("Send it?")) }),
});

export const recursionLimit = new StateGraph(State)
  .addNode("again", says("Once more."))
  .addEdge(START, "again")
  .addEdge("again", "again")
  .compile()
  .withConfig({ recursionLimit: 4 });

/** The branch fails after the answer is in the stream. */
export const throwBesideAnswer = new StateGraph(State)
  .addNode("answer", says("The answer came in time.", { opens: "answer" }))
  .addNode("log", async (_state: Shape, config: LangGraphRunnableConfig) => {
    await isOpen("answer", config);
    throw new RangeError("The log is broken.");
  })
  .addEdge(START, "answer")
  .addEdge(START, "log")
  .compile();

export const interruptBesideAnswer = new StateGraph(State)
  .addNode("answer", says("The answer is there.", { opens: "answer" }))
  .addNode("log", async (_state: Shape, config: LangGraphRunnableConfig) => {
    await isOpen("answer", config);
    return { verdict: String(interrupt("Log it?")) };
  })
  .addEdge(START, "answer")
  .addEdge(START, "log")
  .compile();
