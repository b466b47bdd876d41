/** A gateway's own server, in a process of its own, so that signals can be sent to it. */
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { serveGateway } from "../../../src/gateway/node/serveGateway.js";
import { ask, endOf, gatewayOptions, wordsOf } from "../ask.js";
import { serveInChild, type Child } from "../serveInChild.js";
import { startLangGraph, type LangGraph, type RunScript } from "../startLangGraph.js";
import { waitUntil } from "../waitFor.js";

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const WORDS = Array.from({ length: 40 }, (_, at) => `word-${at} `);

async function start(script: RunScript, graceMs: number): Promise<[LangGraph, Child]> {
  const server = await startLangGraph(script);
  cleanUps.push(() => server.close());
  const child = await serveInChild({ gateway: gatewayOptions(server.url), serve: { graceMs } });
  cleanUps.push(() => child.close());
  return [server, child];
}

/** Asks 50 questions, and resolves when each stream has begun. The texts resolve when the streams are over. */
async function openStreams(child: Child): Promise<Promise<string>[]> {
  const responses = await Promise.all(Array.from({ length: 50 }, () => ask(child.url)));
  expect(responses.map(({ status }) => status)).toEqual(responses.map(() => 200));
  return responses.map((response) => response.text());
}

const health = async (url: string) => (await fetch(`${url}/healthz`)).status;

test("SIGTERM loses none of 50 running streams, refuses new runs with 503, and ends with exit code 0", async () => {
  const [server, child] = await start(async ({ begin, say, answer, wait }) => {
    begin();
    for (const word of WORDS) {
      say(word);
      await wait(40);
    }
    answer(WORDS.join(""));
  }, 30_000);
  const texts = await openStreams(child);

  child.kill("SIGTERM");
  await waitUntil(async () => (await health(child.url)) === 503);
  const refused = await ask(child.url);
  expect(refused.status).toBe(503);
  expect(await refused.json()).toMatchObject({ code: "shutting_down" });

  for (const text of await Promise.all(texts)) {
    expect(wordsOf(text)).toBe(WORDS.join(""));
    expect(endOf(text)).toMatchObject({ status: "success" });
  }
  expect(await child.exited).toBe(0);
  expect(server.runs.map(({ endedBy }) => endedBy)).toEqual(server.runs.map(() => "itself"));
  expect(server.runs).toHaveLength(50);
});

test("streams that go on after the grace time are ended in order, and their runs are cancelled", async () => {
  const [server, child] = await start(async ({ begin, say, wait }) => {
    begin();
    for (;;) {
      say("tick ");
      await wait(50);
    }
  }, 200);
  const texts = await openStreams(child);
  child.kill("SIGTERM");
  for (const text of await Promise.all(texts)) {
    expect(wordsOf(text)).toContain("tick tick ");
    expect(endOf(text)).toMatchObject({ status: "error", reason: "shutdown" });
  }
  expect(await child.exited).toBe(0);
  expect(server.runs.map(({ endedBy }) => endedBy)).toEqual(server.runs.map(() => "cancel"));
});

test("a second signal ends the process at once, with exit code 1", async () => {
  const [, child] = await start(async ({ begin, wait }) => {
    begin();
    await wait(60_000);
  }, 60_000);
  const response = await ask(child.url);
  const text = response.text().catch((error: unknown) => error);
  child.kill("SIGINT");
  await waitUntil(async () => (await health(child.url)) === 503);
  child.kill("SIGINT");
  expect(await child.exited).toBe(1);
  expect(await text).toBeInstanceOf(Error);
});

test("without streams, SIGINT ends the process with exit code 0", async () => {
  const [, child] = await start(async () => {}, 60_000);
  expect(await health(child.url)).toBe(200);
  child.kill("SIGINT");
  expect(await child.exited).toBe(0);
});

const refuses = {
  handle: async () => ({ status: 404, headers: {}, body: "{}" }),
  drain: async () => {},
};

test("a gateway's server listens on a free port of the local machine unless it is told otherwise", async () => {
  const before = process.listenerCount("SIGTERM");
  const served = await serveGateway(refuses);
  cleanUps.push(() => served.close());
  expect(served.url).toBe(`http://127.0.0.1:${served.port}`);
  expect((await fetch(served.url)).status).toBe(404);
  expect(process.listenerCount("SIGTERM")).toBe(before + 1);
  await Promise.all([served.close(), served.close()]);
  expect(process.listenerCount("SIGTERM")).toBe(before);
  await expect(fetch(served.url)).rejects.toBeInstanceOf(Error);
});

test("a port that is taken makes starting fail", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  cleanUps.push(() => other.close());
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  const before = process.listenerCount("SIGTERM");
  await expect(serveGateway(refuses, { port })).rejects.toMatchObject({ code: "EADDRINUSE" });
  expect(process.listenerCount("SIGTERM")).toBe(before);
});
