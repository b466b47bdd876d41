/**
 * Visitors who leave at random moments. Whatever a run does at that moment, the gateway closes its connection to the
 * LangGraph server at once, and the run is cancelled there.
 */
import { request as httpRequest, type IncomingMessage } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createGateway, type Gateway } from "../../src/gateway/createGateway.js";
import { createRandom, SEED, times } from "../faults/random.js";
import { gatewayOptions, HEADERS, questionBody } from "./ask.js";
import { HOSTS, type Hosted } from "./hosts.js";
import { startLangGraph, type LangGraph, type RunScript } from "./startLangGraph.js";
import { waitUntil } from "./waitFor.js";

const VISITORS = times(50, 500);
const AT_ONCE = 10;
const RUN_MS = 400;

/** A machine that does other work at the same time is slow. Without such work it takes a few milliseconds. */
const GENEROUS_MS = 5_000;

const random = createRandom(SEED);

/** Every phase of a run lasts for some time: until the head, until the first word, the words, and the look after them. */
const script: RunScript = async ({ run, begin, say, answer, wait: pause }) => {
  await pause(random.below(80));
  const isWait = run.request.path === "/runs/wait";
  if (isWait) run.request.response.writeHead(200, { "content-type": "text/plain" }).write("\n");
  else begin();
  await pause(random.below(80));
  for (let word = 0; word < 15; word += 1) {
    if (!isWait) say(`word-${word} `);
    await pause(random.below(15));
  }
  if (isWait) run.request.response.write(JSON.stringify({ messages: [] }));
  else answer("all words");
  await pause(random.below(40));
};

interface Visit {
  readonly question: string;
  /** `performance.now()` when the connection was closed. */
  readonly leftAt: number;
  readonly status: number | undefined;
}

describe.each(HOSTS)("$name", (host) => {
  let server: LangGraph;
  let gateway: Gateway;
  let hosted: Hosted;

  beforeAll(async () => {
    server = await startLangGraph(script);
    server.beforeSearch = () => wait(40);
    gateway = createGateway(
      gatewayOptions(server.url, {
        // As many as there are at once: a place that is not given back is missed.
        limits: { concurrentRunsPerAssistant: AT_ONCE },
        authorize: async () => {
          await wait(10);
          return true;
        },
        log: () => {},
      }),
    );
    hosted = await host.listen(gateway);
  });

  afterAll(async () => {
    await hosted.close();
    await server.close();
  });

  /** Asks, and leaves after a random time. Some send only half of their question. */
  async function visit(at: number): Promise<Visit> {
    const question = `Question ${at}?`;
    const body = Buffer.from(questionBody(question));
    const path = random.below(5) === 0 ? "/runs/wait" : "/runs/stream";
    const headers = { ...HEADERS, "content-length": body.byteLength };
    const { port } = hosted;
    const request = httpRequest({ port, path, method: "POST", headers, agent: false });
    let status: number | undefined;
    const isClosed = new Promise((resolve) => request.on("close", resolve));
    request.on("error", () => {});
    request.on("response", (response: IncomingMessage) => {
      status = response.statusCode;
      response.on("error", () => {}).resume();
    });
    if (random.below(10) === 0) request.write(body.subarray(0, 20));
    else request.end(body);
    await wait(random.below(RUN_MS));
    const leftAt = performance.now();
    request.destroy();
    await isClosed;
    return { question, leftAt, status };
  }

  /** How long the requests that were open when the visitor left stayed open, in milliseconds. */
  async function delaysOf({ question, leftAt }: Visit): Promise<readonly number[]> {
    const run = server.runs.find(({ body }) => JSON.stringify(body["input"]).includes(question));
    if (!run) return [];
    const key = (run.body["metadata"] as { oneshot_key: string }).oneshot_key;
    const mine = server.requests.filter(({ body }) => body.includes(key));
    // A cancel call comes after the visitor has left, and takes its own time.
    const open = mine.filter(({ receivedAt }) => receivedAt <= leftAt);
    const overAt = await Promise.all(open.map(({ over }) => over));
    return overAt.filter((at) => at > leftAt).map((at) => at - leftAt);
  }

  test(
    `${host.name}: ${VISITORS} visitors leave at random moments, and nothing of their runs goes on (seed ${SEED})`,
    { timeout: 300_000 },
    async () => {
      const visits: Visit[] = [];
      for (let at = 0; at < VISITORS; at += AT_ONCE) {
        const batch = Array.from({ length: AT_ONCE }, (_, more) => visit(at + more));
        visits.push(...(await Promise.all(batch)));
        // The next visitors need the places of these.
        await waitUntil(() => server.runs.every(({ endedBy }) => endedBy !== undefined));
      }
      const statuses = new Set(visits.map(({ status }) => status));
      expect([...statuses].filter((status) => status !== undefined && status !== 200)).toEqual([]);

      const delays = (await Promise.all(visits.map(delaysOf))).flat().sort((a, b) => a - b);
      console.log(`${host.name}: ${describeDelays(delays)} ${describeEnds(server)}`);
      expect(delays.length).toBeGreaterThan(VISITORS / 4);
      expect(delays.at(-1)).toBeLessThan(GENEROUS_MS);
      await gateway.drain(GENEROUS_MS);
    },
  );
});

function describeDelays(delays: readonly number[]): string {
  const at = (share: number) =>
    (delays[Math.ceil(delays.length * share) - 1] ?? Number.NaN).toFixed(1);
  return `${delays.length} open requests closed after p50 ${at(0.5)}, p99 ${at(0.99)}, at most ${at(1)} ms.`;
}

function describeEnds({ runs }: LangGraph): string {
  const cancelled = runs.filter(({ endedBy }) => endedBy === "cancel").length;
  return `${runs.length} runs, ${cancelled} cancelled.`;
}
