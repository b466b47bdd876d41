/**
 * Streams of the real servers that end too early: after each of their events, as cleanly as a whole run. Counts where
 * such a cut is called a success with another text than the whole run's.
 */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { paintAtOnce } from "../faults/paintAtOnce.js";
import { SERVERS } from "../servers/servers.js";
import { endingOf, SHAPES, type GraphShape, type ServerName } from "../servers/shapes.js";
import { bytes, createScriptedServer, type Reply } from "../../src/testing/index.js";
import { INVISIBLE } from "./invisibleCuts.js";
import { onServers } from "./onServers.js";
import { manyAtATime, runShape } from "./runShape.js";

/** What a shape's stream looks like on the wire, and what it comes to when it is whole. */
interface Recording {
  readonly server: ServerName;
  readonly shape: GraphShape;
  readonly way: "stream" | "subgraphs";
  readonly body: Uint8Array;
  readonly answer: string;
}

/** What the page learns when it asks for the run's thread after the stream has ended. */
const LOOKS = {
  /** The page may not ask. */
  none: { status: 404, body: "404 Not Found" },
  /** The run goes on: the stream was cut. */
  busy: json([{ thread_id: "00000000-0000-4000-8000-000000000001", status: "busy" }]),
  /** A stateless run's thread is deleted when the run is over. */
  over: json([]),
} satisfies Record<string, Reply>;
type Look = keyof typeof LOOKS;

const recordings: Recording[] = [];
/** By `server shape way`: at how many borders the stream is cut. */
const borders = new Map<string, number>();
/** At how many a cut is a success with another text, and at how many the graph is said to have none. */
const mistaken = { none: new Map<string, number>(), busy: new Map<string, number>() };
const blamed = { none: new Map<string, number>(), busy: new Map<string, number>() };

beforeAll(async () => {
  paintAtOnce();
  // In development the store tells of every run that has no answer.
  vi.spyOn(console, "warn").mockImplementation(() => {});
  await onServers(async (server, apiUrl) => {
    const asked = SHAPES.flatMap((shape) =>
      (["stream", "subgraphs"] as const).map((way) => ({ shape, way })),
    );
    await manyAtATime(asked, async ({ shape, way }) => {
      const { ends, answer } = endingOf(shape, server, way);
      if (ends !== "success" || answer === undefined) return;
      const body = await record(shape, way, apiUrl);
      recordings.push({ server, shape, way, body, answer });
    });
  });
  await manyAtATime(recordings, async (recording) => {
    const { server, shape, way, body } = recording;
    const ends = frameEnds(body).slice(0, -1);
    const key = `${server} ${shape.name} ${way}`;
    borders.set(key, ends.length);
    for (const look of ["none", "busy"] as const) {
      const runs = await Promise.all(ends.map((end) => replay(recording, end, look)));
      const others = runs.filter(({ answer }) => answer !== recording.answer);
      mistaken[look].set(key, others.filter(({ ends: end }) => end === "success").length);
      blamed[look].set(key, others.filter(({ ends: end }) => end === "no_answer").length);
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

  test("at least thirty shapes are cut", () => {
    const shapes = new Set(recordings.filter((one) => one.server === server).map(nameOf));
    expect(shapes.size).toBeGreaterThanOrEqual(30);
  });

  test("no cut is a success with another text, where the page may look for the run", () => {
    expect(inAll(mistaken.busy)).toEqual([]);
  });

  test("no cut is said to be a graph without an answer, where the page may look", () => {
    expect(inAll(blamed.busy)).toEqual([]);
  });

  test("without a look, only cuts of the listed shapes are a success with another text", () => {
    const names = inAll(mistaken.none).map(([key]) => key.split(" ")[1]);
    expect(names.filter((name = "") => !INVISIBLE.has(name))).toEqual([]);
  });

  test("a whole stream is what it is on the wire, whatever the look says", async () => {
    const differences: unknown[] = [];
    const own = recordings.filter((one) => one.server === server);
    await manyAtATime(own, async (recording) => {
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

test("every shape of the list of invisible cuts is cut", () => {
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

/** Runs a shape on a real server and keeps what came over the wire. */
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

/** The recording up to a byte, read by the store. */
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

/** Where events end: after their empty line. */
function frameEnds(body: Uint8Array): number[] {
  const text = Buffer.from(body).toString("latin1");
  return [...text.matchAll(/\r?\n\r?\n/g)].map(({ index, 0: gap }) => index + gap.length);
}

/** The figures, in all and by shape: a shape's are over both servers and both ways. */
function report(): string {
  const sum = (counts: ReadonlyMap<string, number>, shape = "") =>
    [...counts]
      .filter(([key]) => key.includes(` ${shape}`))
      .reduce((total, [, count]) => total + count, 0);
  const figures = ({ none, busy }: typeof mistaken, shape?: string) =>
    `${sum(none, shape)} without a look, ${sum(busy, shape)} with, of ${sum(borders, shape)} cuts`;
  const lines = SHAPES.map(({ name }) => `${name} `)
    .filter((shape) => sum(mistaken.none, shape) + sum(mistaken.busy, shape) > 0)
    .map((shape) => `  ${shape.trim()}: ${figures(mistaken, shape)}`);
  return [
    `Said to be without an answer: ${figures(blamed)}`,
    `A success with another text: ${figures(mistaken)}`,
    ...lines,
  ].join("\n");
}
