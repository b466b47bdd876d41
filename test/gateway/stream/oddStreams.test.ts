/** Random graphs behind a gateway: the answer is the one that the graph comes to. */
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createRun } from "../../../src/run/createRun.js";
import type { RunSnapshot } from "../../../src/run/types.js";
import { createScriptedServer } from "../../../src/testing/index.js";
import { anyPlan, writeRun } from "../../run/oddStreams.js";
import { throughRelay } from "./relayed.js";

const RUNS = process.env.LONG ? 5_000 : 150;
const SEED = Number(process.env.SEED ?? 0) || Date.now() & 0x7fffffff;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test(
  `a run behind a gateway ends with the answer that its graph comes to (${RUNS} runs, seed ${SEED})`,
  { timeout: 600_000 },
  async () => {
    let answered = 0;
    const chunkSizes = fc.constantFrom(0, 1, 13, 1_000);
    await fc.assert(
      fc.asyncProperty(anyPlan, chunkSizes, async (plan, chunkBytes) => {
        const { script, answers } = writeRun(plan);
        const server = createScriptedServer(script, chunkBytes > 0 ? { chunkBytes } : {});
        const store = createRun({
          apiUrl: "https://assistant.test",
          fetch: throughRelay(server.fetch),
          assistantId: "faq",
        });
        let ended: RunSnapshot | undefined;
        void store.submit("Refund?").then((snapshot) => (ended = snapshot));
        await vi.advanceTimersByTimeAsync(30_000);
        if (answers.length === 0) return void expect(ended?.error?.kind).toBe("no_answer");
        expect(ended?.error).toBeUndefined();
        expect(answers).toContain(ended?.answer);
        answered += 1;
      }),
      { numRuns: RUNS, seed: SEED },
    );
    expect(answered).toBeGreaterThan(RUNS / 2);
  },
);
