/** Stopped at any moment: at once for the visitor, and soon after for the server. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createRun } from "../../src/run/createRun.js";
import type { RunOptions } from "../../src/run/types.js";
import { metadata, tokens } from "../../src/testing/index.js";
import { startMisbehavingServer, type MisbehavingServer, type Play } from "./misbehavingServer.js";
import { createRandom, SEED, times, type Random } from "./random.js";
import { CLIENTS, GUARDED } from "./transports.js";
import { warmUp } from "./warmUp.js";

interface Phase {
  readonly mode: "stream" | "wait";
  readonly play: Play;
}

const PHASES: readonly (readonly [string, Phase])[] = [
  ["before the headers", { mode: "stream", play() {} }],
  [
    "after the headers",
    { mode: "stream", play: (wire) => wire.head(200, { "content-type": "text/event-stream" }) },
  ],
  [
    "between events",
    {
      mode: "stream",
      async play(wire) {
        await wire.send(metadata());
        for (let at = 0; at < 100; at += 1) {
          await wire.send(...tokens(" and more"));
          await wire.pause(3);
        }
      },
    },
  ],
  ["before the headers, in wait mode", { mode: "wait", play() {} }],
  [
    "between line ends, in wait mode",
    {
      mode: "wait",
      async play(wire) {
        wire.head(200, { "content-type": "text/plain" });
        for (let at = 0; at < 100; at += 1) {
          await wire.send("\n");
          await wire.pause(3);
        }
      },
    },
  ],
];

const TRANSPORTS = [GUARDED, ...CLIENTS.slice(0, 1)];
const tookMs: number[] = [];
let server: MisbehavingServer;

beforeAll(async () => {
  server = await startMisbehavingServer(() => {});
  for (const transport of TRANSPORTS) await warmUp(transport);
});

afterAll(async () => {
  await server.close();
  const sorted = [...tookMs].sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)];
  const [p50 = 0, p99 = 0] = [at(0.5), at(0.99)];
  console.log(
    `${sorted.length} stops (seed ${SEED}): the socket closes at the server after ${p50.toFixed(1)} ms (p50), ${p99.toFixed(1)} ms (p99).`,
  );
  expect(p99).toBeLessThan(2_000);
});

describe.each(TRANSPORTS.map((transport) => [transport.name, transport] as const))(
  "%s",
  (_name, transport) => {
    test.each(PHASES)("%s", async (phase, { mode, play }) => {
      const random = createRandom(SEED + phase.length);
      const count = times(50, 500) / PHASES.length / TRANSPORTS.length;
      server.play(play);
      for (let at = 0; at < count; at += 1) {
        const store = createRun({
          ...transport.connect(server.url),
          assistantId: "faq",
          mode,
          cancelOnStop: false,
        } as RunOptions);
        const ended = store.submit("Can I get a refund?");
        const request = await server.sawRuns(server.runs().length + 1);
        await someTime(random);
        const stoppedAt = performance.now();
        store.stop();
        const stopped = store.getSnapshot();
        expect(stopped).toMatchObject({ status: "stopped", question: "Can I get a refund?" });
        tookMs.push((await request.closed) - stoppedAt);
        expect(await ended).toBe(stopped);
        expect(store.getSnapshot()).toBe(stopped);
      }
      await server.allClosed();
    });
  },
);

/** From nothing at all to 40 ms, in between ticks and turns of the loop. */
async function someTime(random: Random): Promise<void> {
  const kind = random.below(4);
  if (kind === 1) await Promise.resolve();
  if (kind === 2) await new Promise((resolve) => setImmediate(resolve));
  if (kind === 3) await new Promise((resolve) => setTimeout(resolve, random.below(40)));
}
