/**
 * A page behind the gateway gets the end and the text that it gets without one, for the graph shapes on both real
 * servers: of complete streams and of streams that are cut after any event. By default every fifth shape runs and every
 * sixth event is cut, with `LONG=1` all of them.
 */
import { beforeAll, describe, expect, test, vi } from "vitest";
import { bytes, createScriptedServer, type Reply } from "../../src/testing/index.js";
import { paintAtOnce } from "../faults/paintAtOnce.js";
import { throughRelay } from "../gateway/stream/relayed.js";
import { WAYS, type GraphShape, type ServerName, type Way } from "../servers/GraphShape.js";
import { SERVERS } from "../servers/servers.js";
import { shapesOn } from "../servers/shapes.js";
import { onServers } from "./onServers.js";
import { forEachInParallel, runShape } from "./runShape.js";

/** The shapes whose answer is a key of the state. A gateway shows it only if its operator exposes that key. */
const ANSWER_KEYS: Readonly<Record<string, string>> = {
  stateKey: "reply",
  stateKeySpeaking: "reply",
  stateKeyAfterMessage: "reply",
  noMessagesKey: "reply",
  chatHistory: "chat_history",
};

const LONG_TEST = { timeout: 600_000 };

/** What a server replied to one shape. */
interface Recording {
  readonly server: ServerName;
  readonly shape: GraphShape;
  readonly way: Way;
  readonly body: Uint8Array;
}

const recordings: Recording[] = [];

beforeAll(async () => {
  paintAtOnce();
  // In development the store warns about every run without an answer.
  vi.spyOn(console, "warn").mockImplementation(() => {});
  await onServers(async (server, apiUrl) => {
    const requests = sample(shapesOn(server)).flatMap((shape) =>
      WAYS.map((way) => ({ shape, way })),
    );
    await forEachInParallel(requests, async ({ shape, way }) => {
      recordings.push({ server, shape, way, body: await record(shape, way, apiUrl) });
    });
  });
});

function sample(shapes: readonly GraphShape[]): readonly GraphShape[] {
  return shapes.filter(
    ({ name }, at) => process.env.LONG || at % 5 === 0 || Object.hasOwn(ANSWER_KEYS, name),
  );
}

describe.each(SERVERS.map(({ name }) => name))("behind a gateway, on the %s server", (server) => {
  const own = () => recordings.filter((one) => one.server === server);
  const isShown = ({ shape }: Recording) => !Object.hasOwn(ANSWER_KEYS, shape.name);

  test("at least fifty shapes are asked in five ways", () => {
    expect(own().length).toBeGreaterThanOrEqual(250);
  });

  test("the page gets the same end and text as directly, except where the answer is a key of the state", async () => {
    const others = await differences(own(), {});
    expect(others.filter(isShown).map(labelOf)).toEqual([]);
    const hidden = new Set(others.map(({ shape }) => shape.name));
    expect([...hidden].sort()).toEqual(Object.keys(ANSWER_KEYS).sort());
  });

  test("the page gets the answers that are keys of the state if the operator exposes these keys", async () => {
    const stateKeys = Object.values(ANSWER_KEYS);
    const others = await differences(own(), { stateKeys });
    expect(others.map(labelOf)).toEqual([]);
  });

  // With all shapes there are some 7,000 cuts on each server.
  test("a stream that is cut after any event ends as it does directly", LONG_TEST, async () => {
    const cut = own().flatMap((recording) =>
      recording.way === "wait" || !isShown(recording)
        ? []
        : frameEnds(recording.body)
            .filter((_end, at) => process.env.LONG || at % 6 === 0)
            .map((end) => ({ ...recording, body: recording.body.subarray(0, end) })),
    );
    expect(cut.length).toBeGreaterThan(300);
    expect((await differences(cut, {})).map(labelOf)).toEqual([]);
  });
});

function labelOf({ shape, way, body }: Recording): string {
  return `${shape.name} ${way} ${body.length} bytes`;
}

/** The replies that a page reads differently behind a gateway. */
async function differences(
  list: readonly Recording[],
  expose: { stateKeys?: readonly string[] },
): Promise<readonly Recording[]> {
  const others: Recording[] = [];
  await forEachInParallel(list, async (recording) => {
    const { shape, way } = recording;
    const apiUrl = "https://assistant.test";
    const send = () => replay(recording).fetch;
    const direct = await runShape(shape, way, { apiUrl, fetch: send() });
    const behind = await runShape(shape, way, { apiUrl, fetch: throughRelay(send(), { expose }) });
    if (direct.ends !== behind.ends || direct.answer !== behind.answer) others.push(recording);
  });
  return others;
}

/** A server that repeats the reply, and does not let the page look for the run. */
function replay({ way, body }: Recording) {
  const text = new TextDecoder().decode(body);
  const json = { status: 200, headers: { "content-type": "application/json" }, body: text };
  const reply: Reply = way === "wait" ? json : [bytes(body)];
  return createScriptedServer(({ url }): Reply => (/\/runs\//.test(url) ? reply : NOT_FOUND));
}

const NOT_FOUND = { status: 404, body: "404 Not Found" };

/** Runs a shape on a real server and returns the bytes of its reply. */
async function record(shape: GraphShape, way: Way, apiUrl: string): Promise<Uint8Array> {
  let body = new Uint8Array();
  await runShape(shape, way, {
    apiUrl,
    async fetch(input, init) {
      const request = new Request(input, init);
      const response = await fetch(request);
      if (!/\/runs\/(stream|wait)$/.test(request.url)) return response;
      body = new Uint8Array(await response.arrayBuffer());
      return new Response(body, response);
    },
  });
  return body;
}

/** The offsets behind the events. An event ends with an empty line. */
function frameEnds(body: Uint8Array): number[] {
  const text = Buffer.from(body).toString("latin1");
  return [...text.matchAll(/\r?\n\r?\n/g)].map(({ index, 0: gap }) => index + gap.length);
}
