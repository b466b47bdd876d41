/**
 * Any order of submit, stop, retry, reset, unmount and remount, against a server that delays, cuts, fails
 * and chops as it likes, on a clock of our own: what must hold, holds after each step.
 */
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createRun, type RunStore } from "../../src/run/createRun.js";
import type { RunConnection, RunsClientLike } from "../../src/langgraph/options.js";
import type { RunSnapshot } from "../../src/run/types.js";
import {
  aiMessage,
  bytes,
  createScriptedServer,
  cut,
  delta,
  metadata,
  pause,
  runFailed,
  update,
  type Reply,
  type ScriptedServer,
  type ScriptStep,
} from "../../src/testing/index.js";

const RUNS = process.env.LONG ? 10_000 : 500;
const SEED = Number(process.env.SEED ?? 0) || Date.now() & 0x7fffffff;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Action = "submit" | "stop" | "retry" | "reset" | "unmount" | "mount" | { wait: number };

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 4, arbitrary: fc.constant("submit" as const) },
  { weight: 2, arbitrary: fc.constantFrom("stop" as const, "retry" as const, "reset" as const) },
  { weight: 1, arbitrary: fc.constantFrom("unmount" as const, "mount" as const) },
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 400 }).map((wait) => ({ wait })) },
);

/** How one run behaves on the wire. Every text names the run, so that a stray word is known. */
const behaviour = fc.record({
  headersAfter: fc.integer({ min: 0, max: 120 }),
  wordCount: fc.integer({ min: 0, max: 6 }),
  pauses: fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 6, maxLength: 6 }),
  end: fc.constantFrom("clean", "clean", "clean", "cut", "short", "failed", "hang", "http", "gone"),
  garbage: fc.boolean(),
});
type Behaviour = typeof behaviour extends fc.Arbitrary<infer B> ? B : never;

function replyOf({ headersAfter, wordCount, pauses, end, garbage }: Behaviour, run: number): Reply {
  if (end === "http") return { status: 503 };
  if (end === "gone") return "unreachable";
  const words = Array.from({ length: wordCount }, (_, at) => `run${run}-${at} `);
  const steps: ScriptStep[] = [pause(headersAfter), metadata()];
  words.forEach((word, at) => steps.push(pause(pauses[at] ?? 0), delta(word)));
  if (garbage) steps.push(bytes("event: updates\ndata: {broken\n\n: heartbeat\n\n"));
  if (end === "failed") return [...steps, runFailed("boom")];
  if (end === "cut") return [...steps, cut()];
  if (end === "hang") return [...steps, pause(10_000_000)];
  if (end === "short") return steps;
  const said = aiMessage(words.join("") || `run${run}`, { id: "message-1" });
  return [...steps, update("answer", { messages: [said] })];
}

const TERMINAL = new Set(["success", "stopped", "error"]);

interface World {
  readonly store: RunStore<Record<string, unknown>, Record<string, unknown>>;
  readonly server: ScriptedServer;
  /** What each submission's promise gave, by its number. */
  readonly ended: Map<number, RunSnapshot>;
  readonly submitted: number[];
  readonly finished: RunSnapshot[];
  /** Parts that were told although their run was no longer the one in flight. */
  readonly strays: string[];
  letGo: () => void;
  isMounted: boolean;
}

function makeWorld(
  behaviours: readonly Behaviour[],
  { chunkBytes, isDeaf }: { chunkBytes: number; isDeaf: boolean },
): World {
  const finished: RunSnapshot[] = [];
  let started = 0;
  const server = createScriptedServer(
    (request) => {
      if (!request.url.endsWith("/runs/stream")) return { status: 404 };
      const run = started;
      started += 1;
      const given = behaviours[run % behaviours.length];
      return given ? replyOf(given, run) : [];
    },
    chunkBytes > 0 ? { chunkBytes } : {},
  );
  const connection: RunConnection = isDeaf
    ? { client: deafClient(server) }
    : { apiUrl: "https://assistant.test", fetch: server.fetch };
  const strays: string[] = [];
  const store = createRun<Record<string, unknown>, Record<string, unknown>>({
    ...connection,
    assistantId: "faq",
    onEvent(part) {
      const run = /run(\d+)/.exec(JSON.stringify(part.data))?.[1];
      const isNewest = run === undefined || Number(run) === started - 1;
      if (!isNewest || !world.isMounted) strays.push(JSON.stringify(part));
    },
    onFinish: (snapshot) => finished.push(snapshot),
    onError: (_error, snapshot) => finished.push(snapshot),
    onUpdate: () => {
      throw new Error("a callback's own mistake");
    },
  });
  const world: World = {
    store,
    server,
    strays,
    finished,
    ended: new Map(),
    submitted: [],
    letGo: store.attach(),
    isMounted: true,
  };
  return world;
}

/** A client that never hears of an abort: it goes on yielding whatever the server sends. */
function deafClient(server: ScriptedServer): RunsClientLike {
  return {
    runs: {
      async *stream(
        _threadId,
        assistantId,
        { signal: _unheard, onRunCreated: _unused, ...payload },
      ) {
        const response = await server.fetch("https://assistant.test/runs/stream", {
          method: "POST",
          body: JSON.stringify({ assistant_id: assistantId, ...payload }),
        });
        if (!response.ok || !response.body) throw Object.assign(new Error(), { status: 503 });
        let text = "";
        for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
          text += chunk;
          for (let end = text.indexOf("\n\n"); end !== -1; end = text.indexOf("\n\n")) {
            const [, event = "", data = "null"] =
              /event: (.*)\ndata: (.*)/.exec(text.slice(0, end)) ?? [];
            text = text.slice(end + 2);
            yield { event, data: JSON.parse(data) as unknown };
          }
        }
      },
      wait: async () => ({}),
    },
  };
}

function posts({ server }: World): number {
  return server.requests.filter(({ url }) => url.endsWith("/runs/stream")).length;
}

async function act(world: World, next: Action): Promise<void> {
  const { store, ended, submitted } = world;
  const track = (promise: Promise<RunSnapshot>) => {
    const number = submitted.length;
    submitted.push(number);
    void promise.then((snapshot) => ended.set(number, snapshot));
  };
  if (typeof next === "object") return void (await vi.advanceTimersByTimeAsync(next.wait));
  switch (next) {
    case "submit":
      return track(store.submit(`question ${submitted.length}`));
    case "retry":
      return track(store.retry());
    case "stop": {
      const before = store.getSnapshot();
      store.stop();
      // At once, and nothing that was shown is lost.
      expect(store.getSnapshot().status).not.toMatch(/pending|streaming/);
      expect(store.getSnapshot().answer.startsWith(before.answer)).toBe(true);
      return;
    }
    case "reset":
      store.reset();
      expect(store.getSnapshot()).toMatchObject({ status: "idle", answer: "", question: "" });
      return;
    case "unmount":
      if (!world.isMounted) return;
      world.letGo();
      world.isMounted = false;
      await vi.advanceTimersByTimeAsync(0);
      return;
    case "mount":
      if (world.isMounted) return;
      world.letGo = store.attach();
      world.isMounted = true;
  }
}

/** No word of any run but the newest is ever on screen. */
function expectNoStaleWord(world: World): void {
  const { answer, question } = world.store.getSnapshot();
  const runs = new Set([...answer.matchAll(/run(\d+)/g)].map(([, run]) => Number(run)));
  expect(runs.size).toBeLessThanOrEqual(1);
  for (const run of runs) expect(run).toBe(posts(world) - 1);
  if (answer) expect(question).not.toBe("");
}

test(`whatever the order (${RUNS} schedules, seed ${SEED})`, { timeout: 600_000 }, async () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  process.on("unhandledRejection", note);
  const report = vi.spyOn(console, "error").mockImplementation(() => {});

  await fc.assert(
    fc.asyncProperty(
      fc.array(action, { minLength: 1, maxLength: 25 }),
      fc.array(behaviour, { minLength: 1, maxLength: 6 }),
      fc.record({ chunkBytes: fc.constantFrom(0, 0, 1, 7), isDeaf: fc.boolean() }),
      async (actions, behaviours, wire) => {
        const world = makeWorld(behaviours, wire);
        for (const next of actions) {
          await act(world, next);
          expectNoStaleWord(world);
        }
        // Whatever still runs ends by a deadline.
        await vi.advanceTimersByTimeAsync(400_000);
        expectNoStaleWord(world);
        const { status } = world.store.getSnapshot();
        expect(status === "idle" || TERMINAL.has(status)).toBe(true);

        // Every submission has ended in exactly one way, and none sent more than one POST.
        expect(world.ended.size).toBe(world.submitted.length);
        for (const snapshot of world.ended.values())
          expect(snapshot.status === "idle" || TERMINAL.has(snapshot.status)).toBe(true);
        expect(posts(world)).toBeLessThanOrEqual(world.submitted.length);
        const keys = world.server.requests
          .filter(({ url }) => url.endsWith("/runs/stream"))
          .map(({ body }) => (body as { metadata: { oneshot_key: string } }).metadata.oneshot_key);
        expect(new Set(keys).size).toBe(keys.length);
        expect(new Set(world.finished).size).toBe(world.finished.length);
        expect(world.strays).toEqual([]);

        // After the last one has gone, nothing is left behind.
        const heard = world.finished.length;
        world.letGo();
        await vi.advanceTimersByTimeAsync(20_000_000);
        expect(world.finished.length).toBe(heard);
        expect(vi.getTimerCount()).toBe(0);
      },
    ),
    { numRuns: RUNS, seed: SEED },
  );
  expect(unhandled).toEqual([]);
  process.off("unhandledRejection", note);
  report.mockRestore();
});
