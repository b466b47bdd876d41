/** Chats that come and go leave no memory, listeners or connections behind. */
import { completeRun, hold, metadata, tokens, type Reply } from "oneshot-chat/testing";
import type { Page } from "playwright";
import { expect, test } from "vitest";
import { countOutstanding, waitUntilSettled } from "./countOutstanding.js";
import { measureMemory } from "./measureMemory.js";
import { isLong, RANDOM_TEST_TIMEOUT_MS, SEED } from "./random.js";
import { setUpScriptedChats } from "./scriptedChats.js";

const CYCLES = isLong ? 1_000 : 100;

const { serve, open, server } = setUpScriptedChats({ bfcache: false });

test(
  `${CYCLES} chats that are unmounted at a random moment leave no listeners, nodes, streams or connections (seed ${SEED})`,
  { timeout: RANDOM_TEST_TIMEOUT_MS },
  async () => {
    const endings: Reply[] = [
      [hold()],
      [metadata(), hold()],
      [metadata(), ...tokens("Yes, within 30 days"), hold()],
      completeRun("Yes."),
      { status: 500 },
    ];
    await serve((run) => endings[run % endings.length] ?? [], { keepAlive: false });
    const page = await open(countOutstanding);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Performance.enable");

    await runCycles(page, 20, SEED);
    await waitUntilSettled(page, server());
    const before = await measureMemory(page, devtools);
    const startedAt = performance.now();
    await runCycles(page, CYCLES, SEED + 1);
    await waitUntilSettled(page, server());
    const seconds = (performance.now() - startedAt) / 1000;
    const after = await measureMemory(page, devtools);
    const grownKb = (after.heapBytes - before.heapBytes) / 1024;
    console.log(
      `seed ${SEED}: ${CYCLES} cycles in ${seconds.toFixed(1)} s, ${server().exchanges.length} requests at the server, heap ${grownKb.toFixed(0)} kB more, listeners ${before.listeners} → ${after.listeners}, nodes ${before.nodes} → ${after.nodes}`,
    );
    expect(after.listeners).toBeLessThanOrEqual(before.listeners);
    expect(after.nodes).toBeLessThanOrEqual(before.nodes);
    expect(after).toMatchObject({ signals: 0, streams: 0 });
    expect(grownKb).toBeLessThan(2 * 1024);
    expect(server().exchanges.every(({ endedAt }) => endedAt !== undefined)).toBe(true);
  },
);

/** Mounts, asks and unmounts a chat `count` times. It returns when every submit's promise has settled. */
async function runCycles(page: Page, count: number, seed: number): Promise<void> {
  await page.evaluate(
    async ({ cycles, from, apiUrl }) => {
      const random = window.randomFrom(from);
      for (let at = 0; at < cycles; at += 1) {
        const mode = random() < 0.25 ? "wait" : "stream";
        window.chats.show("chat", { apiUrl, assistantId: "faq", mode });
        const ended = window.chats.run("chat").submit("Refund?");
        await new Promise((resolve) => setTimeout(resolve, random() * 40));
        window.chats.hide("chat");
        await ended;
      }
    },
    { cycles: count, from: seed, apiUrl: server().url },
  );
}
