/** Visitors who leave at random moments, in front of real LangGraph servers: no node of theirs goes on working. */
import { request as httpRequest } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createGateway, type Gateway } from "../../src/gateway/createGateway.js";
import { createRandom, SEED, times } from "../faults/random.js";
import { expectNodeToStop, QUIET_MS } from "../servers/expectNodeToStop.js";
import { SERVERS } from "../servers/servers.js";
import type { TestServer } from "../servers/TestServer.js";
import { ask, gatewayOptions, HEADERS, questionBody, wordsOf } from "./ask.js";
import { HOSTS, type Hosted } from "./hosts.js";

const VISITORS = times(9, 90);
const AT_ONCE = 3;
const [NODE] = HOSTS;

const random = createRandom(SEED);

describe.each(SERVERS)("on the $name server", ({ name, start }) => {
  let server: TestServer;
  let gateway: Gateway;
  let hosted: Hosted;

  beforeAll(async () => {
    server = await start();
    gateway = createGateway(
      gatewayOptions(server.url, {
        assistants: { slow: "slow", silent: "silent" },
        limits: { concurrentRunsPerAssistant: AT_ONCE },
        log: () => {},
      }),
    );
    // The list of hosts begins with Node's own server.
    hosted = await NODE!.listen(gateway);
  }, 120_000);

  afterAll(async () => {
    await hosted?.close();
    await server?.close();
  });

  /** @param seesWork whether the visitor stays until a node works, however slow the machine is */
  async function visit(seesWork: boolean): Promise<void> {
    const before = server.ticks();
    const path = random.below(4) === 0 ? "/runs/wait" : "/runs/stream";
    const body = questionBody("Take your time?", {
      assistant_id: random.pick(["slow", "silent"]),
    });
    const { port } = hosted;
    const request = httpRequest({ port, path, method: "POST", headers: HEADERS, agent: false });
    const isClosed = new Promise((resolve) => request.on("close", resolve));
    request.on("error", () => {});
    request.on("response", (response) => response.on("error", () => {}).resume());
    request.end(body);
    // A run begins up to a second after its request. Some of the visitors leave before that.
    if (seesWork)
      await expect.poll(() => server.ticks(), { timeout: 30_000 }).toBeGreaterThan(before);
    await wait(random.below(random.pick([60, 700, 2_500])));
    request.destroy();
    await isClosed;
  }

  async function threads(): Promise<unknown> {
    const response = await fetch(`${server.url}/threads/search`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    return response.json();
  }

  test(
    `on the ${name} server: after ${VISITORS} visitors have left at random moments, no node works and no thread is left (seed ${SEED})`,
    { timeout: 600_000 },
    async () => {
      const delays: number[] = [];
      for (let left = 0; left < VISITORS; left += AT_ONCE) {
        await Promise.all(Array.from({ length: AT_ONCE }, (_, at) => visit(at === 0)));
        const leftAt = performance.now();
        await expectNodeToStop(server);
        delays.push(performance.now() - leftAt - QUIET_MS);
      }
      console.log(
        `${name} server: nodes were silent at most ${Math.round(Math.max(...delays))} ms after their visitors had left.`,
      );
      expect(server.ticks()).toBeGreaterThan(0);
      // Places that are not given back would refuse this visitor.
      const response = await ask(hosted.url, { assistant: "slow" });
      expect(response.status).toBe(200);
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      let text = "";
      while (!wordsOf(text).includes("tick-1")) text += (await reader?.read())?.value ?? "";
      await reader?.cancel();
      await expect.poll(threads, { timeout: 10_000 }).toEqual([]);
    },
  );
});
