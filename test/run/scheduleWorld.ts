/** A store, a server with moods, and what the schedules note about both. */
import fc from "fast-check";
import type { RunConnection, RunsClientLike } from "../../src/langgraph/options.js";
import { createRun } from "../../src/run/createRun.js";
import type { RunStore } from "../../src/run/runStore.js";
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

/** How one run behaves on the wire. */
export interface Behaviour {
  readonly headersAfter: number;
  readonly wordCount: number;
  readonly pauses: readonly number[];
  readonly end: "clean" | "cut" | "short" | "failed" | "hang" | "http" | "gone";
  readonly garbage: boolean;
}

/** How the network and the client treat every run of a schedule. */
export interface Wire {
  /** The size of network chunks; `0` for one chunk an event. */
  readonly chunkBytes: number;
  /** Whether the client ignores aborts. */
  readonly isDeaf: boolean;
}

export const anyBehaviour: fc.Arbitrary<Behaviour> = fc.record({
  headersAfter: fc.integer({ min: 0, max: 120 }),
  wordCount: fc.integer({ min: 0, max: 6 }),
  pauses: fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 6, maxLength: 6 }),
  end: fc.constantFrom("clean", "clean", "clean", "cut", "short", "failed", "hang", "http", "gone"),
  garbage: fc.boolean(),
});

export const anyWire: fc.Arbitrary<Wire> = fc.record({
  chunkBytes: fc.constantFrom(0, 0, 1, 7),
  isDeaf: fc.boolean(),
});

/** The words of a run. Every text names its run, so that a stray word is known. */
function wordsOf({ wordCount }: Behaviour, run: number): readonly string[] {
  return Array.from({ length: wordCount }, (_, at) => `run${run}-${at} `);
}

function replyOf(behaviour: Behaviour, run: number): Reply {
  const { headersAfter, pauses, end, garbage } = behaviour;
  if (end === "http") return { status: 503 };
  if (end === "gone") return "unreachable";
  const words = wordsOf(behaviour, run);
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

/** How a run ends that nobody interrupts: its status or its error's kind, and its answer where that is certain. */
export function endOf(
  behaviour: Behaviour,
  { isDeaf }: Wire,
  run: number,
): { readonly ends: readonly string[]; readonly answer?: string } {
  const { end, garbage } = behaviour;
  const answer = wordsOf(behaviour, run).join("");
  if (end === "http") return { ends: ["server"], answer: "" };
  if (end === "gone") return { ends: ["network"], answer: "" };
  // A broken connection may take along what was on its way.
  if (end === "cut") return { ends: ["network", "truncated"] };
  // The deaf client of these tests throws at broken JSON.
  if (garbage && isDeaf) return { ends: ["truncated"], answer };
  if (end === "failed") return { ends: ["run_failed"], answer };
  if (end === "hang") return { ends: ["timeout"], answer };
  if (end === "short") return { ends: ["truncated"], answer };
  return { ends: ["success"], answer: answer || `run${run}` };
}

export interface World {
  readonly store: RunStore<Record<string, unknown>, Record<string, unknown>>;
  readonly server: ScriptedServer;
  /** The snapshots that `onFinish` and `onError` were called with. */
  readonly finished: RunSnapshot[];
  /** Parts that were reported although their run was no longer the one in flight. */
  readonly strays: string[];
  detach: () => void;
  isMounted: boolean;
}

export function makeWorld(behaviours: readonly Behaviour[], { chunkBytes, isDeaf }: Wire): World {
  const finished: RunSnapshot[] = [];
  const strays: string[] = [];
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
  const world: World = { store, server, strays, finished, detach: store.attach(), isMounted: true };
  return world;
}

/** A client that ignores aborts: it goes on yielding whatever the server sends. */
function deafClient(server: ScriptedServer): RunsClientLike {
  return {
    runs: {
      async *stream(
        _threadId,
        assistantId,
        { signal: _ignored, onRunCreated: _unused, ...payload },
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
