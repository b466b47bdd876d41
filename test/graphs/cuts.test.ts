/**
 * Cuts the streams of the real servers after each event, as cleanly as a complete stream ends. The tests count the cuts
 * that the store takes for a success, although the text differs from the complete run's. Without `LONG=1`, they cut after
 * every fifth event; which ones is random, and the report says it.
 */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { paintAtOnce } from "../faults/paintAtOnce.js";
import { endingOf, type GraphShape, type ServerName } from "../servers/GraphShape.js";
import { SERVERS } from "../servers/servers.js";
import { SHAPES, shapesOn } from "../servers/shapes.js";
import { bytes, createScriptedServer, type Reply } from "../../src/testing/index.js";
import { INVISIBLE } from "./invisibleCuts.js";
import { onServers } from "./onServers.js";
import { forEachInParallel, runShape } from "./runShape.js";

/** The bytes of a shape's stream, and the answer of the complete stream. */
interface Recording {
  readonly server: ServerName;
  readonly shape: GraphShape;
  readonly way: "stream" | "subgraphs";
  readonly body: Uint8Array;
  readonly answer: string;
}

/** The replies to the page when it looks for the run's thread after the stream has ended. */
const LOOKS = {
  /** The server does not let the page look. */
  none: { status: 404, body: "404 Not Found" },
  /** The run still goes on, so the stream was cut. */
  busy: json([{ thread_id: "00000000-0000-4000-8000-000000000001", status: "busy" }]),
  /** The run is over. The server deletes a stateless run's thread then. */
  over: json([]),
} satisfies Record<string, Reply>;
type Look = keyof typeof LOOKS;

const EVERY = process.env.LONG ? 1 : 5;
/** `FIRST=1 npm run test:graphs` repeats a run whose report says so. */
const FIRST = Number(process.env.FIRST ?? Math.floor(Math.random() * EVERY));

const recordings: Recording[] = [];
/** The number of cuts of each stream, by `server shape way`. */
const cutCounts = new Map<string, number>();
/** The number of cuts that the store takes for a success with another text, by the reply to the look. */
const falseSuccesses = { none: new Map<string, number>(), busy: new Map<string, number>() };
/** The number of cuts after which the store says that the graph gave no answer. */
const falseNoAnswers = { none: new Map<string, number>(), busy: new Map<string, number>() };

beforeAll(async () => {
  paintAtOnce();
  // In development the store warns about every run without an answer.
  vi.spyOn(console, "warn").mockImplementation(() => {});
  await onServers(async (server, apiUrl) => {
    const requests = shapesOn(server).flatMap((shape) =>
      (["stream", "subgraphs"] as const).map((way) => ({ shape, way })),
    );
    await forEachInParallel(requests, async ({ shape, way }) => {
      const { ends, answer } = endingOf(shape, server, way);
      if (ends !== "success" || answer === undefined) return;
      const body = await record(shape, way, apiUrl);
      recordings.push({ server, shape, way, body, answer });
    });
  });
  await forEachInParallel(recordings, async (recording) => {
    const { server, shape, way, body } = recording;
    const ends = frameEnds(body)
      .slice(0, -1)
      .filter((_end, at) => (at + FIRST) % EVERY === 0);
    const key = `${server} ${shape.name} ${way}`;
    cutCounts.set(key, ends.length);
    for (const look of ["none", "busy"] as const) {
      const runs = await Promise.all(ends.map((end) => replay(recording, end, look)));
      const others = runs.filter(({ answer }) => answer !== recording.answer);
      falseSuccesses[look].set(key, others.filter(({ ends: end }) => end === "success").length);
      falseNoAnswers[look].set(key, others.filter(({ ends: end }) => end === "no_answer").length);
    }
  });
});

afterAll(() => {
  vi.unstubAllGlobals();
  console.log(report());
});

describe.each(SERVERS.map(({ name }) => name))("on the %s server", (server) => {
  const inAll = (counts: ReadonlyMap<string, number>) =>
    [...counts].filter(([key, count]) => key.startsWith(`${server} `) && count > 0);

  test("the tests cut at least thirty shapes", () => {
    const shapes = new Set(recordings.filter((one) => one.server === server).map(nameOf));
    expect(shapes.size).toBeGreaterThanOrEqual(30);
  });

  test("if the page may look for the run, no cut is a success with another text", () => {
    expect(inAll(falseSuccesses.busy)).toEqual([]);
  });

  test("if the page may look for the run, no cut ends as a graph without an answer", () => {
    expect(inAll(falseNoAnswers.busy)).toEqual([]);
  });

  test("if the page may not look for the run, only cuts of the listed shapes are a success with another text", () => {
    const names = inAll(falseSuccesses.none).map(([key]) => key.split(" ")[1]);
    expect(names.filter((name = "") => !INVISIBLE.has(name))).toEqual([]);
  });

  test("a complete stream has the same end and text with a look and without one", async () => {
    const differences: unknown[] = [];
    const own = recordings.filter((one) => one.server === server);
    await forEachInParallel(own, async (recording) => {
      const { body, shape, way } = recording;
      const [looked, unlooked] = await Promise.all([
        replay(recording, body.length, "over"),
        replay(recording, body.length, "none"),
      ]);
      if (looked.ends !== unlooked.ends || looked.answer !== unlooked.answer)
        differences.push([shape.name, way, looked, unlooked]);
    });
    expect(differences).toEqual([]);
  });
});

test("the tests cut every shape in the list of invisible cuts", () => {
  const cut = new Set(recordings.map(nameOf));
  expect([...INVISIBLE].filter((name) => !cut.has(name))).toEqual([]);
});

function nameOf({ shape }: Recording): string {
  return shape.name;
}

function json(value: unknown): Reply {
  const headers = { "content-type": "application/json" };
  return { status: 200, headers, body: JSON.stringify(value) };
}

/** Runs a shape on a real server and returns the bytes of its stream. */
async function record(
  shape: GraphShape,
  way: Recording["way"],
  apiUrl: string,
): Promise<Uint8Array> {
  let body = new Uint8Array();
  await runShape(shape, way, {
    apiUrl,
    async fetch(input, init) {
      const request = new Request(input, init);
      if (!request.url.endsWith("/runs/stream")) return fetch(request);
      const response = await fetch(request);
      body = new Uint8Array(await response.arrayBuffer());
      return new Response(body, response);
    },
  });
  return body;
}

/** Lets the store read the recording up to the byte `end`. */
function replay({ shape, way, body }: Recording, end: number, look: Look) {
  const server = createScriptedServer(({ url, method }) => {
    if (url.endsWith("/runs/stream")) return [bytes(body.subarray(0, end))];
    if (look === "none" || url.endsWith("/threads/search")) return LOOKS[look];
    if (method === "GET" && url.endsWith("/runs"))
      return json(look === "over" ? [] : [{ run_id: "run-1", status: "running" }]);
    return url.endsWith("/cancel") ? { status: 202, body: "{}" } : LOOKS.none;
  });
  return runShape(shape, way, { apiUrl: "https://assistant.test", fetch: server.fetch });
}

/** Returns the offsets behind the events. An event ends with an empty line. */
function frameEnds(body: Uint8Array): number[] {
  const text = Buffer.from(body).toString("latin1");
  return [...text.matchAll(/\r?\n\r?\n/g)].map(({ index, 0: gap }) => index + gap.length);
}

/** Prints the counts in total and for each shape. A shape's counts include both servers and both ways of asking. */
function report(): string {
  const sum = (counts: ReadonlyMap<string, number>, shape = "") =>
    [...counts]
      .filter(([key]) => key.includes(` ${shape}`))
      .reduce((total, [, count]) => total + count, 0);
  const figures = ({ none, busy }: typeof falseSuccesses, shape?: string) =>
    `${sum(none, shape)} without a look, ${sum(busy, shape)} with, of ${sum(cutCounts, shape)} cuts`;
  const lines = SHAPES.map(({ name }) => `${name} `)
    .filter((shape) => sum(falseSuccesses.none, shape) + sum(falseSuccesses.busy, shape) > 0)
    .map((shape) => `  ${shape.trim()}: ${figures(falseSuccesses, shape)}`);
  return [
    `One of ${EVERY} events is cut, FIRST=${FIRST}.`,
    `Cuts that end as a graph without an answer: ${figures(falseNoAnswers)}`,
    `Cuts that end as a success with another text: ${figures(falseSuccesses)}`,
    ...lines,
  ].join("\n");
}
