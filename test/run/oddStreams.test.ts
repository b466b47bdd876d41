/** Random graphs: whatever a server may legally send, a run is one POST and one end, and loses no text. */
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createRun } from "../../src/run/createRun.js";
import type { RunSnapshot, RunOptions } from "../../src/run/types.js";
import { createScriptedServer, type ScriptStep } from "../../src/testing/index.js";
import { anyPlan, writeRun } from "./oddStreams.js";

const RUNS = process.env.LONG ? 10_000 : 120;
const SEED = Number(process.env.SEED ?? 0) || Date.now() & 0x7fffffff;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Seen {
  readonly end: RunSnapshot;
  /** Every answer that was shown before the end, in order. */
  readonly shown: readonly string[];
  readonly posts: number;
}

/** Asks, and lets a minute pass: a run that does not end by itself fails here. */
async function ask(script: readonly ScriptStep[], chunkBytes: number): Promise<Seen> {
  const server = createScriptedServer(script, chunkBytes > 0 ? { chunkBytes } : {});
  const options: RunOptions = {
    apiUrl: "https://assistant.test",
    fetch: server.fetch,
    assistantId: "faq",
    streamMode: ["updates", "messages-tuple", "custom", "values"],
  };
  const store = createRun(options);
  const shown: string[] = [];
  store.subscribe(() => shown.push(store.getSnapshot().answer));
  let end: RunSnapshot | undefined;
  void store.submit("Refund?").then((snapshot) => (end = snapshot));
  await vi.advanceTimersByTimeAsync(30_000);
  if (!end) throw new Error("the run hangs");
  expect(end).toBe(store.getSnapshot());
  expect(vi.getTimerCount()).toBe(0);
  return { end, shown, posts: server.requests.length };
}

function expectNothingLost({ end, shown, posts }: Seen): void {
  expect(posts).toBe(1);
  const first = shown.findIndex((answer) => answer !== "");
  if (first !== -1) expect(shown.slice(first)).not.toContain("");
  if (end.status === "error") expect(end.answer).toBe(shown.at(-1));
  expect(new Set(end.messages.map(({ id }) => id)).size).toBe(end.messages.length);
  expect(end.messages.filter(({ type }) => type === "human" || type === "remove")).toEqual([]);
}

const anyChunks = fc.constantFrom(0, 0, 1, 13, 1_000);

test(
  `a whole run ends with the answer that its graph comes to (${RUNS} runs, seed ${SEED})`,
  { timeout: 600_000 },
  async () => {
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(anyPlan, anyChunks, async (plan, chunkBytes) => {
        const { script, answers } = writeRun(plan);
        const seen = await ask(script, chunkBytes);
        expectNothingLost(seen);
        const { end } = seen;
        if (answers.length === 0) return void expect(end.error?.kind).toBe("no_answer");
        expect(end.error).toBeUndefined();
        expect(end.status).toBe("success");
        expect(answers).toContain(end.answer);
        expect(end.steps.filter(({ status }) => status === "working")).toEqual([]);
        answered += 1;
      }),
      { numRuns: RUNS, seed: SEED },
    );
    expect(answered).toBeGreaterThan(RUNS / 2);
  },
);

test(
  `a run that is cut anywhere ends once and keeps its text (${RUNS} runs, seed ${SEED})`,
  { timeout: 600_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(anyPlan, anyChunks, fc.nat(60), async (plan, chunkBytes, cutAfter) => {
        const { script } = writeRun({ ...plan, end: "none" });
        const seen = await ask(script.slice(0, cutAfter), chunkBytes);
        expectNothingLost(seen);
        expect(["truncated", "no_answer", undefined]).toContain(seen.end.error?.kind);
        if (seen.end.status === "success") expect(seen.end.answer).not.toBe("");
      }),
      { numRuns: RUNS, seed: SEED },
    );
  },
);
