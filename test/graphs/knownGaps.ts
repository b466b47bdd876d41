/**
 * What does not come out right yet, as data: which ways of asking for a shape give another end or text than the
 * list says. A gap that works fails the suite, so that this list can only get shorter.
 */
import type { ServerName, Way } from "../servers/shapes.js";

type Ways = readonly Way[];

interface KnownGap {
  readonly why: string;
  readonly shapes: Readonly<Record<string, Ways | Partial<Record<ServerName, Ways>>>>;
}

const TOKENS: Ways = ["stream", "subgraphs"];

const KNOWN_GAPS: readonly KnownGap[] = [
  {
    why: "A run without words for an answer is no `truncated` run, and no success.",
    shapes: {
      returnDirect: ["wait", "stream", "subgraphs", "values", "updates"],
      clientToolSilent: ["wait", "stream", "subgraphs", "values", "updates"],
      graderReturnedAlone: ["wait", "stream", "subgraphs", "values", "updates"],
      graderKeptAlone: ["wait", "stream", "subgraphs", "values", "updates"],
      customOnly: ["wait", "stream", "subgraphs", "values", "updates"],
      nothing: ["wait", "stream", "subgraphs", "values", "updates"],
      humanOnly: ["wait", "stream", "subgraphs", "values", "updates"],
      wordlessOnly: ["wait", "stream", "subgraphs", "values", "updates"],
      stateKeyHeard: ["wait", "values", "updates"],
      heardTwice: ["wait", "values", "updates"],
      otherChannel: ["wait", "values", "updates"],
      outputSchema: { Python: ["wait", "values", "updates"] },
      removesOnly: ["wait", "stream", "subgraphs", "values", "updates"],
      entrypointString: ["wait", "subgraphs", "values", "updates"],
      entrypointObject: ["wait", "subgraphs", "values", "updates"],
    },
  },
  {
    why: "A state that is a message, or a list of them, is not read.",
    shapes: {
      entrypointMessage: ["wait", "subgraphs", "values", "updates"],
      entrypointList: ["wait", "subgraphs", "values", "updates"],
    },
  },
  {
    why: "A call that nobody answers makes a whole answer `truncated`.",
    shapes: {
      clientTool: ["stream", "subgraphs", "values", "updates"],
      clientToolLater: ["stream", "subgraphs", "values", "updates"],
      graderReturnedAfter: ["stream", "subgraphs", "values", "updates"],
      graderReturnedBeside: ["stream", "subgraphs", "values"],
      gradedInWords: ["stream", "subgraphs", "values", "updates"],
    },
  },
  {
    why: "A tool call that no node returns makes a whole answer `truncated`.",
    shapes: {
      graderAfter: TOKENS,
      graderWithinAfter: TOKENS,
      graderBeside: TOKENS,
      graderBesideSlow: TOKENS,
      entrypointGrader: TOKENS,
      supervisor: TOKENS,
      subgraphWithGrader: { JavaScript: TOKENS, Python: ["subgraphs"] },
      structuredAfter: TOKENS,
    },
  },
  {
    why: "Words that no node returned are taken for the answer.",
    shapes: {
      yesWithin: TOKENS,
      yesAfter: TOKENS,
      yesBeside: TOKENS,
      yesBesideSlow: TOKENS,
      titleAfter: TOKENS,
      criticGood: TOKENS,
      critiqueLoop: TOKENS,
      jsonGrader: TOKENS,
      suggestionsAfter: TOKENS,
      bestOfTwo: TOKENS,
      subgraphFirstKept: { JavaScript: TOKENS, Python: ["subgraphs"] },
      subgraphKeptAfter: { JavaScript: TOKENS, Python: ["subgraphs"] },
      subgraphBesideAnswer: { JavaScript: TOKENS, Python: ["subgraphs"] },
      supervisorFinish: TOKENS,
      handoffParentSilent: TOKENS,
      summarised: TOKENS,
      graderFails: TOKENS,
      swappedMessages: TOKENS,
    },
  },
  {
    why: "Messages count in the order they were heard, and not in the order of the graph.",
    shapes: {
      laterFirst: TOKENS,
      joinSilent: TOKENS,
      threeBranches: TOKENS,
      sendMap: TOKENS,
      sendReduceSilent: TOKENS,
      twoModelsAtOnce: TOKENS,
      parallelSubgraphs: TOKENS,
      subgraphWithBranches: { JavaScript: TOKENS, Python: ["subgraphs"] },
      parallelTasks: TOKENS,
    },
  },
  {
    why: "A task of the functional API stays at work for ever.",
    shapes: {
      entrypointTwoTasks: ["subgraphs"],
      tasksJoined: ["subgraphs"],
      nodeCallsEntrypoint: ["subgraphs"],
    },
  },
  {
    why: "An update that is a list is not read.",
    shapes: {
      commandList: ["updates"],
    },
  },
  {
    why: "A removed message still counts.",
    shapes: {
      removesAnswer: ["stream", "subgraphs", "values", "updates"],
      keepsTheFirst: ["stream", "subgraphs", "values", "updates"],
      removesCall: ["stream", "subgraphs", "values", "updates"],
      removesThenMutters: ["stream", "subgraphs", "values", "updates"],
      subgraphRemoves: { JavaScript: TOKENS, Python: ["subgraphs"] },
    },
  },
];

/** Why a shape is known to come out wrong on a server, asked for in one way; `undefined`: it must not. */
export function gapOf(shape: string, server: ServerName, way: Way): string | undefined {
  return KNOWN_GAPS.find(({ shapes }) => {
    const ways = shapes[shape];
    return (ways && ("length" in ways ? ways : ways[server]))?.includes(way);
  })?.why;
}
