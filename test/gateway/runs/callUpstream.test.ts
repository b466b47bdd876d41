import { afterEach, expect, test } from "vitest";
import { createNodeSender } from "../../../src/gateway/node/sendWithNode.js";
import { callUpstream, type RunCall } from "../../../src/gateway/runs/callUpstream.js";
import { beginStream, startUpstream, type Received, type Upstream } from "../startUpstream.js";
import { callSettings } from "./callSettings.js";

const SECRET = "secret-of-the-server";

const sender = createNodeSender();
let upstream: Upstream;

afterEach(async () => {
  await upstream.close();
});

async function start(answer: (request: Received) => unknown) {
  upstream = await startUpstream(answer);
  return callSettings(upstream.url, "key-1");
}

const ask = (
  settings: ReturnType<typeof callSettings>,
  { kind = "stream", signal = new AbortController().signal }: Partial<RunCall> = {},
) => callUpstream(settings, sender.send, { kind, body: { assistant_id: "faq" }, signal });

test("a run is asked for with the body, the key and no other headers than needed", async () => {
  const settings = await start(beginStream);
  const { reply } = await ask(settings);
  expect(reply?.status).toBe(200);
  reply?.close();
  const [request] = upstream.requests;
  expect(request).toMatchObject({ method: "POST", path: "/runs/stream" });
  expect(JSON.parse(request?.body ?? "")).toEqual({ assistant_id: "faq" });
  expect(request?.headers).toEqual({
    accept: "text/event-stream",
    connection: "keep-alive",
    "content-length": "22",
    "content-type": "application/json",
    host: new URL(upstream.url).host,
    "x-api-key": "key-1",
  });
  expect(settings.lines).toEqual([]);
});

test("without a key, no key is sent", async () => {
  await start(beginStream);
  const { reply } = await ask(callSettings(upstream.url));
  reply?.close();
  expect(Object.keys(upstream.requests[0]?.headers ?? {})).not.toContain("x-api-key");
});

test("a path in the server's address is kept", async () => {
  await start(beginStream);
  const { reply } = await ask(callSettings(`${upstream.url}/langgraph`));
  reply?.close();
  expect(upstream.requests[0]?.path).toBe("/langgraph/runs/stream");
});

test.each(["text/plain; charset=UTF-8", "application/json"])(
  "a run in wait mode may be answered with %s",
  async (type) => {
    const settings = await start(({ response }) => {
      response.writeHead(200, { "content-type": type }).end("{}");
    });
    const { reply } = await ask(settings, { kind: "wait" });
    expect(reply?.status).toBe(200);
    reply?.close();
    expect(upstream.requests[0]?.path).toBe("/runs/wait");
  },
);

test.each([
  [301, "upstream_refused"],
  [307, "upstream_refused"],
  [400, "invalid_body"],
  [401, "upstream_refused"],
  [402, "upstream_refused"],
  [403, "upstream_refused"],
  [404, "upstream_refused"],
  [409, "upstream_refused"],
  [413, "body_too_large"],
  [422, "invalid_body"],
  [429, "upstream_busy"],
  [500, "upstream_unreachable"],
  [502, "upstream_unreachable"],
  [503, "upstream_busy"],
  [504, "upstream_unreachable"],
  [204, "upstream_refused"],
])("status %d becomes %s, and one log line without the server's text", async (status, refusal) => {
  const settings = await start(({ response }) => {
    response.writeHead(status, { "x-secret": SECRET, location: `/${SECRET}` });
    response.end(status === 204 ? undefined : SECRET);
  });
  const answer = await ask(settings);
  expect(answer).toMatchObject({ refusal });
  expect(settings.lines).toMatchObject([{ event: refusal, status }]);
  expect(JSON.stringify([answer, settings.lines])).not.toContain(SECRET);
});

test.each([
  ["a page", { "content-type": "text/html" }],
  ["no content type", {}],
  ["a compressed stream", { "content-type": "text/event-stream", "content-encoding": "gzip" }],
])(
  "%s instead of an event stream is refused, and its connection is closed",
  async (_name, headers) => {
    const settings = await start(({ response }) => {
      response.writeHead(200, headers).flushHeaders();
    });
    expect(await ask(settings)).toMatchObject({ refusal: "upstream_refused" });
    expect(settings.lines).toHaveLength(1);
    await upstream.requests[0]?.over;
  },
);

test("an operator's mistake is logged as an error with its fix, and a busy server as a warning", async () => {
  const statuses = [401, 503];
  const settings = await start(({ response }) => response.writeHead(statuses.shift() ?? 0).end());
  await ask(settings);
  await ask(settings);
  expect(settings.lines.map(({ level, cause }) => [level, cause])).toEqual([
    ["error", "It does not accept the key. Check the option upstream.apiKey."],
    ["warn", "It is busy."],
  ]);
});

test.each([
  ["7", 7_000],
  ["0", 0],
  ["86400", 3_600_000],
  ["Wed, 21 Oct 2026 07:28:00 GMT", undefined],
  ["-1", undefined],
  [SECRET, undefined],
])("Retry-After %j becomes %j milliseconds", async (header, retryAfterMs) => {
  const settings = await start(({ response }) => {
    response.writeHead(429, { "retry-after": header }).end();
  });
  expect(await ask(settings)).toEqual({ refusal: "upstream_busy", retryAfterMs });
});

test("a server that nobody reaches becomes upstream_unreachable, and the log names the error's code", async () => {
  const settings = await start(() => {});
  await upstream.close();
  expect(await ask(settings)).toMatchObject({ refusal: "upstream_unreachable" });
  expect(settings.lines).toMatchObject([{ event: "upstream_unreachable", cause: "ECONNREFUSED" }]);
});

test("an abort is no fault of the server, so nothing is logged", async () => {
  const controller = new AbortController();
  const settings = await start(() => controller.abort());
  const answer = await ask(settings, { signal: controller.signal });
  expect(answer).toMatchObject({ refusal: "upstream_unreachable" });
  expect(settings.lines).toEqual([]);
});
