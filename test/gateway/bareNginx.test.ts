/** The gateway behind an nginx whose operator has set nothing but `proxy_pass`: it buffers replies and speaks HTTP/1.0. */
import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { createGateway } from "../../src/gateway/createGateway.js";
import type { GatewayLimits } from "../../src/gateway/options.js";
import { times } from "../faults/random.js";
import { endOf, gatewayOptions, HEADERS, questionBody, wordsOf } from "./ask.js";
import { HOSTS } from "./hosts.js";
import { startLangGraph, type RunScript } from "./startLangGraph.js";
import { isNginxTested, startNginx } from "./startNginx.js";

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** The `http` block is Debian's, without its log files. */
const bareFile = (directives: string) => `
  events {}
  http {
    sendfile on; tcp_nopush on; types_hash_max_size 2048; gzip on;
    server {
      listen 8080;
      location /api/faq/ { proxy_pass http://127.0.0.1:8787/; ${directives} }
    }
  }`;

interface Started {
  readonly url: string;
  readonly server: Awaited<ReturnType<typeof startLangGraph>>;
}

async function start(
  script: RunScript,
  { directives = "", limits = {} }: { directives?: string; limits?: GatewayLimits } = {},
): Promise<Started> {
  const server = await startLangGraph(script);
  cleanUps.push(() => server.close());
  const gateway = createGateway(gatewayOptions(server.url, { limits, log: () => {} }));
  const [host] = HOSTS;
  const hosted = await host!.listen(gateway);
  cleanUps.push(() => hosted.close());
  const nginx = await startNginx(hosted.port, () => bareFile(directives));
  cleanUps.push(() => nginx.stop());
  return { url: nginx.url, server };
}

/** Asks through nginx. Resolves with the head of the response. */
async function ask(url: string): Promise<IncomingMessage> {
  const headers = { ...HEADERS, "accept-encoding": "gzip" };
  const request = httpRequest(`${url}/runs/stream`, { method: "POST", headers });
  request.on("error", () => {});
  request.end(questionBody());
  const [response] = (await once(request, "response")) as [IncomingMessage];
  return response.setEncoding("utf8");
}

async function readAll(response: IncomingMessage): Promise<string> {
  let text = "";
  for await (const piece of response) text += String(piece);
  return text;
}

describe.skipIf(!isNginxTested)("behind a bare nginx", () => {
  test("behind a bare nginx, each word arrives while the run waits for it to arrive", async () => {
    let arrived = () => {};
    const { url } = await start(async ({ begin, say, answer }) => {
      begin();
      for (const word of ["one ", "two ", "three "]) {
        const isThere = new Promise<void>((resolve) => {
          arrived = resolve;
        });
        say(word);
        // A word that nginx holds back would hold up the run for ever.
        await isThere;
      }
      answer("one two three ");
    });
    const response = await ask(url);
    expect(response.headers["content-encoding"]).toBeUndefined();
    let text = "";
    let words = "";
    for await (const piece of response) {
      text += String(piece);
      if (wordsOf(text) === words) continue;
      words = wordsOf(text);
      arrived();
    }
    expect(words).toBe("one two three ");
    expect(endOf(text)).toMatchObject({ status: "success" });
  });

  test("behind a bare nginx, heartbeats keep a quiet stream open for longer than nginx waits", async () => {
    const quietMs = times(5_000, 180_000);
    const { url } = await start(
      async ({ begin, say, answer, wait }) => {
        begin();
        say("Patience.");
        await wait(quietMs);
        answer("Patience.");
      },
      // With LONG=1, nginx waits for 60 s, its default, and heartbeats come every 15 s, the gateway's default.
      process.env.LONG
        ? { limits: { maxSilenceMs: 300_000, maxRunMs: 300_000 } }
        : { directives: "proxy_read_timeout 3s;", limits: { heartbeatMs: 1_000 } },
    );
    const text = await readAll(await ask(url));
    expect(text.match(/^: heartbeat$/gm)?.length).toBeGreaterThan(2);
    expect(endOf(text)).toMatchObject({ status: "success" });
  }, 240_000);

  test("behind a bare nginx, a visitor who leaves ends the run", async () => {
    const { url, server } = await start(async ({ begin, say, wait }) => {
      begin();
      for (;;) {
        say("tick ");
        await wait(50);
      }
    });
    const response = await ask(url);
    await once(response, "data");
    response.destroy();
    await expect.poll(() => server.runs[0]?.endedBy, { timeout: 5_000 }).toBe("cancel");
  });

  test("behind a bare nginx, a visitor who reads nothing does not stop others", async () => {
    const LINE = "x".repeat(10_000);
    const { url } = await start(async ({ run, begin, say, answer, wait }) => {
      begin();
      const isLong = JSON.stringify(run.body).includes("much");
      for (let time = 0; time < (isLong ? 500 : 1); time += 1) {
        say(LINE);
        await wait(1);
      }
      answer(LINE);
    });
    const request = httpRequest(`${url}/runs/stream`, { method: "POST", headers: HEADERS });
    request.on("error", () => {});
    request.end(questionBody("Tell me much?"));
    const [silent] = (await once(request, "response")) as [IncomingMessage];
    expect(endOf(await readAll(await ask(url)))).toMatchObject({ status: "success" });
    silent.destroy();
  });
});
