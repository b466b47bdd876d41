/** Graphs whose models stream words that are not the answer: graders, titles, critics, rewriters. */
import { END, START, StateGraph, type LangGraphRunnableConfig } from "@langchain/langgraph";
import { ScriptedChatModel } from "../ScriptedChatModel.js";
import {
  GRADE,
  grader,
  inOrder,
  inTime,
  keeps,
  passes,
  returns,
  says,
  script,
  speaker,
} from "./parts.js";
import { State, type Node, type Shape } from "./parts.js";

const ANSWER = "Refunds take 30 days.";
const answers = says(ANSWER, { opens: "answer" });

export const graderBefore = inOrder({
  grade: keeps(grader(), { verdict: "yes" }),
  answer: answers,
});

export const graderAfter = inOrder({
  answer: answers,
  grade: keeps(grader(), { verdict: "yes" }),
});

export const graderWithin = inOrder({
  answer: async (state, config) => {
    await grader().invoke(state.messages);
    return answers(state, config);
  },
});

export const graderWithinAfter = inOrder({
  answer: async (state, config) => {
    const update = await answers(state, config);
    await grader().invoke(state.messages);
    return update;
  },
});

const graderReturned = returns(grader());

export const graderReturnedBefore = inOrder({ grade: graderReturned, answer: answers });

export const graderReturnedAfter = inOrder({ answer: answers, grade: graderReturned });

export const graderReturnedAlone = inOrder({ grade: graderReturned });

export const graderKeptAlone = inOrder({ grade: keeps(grader(), { verdict: "yes" }) });

export const yesBefore = inOrder({ grade: keeps(speaker("yes")), answer: answers });

export const yesWithin = inOrder({
  answer: async (state, config) => {
    const update = await answers(state, config);
    await speaker("yes").invoke(state.messages);
    return update;
  },
});

export const yesAfter = inOrder({
  answer: answers,
  grade: keeps(speaker("yes"), { verdict: "yes" }),
});

/** A graph that runs the answering node and another node in parallel. */
function beside(other: Node, answer: Node = answers) {
  return new StateGraph(State)
    .addNode("answer", answer)
    .addNode("grade", other)
    .addEdge(START, "answer")
    .addEdge(START, "grade")
    .compile();
}

export const graderBeside = beside(keeps(grader(), { verdict: "yes" }));
const LATE = { after: "answer" };
export const graderBesideSlow = beside(inTime(keeps(grader(), { verdict: "yes" }), LATE));
export const graderReturnedBeside = beside(graderReturned);
export const yesBeside = beside(keeps(speaker("yes"), { verdict: "yes" }));
export const yesBesideSlow = beside(inTime(keeps(speaker("yes it is")), LATE));

export const titleAfter = inOrder({
  answer: answers,
  title: async ({ messages }) => ({
    reply: String((await speaker("About refunds").invoke(messages)).content),
  }),
});

export const criticGood = inOrder({
  answer: answers,
  critic: keeps(speaker("good"), { verdict: "good" }),
  send: passes,
});

export const rewrittenQuery = inOrder({
  rewrite: async ({ messages }) => ({
    reply: String((await speaker("refund period in days").invoke(messages)).content),
  }),
  retrieve: passes,
  answer: answers,
});

export const gradedInWords = inOrder({
  answer: answers,
  grade: returns(new ScriptedChatModel(script("The answer is good.", GRADE), 1)),
});

/** The critic rejects the first draft, so the node writes a second one. */
export const critiqueLoop = new StateGraph(State)
  .addNode("draft", async (state: Shape, config: LangGraphRunnableConfig) => {
    const round = (state.round ?? 0) + 1;
    const { messages } = await says(`Draft number ${round}.`)(state, config);
    return { round, ...(messages !== undefined && { messages }) };
  })
  .addNode("critic", async (state: Shape) => {
    const verdict = state.round < 2 ? "Too short." : "good";
    await speaker(verdict).invoke(state.messages);
    return { verdict };
  })
  .addEdge(START, "draft")
  .addEdge("draft", "critic")
  .addConditionalEdges("critic", ({ verdict }: Shape) => (verdict === "good" ? END : "draft"))
  .compile();

/** The draft goes into a state key. A later node returns the answer. */
export const draftsKept = inOrder({
  draft: async ({ messages }) => ({
    reply: String((await speaker("A rough draft.").invoke(messages)).content),
  }),
  critic: keeps(speaker("Too rough.")),
  answer: answers,
});

/** The node answers, translates the answer, and returns only the translation. */
export const translated = inOrder({
  answer: async ({ messages }) => {
    await speaker("Erstattungen dauern 30 Tage.").invoke(messages);
    return { messages: [await speaker("Refunds take 30 days in English.").invoke(messages)] };
  },
});

export const jsonGrader = inOrder({
  answer: answers,
  grade: keeps(speaker('{"score": 0.9, "reason": "grounded"}'), { verdict: "0.9" }),
});

export const suggestionsAfter = inOrder({
  answer: answers,
  suggest: keeps(speaker("How do I return it? Who pays?"), { reply: "two questions" }),
});
