/** The gateway behind a real nginx, with the file of examples/gateway. */
import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { createGateway } from "../../src/gateway/createGateway.js";
import type { ReplySink } from "../../src/gateway/exchange.js";
import { serveGateway } from "../../src/gateway/node/serveGateway.js";
import type { GatewayOptions } from "../../src/gateway/options.js";
import { DEFAULT_LIMITS } from "../../src/gateway/settings.js";
import { relayRun } from "../../src/gateway/stream/relay.js";
import { GOOD_OPTIONS, ORIGIN } from "./options.js";
import { isNginxTested, startNginx } from "./startNginx.js";
import { beginStream, sendJson, startUpstream, type Received } from "./startUpstream.js";

if (!isNginxTested)
  console.warn("The tests behind nginx are skipped, because nginx was not found.");

const RUN = 'event: metadata\ndata: {"run_id":"01a1fdd9-90dc-74d1-8849-b07a54d0c8e8"}\n\n';
const ANSWER =
  'event: updates\ndata: {"a":{"messages":[{"type":"ai","id":"1","content":"Yes."}]}}\n\n';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function startBehindNginx(
  stream: (request: Received) => unknown,
  options: Partial<GatewayOptions> = {},
) {
  const upstream = await startUpstream((request) =>
    request.path === "/runs/stream" ? stream(request) : sendJson(request, 200, []),
  );
  closers.push(() => upstream.close());
  const gateway = createGateway({
    ...GOOD_OPTIONS,
    upstream: { apiUrl: upstream.url },
    trustedProxies: ["127.0.0.1"],
    ...options,
  });
  const served = await serveGateway(gateway, { graceMs: 0, stopsOnSignals: false });
  closers.push(() => served.close());
  const nginx = await startNginx(served.port);
  closers.push(() => nginx.stop());
  return { upstream, url: nginx.url };
}

const HEADERS = { origin: ORIGIN, "content-type": "application/json" };
const BODY = JSON.stringify({
  assistant_id: "faq",
  input: { messages: [{ role: "human", content: "Why?" }] },
});

function ask(url: string, signal?: AbortSignal): Promise<Response> {
  const init = { method: "POST", headers: HEADERS, body: BODY };
  return fetch(`${url}/runs/stream`, { ...init, ...(signal && { signal }) });
}

/** Asks from one of this machine's loopback addresses, reads the whole reply, and gives its status. */
async function statusFrom(
  localAddress: string,
  url: string,
  more: Readonly<Record<string, string>>,
): Promise<number | undefined> {
  const headers = { ...HEADERS, ...more };
  const request = httpRequest(`${url}/runs/stream`, { method: "POST", headers, localAddress });
  request.end(BODY);
  // The event hands over the response.
  const [response] = (await once(request, "response")) as [IncomingMessage];
  response.resume();
  await once(response, "end");
  return response.statusCode;
}

/** Reads a reply until its text matches. */
async function readUntil(reader: ReadableStreamDefaultReader<Uint8Array>, pattern: RegExp) {
  const decoder = new TextDecoder();
  let text = "";
  while (!pattern.test(text)) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`The stream ended before ${pattern}: ${text}`);
    text += decoder.decode(value, { stream: true });
  }
  return text;
}

function readerOf(reply: Response): ReadableStreamDefaultReader<Uint8Array> {
  if (!reply.body) throw new Error(`The reply has no body: status ${reply.status}.`);
  return reply.body.getReader();
}

describe.runIf(isNginxTested)("the gateway behind nginx", () => {
  test("each event reaches the visitor while the run goes on", async () => {
    let goOn = () => {};
    const { url } = await startBehindNginx(async (request) => {
      beginStream(request);
      request.response.write(RUN);
      await new Promise<void>((resolve) => {
        goOn = resolve;
      });
      request.response.end(ANSWER);
    });
    const reply = await ask(url);
    expect(reply.headers.get("content-type")).toMatch(/^text\/event-stream/);
    expect(reply.headers.get("access-control-allow-origin")).toBe(ORIGIN);
    const reader = readerOf(reply);
    await readUntil(reader, /event: metadata\n/);
    goOn();
    expect(await readUntil(reader, /event: end\n/)).toContain("Yes.");
  });

  test("a visitor who leaves ends the request to the LangGraph server", async () => {
    const { url, upstream } = await startBehindNginx((request) => {
      beginStream(request);
      request.response.write(RUN);
    });
    const visitor = new AbortController();
    const reply = await ask(url, visitor.signal);
    await readUntil(readerOf(reply), /event: metadata\n/);
    visitor.abort();
    const run = upstream.requests.find(({ path }) => path === "/runs/stream");
    expect(await run?.over).toBeGreaterThan(0);
  });

  // Only Linux has more than one loopback address without set-up.
  test.runIf(process.platform === "linux")(
    "visitors are counted by the address that nginx saw, whatever they write into X-Forwarded-For",
    async () => {
      const { url } = await startBehindNginx(
        (request) => {
          beginStream(request);
          request.response.end(RUN + ANSWER);
        },
        { limits: { runsPerVisitorPerWindow: 1 } },
      );
      const statuses: (number | undefined)[] = [];
      for (const [localAddress, written] of [
        ["127.0.0.2", "203.0.113.1"],
        ["127.0.0.2", "203.0.113.2"],
        ["127.0.0.3", "203.0.113.2"],
      ] as const)
        statuses.push(await statusFrom(localAddress, url, { "x-forwarded-for": written }));
      expect(statuses).toEqual([200, 429, 200]);
    },
  );

  /** Serves one silent run with the relay of the gateway, so that the time between heartbeats can be chosen. */
  async function startSilentRun(heartbeatMs: number) {
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    async function* silent() {
      yield Buffer.from(RUN);
      await ended;
      yield Buffer.from(ANSWER);
    }
    const view = { expose: {}, describeRun: () => ({ run_id: "public" }) };
    const watch = {
      signal: new AbortController().signal,
      limits: { ...DEFAULT_LIMITS, heartbeatMs },
    };
    const handle = async () => ({
      status: 200,
      headers: { "content-type": "text/event-stream" },
      body: async (sink: ReplySink) => {
        await relayRun(silent(), sink, view, watch);
      },
    });
    const served = await serveGateway({ handle, drain: async () => {} }, { stopsOnSignals: false });
    closers.push(() => served.close());
    const nginx = await startNginx(served.port, (file) =>
      file.replace("proxy_read_timeout 60s", "proxy_read_timeout 3s"),
    );
    closers.push(() => nginx.stop());
    return { reader: readerOf(await ask(nginx.url)), end };
  }

  test("heartbeats keep a quiet run alive past nginx's read timeout", async () => {
    const { reader, end } = await startSilentRun(1_000);
    await readUntil(reader, /(: heartbeat\n\n[^]*){5}/);
    end();
    expect(await readUntil(reader, /Yes\./)).toContain("event: updates");
  });

  test("without heartbeats nginx cuts the same run", async () => {
    const { reader, end } = await startSilentRun(DEFAULT_LIMITS.maxRunMs);
    await expect(readUntil(reader, /Yes\./)).rejects.toThrow(/terminated|ended before/);
    end();
  });

  test.runIf(process.env.LONG)(
    "a run that is silent for three minutes ends well with the file as it is",
    async () => {
      const { url } = await startBehindNginx(
        async (request) => {
          beginStream(request);
          request.response.write(RUN);
          await wait(180_000);
          request.response.end(ANSWER);
        },
        { limits: { maxRunMs: 240_000, maxSilenceMs: 240_000 } },
      );
      const text = await readUntil(readerOf(await ask(url)), /event: end\n/);
      expect(text.match(/: heartbeat/g)?.length).toBeGreaterThan(8);
      expect(text).toContain("Yes.");
    },
    300_000,
  );
});
