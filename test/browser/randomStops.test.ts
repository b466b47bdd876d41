/** A stop takes effect at once, whatever the run is doing. */
import { hold, metadata, pause, tokens } from "oneshot-chat/testing";
import { expect, test } from "vitest";
import { countOutstanding, waitUntilSettled } from "./countOutstanding.js";
import { isLong, RANDOM_TEST_TIMEOUT_MS, SEED } from "./random.js";
import { setUpScriptedChats } from "./scriptedChats.js";

const STOPS = isLong ? 500 : 50;

const { serve, open, server } = setUpScriptedChats({ bfcache: false });

test(
  `${STOPS} stops at a random moment show in the next frame and close the connection (seed ${SEED})`,
  { timeout: RANDOM_TEST_TIMEOUT_MS },
  async () => {
    const words = tokens(Array.from({ length: 40 }, (_, at) => `word-${at}`).join(" "));
    await serve(
      // In wait mode the stops come before the headers. In stream mode they come between events and within them.
      () => [pause(5), metadata(), pause(5), ...words.flatMap((word) => [word, pause(1)]), hold()],
      { keepAlive: false },
    );
    const page = await open(countOutstanding);
    const stops = await page.evaluate(
      async ({ count, seed, apiUrl }) => {
        const random = window.randomFrom(seed);
        const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
        const seen = [];
        for (let at = 0; at < count; at += 1) {
          const mode = random() < 0.3 ? ("wait" as const) : ("stream" as const);
          window.chats.show("chat", { apiUrl, assistantId: "faq", mode, metadata: { at } });
          void window.chats.run("chat").submit("Refund?");
          await new Promise((resolve) => setTimeout(resolve, random() * 120));
          const { status: from, stop } = window.chats.run("chat");
          const stoppedAt = performance.timeOrigin + performance.now();
          stop();
          await nextFrame();
          const { status, answer } = window.chats.run("chat");
          const drawn = document.querySelector<HTMLElement>(".oneshot-chat")?.dataset.status;
          await nextFrame();
          const isUnchanged = window.chats.run("chat").answer === answer;
          seen.push({ at, mode, from, stoppedAt, status, drawn, isUnchanged });
        }
        return seen;
      },
      { count: STOPS, seed: SEED, apiUrl: server().url },
    );
    await waitUntilSettled(page, server());

    for (const stop of stops)
      expect(stop).toMatchObject({ status: "stopped", drawn: "stopped", isUnchanged: true });
    const latencies: number[] = [];
    for (const { at, stoppedAt } of stops) {
      // A question that is stopped before it is sent never reaches the server.
      const ended = server().exchanges.find(({ metadata: sent }) => sent.at === at)?.endedAt;
      if (ended !== undefined) latencies.push(ended - stoppedAt);
    }
    latencies.sort((a, b) => a - b);
    const percentile = (share: number) =>
      latencies[Math.min(Math.floor(latencies.length * share), latencies.length - 1)] ?? NaN;
    const count = (isOne: (stop: (typeof stops)[number]) => boolean) => stops.filter(isOne).length;
    const waited = count(({ mode }) => mode === "wait");
    const unspoken = count(({ mode, from }) => mode === "stream" && from === "pending");
    console.log(
      `seed ${SEED}: ${stops.length} stops (${waited} in wait mode, ${unspoken} before a token), ${latencies.length} of them with a request at the server; connection closed after p50 ${percentile(0.5).toFixed(1)} ms, p99 ${percentile(0.99).toFixed(1)} ms`,
    );
    expect(latencies.length).toBeGreaterThan(STOPS / 2);
    expect(percentile(0.99)).toBeLessThan(2_000);
  },
);
