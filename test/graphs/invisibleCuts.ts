/**
 * Shapes whose streams can be cut without a trace. At the cut, the graph has already said something that could be its
 * answer, so only a look for the run's thread shows that the run still goes on. The keys say what is missing after the
 * cut.
 */
const INVISIBLE_CUTS: Readonly<Record<string, readonly string[]>> = {
  "another message, by the same node or a later one": [
    "twoSpeakers",
    "givenBeforeModel",
    "givenAfterModel",
    "wholeListAgain",
    "gradedInWords",
    "critiqueLoop",
    "unevenBranches",
    "handoff",
    "handoffParent",
    "stateKeyAfterMessage",
  ],
  "another text under the same id": ["sameId", "mendsStreamed", "mendsEarlier"],
  "a tool's result and the answer, after words before the call": [
    "toolAgent",
    "toolNode",
    "parallelCalls",
    "twoLookUps",
    "prebuiltAgent",
    "toolError",
    "toolSpeaks",
    "toolCommand",
    "toolConcludes",
    "prebuiltParallel",
    "structuredAfter",
    "swarm",
  ],
  "the answer, after a model whose words no node returns": [
    "yesBefore",
    "rewrittenQuery",
    "draftsKept",
    "supervisorFinish",
    "sendKept",
    "heardTwice",
    "subgraphCalledThenSpeaker",
    "subgraphKept",
    "subgraphWithoutMessages",
  ],
  "the other branch": ["inTurn", "declaredBackwards"],
  "a join, a reduce or a deferred node": [
    "joinSpeaks",
    "deferred",
    "deferredJoin",
    "sendReduce",
    "sendSubgraph",
    "commandSend",
    "researchers",
  ],
  "a node after a subgraph": ["subgraphThenWrap", "subgraphThenSpeaker", "subgraphTwice"],
  "a removal, or the answer after one": [
    "removesAnswer",
    "removesAllThenAdds",
    "removesAllThenSpeaks",
    "keepsTheFirst",
    "trimmedAtStart",
    "trimmedAfter",
    "removesCall",
    "replacesInOneUpdate",
    "removesThenMutters",
  ],
};

/** The names of all listed shapes. */
export const INVISIBLE: ReadonlySet<string> = new Set(Object.values(INVISIBLE_CUTS).flat());
