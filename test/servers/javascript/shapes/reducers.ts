/** Lists of messages that a graph keeps in its own way: reducers, overwrites, removals, ids. */
import {
  coerceMessageLikeToMessage,
  RemoveMessage,
  type BaseMessage,
  type BaseMessageLike,
} from "@langchain/core/messages";
import {
  Annotation,
  messagesStateReducer,
  Overwrite,
  REMOVE_ALL_MESSAGES,
  START,
  StateGraph,
} from "@langchain/langgraph";
import {
  ai,
  gives,
  inOrder,
  inTime,
  keeps,
  passes,
  says,
  speaker,
  State,
  type Node,
} from "./parts.js";

const ALL = new RemoveMessage({ id: REMOVE_ALL_MESSAGES });

type Reducer = (old: BaseMessage[], given: BaseMessage[]) => BaseMessage[];

/** A graph of nodes one after the other, whose messages go through a reducer of its own. */
function keptBy(reducer: Reducer, nodes: Record<string, Node>) {
  const Kept = Annotation.Root({
    reply: Annotation<string>,
    messages: Annotation<BaseMessage[], BaseMessageLike | BaseMessageLike[]>({
      reducer: (old, given) =>
        reducer(
          old,
          [given].flat().map((each) => coerceMessageLikeToMessage(each as BaseMessageLike)),
        ),
      default: () => [],
    }),
  });
  // The nodes know the usual state, and use its messages only.
  const graph = new StateGraph(Kept).addSequence(nodes as never);
  return graph.addEdge(START, (Object.keys(nodes)[0] ?? "") as never).compile();
}

const last =
  (count: number): Reducer =>
  (old, given) =>
    messagesStateReducer(old, given).slice(-count);

export const keepsLastTwo = keptBy(last(2), {
  first: says("Falls out."),
  second: says("Stays a while."),
  third: says("Stays at last."),
});

const replaces: Reducer = (_old, given) => given;

export const noReducer = keptBy(replaces, {
  draft: says("A draft."),
  answer: async ({ messages }) => ({
    messages: [
      ...messages.slice(0, 1),
      await speaker("Said in a list of my own.").invoke(messages),
    ],
  }),
});

const allAgain =
  (text: string): Node =>
  async ({ messages }) => ({ messages: [...messages, await speaker(text).invoke(messages)] });

export const noReducerShortens = keptBy(replaces, {
  first: says("The first one."),
  second: allAgain("The second one."),
  clean: async ({ messages }) => ({ messages: messages.slice(0, -1) }),
});

const adds: Reducer = (old, given) => [...old, ...given];

export const plainAddSameId = keptBy(adds, {
  first: says("The first one."),
  second: says("The second one."),
  edit: async ({ messages }) => ({
    messages: [
      ai("The first one, edited and last.", messages.find((one) => one.getType() === "ai")?.id),
    ],
  }),
});

export const newestFirst = keptBy((old, given) => [...given, ...old], {
  first: says("Said first, listed last."),
  second: says("Said last, listed first."),
});

export const dedupes = keptBy(
  (old, given) =>
    messagesStateReducer(
      old,
      given.filter((one) => !old.some(({ content }) => content === one.content)),
    ),
  {
    draft: says("The same words."),
    other: says("Other words."),
    again: says("The same words."),
  },
);

export const maskingReducer = keptBy(
  (old, given) =>
    messagesStateReducer(old, given).map((one) =>
      one.getType() === "ai"
        ? ai(String(one.content).replace("555-0100", "[number]"), one.id)
        : one,
    ),
  { answer: says("Call 555-0100 now.") },
);

export const overwritten = inOrder({
  answer: says("A draft."),
  mend: async ({ messages }) => ({
    messages: new Overwrite([...messages.slice(0, -1), ai("Mended in a whole new list.")]) as never,
  }),
});

export const overwrittenAway = inOrder({
  first: says("What stays."),
  second: says("What is overwritten."),
  clean: async ({ messages }) => ({ messages: new Overwrite(messages.slice(0, -1)) as never }),
});

/** What is removed and returned in one update keeps its place. */
export const removedAndBack = inOrder({
  first: says("The first one."),
  second: says("The second one."),
  back: async ({ messages }) => {
    const id = messages.at(-2)?.id ?? "";
    return { messages: [new RemoveMessage({ id }), ai("The first one is back.", id)] };
  },
});

export const sameIdInOneUpdate = inOrder({
  answer: gives({
    messages: [ai("One.", "one"), ai("Two is last.", "two"), ai("One again.", "one")],
  }),
});

const withdrawsLast: Node = async ({ messages }) => ({
  messages: [new RemoveMessage({ id: messages.at(-1)?.id ?? "" })],
});

export const removesGiven = inOrder({
  first: says("The first answer."),
  second: async () => ({ messages: [ai("Given without an id, withdrawn.")] }),
  withdraw: withdrawsLast,
});

export const removesDict = inOrder({
  first: says("The first answer."),
  second: async () => ({
    messages: [{ role: "assistant", content: "Written by hand, withdrawn." }],
  }),
  withdraw: withdrawsLast,
});

export const sameObjectTwice = inOrder({
  answer: async ({ messages }) => {
    const said = await speaker("One object, given twice.").invoke(messages);
    return { messages: [said, said] };
  },
  log: passes,
});

export const givenAgain = inOrder({
  first: says("Said first."),
  second: says("Said second."),
  again: async ({ messages }) => ({ messages: messages.slice(1, 2) }),
});

/** Two branches: one removes all messages, the other answers after that. */
function clearsBeside(answer: string, clear: string) {
  return new StateGraph(State)
    .addNode("draft", says("A draft before."))
    .addNode(answer, says("Said beside the clearing.", { after: "clear" }))
    .addNode(clear, inTime(gives({ messages: [ALL] }), { opens: "clear" }))
    .addEdge(START, "draft")
    .addEdge("draft", answer as never)
    .addEdge("draft", clear as never)
    .compile();
}

export const clearsBeforeAnswer = clearsBeside("b_answer", "a_clear");
/** The graph takes the results by name, so the removal comes last. */
export const clearsAfterAnswer = clearsBeside("a_answer", "b_clear");

export const withdrawnThenGrader = inOrder({
  answer: says("Withdrawn at once."),
  withdraw: withdrawsLast,
  grade: keeps(speaker("good")),
});
