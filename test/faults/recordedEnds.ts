/** The recordings, and how each one ends where its stream ends early. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RunSettings } from "../../src/run/types.js";

/** What a visitor sees when a stream ends after so many whole frames: none, one, two, … */
export type ExpectedEnds = readonly (readonly [end: string, answer: string])[];

type Server = "javascript" | "python";

export interface Recording {
  readonly server: Server;
  readonly name: string;
  readonly settings?: Partial<RunSettings>;
  readonly expected: ExpectedEnds;
}

const repeat = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
export const CUT = "truncated";
/** Where nodes have returned and none has spoken, a graph without words ends with the same bytes. */
export const EMPTY = "no_answer";
/**
 * Written by hand from the recordings and from what success means: every message that had deltas is
 * confirmed, no tool call waits, and there are words.
 */
const JAVASCRIPT: readonly Omit<Recording, "server">[] = [
  {
    name: "human",
    expected: [
      [CUT, ""],
      [CUT, ""],
      ["interrupted", ""],
    ],
  },
  {
    name: "boom",
    expected: [
      [CUT, ""],
      [CUT, ""],
      [CUT, "Half an "],
      [CUT, "Half an answer "],
      ["run_failed", "Half an answer "],
    ],
  },
  {
    name: "state-key",
    settings: { getAnswer: (updates) => updates[0]?.data?.reply as string },
    expected: [
      [CUT, ""],
      [CUT, ""],
      [CUT, "rough "],
      [CUT, "rough draft"],
      ["success", "The answer from the state."],
    ],
  },
  {
    name: "sub",
    expected: [
      [CUT, ""],
      [CUT, ""],
      [CUT, "inner "],
      [CUT, "inner words"],
      // Between two nodes: the first has answered, and nothing says that a second will.
      ["success", "inner words"],
      // The second node has spoken, and owes its return.
      [CUT, "wrapped"],
      ["success", "wrapped"],
    ],
  },
  {
    name: "sub-subgraphs",
    settings: { streamSubgraphs: true },
    expected: [
      [CUT, ""],
      [CUT, ""],
      [CUT, "inner "],
      [CUT, "inner words"],
      // The inner node has returned, but the root's node that it belongs to has not.
      [CUT, "inner words"],
      ["success", "inner words"],
      [CUT, "wrapped"],
      ["success", "wrapped"],
    ],
  },
  {
    name: "tools-updates",
    expected: [
      [CUT, ""],
      [CUT, ""],
      ...repeat(2, [EMPTY, ""] as const),
      ["success", "We are open 9-17."],
    ],
  },
  {
    name: "tools-values",
    settings: { streamMode: "values" },
    expected: [
      ...repeat(2, [CUT, ""] as const),
      ...repeat(3, [EMPTY, ""] as const),
      ["success", "We are open 9-17."],
    ],
  },
  {
    name: "blocks",
    expected: [
      ...repeat(3, [CUT, ""] as const),
      [CUT, "Refunds "],
      ...repeat(2, [CUT, "Refunds take 30 days."] as const),
      ["success", "Refunds take 30 days."],
    ],
  },
  {
    name: "tools",
    expected: [
      ...repeat(5, [CUT, ""] as const),
      [EMPTY, ""],
      [CUT, ""],
      [EMPTY, ""],
      [CUT, "We are "],
      [CUT, "We are open 9-17."],
      ["success", "We are open 9-17."],
    ],
  },
  {
    name: "tools-messages",
    settings: { streamMode: ["messages", "updates"] },
    expected: [
      ...repeat(7, [CUT, ""] as const),
      ...repeat(5, [EMPTY, ""] as const),
      [CUT, "We are "],
      [CUT, "We are open 9-17."],
      // The message is confirmed; what follows says it once more.
      ...repeat(2, ["success", "We are open 9-17."] as const),
    ],
  },
  { name: "faq", expected: faqEnds("javascript") },
];

/**
 * The Python server ends each message with a frame without words. It sends what a subgraph says as one whole message,
 * unless subgraphs are streamed too.
 */
const PYTHON: readonly Omit<Recording, "server">[] = [
  {
    name: "human",
    expected: [
      [CUT, ""],
      [CUT, ""],
      ["interrupted", ""],
    ],
  },
  {
    name: "boom",
    expected: [
      [CUT, ""],
      [CUT, ""],
      [CUT, "Half an "],
      [CUT, "Half an answer "],
      ["run_failed", "Half an answer "],
    ],
  },
  {
    name: "state-key",
    settings: { getAnswer: (updates) => updates[0]?.data?.reply as string },
    expected: [
      [CUT, ""],
      [CUT, ""],
      [CUT, "rough "],
      ...repeat(2, [CUT, "rough draft"] as const),
      ["success", "The answer from the state."],
    ],
  },
  {
    name: "sub",
    expected: [
      [CUT, ""],
      [CUT, ""],
      [CUT, "inner words"],
      ["success", "inner words"],
      [CUT, "wrapped"],
      ["success", "wrapped"],
    ],
  },
  {
    name: "sub-subgraphs",
    settings: { streamSubgraphs: true },
    expected: [
      [CUT, ""],
      [CUT, ""],
      [CUT, "inner "],
      ...repeat(3, [CUT, "inner words"] as const),
      ["success", "inner words"],
      [CUT, "wrapped"],
      ["success", "wrapped"],
    ],
  },
  {
    name: "tools-updates",
    expected: [
      [CUT, ""],
      [CUT, ""],
      ...repeat(2, [EMPTY, ""] as const),
      ["success", "We are open 9-17."],
    ],
  },
  {
    name: "tools-values",
    settings: { streamMode: "values" },
    expected: [
      ...repeat(2, [CUT, ""] as const),
      ...repeat(3, [EMPTY, ""] as const),
      ["success", "We are open 9-17."],
    ],
  },
  {
    name: "blocks",
    expected: [
      ...repeat(3, [CUT, ""] as const),
      [CUT, "Refunds "],
      ...repeat(3, [CUT, "Refunds take 30 days."] as const),
      ["success", "Refunds take 30 days."],
    ],
  },
  {
    name: "tools",
    expected: [
      ...repeat(6, [CUT, ""] as const),
      [EMPTY, ""],
      [CUT, ""],
      [EMPTY, ""],
      [CUT, "We are "],
      ...repeat(2, [CUT, "We are open 9-17."] as const),
      ["success", "We are open 9-17."],
    ],
  },
  {
    name: "tools-messages",
    settings: { streamMode: ["messages", "updates"] },
    expected: [
      ...repeat(7, [CUT, ""] as const),
      ...repeat(2, [EMPTY, ""] as const),
      [CUT, ""],
      ...repeat(2, [EMPTY, ""] as const),
      [CUT, "We are "],
      ...repeat(2, [CUT, "We are open 9-17."] as const),
      ["success", "We are open 9-17."],
    ],
  },
  { name: "faq", expected: faqEnds("python") },
];

export const RECORDINGS: readonly Recording[] = [
  ...JAVASCRIPT.map((recording) => ({ ...recording, server: "javascript" as const })),
  ...PYTHON.map((recording) => ({ ...recording, server: "python" as const })),
];

/** A word a frame, after the run's id, its sources and the node that found them. */
function faqEnds(server: Server): ExpectedEnds {
  const words = wordsOf({ server, name: "faq" });
  const soFar = words.map((_word, at) => words.slice(0, at + 1).join(""));
  return [
    ...repeat(3, [CUT, ""] as const),
    [EMPTY, ""],
    ...soFar.map((text) => [CUT, text] as const),
    ["success", soFar.at(-1) ?? ""],
  ];
}

function wordsOf(recording: Pick<Recording, "server" | "name">): string[] {
  const tuples = rawOf(recording)
    .toString()
    .matchAll(/^event: messages\r?\ndata: (.*)$/gm);
  return [...tuples].map(([, json = ""]) => (JSON.parse(json) as [{ content: string }])[0].content);
}

/** The bytes of a recording. */
export function rawOf({ server, name }: Pick<Recording, "server" | "name">): Buffer {
  return readFileSync(join(import.meta.dirname, "../recordings", server, `${name}.sse`));
}
