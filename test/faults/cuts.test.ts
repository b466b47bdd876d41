/** Recorded streams, cut and cut up: what is believed, and what is kept. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createRun } from "../../src/run/createRun.js";
import type { RunSettings, RunSnapshot } from "../../src/run/types.js";
import {
  bytes,
  createScriptedServer,
  cut,
  pause,
  type ScriptStep,
} from "../../src/testing/index.js";
import { paintAtOnce } from "./paintAtOnce.js";
import { createRandom, SEED, times } from "./random.js";

beforeAll(paintAtOnce);
afterAll(() => {
  vi.unstubAllGlobals();
});

/** What a visitor sees when a stream ends after so many whole frames: none, one, two, … */
type Told = readonly (readonly [end: string, answer: string])[];

type Server = "javascript" | "python";

interface Recording {
  readonly server: Server;
  readonly name: string;
  readonly settings?: Partial<RunSettings>;
  readonly told: Told;
}

const repeat = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
const CUT = "truncated";
/** Where nodes have returned and none has spoken, a graph without words ends with the same bytes. */
const EMPTY = "no_answer";
const CARRIAGE_RETURN = 13;

/**
 * Written by hand from the recordings and from what success means: every message that had deltas is
 * confirmed, no tool is waited for, there are words.
 */
const JAVASCRIPT: readonly Omit<Recording, "server">[] = [
  {
    name: "human",
    told: [
      [CUT, ""],
      [CUT, ""],
      ["interrupted", ""],
    ],
  },
  {
    name: "boom",
    told: [
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
    told: [
      [CUT, ""],
      [CUT, ""],
      [CUT, "rough "],
      [CUT, "rough draft"],
      ["success", "The answer from the state."],
    ],
  },
  {
    name: "sub",
    told: [
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
    told: [
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
    told: [
      [CUT, ""],
      [CUT, ""],
      ...repeat(2, [EMPTY, ""] as const),
      ["success", "We are open 9-17."],
    ],
  },
  {
    name: "tools-values",
    settings: { streamMode: "values" },
    told: [
      ...repeat(2, [CUT, ""] as const),
      ...repeat(3, [EMPTY, ""] as const),
      ["success", "We are open 9-17."],
    ],
  },
  {
    name: "blocks",
    told: [
      ...repeat(3, [CUT, ""] as const),
      [CUT, "Refunds "],
      ...repeat(2, [CUT, "Refunds take 30 days."] as const),
      ["success", "Refunds take 30 days."],
    ],
  },
  {
    name: "tools",
    told: [
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
    told: [
      ...repeat(7, [CUT, ""] as const),
      ...repeat(5, [EMPTY, ""] as const),
      [CUT, "We are "],
      [CUT, "We are open 9-17."],
      // The message is confirmed; what follows says it once more.
      ...repeat(2, ["success", "We are open 9-17."] as const),
    ],
  },
  { name: "faq", told: faqTold("javascript") },
];

/**
 * The Python server ends each message with a frame without words. It sends what a subgraph says as one whole message,
 * unless subgraphs are streamed too.
 */
const PYTHON: readonly Omit<Recording, "server">[] = [
  {
    name: "human",
    told: [
      [CUT, ""],
      [CUT, ""],
      ["interrupted", ""],
    ],
  },
  {
    name: "boom",
    told: [
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
    told: [
      [CUT, ""],
      [CUT, ""],
      [CUT, "rough "],
      ...repeat(2, [CUT, "rough draft"] as const),
      ["success", "The answer from the state."],
    ],
  },
  {
    name: "sub",
    told: [
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
    told: [
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
    told: [
      [CUT, ""],
      [CUT, ""],
      ...repeat(2, [EMPTY, ""] as const),
      ["success", "We are open 9-17."],
    ],
  },
  {
    name: "tools-values",
    settings: { streamMode: "values" },
    told: [
      ...repeat(2, [CUT, ""] as const),
      ...repeat(3, [EMPTY, ""] as const),
      ["success", "We are open 9-17."],
    ],
  },
  {
    name: "blocks",
    told: [
      ...repeat(3, [CUT, ""] as const),
      [CUT, "Refunds "],
      ...repeat(3, [CUT, "Refunds take 30 days."] as const),
      ["success", "Refunds take 30 days."],
    ],
  },
  {
    name: "tools",
    told: [
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
    told: [
      ...repeat(7, [CUT, ""] as const),
      ...repeat(2, [EMPTY, ""] as const),
      [CUT, ""],
      ...repeat(2, [EMPTY, ""] as const),
      [CUT, "We are "],
      ...repeat(2, [CUT, "We are open 9-17."] as const),
      ["success", "We are open 9-17."],
    ],
  },
  { name: "faq", told: faqTold("python") },
];

const RECORDINGS: readonly Recording[] = [
  ...JAVASCRIPT.map((recording) => ({ ...recording, server: "javascript" as const })),
  ...PYTHON.map((recording) => ({ ...recording, server: "python" as const })),
];

/** A word a frame, after the run's id, its sources and the node that found them. */
function faqTold(server: Server): Told {
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

function rawOf({ server, name }: Pick<Recording, "server" | "name">): Buffer {
  return readFileSync(join(import.meta.dirname, "../recordings", server, `${name}.sse`));
}

/** Where frames end: after their empty lines. The Python server ends lines with CR LF. */
function frameEnds(raw: Buffer): number[] {
  const emptyLines = raw.toString("latin1").matchAll(/\n\r?\n/g);
  return [...emptyLines].map(({ index, 0: found }) => index + found.length);
}

async function read(steps: readonly ScriptStep[], { settings }: Recording): Promise<RunSnapshot> {
  const server = createScriptedServer(steps);
  const store = createRun({
    apiUrl: "https://assistant.test",
    fetch: server.fetch,
    assistantId: "faq",
    ...settings,
  });
  const snapshot = await store.submit("Can I get a refund?");
  expect(server.requests).toHaveLength(1);
  return snapshot;
}

async function inBatches<T>(list: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < list.length; at += 50) await Promise.all(list.slice(at, at + 50).map(act));
}

function everyByte(recording: Recording): number[] {
  return Array.from({ length: rawOf(recording).length + 1 }, (_, at) => at);
}

function bordersAndChance(recording: Recording): number[] {
  const raw = rawOf(recording);
  const random = createRandom(SEED);
  const nearBorders = frameEnds(raw).flatMap((end) => [-2, -1, 0, 1, 2].map((by) => end + by));
  const anywhere = Array.from({ length: 500 }, () => random.below(raw.length));
  return [...new Set([...nearBorders, ...anywhere])].filter((at) => at <= raw.length);
}

/** Recordings up to this size are cut at every byte. */
const MAX_SMALL_BYTES = 4_096;

const PLANS = RECORDINGS.map((recording) => {
  const isSmall = rawOf(recording).length <= MAX_SMALL_BYTES;
  const name = `${recording.server}/${recording.name}`;
  return [name, recording, isSmall ? everyByte : bordersAndChance] as const;
});

const borders: string[] = [];

describe.each(PLANS)("%s", (_name, recording, placesOf) => {
  const { told } = recording;
  const raw = rawOf(recording);
  const ends = frameEnds(raw);
  const framesBefore = (at: number) => ends.filter((end) => end <= at).length;

  test("is told frame by frame", () => {
    expect(told).toHaveLength(ends.length + 1);
    expect(ends.at(-1)).toBe(raw.length);
  });

  test(`ended cleanly at any place, is what its whole frames say (seed ${SEED})`, async () => {
    await inBatches(placesOf(recording), async (at) => {
      const snapshot = await read([bytes(raw.subarray(0, at))], recording);
      const { status, error, answer } = snapshot;
      // CR alone ends a line too, so a frame of CR LF lines is whole before its last byte.
      const frames = framesBefore(raw[at - 1] === CARRIAGE_RETURN ? at + 1 : at);
      expect([error?.kind ?? status, answer], `cut at ${at}`).toEqual(told[frames]);
      expectPlainWords(snapshot);
    });
  });

  test(`reset at any place, keeps its text and is no success (seed ${SEED})`, async () => {
    await inBatches(placesOf(recording), async (at) => {
      const frames = framesBefore(at);
      // A reset in the very tick of the last bytes loses them on their way through the SDK.
      const snapshot = await read([bytes(raw.subarray(0, at)), pause(0), cut()], recording);
      const [end = "", answer] = told[frames] ?? [];
      const isQuiet = end === "success" || end === EMPTY;
      const expected = frames === 0 ? "network" : isQuiet ? CUT : end;
      expect([snapshot.error?.kind, snapshot.answer], `cut at ${at}`).toEqual([expected, answer]);
      expectPlainWords(snapshot);
    });
  });
});

test.each(PLANS.filter(([, { told }]) => told.at(-1)?.[0] === "success"))(
  "%s succeeds at its end, and before it only where a node has just returned",
  (name, recording) => {
    const raw = rawOf(recording);
    const ends = frameEnds(raw);
    recording.told.forEach(([end], at) => {
      if (end !== "success") return;
      const frame = raw.subarray(ends[at - 2] ?? 0, ends[at - 1]).toString();
      expect(frame).toMatch(/^event: (updates|values|messages\/)/);
      borders.push(`${name} at byte ${ends[at - 1] ?? 0} of ${raw.length}`);
    });
  },
);

afterAll(() => console.log(`A clean end is believed: ${borders.join(", ")}.`));

function expectPlainWords({ error }: RunSnapshot): void {
  if (error) expect(error.message).toMatch(/^[A-Z][^{}<>"]*\.$/);
  if (error) expect(error.message).not.toMatch(/JSON|Unexpected|secret/);
}

test(`any chunking reads the same (seed ${SEED})`, async () => {
  const random = createRandom(SEED);
  const whole = new Map<Recording, unknown>();
  for (const recording of RECORDINGS)
    whole.set(recording, plain(await read([bytes(rawOf(recording))], recording)));

  const tries = Array.from({ length: times(200, 10_000) }, () => {
    const recording = random.pick(RECORDINGS);
    const raw = rawOf(recording);
    // From single bytes to half a recording.
    const most = random.pick([1, 3, 40, 400, 4_000, raw.length / 2]);
    const chunks: ScriptStep[] = [];
    for (let at = 0; at < raw.length;) {
      const length = 1 + random.below(most);
      chunks.push(bytes(raw.subarray(at, at + length)));
      at += length;
    }
    return { recording, chunks };
  });
  await inBatches(tries, async ({ recording, chunks }) => {
    expect(plain(await read(chunks, recording))).toEqual(whole.get(recording));
  });
}, 600_000);

/** The snapshot without what differs between two errors of a kind. */
function plain({ error, ...rest }: RunSnapshot): unknown {
  return { ...rest, kind: error?.kind };
}
