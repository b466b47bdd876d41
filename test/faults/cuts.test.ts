/** Recorded streams that end anywhere, break anywhere, or come in any chunks. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createRun } from "../../src/run/createRun.js";
import type { RunSnapshot } from "../../src/run/types.js";
import {
  bytes,
  createScriptedServer,
  cut,
  pause,
  type ScriptStep,
} from "../../src/testing/index.js";
import { paintAtOnce } from "./paintAtOnce.js";
import { createRandom, SEED, times, type Random } from "./random.js";
import { CUT, EMPTY, rawOf, RECORDINGS, type Recording } from "./recordedEnds.js";

const CARRIAGE_RETURN = 13;

beforeAll(paintAtOnce);
afterAll(() => {
  vi.unstubAllGlobals();
});

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
  const nearBorders = frameEnds(raw).flatMap((end) => [-2, -1, 0, 1].map((by) => end + by));
  const anywhere = Array.from({ length: times(30, 500) }, () => random.below(raw.length));
  return [...new Set([...nearBorders, ...anywhere])].filter((at) => at <= raw.length);
}

/** Recordings up to this size are cut at every byte in `npm run test:long`. */
const MAX_SMALL_BYTES = times(1_024, 4_096);

const PLANS = RECORDINGS.map((recording) => {
  const isSmall = rawOf(recording).length <= MAX_SMALL_BYTES;
  const name = `${recording.server}/${recording.name}`;
  return [name, recording, isSmall ? everyByte : bordersAndChance] as const;
});

const borders: string[] = [];

describe.each(PLANS)("%s", (_name, recording, placesOf) => {
  const { expected } = recording;
  const raw = rawOf(recording);
  const ends = frameEnds(raw);
  const framesBefore = (at: number) => ends.filter((end) => end <= at).length;

  test("the expectations cover every frame of the recording", () => {
    expect(expected).toHaveLength(ends.length + 1);
    expect(ends.at(-1)).toBe(raw.length);
  });

  test(`a stream that ends cleanly anywhere shows what its whole frames say (seed ${SEED})`, async () => {
    await inBatches(placesOf(recording), async (at) => {
      const snapshot = await read([bytes(raw.subarray(0, at))], recording);
      const { status, error, answer } = snapshot;
      // CR alone ends a line too, so a frame of CR LF lines is whole before its last byte.
      const frames = framesBefore(raw[at - 1] === CARRIAGE_RETURN ? at + 1 : at);
      expect([error?.kind ?? status, answer], `cut at ${at}`).toEqual(expected[frames]);
      expectPlainWords(snapshot);
    });
  });

  test(`a stream that is reset anywhere keeps its text and is no success (seed ${SEED})`, async () => {
    await inBatches(placesOf(recording), async (at) => {
      const frames = framesBefore(at);
      // A reset in the very tick of the last bytes loses them on their way through the SDK.
      const snapshot = await read([bytes(raw.subarray(0, at)), pause(0), cut()], recording);
      const [end = "", answer] = expected[frames] ?? [];
      const isQuiet = end === "success" || end === EMPTY;
      const kind = frames === 0 ? "network" : isQuiet ? CUT : end;
      expect([snapshot.error?.kind, snapshot.answer], `cut at ${at}`).toEqual([kind, answer]);
      expectPlainWords(snapshot);
    });
  });
});

test.each(PLANS.filter(([, { expected }]) => expected.at(-1)?.[0] === "success"))(
  "%s succeeds at its end, and before it only where a node has just returned",
  (name, recording) => {
    const raw = rawOf(recording);
    const ends = frameEnds(raw);
    recording.expected.forEach(([end], at) => {
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

test(`a stream reads the same in any chunks (seed ${SEED})`, async () => {
  const random = createRandom(SEED);
  const whole = new Map<Recording, unknown>();
  for (const recording of RECORDINGS)
    whole.set(recording, plain(await read([bytes(rawOf(recording))], recording)));

  // Each stream is drawn when its turn comes: all of them together would not fit into memory.
  await inBatches(Array.from({ length: times(80, 10_000) }), async () => {
    const recording = random.pick(RECORDINGS);
    const chunks = inChunks(rawOf(recording), random);
    expect(plain(await read(chunks, recording))).toEqual(whole.get(recording));
  });
}, 1_800_000);

/** Chunks of random length, from single bytes to half a recording. */
function inChunks(raw: Buffer, random: Random): ScriptStep[] {
  const most = random.pick([1, 3, 40, 400, 4_000, raw.length / 2]);
  const chunks: ScriptStep[] = [];
  for (let at = 0; at < raw.length;) {
    const length = 1 + random.below(most);
    chunks.push(bytes(raw.subarray(at, at + length)));
    at += length;
  }
  return chunks;
}

/** The snapshot without what differs between two errors of a kind. */
function plain({ error, ...rest }: RunSnapshot): unknown {
  return { ...rest, kind: error?.kind };
}
