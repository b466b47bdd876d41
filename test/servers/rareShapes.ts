/**
 * The second part of the list of graph shapes: graphs that people build less often, and that the library cannot be
 * right about by the common rules alone.
 */
import type { JsonObject } from "../../src/langgraph/json.js";
import type { RunSettings } from "../../src/run/types.js";
import { WAYS, type Ending, type Expected, type GraphShape, type Way } from "./GraphShape.js";
import { ANSWER, FEW_SHOT, failsAfter, NO_ANSWER, reply } from "./shapeRows.js";
import { returnedByTask, streamedOnly, topic, unordered } from "./shapeRows.js";

/** The ways of asking that do not see the graph's state. */
const STATELESS_WAYS = ["stream", "subgraphs", "updates"] as const;

function exceptions(
  ways: readonly Way[],
  ending: Ending,
  why: string,
): NonNullable<Expected["exceptions"]> {
  return Object.fromEntries(ways.map((way) => [way, { ...ending, why }]));
}

/** The state's messages go through a reducer of the graph's own. The stream cannot know what it makes of them. */
function ownReducer(answer: string, streamed: string): Partial<Expected> {
  const why = "Updates show what a node returns, and not what the graph's own reducer makes of it.";
  return {
    answer,
    isRightWithValues: true,
    exceptions: exceptions(STATELESS_WAYS, { ends: "success", answer: streamed }, why),
  };
}

const NO_WORDS: Ending = { ends: "no_answer", answer: "" };

/** The graph gives no words of its own, so `runs.wait` shows the earlier answer of the input. */
const INPUT_ONLY: Partial<Expected> = {
  answer: "Thirty days.",
  input: FEW_SHOT,
  options: { expectsAnswer: true },
  exceptions: exceptions(
    WAYS,
    NO_WORDS,
    "An AI message of the input is no answer to the question that was asked now.",
  ),
};

/** The updates of tasks look like those of nodes, unless their tokens tell the difference. */
function taskOrder(answer: string, last: string): Partial<Expected> {
  const why = "An update does not say whether a node or a task of the functional API returned it.";
  return {
    answer,
    isRightWithValues: true,
    exceptions: exceptions(["updates"], { ends: "success", answer: last }, why),
  };
}

/** The graph stops at a breakpoint that it was compiled with. */
function breakpoint(answer: string): Partial<Expected> {
  const why = "Updates say that the graph waits. The final state has no sign of it.";
  return {
    answer,
    exceptions: exceptions(STATELESS_WAYS, { ends: "interrupted", answer }, why),
    // A breakpoint needs a checkpointer. A stateless run on the JavaScript server has none, so the run fails.
    on: { JavaScript: { ends: "interrupted", answer: "", exceptions: {} } },
  };
}

const LONG_HISTORY: JsonObject = {
  messages: [
    { role: "human", content: "How long do refunds take?" },
    ...Array.from({ length: 149 }, (_, at) => [
      { role: "ai", content: `Answer number ${at}.` },
      { role: "human", content: `Question number ${at}?` },
    ]).flat(),
  ],
};

const lastOfHistory: RunSettings["getAnswer"] = (updates, values) => {
  const history = [...updates.map(({ data }) => data), values].map(
    (state) => state?.["chat_history"],
  );
  const last: unknown = history.filter(Array.isArray).at(-1)?.at(-1);
  const content = typeof last === "object" && last !== null && "content" in last && last.content;
  return typeof content === "string" ? content : undefined;
};

export const RARE_SHAPES: readonly GraphShape[] = [
  ...topic("reducers", {
    keepsLastTwo: ["A reducer keeps the last two messages.", "Stays at last."],
    noReducer: [
      "The state has no reducer, and each node returns the whole list.",
      "Said in a list of my own.",
    ],
    noReducerShortens: [
      "The state has no reducer, and the last node returns a shorter list.",
      ownReducer("The first one.", "The second one."),
    ],
    plainAddSameId: [
      "A reducer adds messages only, and an edited copy with the same id comes last.",
      ownReducer("The first one, edited and last.", "The second one."),
    ],
    newestFirst: [
      "A reducer puts new messages first.",
      ownReducer("Said first, listed last.", "Said last, listed first."),
    ],
    dedupes: [
      "A reducer leaves out messages with known words.",
      ownReducer("Other words.", "The same words."),
    ],
    maskingReducer: [
      "A reducer replaces phone numbers.",
      ownReducer("Call [number] now.", "Call 555-0100 now."),
    ],
    renamingReducer: [
      "A reducer gives each message a new id.",
      { answer: "The answer under a new id.", only: "Python" },
    ],
    overwritten: [
      "A node replaces the whole list with `Overwrite`.",
      "Mended in a whole new list.",
    ],
    overwrittenAway: ["A node drops the last message with `Overwrite`.", "What stays."],
    removedAndBack: [
      "A node removes an earlier message and returns it again in the same update.",
      "The second one.",
    ],
    sameIdInOneUpdate: ["A node returns three messages, two of one id.", "Two is last."],
    removesGiven: ["A later node removes a message that had no id.", "The first answer."],
    removesDict: [
      "A later node removes a message that was returned as a dict without an id.",
      {
        answer: "The first answer.",
        isRightWithValues: true,
        exceptions: exceptions(
          STATELESS_WAYS,
          { ends: "success", answer: "Written by hand, withdrawn." },
          "A dict is not streamed, so the stream never names the id that the removal has.",
        ),
      },
    ],
    sameObjectTwice: ["A node returns one message object twice.", "One object, given twice."],
    givenAgain: ["A node returns the first of two messages again.", "Said second."],
    clearsBeforeAnswer: [
      "One of two parallel nodes removes all messages, and its name comes first.",
      "Said beside the clearing.",
    ],
    clearsAfterAnswer: [
      "One of two parallel nodes removes all messages, and its name comes last.",
      {
        ...NO_ANSWER,
        exceptions: exceptions(
          ["updates"],
          { ends: "success", answer: "Said beside the clearing." },
          "Updates come in the order in which nodes finish, and do not tell the step of a node.",
        ),
      },
    ],
    withdrawnThenGrader: [
      "The only answer is removed, and then a grader speaks whose message no node returns.",
      NO_ANSWER,
    ],
  }),
  ...topic("histories", {
    historyOnly: ["The input holds an earlier answer, and the graph does nothing.", INPUT_ONLY],
    historyTrimmedOnly: ["The graph removes the first message of the input.", INPUT_ONLY],
    historySummarised: [
      "A summary replaces the beginning of the input, and then a node answers.",
      { answer: "Thirty days, in short.", input: FEW_SHOT },
    ],
    historyLong: [
      "The input has 299 messages, and the node returns all of them with the answer.",
      { answer: "The answer after many.", input: LONG_HISTORY },
    ],
    historyRepeatedWhole: [
      "The answer has the same words as an earlier one, and the node returns the whole list.",
      { answer: "Thirty days.", input: FEW_SHOT },
    ],
    historyMended: [
      "After the answer, a node corrects an answer of the input.",
      {
        answer: "What is said now.",
        input: FEW_SHOT,
        isRightWithValues: true,
        exceptions: exceptions(
          STATELESS_WAYS,
          { ends: "success", answer: "Thirty days, corrected." },
          "The server gives the input's messages their ids, and the stream does not tell them.",
        ),
      },
    ],
    historyMendedOnly: [
      "A node corrects an answer of the input, and nothing else is said.",
      { answer: "Thirty days, corrected.", input: FEW_SHOT },
    ],
    historyAnswersRemoved: [
      "A node removes the answers of the input before the next node answers.",
      { answer: "Said without a past.", input: FEW_SHOT },
    ],
  }),
  ...topic("contents", {
    blocksWithCall: ["A model streams text blocks and a block that calls a tool.", "Open at nine."],
    imageBetween: ["An image stands between two text blocks.", "Look here: that is it."],
    stringsInList: [
      "A content list holds strings and blocks.",
      { answer: "Strings and blocks.", only: "Python" },
    ],
    blankAfterAnswer: ["A message of two line breaks follows the answer.", ANSWER],
    blankOnly: ["A model says line breaks and nothing else.", NO_ANSWER],
    chatMessage: ["A chat message with a role follows the AI message.", "An AI message."],
    functionLast: ["A function's message comes last.", "Words before the function."],
    nullContent: ["A dict with a tool call has `null` for its content.", "Nothing was null."],
    idOnFirstChunk: ["Only the first chunk of a message has an id.", "The id came first."],
    idOnLastChunk: ["Only the last chunk of a message has an id.", "The id came last."],
    oneIdForAll: ["A model gives each of its messages the same id.", "The answer under it."],
    oneIdInOneNode: ["One node returns two messages with the same id.", "The answer here."],
    oneIdAroundTool: ["The messages before and after a tool have the same id.", "Found it."],
    uiMessage: ["A node pushes a message for the user interface.", "A card is shown too."],
  }),
  ...topic("models", {
    chainParsed: ["A node parses a chain's text into a message.", "Parsed by a chain."],
    runnableNode: ["A chain is a node.", "A chain is a node."],
    chunksAdded: ["A node adds up the chunks of a stream.", "Chunks added up."],
    eventsRead: ["A node reads a model's events.", "Read from events."],
    batched: ["A node returns the first message of a batch.", "The first of a batch."],
    raced: ["Two models race in one node.", "The quick one."],
    speaksOn: ["A model speaks on after its node has returned.", "Said over it."],
    plainFunction: [
      "A node is a function without `async`.",
      { answer: "Said by a plain function.", only: "Python" },
    ],
    timedOut: ["A node gives up on a slow model.", "That took too long."],
    editedInPlace: ["A node changes the model's own message object.", "Call us."],
    titleAtOnce: ["One node asks for the answer and for a title at the same time.", ANSWER],
  }),
  ...topic("nesting", {
    ownKeys: ["Three levels of graphs have state keys of their own.", "In short: A report on it."],
    streamedInside: ["A node reads the `values` of another graph's stream.", "Told inside."],
    messagesReadInside: [
      "A node reads the `messages` of another graph's stream.",
      "All of it: Thought inside. Told inside.",
    ],
    calledAtOnce: ["A node calls two graphs at the same time.", "By one of both."],
    handedUpTwice: ["Two levels of graphs hand over to their parents.", "The last desk answers."],
    handedUpToSilence: [
      "Two levels of graphs hand over to a node that says nothing.",
      "Passed further up.",
    ],
    sequenceNode: ["A node is a sequence with a graph in the middle.", "Told inside."],
    outputKeptInsideOnly: [
      "A subgraph's output schema leaves the messages out.",
      {
        ...streamedOnly("Said inside, not given out."),
        on: {
          // Without subgraphs, the Python server does not stream the tokens of a subgraph.
          Python: { exceptions: exceptions(["stream"], NO_WORDS, "No token is streamed.") },
        },
      },
    ],
    recursive: ["A graph calls itself.", "Level 0."],
    childFailsCaught: [
      "A node catches the error of a graph that had spoken.",
      "The other graph is down.",
    ],
    interruptInside: ["A subgraph interrupts the run.", { ends: "interrupted" }],
    deferredInside: ["A subgraph has a deferred node.", "Last inside."],
    childTakesBack: ["A subgraph removes its parent's message.", "A child removes it."],
    sendToGraphs: ["`Send` starts a subgraph three times.", "Chosen from three."],
  }),
  ...topic("flows", {
    noNode: [
      "No node runs.",
      {
        ...NO_ANSWER,
        isRightWithValues: true,
        exceptions: exceptions(
          STATELESS_WAYS,
          { ends: "truncated" },
          "Nothing comes over the wire, as after a cut at the beginning.",
        ),
      },
    ],
    stopsBefore: [
      "The graph is compiled to stop before a node.",
      breakpoint("Said before the stop."),
    ],
    stopsAfterLast: [
      "The graph is compiled to stop after its last node.",
      breakpoint("Said after it."),
    ],
    edgeAndSend: [
      "One node follows by an edge and one by `Send` in the same step.",
      { ...unordered("By Send."), isRightWithValues: true },
    ],
    sortedMap: ["A reducer sorts the findings of three nodes.", "Found a. Found b. Found c."],
    deferredSilent: ["A deferred node without words runs last.", "Said before the deferred."],
    unicodeNames: ["Node names have dots, spaces and emoji.", "Said in the second."],
    wireNames: ["Nodes have the names of events.", "Said in the second."],
    parallelNumbers: [
      "Parallel nodes have numbers for names.",
      { ...unordered("Nine."), isRightWithValues: true },
    ],
    parallelUnicode: [
      "Parallel nodes have names with accents and capitals.",
      { ...unordered("Composed."), isRightWithValues: true },
    ],
    dictsAtOnce: [
      "Two parallel nodes return dicts, and the one with the first name ends last.",
      {
        answer: "Second by name.",
        isRightWithValues: true,
        exceptions: exceptions(
          STATELESS_WAYS,
          { ends: "success", answer: "First by name." },
          "Dicts are not streamed, so nothing tells the step of either node.",
        ),
      },
    ],
    returnsNone: ["A node returns nothing at all.", "Before nothing."],
    pydanticState: [
      "The state is a Pydantic model.",
      { answer: "In a model's state.", only: "Python" },
    ],
    privateState: ["Two nodes share a key that is in no schema of the graph.", "By a hint."],
    commandPairsTwice: [
      "A command updates the same key twice, in pairs.",
      { answer: "The second pair.", only: "Python" },
    ],
    noMessagesKey: [
      "The state has no messages.",
      {
        answer: "A graph without messages.",
        input: { question: "Can I get a refund?" },
        options: { getAnswer: reply },
      },
    ],
    chatHistory: [
      "The messages are under another key.",
      {
        answer: "In the chat history.",
        input: { chat_history: [{ role: "human", content: "Can I get a refund?" }] },
        options: { getAnswer: lastOfHistory },
      },
    ],
  }),
  ...topic("tasks", {
    taskStates: [
      "Tasks return states, and the entrypoint returns the first one.",
      taskOrder("The first task's state.", "The second task's state."),
    ],
    taskLists: [
      "A task returns a list, and the entrypoint returns a part of it.",
      taskOrder("One of a list.", "Two of a list."),
    ],
    taskFirstKept: [
      "The entrypoint returns the first of two tasks' messages.",
      "The first is kept.",
    ],
    taskStateObject: [
      "A task returns a state, and the entrypoint returns other keys.",
      returnedByTask("A task's state, dropped."),
    ],
    taskInTask: ["A task calls a task.", "Said outside, after 11"],
    taskLoopLast: ["A task runs four times.", "Round 3."],
    tasksReversed: ["Two tasks run at the same time.", "One at once."],
    entrypointFinal: ["The entrypoint returns one value and saves another.", "The final value."],
    entrypointFinalOther: [
      "The entrypoint saves the message and returns other keys.",
      returnedByTask("Saved and not given."),
    ],
    entrypointAsks: ["A task interrupts the run.", { ends: "interrupted" }],
    entrypointEdits: ["The entrypoint changes a task's text.", "Call us."],
    nodeKeepsTask: ["A node calls a task and does not return its message.", "The answer before."],
  }),
  ...topic("agents", {
    postModelHook: ["A hook adds a message after each answer.", "A note after the answer."],
    needsMoreSteps: [
      "A prebuilt agent runs out of steps.",
      {
        answer: "Sorry, need more steps to process this request.",
        on: { JavaScript: { ...failsAfter("Look 3."), answer: "" } },
      },
    ],
    agentAsTool: ["A tool calls another agent.", "Nine, says the expert."],
    agentStreamedAsTool: ["A tool reads another agent's stream.", "Nine, as streamed."],
    leaderAndExpert: [
      "A leader hands over to an expert, and the expert hands back.",
      "In the end: nine.",
    ],
    leaderEndsSilent: ["The leader says nothing after the expert.", "The expert says nine."],
    twoKindsOfCalls: [
      "One tool call looks something up, and the other one hands over with a message.",
      "Forwarded as it was.",
    ],
  }),
  ...onPython(
    topic("middleware", {
      summarizingAgent: ["Middleware summarises what was said.", "Nine, after a summary."],
      approvedTools: [
        "Middleware asks a person about a tool call.",
        { ends: "interrupted", answer: "May I look?" },
      ],
      modelLimit: [
        "Middleware limits the calls of the model.",
        "Model call limits exceeded: run limit (2/2)",
      ],
      toolLimit: [
        "Middleware limits the calls of tools.",
        "Tool call limit reached: run limit exceeded (2/1 calls).",
      ],
      redactingAgent: [
        "Middleware removes addresses from the answer.",
        "Write to [REDACTED_EMAIL] today.",
      ],
      greetingAgent: ["Middleware speaks before and after the agent.", "This is no advice."],
      refusingAgent: ["Middleware refuses and jumps to the end.", "I may not talk of this."],
      guardedAgent: ["Middleware replaces the answer.", "Replaced by a guard."],
      retoldAgent: ["Middleware sends the agent back to the model.", "Shorter."],
      editedResponse: ["Middleware changes the answer on its way.", "Edited on its way."],
      structuredByTool: ["The answer is an object, by a tool call with words.", "Here you are."],
      structuredSilent: ["The answer is an object, by a tool call without words.", NO_ANSWER],
    }),
  ),
];

/** LangChain's middleware for JavaScript is in a package that the tests do not have. */
function onPython(shapes: readonly GraphShape[]): GraphShape[] {
  return shapes.map((shape) => ({ ...shape, only: "Python" }));
}
