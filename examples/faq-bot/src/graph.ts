import {
  Annotation,
  END,
  MessagesAnnotation,
  START,
  StateGraph,
  type LangGraphRunnableConfig,
} from "@langchain/langgraph";
import { SystemMessage } from "@langchain/core/messages";
import { chooseModel } from "./chooseModel.js";
import { loadEntries } from "./loadEntries.js";
import { questionIn } from "./questionIn.js";
import { createRetriever, type FoundEntry } from "./retrieve.js";
import { systemPrompt } from "./systemPrompt.js";

/** The custom event that names the entries behind the answer. The node `retrieve` sends it. */
export interface SourcesEvent {
  type: "sources";
  sources: { id: string; title: string }[];
}

const FaqState = Annotation.Root({
  ...MessagesAnnotation.spec,
  /** The entries that the search found, best first. */
  entries: Annotation<readonly FoundEntry[]>({ reducer: (_, found) => found, default: () => [] }),
});

type State = typeof FaqState.State;

const entries = loadEntries();
const entryById = new Map(entries.map((entry) => [entry.id, entry]));
const findEntries = createRetriever(entries);
const makeModel = await chooseModel();

/** Finds the entries that answer the question and names them in a `sources` event. */
function retrieve(state: State, config: LangGraphRunnableConfig) {
  const found = findEntries(questionIn(state.messages));
  const event: SourcesEvent = {
    type: "sources",
    sources: found.map(({ id, title }) => ({ id, title })),
  };
  config.writer?.(event);
  return { entries: found };
}

/** Answers the last human message from the entries that the search found. It does not read earlier messages. */
async function answer(state: State, config: LangGraphRunnableConfig) {
  const found = state.entries.flatMap(({ id }) => entryById.get(id) ?? []);
  const question = state.messages.filter(({ type }) => type === "human").at(-1);
  const prompt = [new SystemMessage(systemPrompt(found)), ...(question ? [question] : [])];
  // The config carries the callbacks that turn the model's tokens into `messages` events, and the abort signal.
  return { messages: [await makeModel(found).invoke(prompt, config)] };
}

/** The FAQ assistant: one question in, one answer from the entries out. It keeps nothing between runs. */
export const faq = new StateGraph(FaqState)
  .addNode("retrieve", retrieve)
  .addNode("answer", answer)
  .addEdge(START, "retrieve")
  .addEdge("retrieve", "answer")
  .addEdge("answer", END)
  .compile();
