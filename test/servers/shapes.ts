/**
 * The list of graph shapes that the suites of `test/graphs` run. Each shape is a graph of the same name in
 * `javascript/shapes`, and in snake case in `python/shapes`.
 */
import { join } from "node:path";
import type { GraphShape, ServerName } from "./GraphShape.js";
import { RARE_SHAPES } from "./rareShapes.js";
import { ANSWER, FEW_SHOT, failsAfter, NO_ANSWER, reply } from "./shapeRows.js";
import { returnedByTask, streamedOnly, topic, unordered } from "./shapeRows.js";

const NO_ROOT_STEP =
  "Events from inside a subgraph do not name the root graph's step. Without overlap they may belong to the next step.";

const COMMON_SHAPES: readonly GraphShape[] = [
  ...topic("messages", {
    plain: ["One node streams the answer.", ANSWER],
    retrieveThenAnswer: ["The first node finds a page, and the second node answers.", ANSWER],
    twoSpeakers: ["Two nodes stream a message each and return it.", "The polished answer."],
    givenMessage: ["A node returns a message that no model streamed.", "A message as it is."],
    givenBeforeModel: [
      "The first node returns a greeting without a model, and the second node streams the answer.",
      ANSWER,
    ],
    givenAfterModel: [
      "The first node streams an answer, and the second node returns a message without a model.",
      "Is there more?",
    ],
    roleDict: ["A node returns a message as a dict with a role.", "A dict with a role."],
    typeDict: ["A node returns a message as a dict with a type.", "A dict with a type."],
    messageTuple: ["A node returns a message as a pair of role and text.", "A tuple."],
    bareMessage: ["A node returns one message without a list around it.", "No list around it."],
    bareModelMessage: [
      "A node returns one streamed message without a list around it.",
      "Streamed, no list around it.",
    ],
    contentBlocks: ["A model streams reasoning blocks and text blocks.", ANSWER],
    givenBlocks: [
      "A node returns reasoning blocks and text blocks without a model.",
      "Blocks as they are.",
    ],
    twoMessagesOneNode: ["A node returns two messages.", "The second part."],
    swappedMessages: [
      "A node returns two messages in the opposite order of their streams.",
      "Said first.",
    ],
    wordlessAfterAnswer: ["A message without words follows the answer.", ANSWER],
    sameId: [
      "A second node returns another text under the id of the first message.",
      "The mended answer.",
    ],
    mendsStreamed: [
      "A second node returns another text under the id of a streamed message.",
      "A draft without one.",
    ],
    mendsEarlier: [
      "The last node returns another text for the message before the last one.",
      "The second message.",
    ],
    wholeListAgain: [
      "A node returns all earlier messages and a new one.",
      "The answer at the end.",
    ],
    listAgainOnly: ["A node returns all earlier messages and no new one.", ANSWER],
    humanAfter: ["A node adds a human message after the answer.", ANSWER],
    systemAfter: ["A node adds a system message after the answer.", ANSWER],
    fewShot: [
      "The input holds an earlier question and its answer.",
      { answer: "Thirty days, as said.", input: FEW_SHOT },
    ],
    fewShotEchoed: [
      "The input holds an earlier answer, and the node returns the whole input with the new answer.",
      { answer: "Thirty days, again.", input: FEW_SHOT },
    ],
    collectedChunks: [
      "A node joins the streamed tokens into a message of its own.",
      "Put together by the node.",
    ],
    changedText: [
      "A node changes the streamed text before it returns it.",
      "Call [number] for help.",
    ],
    returnedChunk: ["A node returns a message chunk.", "A chunk as it is."],
    unstreamedModel: ["A model gives its message at once and streams no tokens.", "Given whole."],
    nostream: ["A tag keeps the model's tokens out of the stream.", "Not streamed by wish."],
    mixedForms: ["A node returns a tuple and a dict.", "Then a dict."],
    namedNode: [
      "Two nodes stream messages, and `answerNodes` names one of them.",
      { answer: ANSWER, options: { answerNodes: ["answer"] } },
    ],
    pushed: ["A node pushes a message and returns nothing.", "Pushed on the way."],
  }),
  ...topic("tools", {
    toolAgent: ["An agent says something, calls a tool, and then answers.", "We are open 9-17."],
    silentCall: ["An agent calls a tool without words, and then answers.", "We are open 9-17."],
    toolNode: ["An agent calls a tool through LangGraph's ToolNode.", "Open 9-17."],
    parallelCalls: ["An agent calls two tools in one message.", "Both are open."],
    twoLookUps: ["An agent calls a tool in two turns, and then answers.", "Open on both days."],
    silentEnding: ["The agent has no words after the tool's result.", "Done in a moment."],
    prebuiltAgent: ["LangChain's prebuilt agent calls a tool and answers.", "We open at nine."],
    returnDirect: ["A tool's result ends the run, and the agent says no words.", NO_ANSWER],
    returnDirectAfterWords: [
      "A tool's result ends the run after the agent's words.",
      "Here it comes.",
    ],
    toolError: ["A tool fails, and the agent says so.", "I could not find it."],
    toolSpeaks: ["A tool calls a model of its own.", "It is 9-17."],
    toolCommand: ["A tool returns a command, and then the agent answers.", "Noted: 9-17."],
    toolConcludes: ["A tool's command holds the answer.", "Open 9-17, by command."],
    clientTool: [
      "The agent says something and calls a tool that only the page has.",
      "Here is the page.",
    ],
    clientToolSilent: [
      "The agent calls a tool that only the page has, and says no words.",
      NO_ANSWER,
    ],
    clientToolLater: [
      "The agent calls a tool of the server, and later one that only the page has.",
      "I opened the page.",
    ],
    answerInCall: ["The node returns an argument of a tool call as its answer.", "From the call."],
    prebuiltParallel: ["LangChain's prebuilt agent calls two tools at once.", "Open on Monday."],
    structuredAfter: [
      "The agent answers, and a further model call returns the answer as an object.",
      "Nine o'clock.",
    ],
  }),
  ...topic("graders", {
    graderBefore: ["A grader calls a tool before the answer.", ANSWER],
    graderAfter: ["A grader calls a tool after the answer.", ANSWER],
    graderWithin: ["The answering node calls a grader before it answers.", ANSWER],
    graderWithinAfter: ["The answering node calls a grader after it answers.", ANSWER],
    graderBeside: ["A grader runs in parallel with the answering node.", ANSWER],
    graderBesideSlow: ["A grader runs in parallel with the answering node and ends later.", ANSWER],
    graderReturnedBefore: ["A node before the answer returns a grader's tool call.", ANSWER],
    graderReturnedAfter: ["A node after the answer returns a grader's tool call.", ANSWER],
    graderReturnedBeside: [
      "A node in parallel with the answer returns a grader's tool call.",
      ANSWER,
    ],
    graderReturnedAlone: ["The only node returns a tool call without words.", NO_ANSWER],
    graderKeptAlone: ["The only node calls a grader and returns no message.", NO_ANSWER],
    gradedInWords: [
      "A node after the answer returns a grader's words and its tool call.",
      "The answer is good.",
    ],
    yesBefore: ["A model says yes before the answer, and no node returns it.", ANSWER],
    yesWithin: ["A model says yes in the answering node, and the node does not return it.", ANSWER],
    yesAfter: ["A model says yes after the answer, and no node returns it.", ANSWER],
    yesBeside: ["A model says yes in parallel with the answer, and no node returns it.", ANSWER],
    yesBesideSlow: ["A model says yes in parallel with the answer and ends later.", ANSWER],
    titleAfter: ["A model writes a title into another state key after the answer.", ANSWER],
    criticGood: ["A critic says good after the answer, and no node returns it.", ANSWER],
    rewrittenQuery: ["A model rewrites the question before the answer.", ANSWER],
    critiqueLoop: [
      "A critic rejects the first draft, and the node returns a second draft.",
      "Draft number 2.",
    ],
    draftsKept: ["A draft stays in another state key until a node answers.", ANSWER],
    translated: [
      "A node streams its text in two languages and returns one of them.",
      "Refunds take 30 days in English.",
    ],
    jsonGrader: ["A grader writes JSON as text after the answer, and no node returns it.", ANSWER],
    suggestionsAfter: [
      "A model suggests further questions after the answer, and no node returns them.",
      ANSWER,
    ],
  }),
  ...topic("parallel", {
    laterFirst: [
      "The branch that is later in the graph's order finishes first.",
      unordered("Beta has another one.", "Alpha has an answer."),
    ],
    inTurn: [
      "The branch that is later in the graph's order finishes last.",
      "Beta has another one.",
    ],
    interleaved: ["Two branches stream at the same time.", unordered("Beta has another one.")],
    declaredBackwards: [
      "The graph declares its branches against the order of their names, and the names decide.",
      "Beta has another one.",
    ],
    joinSpeaks: ["A node sums up two branches in words.", "Both say yes."],
    joinSilent: [
      "A node without words joins two branches.",
      unordered("Beta has another one.", "Alpha has an answer."),
    ],
    threeBranches: [
      "Three branches finish in the opposite order of their names.",
      unordered("Gamma is brief.", "Alpha has an answer."),
    ],
    unevenBranches: ["One of two branches has two nodes.", "Alpha ends."],
    silentBranch: ["A node without words runs in parallel with the answering node.", ANSWER],
    deferred: ["A deferred node speaks last.", "All in all: yes."],
    deferredJoin: [
      "A deferred node joins branches of different lengths and speaks last.",
      "Summed up at the end.",
    ],
    sendMap: [
      "Send starts one node three times.",
      unordered("About places I know this.", "About fees I know this."),
    ],
    sendReduce: [
      "Send starts one node three times, and another node sums up in words.",
      "All topics in one.",
    ],
    sendReduceSilent: [
      "Send starts one node three times, and a node without words follows.",
      unordered("About places I know this.", "About fees I know this."),
    ],
    sendSubgraph: [
      "Send starts a subgraph three times, and another node sums up in words.",
      "All insides in one.",
    ],
    sendKept: [
      "Send starts a node three times that returns no message, and another node sums up in words.",
      "All notes in one.",
    ],
    researchers: [
      "Two branches speak, one node answers, and a node without words follows.",
      "The researchers agree.",
    ],
    twoModelsAtOnce: ["A node returns the words of two models.", "The quick one is last."],
    bestOfTwo: ["A node calls two models and returns the words of one.", "The better answer."],
  }),
  ...topic("subgraphs", {
    subgraphNode: ["A subgraph is the only node.", "The inner words."],
    subgraphThenWrap: [
      "A subgraph speaks, and a node returns a message without a model.",
      "Wrapped.",
    ],
    subgraphThenSpeaker: ["A subgraph speaks, and then a node speaks.", "The outer words."],
    subgraphThenSilent: [
      "A subgraph speaks, and a node without words follows.",
      "The inner words.",
    ],
    nestedSubgraphs: ["A subgraph contains a subgraph.", "The inner words."],
    agentInSubgraph: [
      "A subgraph with two speaking nodes is the only node.",
      "What the child found.",
    ],
    subgraphCalled: [
      "A node calls another graph and returns its result in words.",
      "The archive says: Found in the archive.",
    ],
    subgraphCalledThenSpeaker: [
      "A node calls another graph, and the next node answers.",
      "From the archive: 30 days.",
    ],
    subgraphLastOnly: [
      "A node calls a graph and returns that graph's last message.",
      "The told answer.",
    ],
    subgraphFirstKept: [
      "A node calls a graph and returns that graph's first message.",
      "Some thoughts.",
    ],
    subgraphKept: [
      "A node calls a graph and returns no message before the answer.",
      "On advice: yes.",
    ],
    subgraphKeptAfter: [
      "A node calls a graph and returns no message after the answer.",
      "Yes, you can.",
    ],
    parallelSubgraphs: [
      "Two subgraphs run in parallel, and one starts to stream when the other ends.",
      {
        ...unordered("Beta from inside.", "Alpha from inside."),
        exceptions: {
          ...unordered("Beta from inside.", "Alpha from inside.").exceptions,
          stream: { ends: "success", why: NO_ROOT_STEP },
          subgraphs: { ends: "success", why: NO_ROOT_STEP },
        },
      },
    ],
    parallelSubgraphsHeard: [
      "Two subgraphs run in parallel, and both stream before either ends.",
      unordered("Beta from inside.", "Alpha from inside."),
    ],
    subgraphWithGrader: ["A subgraph contains a grader.", "Inside and graded."],
    subgraphWithBranches: ["A subgraph contains branches.", "Inner beta."],
    subgraphWithoutMessages: [
      "A subgraph has a state without messages, and then a node answers.",
      "Told by the parent.",
    ],
    subgraphBesideAnswer: [
      "A node in parallel with the answer calls a graph and returns no message.",
      ANSWER,
    ],
    subgraphRemoves: ["A subgraph removes its last message.", "What the child keeps."],
    subgraphTwice: ["The same subgraph runs twice, and then a node answers.", "After two visits."],
  }),
  ...topic("functional", {
    entrypointMessages: ["An entrypoint returns a task's message.", "A task's message."],
    entrypointTwoTasks: [
      "An entrypoint returns the message of its second task.",
      "The answer by a task.",
    ],
    entrypointString: ["An entrypoint returns a string.", returnedByTask("Words of a task.")],
    entrypointObject: [
      "An entrypoint returns an object without messages.",
      returnedByTask("Words in an object."),
    ],
    entrypointMessage: [
      "An entrypoint returns one message without a list around it.",
      "One bare message.",
    ],
    entrypointList: ["An entrypoint returns a list of messages.", "A list of one message."],
    parallelTasks: [
      "An entrypoint returns the messages of two tasks, the first one last.",
      "The quick task.",
    ],
    tasksJoined: ["Two tasks run in parallel, and a third task answers.", "Both views together."],
    entrypointGrader: [
      "A task grades after the answer and returns no message.",
      "Graded and told.",
    ],
    entrypointSpeaks: [
      "An entrypoint streams the answer without a task.",
      "Said by the entrypoint itself.",
    ],
    entrypointUnstreamed: [
      "An entrypoint returns a message without a model.",
      "Given by the entrypoint.",
    ],
    entrypointKeepsAll: [
      "An entrypoint returns all earlier messages and a new one.",
      "After all that was said.",
    ],
    entrypointCallsGraph: ["An entrypoint returns the messages of a graph.", "A graph tells."],
    nodeCallsEntrypoint: ["A node returns the message of an entrypoint.", "The answer by a task."],
  }),
  ...topic("commands", {
    handoff: ["A node speaks and hands over to another node by a command.", "Billing can help."],
    supervisor: [
      "A supervisor routes by tool calls that it does not return.",
      "The worker's answer.",
    ],
    supervisorFinish: [
      "A supervisor routes by words that it does not return.",
      "What the worker found.",
    ],
    commandEnd: ["A node speaks and ends the run by a command.", "Said and done."],
    commandOnly: ["A node returns a command without an update.", "Routed here."],
    handoffParent: [
      "A subgraph hands over to a node of its parent, which answers.",
      "The desk answers.",
    ],
    handoffParentSilent: [
      "A subgraph hands over to a node of its parent, which returns no message.",
      "This goes to a person.",
    ],
    commandList: ["A node returns two commands with a message each.", "Second command."],
    dictAndCommand: [
      "A node returns a dict with a message and a command without one.",
      "In the dict.",
    ],
    commandListUnstreamed: [
      "A node returns two commands, and the second one has a message that no model streamed.",
      "Only in a command.",
    ],
    swarm: ["An agent's tool hands over to another agent.", "Billing speaks."],
    commandSend: ["A command sends to one node twice, and another node sums up.", "Two in one."],
  }),
  ...topic("removals", {
    removesAnswer: ["A node removes the last of two answers.", "The first answer."],
    removesOnly: ["A node removes the only answer.", NO_ANSWER],
    removesAllThenAdds: [
      "A node removes all messages and adds one without a model.",
      "Started over.",
    ],
    removesAllThenSpeaks: [
      "A node removes all messages, and then another node answers.",
      "After a clean slate.",
    ],
    keepsTheFirst: [
      "A node removes all messages and returns some of them again.",
      "The one that stays.",
    ],
    trimmedAtStart: [
      "A node removes the earlier messages before the answer.",
      { answer: "About the last question.", input: FEW_SHOT },
    ],
    trimmedAfter: ["A node removes all messages except the answer.", "The answer that stays."],
    summarised: [
      "A node removes the question and writes a summary into another state key.",
      ANSWER,
    ],
    removesCall: ["A node removes a message with words and a tool call.", ANSWER],
    replacesInOneUpdate: [
      "A node removes a draft and answers in the same update.",
      "In place of the draft.",
    ],
    removesThenMutters: [
      "A node removes a message, and then a model speaks without returning a message.",
      "What remains.",
    ],
  }),
  ...topic("silent", {
    stateKey: [
      "The answer is a state key, and no model speaks.",
      { answer: "The answer is a key.", options: { getAnswer: reply } },
    ],
    stateKeySpeaking: [
      "The answer is a state key, and a model streams a draft first.",
      { answer: "The answer is a key.", options: { getAnswer: reply } },
    ],
    stateKeyAfterMessage: [
      "A node returns a message, and then another node writes the answer into a state key.",
      { answer: "The answer is a key.", options: { getAnswer: reply } },
    ],
    stateKeyHeard: [
      "A node writes its streamed words into a state key.",
      streamedOnly("Heard, and kept in a key."),
    ],
    heardTwice: ["Two nodes stream words and return no message.", streamedOnly("Then the words.")],
    customOnly: ["A node sends only custom events.", NO_ANSWER],
    customAndAnswer: [
      "A node sends custom events before and after its answer.",
      "Done with the work.",
    ],
    nothing: ["The only node does nothing.", NO_ANSWER],
    humanOnly: ["The only node adds a human message.", NO_ANSWER],
    wordlessOnly: ["The only message has no words.", NO_ANSWER],
    cached: ["The cache gives the node's answer.", "Kept for later."],
    cachedThenSpeaks: [
      "The cache gives the first node's result, and the second node answers.",
      "From page 3.",
    ],
    outputSchema: [
      "The output schema leaves the messages out.",
      {
        answer: "Said, but not given out.",
        on: {
          // The JavaScript server sends the messages although the output schema leaves them out.
          Python: {
            answer: "",
            exceptions: Object.fromEntries(
              (["stream", "subgraphs"] as const).map((way) => [
                way,
                {
                  ends: "success",
                  answer: "Said, but not given out.",
                  why: "The stream has the words, but the updates and the final state leave the message out.",
                },
              ]),
            ),
            ends: "no_answer",
          },
        },
      },
    ],
    otherChannel: [
      "The answer goes into a list of messages under another state key.",
      streamedOnly("In another channel."),
    ],
    bothChannels: ["The answer goes into two lists of messages.", "In both channels."],
    customTokens: ["The words come as custom events and as a returned message.", "Told by events."],
  }),
  ...topic("failing", {
    throwFirst: ["The only node throws.", failsAfter("")],
    throwMidAnswer: ["A model fails in the middle of the answer.", failsAfter("Half an")],
    throwAfterAnswer: ["A node throws after the answer.", failsAfter("The answer came.")],
    throwInBranch: ["One branch throws while the other one streams.", { ends: "run_failed" }],
    throwInSubgraph: [
      "A model in a subgraph fails in the middle of the answer.",
      {
        ...failsAfter("Half an inner"),
        on: {
          Python: {
            exceptions: {
              stream: {
                ends: "run_failed",
                answer: "",
                why: "The server sends a subgraph's tokens only with `streamSubgraphs`.",
              },
            },
          },
        },
      },
    ],
    retried: [
      "A node fails in the middle of the answer, and LangGraph runs it again.",
      "The whole answer.",
    ],
    fallback: [
      "A model fails in the middle of the answer, and another model answers.",
      "The second model answers.",
    ],
    apology: [
      "A model fails in the middle of the answer, and the node returns an apology.",
      "Sorry, something went wrong.",
    ],
    graderFails: ["A grader fails after the answer, and the run succeeds.", ANSWER],
    interruptNode: ["A node interrupts the run to ask a person.", { ends: "interrupted" }],
    interruptAfterAnswer: [
      "A node interrupts the run after the answer.",
      {
        ends: "interrupted",
        answer: "I would send it.",
        streamedAnswer: "I would send it.",
        // `interrupt` needs a checkpointer. A stateless run on the JavaScript server has none, so the run fails.
        on: { JavaScript: { answer: "" } },
      },
    ],
    throwBesideAnswer: [
      "One branch throws after the other one has answered.",
      failsAfter("The answer came in time."),
    ],
    interruptBesideAnswer: [
      "One branch interrupts the run after the other one has answered.",
      { ends: "interrupted", streamedAnswer: "The answer is there." },
    ],
    recursionLimit: ["A loop runs until the recursion limit.", failsAfter("Once more.")],
  }),
];

export const SHAPES: readonly GraphShape[] = [...COMMON_SHAPES, ...RARE_SHAPES];

/** Returns the shapes that are written for a server. A few need what only one of the libraries has. */
export function shapesOn(server: ServerName): readonly GraphShape[] {
  return SHAPES.filter(({ only }) => only === undefined || only === server);
}

/** Lists the file and export of each graph, as a server loads them: `{ plain: "/…/messages.ts:plain" }`. */
export function graphsFor(server: ServerName): Record<string, string> {
  const folder = join(import.meta.dirname, server.toLowerCase(), "shapes");
  const toSnake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.fromEntries(
    shapesOn(server).map(({ name, topic: file }) => [
      name,
      server === "Python"
        ? join(folder, `${file}.py:${toSnake(name)}`)
        : join(folder, `${file}.ts:${name}`),
    ]),
  );
}
