/** What a visitor meets when the LangGraph server fails, over real sockets and both adapters. */
import { afterAll, describe, expect, test } from "vitest";
import { createGateway } from "../../src/gateway/createGateway.js";
import type { GatewayLimits } from "../../src/gateway/options.js";
import { ask, endOf, gatewayOptions, wordsOf } from "./ask.js";
import { HOSTS } from "./hosts.js";
import { startLangGraph, type LangGraph, type RunScript } from "./startLangGraph.js";
import { beginStream, sendJson, startUpstream } from "./startUpstream.js";
import { waitFor } from "./waitFor.js";

const cleanUps: (() => unknown)[] = [];
afterAll(() => Promise.all(cleanUps.map((cleanUp) => cleanUp())));

const FOREVER_MS = 100_000;

/** The script of a server, what it does to the stream, and how the stream ends for the visitor. */
const STREAMS: readonly [
  name: string,
  script: RunScript,
  words: string,
  end: object,
  limits?: GatewayLimits,
][] = [
  [
    "is slow and sends one byte at a time",
    async ({ run, begin, say, answer, wait: pause }) => {
      const { response } = run.request;
      const write = response.write.bind(response);
      let text = "";
      response.write = (piece: string) => {
        text += piece;
        return true;
      };
      begin();
      say("Refunds take ");
      say("30 days.");
      answer("Refunds take 30 days.");
      for (const byte of Buffer.from(text)) {
        write(Buffer.of(byte));
        await pause(1);
      }
    },
    "Refunds take 30 days.",
    { status: "success" },
  ],
  [
    "is killed in the middle of the answer",
    async ({ run, begin, say, wait: pause }) => {
      begin();
      say("Refunds take ");
      await pause(30);
      run.request.response.destroy();
      await pause(30);
    },
    "Refunds take ",
    { status: "error", reason: "truncated" },
  ],
  [
    "is killed after the head of its reply",
    async ({ run, begin, wait: pause }) => {
      run.request.response.write = () => true;
      begin();
      await pause(30);
      run.request.response.destroy();
    },
    "",
    { status: "error", reason: "upstream" },
  ],
  [
    "ends the stream in the middle of an event",
    async ({ run, begin, say }) => {
      begin();
      say("Refunds take ");
      run.request.response.write('event: messages\ndata: [{"content":"30');
    },
    "Refunds take ",
    { status: "error", reason: "truncated" },
  ],
  [
    "ends the stream cleanly before the node has returned",
    async ({ begin, say }) => {
      begin();
      say("Refunds take ");
    },
    "Refunds take ",
    { status: "error", reason: "truncated" },
  ],
  [
    "closes the connection cleanly between two nodes while the run goes on",
    async ({ run, begin, say, answer, wait: pause }) => {
      begin();
      say("Draft.");
      answer("Draft.");
      run.request.response.end();
      await pause(FOREVER_MS);
    },
    "Draft.",
    { status: "error", reason: "truncated" },
  ],
  [
    "stalls in the middle of the answer",
    async ({ begin, say, wait: pause }) => {
      begin();
      say("Refunds take ");
      await pause(FOREVER_MS);
    },
    "Refunds take ",
    { status: "timeout" },
    { maxSilenceMs: 200 },
  ],
  [
    "does not end the run",
    async ({ begin, say, wait: pause }) => {
      begin();
      for (;;) {
        say("la ");
        await pause(20);
      }
    },
    "la ",
    { status: "timeout" },
    { maxRunMs: 300 },
  ],
  [
    "sends more than may be passed on",
    async ({ begin, say, wait: pause }) => {
      begin();
      for (;;) {
        say("la ".repeat(100));
        await pause(1);
      }
    },
    "la ",
    { status: "error", reason: "limit" },
    { maxAnswerBytes: 20_000 },
  ],
  [
    "sends an event that does not end",
    async ({ run, begin, say, wait: pause }) => {
      begin();
      say("Refunds take ");
      run.request.response.write("event: messages\ndata: ");
      for (let time = 0; time < 1_000; time += 1) {
        run.request.response.write("x".repeat(1_000));
        await pause(1);
      }
    },
    "Refunds take ",
    { status: "error", reason: "limit" },
    { maxEventBytes: 20_000 },
  ],
];

// All at once, because a gateway looks for a run that is lost for three seconds.
describe.concurrent.each(HOSTS.filter(({ name }) => !name.startsWith("Express")))(
  "$name",
  (host) => {
    const { name } = host;

    async function serve(url: string, limits: GatewayLimits = {}): Promise<string> {
      const gateway = createGateway(gatewayOptions(url, { limits, log: () => {} }));
      const hosted = await host.listen(gateway);
      cleanUps.push(async () => {
        await gateway.drain(0);
        await hosted.close();
      });
      return hosted.url;
    }

    async function start(script: RunScript, limits?: GatewayLimits): Promise<[LangGraph, string]> {
      const server = await startLangGraph(script);
      cleanUps.push(() => server.close());
      return [server, await serve(server.url, limits)];
    }

    test.each(STREAMS)(`${name}: the server %s`, async (_fault, script, words, end, limits) => {
      const [server, url] = await start(script, limits);
      const response = await ask(url);
      expect(response.status).toBe(200);
      const text = await response.text();
      expect(wordsOf(text).startsWith(words)).toBe(true);
      expect(endOf(text)).toMatchObject(end);
      // Nothing goes on that nobody reads.
      await waitFor(() => expect(server.runs[0]?.endedBy).toBeDefined());
    });

    test(`${name}: a server that nobody reaches is reported at once`, async () => {
      const server = await startUpstream(() => {});
      await server.close();
      const response = await ask(await serve(server.url));
      expect(response.status).toBe(502);
      expect(await response.json()).toMatchObject({ code: "upstream_unreachable" });
    });

    test(`${name}: a server that resets the connection before its reply is reported at once`, async () => {
      const server = await startUpstream(({ response }) => response.socket?.resetAndDestroy());
      cleanUps.push(() => server.close());
      const response = await ask(await serve(server.url));
      expect(response.status).toBe(502);
      expect(await response.json()).toMatchObject({ code: "upstream_unreachable" });
      expect(server.requests.filter(({ path }) => path === "/runs/stream")).toHaveLength(1);
    });

    test(`${name}: a server that never answers is reported when it was silent for too long`, async () => {
      const [server, url] = await start(({ wait: pause }) => pause(FOREVER_MS), {
        maxSilenceMs: 100,
      });
      const response = await ask(url);
      expect(response.status).toBe(504);
      expect(await response.json()).toMatchObject({ code: "upstream_timeout" });
      await waitFor(() => expect(server.runs[0]?.endedBy).toBe("cancel"));
    });

    test(`${name}: a busy server's Retry-After reaches the visitor`, async () => {
      const server = await startUpstream(({ response }) => {
        response.writeHead(503, { "retry-after": "7" }).end("secret-of-the-server");
      });
      cleanUps.push(() => server.close());
      const response = await ask(await serve(server.url));
      expect(response.status).toBe(503);
      expect(response.headers.get("retry-after")).toBe("7");
      expect(await response.text()).not.toContain("secret");
    });

    test(`${name}: a request with a known key takes over, and the earlier stream ends first`, async () => {
      let most = 0;
      const [server, url] = await start(async ({ begin, say, wait: pause }) => {
        most = Math.max(most, server.runs.filter(({ endedBy }) => endedBy === undefined).length);
        begin();
        say("word ");
        await pause(FOREVER_MS);
      });
      const metadata = { oneshot_key: "key-of-the-page" };
      const texts: Promise<string>[] = [];
      for (let time = 0; time < 3; time += 1) {
        const response = await ask(url, { metadata });
        expect(response.status).toBe(200);
        texts.push(response.text().catch(() => "closed"));
      }
      for (const text of texts.slice(0, 2))
        expect(endOf(await text)).toMatchObject({ status: "rollback" });
      expect(most).toBe(1);
      expect(server.runs.map(({ endedBy }) => endedBy)).toEqual(["cancel", "cancel", undefined]);
    });

    test(`${name}: the server gets the visitor's key of each run, and nothing else of the metadata`, async () => {
      const server = await startUpstream((request) => {
        if (request.path !== "/runs/stream") return sendJson(request, 200, []);
        beginStream(request);
        return request.response.end();
      });
      cleanUps.push(() => server.close());
      const url = await serve(server.url);
      await (await ask(url, { metadata: { oneshot_key: "key-of-the-page", other: "x" } })).text();
      await (await ask(url, { metadata: { oneshot_key: "key-of-the-page" } })).text();
      const keys = server.requests
        .filter(({ path }) => path === "/runs/stream")
        .map(({ body }) => (JSON.parse(body) as { metadata: object }).metadata);
      expect(keys).toEqual([
        { oneshot_key: "key-of-the-page" },
        { oneshot_key: "key-of-the-page" },
      ]);
    });
  },
);
