/** Visitors who ask and never read. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { ask, gatewayOptions, HEADERS, questionBody } from "./ask.js";
import { serveInChild } from "./serveInChild.js";
import { startLangGraph } from "./startLangGraph.js";

const READERS = 50;
const MEGABYTE = 1_048_576;
const MAX_GROWTH_BYTES = 64 * MEGABYTE;

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

test("50 visitors who never read cost bounded memory, and are cut off after the stall limit", async () => {
  const word = "x".repeat(16_384);
  const server = await startLangGraph(async ({ run, begin, say, wait }) => {
    const { response } = run.request;
    begin();
    // 100 megabytes, as fast as the gateway takes them.
    for (let sent = 0; sent < 100 * MEGABYTE && !response.destroyed; sent += word.length) {
      say(word);
      while (response.writableNeedDrain && !response.destroyed) await wait(5);
    }
    await wait(60_000);
  });
  cleanUps.push(() => server.close());
  const gateway = await serveInChild({
    gateway: gatewayOptions(server.url, {
      limits: { maxStalledMs: 3_000, maxAnswerBytes: 1_000 * MEGABYTE },
    }),
  });
  cleanUps.push(() => gateway.close());

  // A process that has served as many visitors who read has grown to its working size.
  await Promise.all(Array.from({ length: READERS }, () => readSome(gateway.url)));
  const areOver = () => server.runs.filter(({ endedBy }) => endedBy !== undefined).length;
  await expect.poll(areOver, { timeout: 20_000 }).toBe(READERS);
  const before = await gateway.memory();
  const sockets = await Promise.all(
    Array.from({ length: READERS }, () => askAndNeverRead(gateway.url)),
  );
  cleanUps.push(() => sockets.forEach((socket) => socket.destroy()));

  let mostBytes = 0;
  await expect
    .poll(
      async () => {
        const { rssBytes } = await gateway.memory();
        mostBytes = Math.max(mostBytes, rssBytes);
        return areOver();
      },
      { timeout: 40_000, interval: 250 },
    )
    .toBe(2 * READERS);

  const growth = mostBytes - before.rssBytes;
  console.log(
    `50 readers that never read: at most ${Math.round(growth / MEGABYTE)} MB more memory.`,
  );
  expect(growth).toBeLessThan(MAX_GROWTH_BYTES);
  const logged = gateway.logs().match(/"outcome":"limit"/g) ?? [];
  expect(logged).toHaveLength(READERS);
});

/** Reads two megabytes and leaves. */
async function readSome(url: string): Promise<void> {
  const response = await ask(url);
  let bytes = 0;
  for await (const piece of response.body ?? []) {
    bytes += piece.byteLength;
    if (bytes > 2 * MEGABYTE) return;
  }
}

async function askAndNeverRead(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => {});
  await once(socket, "connect");
  // A paused socket reads nothing, so the kernel's buffers fill up and the gateway has to wait.
  socket.pause();
  const body = questionBody();
  const headers = { ...HEADERS, host: "gateway", "content-length": Buffer.byteLength(body) };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`POST /runs/stream HTTP/1.1\r\n${lines.join("")}\r\n${body}`);
  return socket;
}
