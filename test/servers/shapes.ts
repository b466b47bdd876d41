/**
 * The graph shapes that the suites of `test/graphs` run, as data. Each is a graph of the same name in
 * `javascript/shapes` and, in snake case, in `python/shapes`.
 */
import { join } from "node:path";
import type { JsonObject } from "../../src/langgraph/json.js";
import type { RunSettings } from "../../src/run/types.js";

/** How a run is asked for: by `runs.wait`, with the default stream modes (and subgraphs), with one mode alone. */
export const WAYS = ["wait", "stream", "subgraphs", "values", "updates"] as const;
export type Way = (typeof WAYS)[number];
export type ServerName = "JavaScript" | "Python";

/** How a run ends and with which text. */
export interface Ending {
  readonly ends: "success" | "no_answer" | "run_failed" | "interrupted";
  /** `undefined`: any text, where the run did not succeed. */
  readonly answer?: string | undefined;
}

interface Expected {
  readonly ends: Ending["ends"];
  /** What `runs.wait` gives: the text of the last AI message with words in the final state. */
  readonly answer: string;
  /** What the token modes show instead, where no node returned a message, or where the run fails. */
  readonly heard?: string;
  readonly input?: JsonObject;
  readonly options?: Pick<RunSettings, "answerNodes" | "getAnswer">;
  /** What a way gives that cannot see the truth, and why. */
  readonly otherwise?: Partial<Record<Way, Ending & { readonly why: string }>>;
  /** What is different on one server. */
  readonly on?: Partial<Record<ServerName, Partial<Omit<Expected, "on">>>>;
}

export interface GraphShape extends Expected {
  readonly name: string;
  readonly does: string;
  /** The file that holds the graph, without its ending. */
  readonly topic: string;
}

type Row = readonly [does: string, expected: string | Partial<Expected>];

function topic(name: string, rows: Readonly<Record<string, Row>>): GraphShape[] {
  return Object.entries(rows).map(([shape, [does, expected]]) => ({
    name: shape,
    topic: name,
    does,
    ends: "success",
    answer: "",
    ...(typeof expected === "string" ? { answer: expected } : expected),
  }));
}

const ANSWER = "Refunds take 30 days.";
const NO_ANSWER: Partial<Expected> = { ends: "no_answer" };
const onlyHeard = (text: string): Partial<Expected> => ({ heard: text });
/** A task reports its message to `updates`, though its entrypoint returns something else. */
function saidByTask(text: string): Partial<Expected> {
  const why = "What a task returns counts as heard, where the entrypoint returns no message.";
  return { heard: text, otherwise: { updates: { ends: "success", answer: text, why } } };
}
const failsAfter = (text: string): Partial<Expected> => ({ ends: "run_failed", heard: text });

/** In the order of the nodes' names, which `updates` does not tell: it comes as nodes finish. */
function unordered(answer: string, lastToFinish: string): Partial<Expected> {
  const why = "Nodes of one step look like nodes of several, and come in the order they finish.";
  return { answer, otherwise: { updates: { ends: "success", answer: lastToFinish, why } } };
}

const NO_ROOT_STEP =
  "Words inside a graph do not say in which step of the root's it runs; without overlap it may be the next one.";

/** The same where nothing says which node finishes last. */
function eitherOrder(answer: string): Partial<Expected> {
  const why = "Nodes of one step come in the order they finish, which is not always the same.";
  return { answer, otherwise: { updates: { ends: "success", why } } };
}

const reply: RunSettings["getAnswer"] = (updates, values) => {
  const replies = [...updates.map(({ data }) => data), values].map((state) => state?.["reply"]);
  return replies.filter((text) => typeof text === "string").at(-1);
};

const FEW_SHOT: JsonObject = {
  messages: [
    { role: "human", content: "How long do refunds take?" },
    { role: "ai", content: "Thirty days." },
    { role: "human", content: "Can I get a refund?" },
  ],
};

export const SHAPES: readonly GraphShape[] = [
  ...topic("messages", {
    plain: ["A node streams its answer.", ANSWER],
    retrieveThenAnswer: ["A node finds a page, the next one answers.", ANSWER],
    twoSpeakers: ["Two nodes speak and return it.", "The polished answer."],
    givenMessage: ["A node returns a message that no model streamed.", "A message as it is."],
    givenBeforeModel: ["A given greeting, then a streamed answer.", ANSWER],
    givenAfterModel: ["A streamed answer, then a given message.", "Is there more?"],
    roleDict: ["A message is a dict with a role.", "A dict with a role."],
    typeDict: ["A message is a dict with a type.", "A dict with a type."],
    messageTuple: ["A message is a pair of role and text.", "A tuple."],
    bareMessage: ["A node returns one message, not a list.", "No list around it."],
    bareModelMessage: ["The same, streamed.", "Streamed, no list around it."],
    contentBlocks: ["A model streams reasoning and text blocks.", ANSWER],
    givenBlocks: ["A node returns reasoning and text blocks.", "Blocks as they are."],
    twoMessagesOneNode: ["A node returns two messages.", "The second part."],
    swappedMessages: ["A node returns two in the other order than they were said.", "Said first."],
    wordlessAfterAnswer: ["A message without words follows the answer.", ANSWER],
    sameId: ["A node returns another text under the same id.", "The mended answer."],
    mendsStreamed: ["The same for a streamed message.", "A draft without one."],
    mendsEarlier: ["An earlier message gets another text.", "The second message."],
    wholeListAgain: ["A node returns all messages and a new one.", "The answer at the end."],
    listAgainOnly: ["A node returns all messages and nothing new.", ANSWER],
    humanAfter: ["A node adds a human message after the answer.", ANSWER],
    systemAfter: ["A node adds a system message after the answer.", ANSWER],
    fewShot: [
      "The input holds an earlier answer.",
      { answer: "Thirty days, as said.", input: FEW_SHOT },
    ],
    fewShotEchoed: [
      "The same, and the node returns all of it again.",
      { answer: "Thirty days, again.", input: FEW_SHOT },
    ],
    collectedChunks: [
      "A node joins the tokens to a message of its own.",
      "Put together by the node.",
    ],
    changedText: ["A node changes the text before it returns it.", "Call [number] for help."],
    returnedChunk: ["A node returns a chunk.", "A chunk as it is."],
    unstreamedModel: ["A model gives its message whole.", "Given whole."],
    nostream: ["A tag keeps the tokens out of the stream.", "Not streamed by wish."],
    mixedForms: ["A tuple, then a dict.", "Then a dict."],
    namedNode: [
      "Two nodes speak and an option names one.",
      { answer: ANSWER, options: { answerNodes: ["answer"] } },
    ],
    pushed: ["A node pushes a message and returns nothing.", "Pushed on the way."],
  }),
  ...topic("tools", {
    toolAgent: ["An agent speaks, calls a tool, answers.", "We are open 9-17."],
    silentCall: ["An agent calls a tool without words, answers.", "We are open 9-17."],
    toolNode: ["The tools are LangGraph's ToolNode.", "Open 9-17."],
    parallelCalls: ["Two calls in one message.", "Both are open."],
    twoLookUps: ["Two turns with a tool before the answer.", "Open on both days."],
    silentEnding: ["The agent has no words after the tool.", "Done in a moment."],
    prebuiltAgent: ["LangChain's own agent.", "We open at nine."],
    returnDirect: ["A tool's result ends the run; no words.", NO_ANSWER],
    returnDirectAfterWords: ["The same, with words before the call.", "Here it comes."],
    toolError: ["A tool fails and the agent says so.", "I could not find it."],
    toolSpeaks: ["A tool asks a model of its own.", "It is 9-17."],
    toolCommand: ["A tool returns a command.", "Noted: 9-17."],
    toolConcludes: ["A tool's command holds the answer.", "Open 9-17, by command."],
    clientTool: ["Text, then a call that the page answers.", "Here is the page."],
    clientToolSilent: ["A call that the page answers, without text.", NO_ANSWER],
    clientToolLater: ["A tool of the server, then one of the page.", "I opened the page."],
    answerInCall: ["The answer is the argument of a call.", "From the call."],
    prebuiltParallel: ["LangChain's own agent, two calls at once.", "Open on Monday."],
    structuredAfter: ["An agent's answer, then the same as an object.", "Nine o'clock."],
  }),
  ...topic("graders", {
    graderBefore: ["A grader calls a tool before the answer.", ANSWER],
    graderAfter: ["A grader calls a tool after the answer.", ANSWER],
    graderWithin: ["The answering node grades first.", ANSWER],
    graderWithinAfter: ["The answering node grades last.", ANSWER],
    graderBeside: ["A grader at the same time.", ANSWER],
    graderBesideSlow: ["A grader at the same time that ends later.", ANSWER],
    graderReturnedBefore: ["A grader's call is returned before the answer.", ANSWER],
    graderReturnedAfter: ["A grader's call is returned after the answer.", ANSWER],
    graderReturnedBeside: ["A grader's call is returned at the same time.", ANSWER],
    graderReturnedAlone: ["A call is returned and nothing else.", NO_ANSWER],
    graderKeptAlone: ["A call is kept and nothing returned.", NO_ANSWER],
    gradedInWords: ["A grader's words and call are returned.", "The answer is good."],
    yesBefore: ["A model says yes before the answer.", ANSWER],
    yesWithin: ["A model says yes in the answering node.", ANSWER],
    yesAfter: ["A model says yes after the answer.", ANSWER],
    yesBeside: ["A model says yes at the same time.", ANSWER],
    yesBesideSlow: ["The same, and it ends later.", ANSWER],
    titleAfter: ["A model writes a title into another key.", ANSWER],
    criticGood: ["A critic says good.", ANSWER],
    rewrittenQuery: ["A model rewrites the question first.", ANSWER],
    critiqueLoop: ["A draft, a critic, a second draft.", "Draft number 2."],
    draftsKept: ["Drafts stay in a key until the answer.", ANSWER],
    translated: ["A node says it in two languages.", "Refunds take 30 days in English."],
    jsonGrader: ["A grader writes JSON as text.", ANSWER],
    suggestionsAfter: ["A model suggests questions.", ANSWER],
  }),
  ...topic("parallel", {
    laterFirst: [
      "The later of two branches finishes first.",
      unordered("Beta has another one.", "Alpha has an answer."),
    ],
    inTurn: ["The later of two branches finishes last.", "Beta has another one."],
    interleaved: ["Two branches speak at once.", eitherOrder("Beta has another one.")],
    declaredBackwards: ["Names decide the order.", "Beta has another one."],
    joinSpeaks: ["Two branches and a node that sums up.", "Both say yes."],
    joinSilent: [
      "Two branches and a node without words.",
      unordered("Beta has another one.", "Alpha has an answer."),
    ],
    threeBranches: [
      "Three branches end in the other order.",
      unordered("Gamma is brief.", "Alpha has an answer."),
    ],
    unevenBranches: ["One branch has two nodes.", "Alpha ends."],
    silentBranch: ["A node without words beside the answer.", ANSWER],
    deferred: ["A deferred node speaks last.", "All in all: yes."],
    deferredJoin: ["A deferred node after uneven branches.", "Summed up at the end."],
    sendMap: [
      "One node three times by Send.",
      unordered("About places I know this.", "About fees I know this."),
    ],
    sendReduce: ["The same, and a node that sums up.", "All topics in one."],
    sendReduceSilent: [
      "The same, and a node without words.",
      unordered("About places I know this.", "About fees I know this."),
    ],
    sendSubgraph: ["A graph three times by Send.", "All insides in one."],
    sendKept: ["By Send, nothing is returned before the sum.", "All notes in one."],
    researchers: ["Branches, an answer, a last look.", "The researchers agree."],
    twoModelsAtOnce: ["A node returns two models' words.", "The quick one is last."],
    bestOfTwo: ["A node returns one of two models' words.", "The better answer."],
  }),
  ...topic("subgraphs", {
    subgraphNode: ["A graph is a node.", "The inner words."],
    subgraphThenWrap: ["A graph, then a given message.", "Wrapped."],
    subgraphThenSpeaker: ["A graph, then a speaking node.", "The outer words."],
    subgraphThenSilent: ["A graph, then a node without words.", "The inner words."],
    nestedSubgraphs: ["A graph in a graph in a graph.", "The inner words."],
    agentInSubgraph: ["A graph with two speakers is a node.", "What the child found."],
    subgraphCalled: [
      "A node tells what another graph found.",
      "The archive says: Found in the archive.",
    ],
    subgraphCalledThenSpeaker: ["One node asks, the next answers.", "From the archive: 30 days."],
    subgraphLastOnly: ["A node returns a graph's last message.", "The told answer."],
    subgraphFirstKept: ["A node returns a graph's first message.", "Some thoughts."],
    subgraphKept: ["A node asks a graph and keeps it.", "On advice: yes."],
    subgraphKeptAfter: ["The same after the answer.", "Yes, you can."],
    parallelSubgraphs: [
      "Two graphs at the same time; one begins to speak when the other ends.",
      {
        ...unordered("Beta from inside.", "Alpha from inside."),
        otherwise: {
          ...unordered("Beta from inside.", "Alpha from inside.").otherwise,
          stream: { ends: "success", why: NO_ROOT_STEP },
          subgraphs: { ends: "success", why: NO_ROOT_STEP },
        },
      },
    ],
    parallelSubgraphsHeard: [
      "Two graphs at the same time, and both are heard.",
      unordered("Beta from inside.", "Alpha from inside."),
    ],
    subgraphWithGrader: ["A grader within a graph.", "Inside and graded."],
    subgraphWithBranches: ["Branches within a graph.", "Inner beta."],
    subgraphWithoutMessages: ["A graph of other keys, then the answer.", "Told by the parent."],
    subgraphBesideAnswer: ["A kept graph at the same time.", ANSWER],
    subgraphRemoves: ["A graph withdraws its last message.", "What the child keeps."],
    subgraphTwice: ["The same graph twice.", "After two visits."],
  }),
  ...topic("functional", {
    entrypointMessages: ["An entrypoint returns a task's message.", "A task's message."],
    entrypointTwoTasks: ["The second task's message is returned.", "The answer by a task."],
    entrypointString: ["An entrypoint returns a string.", saidByTask("Words of a task.")],
    entrypointObject: ["An entrypoint returns other keys.", saidByTask("Words in an object.")],
    entrypointMessage: ["An entrypoint returns a message.", "One bare message."],
    entrypointList: ["An entrypoint returns a list.", "A list of one message."],
    parallelTasks: ["Two tasks at once, both returned.", "The quick task."],
    tasksJoined: ["Two tasks at once, a third one answers.", "Both views together."],
    entrypointGrader: ["A task grades after the answer.", "Graded and told."],
    entrypointSpeaks: ["No task at all.", "Said by the entrypoint itself."],
    entrypointUnstreamed: ["A given message, no task.", "Given by the entrypoint."],
    entrypointKeepsAll: ["All messages and a new one.", "After all that was said."],
    entrypointCallsGraph: ["An entrypoint returns a graph's messages.", "A graph tells."],
    nodeCallsEntrypoint: ["A node returns an entrypoint's message.", "The answer by a task."],
  }),
  ...topic("commands", {
    handoff: ["A node speaks and hands over.", "Billing can help."],
    supervisor: ["A supervisor routes by tool calls it keeps.", "The worker's answer."],
    supervisorFinish: ["A supervisor routes by words it keeps.", "What the worker found."],
    commandEnd: ["A command ends the run.", "Said and done."],
    commandOnly: ["A command without an update.", "Routed here."],
    handoffParent: ["A child hands over to the parent's node.", "The desk answers."],
    handoffParentSilent: ["The same, and that node keeps its words.", "This goes to a person."],
    commandList: ["A node returns two commands.", "Second command."],
    dictAndCommand: ["A node returns a dict and a command.", "In the dict."],
    commandListUnstreamed: ["The second command has the message.", "Only in a command."],
    swarm: ["An agent's tool hands over to another agent.", "Billing speaks."],
    commandSend: ["A command sends to one node twice.", "Two in one."],
  }),
  ...topic("removals", {
    removesAnswer: ["The last answer is withdrawn.", "The first answer."],
    removesOnly: ["The only answer is withdrawn.", NO_ANSWER],
    removesAllThenAdds: ["All are removed, one is added.", "Started over."],
    removesAllThenSpeaks: ["All are removed, a node answers.", "After a clean slate."],
    keepsTheFirst: ["All are removed, some return.", "The one that stays."],
    trimmedAtStart: [
      "Earlier messages are removed first.",
      { answer: "About the last question.", input: FEW_SHOT },
    ],
    trimmedAfter: ["All but the answer are removed.", "The answer that stays."],
    summarised: ["A kept summary replaces the question.", ANSWER],
    removesCall: ["Words with a call are withdrawn.", ANSWER],
    replacesInOneUpdate: ["Removed and answered in one update.", "In place of the draft."],
    removesThenMutters: ["Withdrawn, then a model speaks unheard.", "What remains."],
  }),
  ...topic("silent", {
    stateKey: [
      "The answer is a key; no model.",
      { answer: "The answer is a key.", options: { getAnswer: reply } },
    ],
    stateKeySpeaking: [
      "The answer is a key; a model drafts.",
      { answer: "The answer is a key.", options: { getAnswer: reply } },
    ],
    stateKeyAfterMessage: [
      "A message on the way, the answer in a key.",
      { answer: "The answer is a key.", options: { getAnswer: reply } },
    ],
    stateKeyHeard: ["The words go into a key.", onlyHeard("Heard, and kept in a key.")],
    heardTwice: ["Two nodes keep their words.", onlyHeard("Then the words.")],
    customOnly: ["Custom events and nothing else.", NO_ANSWER],
    customAndAnswer: ["Custom events around the answer.", "Done with the work."],
    nothing: ["A node that does nothing.", NO_ANSWER],
    humanOnly: ["A node adds a human message.", NO_ANSWER],
    wordlessOnly: ["A message without words.", NO_ANSWER],
    cached: ["The answer comes from the cache.", "Kept for later."],
    cachedThenSpeaks: ["A node comes from the cache.", "From page 3."],
    outputSchema: [
      "The output schema leaves messages out.",
      {
        answer: "Said, but not given out.",
        on: {
          // The JavaScript server does not apply the output schema to what it sends.
          Python: {
            answer: "",
            otherwise: Object.fromEntries(
              (["stream", "subgraphs"] as const).map((way) => [
                way,
                {
                  ends: "success",
                  answer: "Said, but not given out.",
                  why: "The words are streamed; updates and the final state leave the message out.",
                },
              ]),
            ),
            ends: "no_answer",
          },
        },
      },
    ],
    otherChannel: ["Messages under another key.", onlyHeard("In another channel.")],
    bothChannels: ["Messages under two keys.", "In both channels."],
    customTokens: ["The words are custom events too.", "Told by events."],
  }),
  ...topic("failing", {
    throwFirst: ["The only node throws.", failsAfter("")],
    throwMidAnswer: ["A model breaks off.", failsAfter("Half an")],
    throwAfterAnswer: ["A node throws after the answer.", failsAfter("The answer came.")],
    throwInBranch: ["A branch throws while another speaks.", { ends: "run_failed" }],
    throwInSubgraph: [
      "A model breaks off within a graph.",
      {
        ...failsAfter("Half an inner"),
        on: {
          Python: {
            otherwise: {
              stream: {
                ends: "run_failed",
                answer: "",
                why: "The tokens of subgraphs come with `streamSubgraphs` only.",
              },
            },
          },
        },
      },
    ],
    retried: ["A node breaks off and is run again.", "The whole answer."],
    fallback: ["A model breaks off, another one answers.", "The second model answers."],
    apology: ["A model breaks off, the node apologises.", "Sorry, something went wrong."],
    graderFails: ["A grader breaks off without harm.", ANSWER],
    interruptNode: ["A node asks a person.", { ends: "interrupted" }],
    interruptAfterAnswer: [
      "A node asks a person after the answer.",
      {
        ends: "interrupted",
        answer: "I would send it.",
        heard: "I would send it.",
        // A stateless run has no checkpointer there, which `interrupt` needs, so the run fails.
        on: { JavaScript: { answer: "" } },
      },
    ],
    throwBesideAnswer: [
      "A branch throws after the answer.",
      failsAfter("The answer came in time."),
    ],
    interruptBesideAnswer: [
      "A branch asks a person after the answer.",
      { ends: "interrupted", heard: "The answer is there." },
    ],
    recursionLimit: ["A loop without an end.", failsAfter("Once more.")],
  }),
];

/** How a shape ends on a server, asked for in one way. */
export function endingOf(shape: GraphShape, server: ServerName, way: Way): Ending {
  const { ends, answer, heard, otherwise } = { ...shape, ...shape.on?.[server] };
  const other = otherwise?.[way];
  if (other) return other;
  const hasTokens = way === "stream" || way === "subgraphs";
  if (ends !== "success") return { ends, answer: hasTokens ? heard : undefined };
  if (heard === undefined) return { ends, answer };
  return hasTokens ? { ends, answer: heard } : { ends: "no_answer", answer: "" };
}

/** The graphs by name, for a server to load: `{ plain: "/…/messages.ts:plain" }`. */
export function graphsFor(server: ServerName): Record<string, string> {
  const folder = join(import.meta.dirname, server.toLowerCase(), "shapes");
  const toSnake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.fromEntries(
    SHAPES.map(({ name, topic: file }) => [
      name,
      server === "Python"
        ? join(folder, `${file}.py:${toSnake(name)}`)
        : join(folder, `${file}.ts:${name}`),
    ]),
  );
}
