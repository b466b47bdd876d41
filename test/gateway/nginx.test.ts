/** The gateway behind a real nginx, with the file of examples/gateway. */
import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { createGateway } from "../../src/gateway/createGateway.js";
import { serveGateway } from "../../src/gateway/node/serveGateway.js";
import type { GatewayOptions } from "../../src/gateway/options.js";
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
  change?: (file: string) => string,
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
  const nginx = await startNginx(served.port, change);
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

  /** A run that says nothing until it ends, behind an nginx that waits for three seconds. */
  async function startSilentRun(heartbeatMs: number) {
    let end = () => {};
    const stream = async (request: Received) => {
      beginStream(request);
      request.response.write(RUN);
      await new Promise<void>((resolve) => {
        end = resolve;
      });
      request.response.end(ANSWER);
    };
    const { url } = await startBehindNginx(stream, { limits: { heartbeatMs } }, (file) =>
      file.replace("proxy_read_timeout 60s", "proxy_read_timeout 3s"),
    );
    return { reader: readerOf(await ask(url)), end: () => end() };
  }

  test("heartbeats keep a quiet run alive past nginx's read timeout", async () => {
    const { reader, end } = await startSilentRun(1_000);
    await readUntil(reader, /(: heartbeat\n\n[^]*){5}/);
    end();
    expect(await readUntil(reader, /event: end\n/)).toContain("Yes.");
  });

  test("without heartbeats nginx cuts the same run", async () => {
    const { reader, end } = await startSilentRun(Infinity);
    await expect(readUntil(reader, /event: end\n/)).rejects.toThrow(/terminated|ended before/);
    end();
  });
});
