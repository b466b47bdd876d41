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

interface Recording {
  readonly name: string;
  readonly settings?: Partial<RunSettings>;
  readonly told: Told;
}

const repeat = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
const CUT = "truncated";

/**
 * Written by hand from the recordings and from what success means: every message that had deltas is
 * confirmed, no tool is waited for, there are words.
 */
const SMALL: readonly Recording[] = [
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
      ["success", "wrapped"],
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
      ["success", "inner words"],
      ["success", "inner words"],
      ["success", "wrapped"],
      ["success", "wrapped"],
    ],
  },
  {
    name: "tools-updates",
    told: [...repeat(4, [CUT, ""] as const), ["success", "We are open 9-17."]],
  },
  {
    name: "tools-values",
    settings: { streamMode: "values" },
    told: [...repeat(5, [CUT, ""] as const), ["success", "We are open 9-17."]],
  },
];

const LARGE: readonly Recording[] = [
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
      ...repeat(8, [CUT, ""] as const),
      [CUT, "We are "],
      [CUT, "We are open 9-17."],
      ["success", "We are open 9-17."],
    ],
  },
  {
    name: "tools-messages",
    settings: { streamMode: ["messages", "updates"] },
    told: [
      ...repeat(12, [CUT, ""] as const),
      [CUT, "We are "],
      [CUT, "We are open 9-17."],
      // The message is confirmed; what follows says it once more.
      ...repeat(2, ["success", "We are open 9-17."] as const),
    ],
  },
  { name: "faq", told: faqTold() },
];

/** 85 words, one a frame, after the run's id, its sources and the node that found them. */
function faqTold(): Told {
  const words = wordsOf("faq");
  const soFar = words.map((_word, at) => words.slice(0, at + 1).join(""));
  return [
    ...repeat(4, [CUT, ""] as const),
    ...soFar.map((text) => [CUT, text] as const),
    ["success", soFar.at(-1) ?? ""],
  ];
}

function wordsOf(name: string): string[] {
  const tuples = rawOf(name)
    .toString()
    .matchAll(/^event: messages\ndata: (.*)$/gm);
  return [...tuples].map(([, json = ""]) => (JSON.parse(json) as [{ content: string }])[0].content);
}

function rawOf(name: string): Buffer {
  return readFileSync(join(import.meta.dirname, "../recordings/javascript", `${name}.sse`));
}

/** Where frames end: after their empty lines. */
function frameEnds(raw: Buffer): number[] {
  const ends: number[] = [];
  for (let at = raw.indexOf("\n\n"); at >= 0; at = raw.indexOf("\n\n", at + 2)) ends.push(at + 2);
  return ends;
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

function everyByte({ name }: Recording): number[] {
  return Array.from({ length: rawOf(name).length + 1 }, (_, at) => at);
}

function bordersAndChance({ name }: Recording): number[] {
  const raw = rawOf(name);
  const random = createRandom(SEED);
  const nearBorders = frameEnds(raw).flatMap((end) => [-2, -1, 0, 1, 2].map((by) => end + by));
  const anywhere = Array.from({ length: 500 }, () => random.below(raw.length));
  return [...new Set([...nearBorders, ...anywhere])].filter((at) => at <= raw.length);
}

const PLANS = [
  ...SMALL.map((recording) => [recording.name, recording, everyByte] as const),
  ...LARGE.map((recording) => [recording.name, recording, bordersAndChance] as const),
];

const borders: string[] = [];

describe.each(PLANS)("%s", (_name, recording, placesOf) => {
  const { name, told } = recording;
  const raw = rawOf(name);
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
      expect([error?.kind ?? status, answer], `cut at ${at}`).toEqual(told[framesBefore(at)]);
      expectPlainWords(snapshot);
    });
  });

  test(`reset at any place, keeps its text and is no success (seed ${SEED})`, async () => {
    await inBatches(placesOf(recording), async (at) => {
      const frames = framesBefore(at);
      // A reset in the very tick of the last bytes loses them on their way through the SDK.
      const snapshot = await read([bytes(raw.subarray(0, at)), pause(0), cut()], recording);
      const [end = "", answer] = told[frames] ?? [];
      const expected = frames === 0 ? "network" : end === "success" ? CUT : end;
      expect([snapshot.error?.kind, snapshot.answer], `cut at ${at}`).toEqual([expected, answer]);
      expectPlainWords(snapshot);
    });
  });
});

test.each(PLANS.filter(([, { told }]) => told.at(-1)?.[0] === "success"))(
  "%s succeeds at its end, and before it only where nothing tells that more will come",
  (name, { told }) => {
    const first = told.findIndex(([end]) => end === "success");
    expect(told.slice(first).every(([end]) => end === "success")).toBe(true);
    const raw = rawOf(name);
    borders.push(`${name} from byte ${frameEnds(raw)[first - 1] ?? 0} of ${raw.length}`);
  },
);

afterAll(() => console.log(`A clean end is believed: ${borders.join(", ")}.`));

function expectPlainWords({ error }: RunSnapshot): void {
  if (error) expect(error.message).toMatch(/^[A-Z][^{}<>"]*\.$/);
  if (error) expect(error.message).not.toMatch(/JSON|Unexpected|secret/);
}

test(`any chunking reads the same (seed ${SEED})`, async () => {
  const random = createRandom(SEED);
  const recordings = [...SMALL, ...LARGE];
  const whole = new Map<string, unknown>();
  for (const recording of recordings)
    whole.set(recording.name, plain(await read([bytes(rawOf(recording.name))], recording)));

  const tries = Array.from({ length: times(200, 10_000) }, () => {
    const recording = random.pick(recordings);
    const raw = rawOf(recording.name);
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
    expect(plain(await read(chunks, recording))).toEqual(whole.get(recording.name));
  });
}, 600_000);

/** The snapshot without what differs between two errors of a kind. */
function plain({ error, ...rest }: RunSnapshot): unknown {
  return { ...rest, kind: error?.kind };
}
