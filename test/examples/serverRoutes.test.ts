// @vitest-environment node
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { toNodeHandler } from "../../examples/server-routes/expressRoute.js";
import { createLangGraphRoute } from "../../examples/server-routes/langgraphRoute.js";
import { createRun } from "../../src/run/createRun.js";
import { SERVERS } from "../servers/servers.js";
import type { TestServer } from "../servers/TestServer.js";

const KEY = "0b0e7a3e-6c7e-4d0a-9d6b-2f4f3c2a1b00";
const THREAD = "01a1fdd9-90dc-74d1-8849-b07a54d0c8e7";
const RUN = "01a1fdd9-90dc-74d1-8849-b07a54d0c8e8";
const ask = (question = "Why?") => ({
  assistant_id: "faq",
  input: { messages: [{ role: "human", content: question }] },
  stream_mode: ["updates", "messages-tuple", "custom"],
  metadata: { oneshot_key: KEY },
});

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly key: string | string[] | undefined;
  readonly body: string;
}

/** A LangGraph server that records its requests. Streams start and stay open. */
let upstream: Server;
let seen: Seen[];
let closed: Promise<void>;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const servers: Server[] = [];

async function listen(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const serve = (serverUrl: string, assistantId = "faq") =>
  createLangGraphRoute({ serverUrl, apiKey: "secret", assistantId, path: "/api/faq" });

function call(path: string, body?: unknown, init: RequestInit = {}): Request {
  return new Request(`http://site.test/api/faq${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-visitor": "1", cookie: "session=1" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...init,
  });
}

beforeEach(() => {
  seen = [];
  answer = (_, response) => response.end("{}");
  let tellClosed = () => {};
  closed = new Promise((resolve) => {
    tellClosed = resolve;
  });
  upstream = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const { method, url, headers } = request;
    seen.push({ method, url, key: headers["x-api-key"], body });
    response.once("close", tellClosed);
    answer(request, response);
  });
});

afterEach(() => {
  vi.unstubAllEnvs();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const streamAndHold = (_: IncomingMessage, response: ServerResponse) => {
  response.writeHead(200, { "content-type": "text/event-stream", "content-location": "/runs/1" });
  response.write("event: metadata\ndata: {}\n\n");
};

describe("a route in front of a LangGraph server", () => {
  test("the route adds the key and makes a new body from the question", async () => {
    const handle = serve(await listen(upstream));
    const extras = { config: { configurable: { role: "admin" } }, webhook: "http://10.0.0.1/" };
    const reply = await handle(call("/runs/stream", { ...ask(), ...extras }));
    expect(reply.status).toBe(200);
    expect(seen).toEqual([
      { method: "POST", url: "/runs/stream", key: "secret", body: expect.any(String) },
    ]);
    expect(JSON.parse(seen[0]?.body ?? "")).toEqual({ ...ask(), on_disconnect: "cancel" });
  });

  test("the first event arrives while the server still works", async () => {
    answer = streamAndHold;
    const reply = await serve(await listen(upstream))(call("/runs/stream", ask()));
    expect(reply.headers.get("content-type")).toBe("text/event-stream");
    expect(reply.headers.get("content-location")).toBe("/runs/1");
    const reader = reply.body?.getReader();
    const { value } = (await reader?.read()) ?? {};
    expect(new TextDecoder().decode(value)).toContain("event: metadata");
    await reader?.cancel();
    await closed;
  });

  test("aborting the visitor's request closes the call to the server", async () => {
    answer = streamAndHold;
    const visitor = new AbortController();
    const { signal } = visitor;
    const reply = await serve(await listen(upstream))(call("/runs/stream", ask(), { signal }));
    visitor.abort();
    await closed;
    await expect(reply.text()).rejects.toMatchObject({ name: "AbortError" });
  });

  test.each([
    ["POST", "/runs/wait", ask(), "/runs/wait"],
    ["POST", "/threads/search", { metadata: { oneshot_key: KEY } }, "/threads/search"],
    ["GET", `/threads/${THREAD}/runs`, undefined, `/threads/${THREAD}/runs`],
    [
      "POST",
      `/threads/${THREAD}/runs/${RUN}/cancel?action=rollback`,
      undefined,
      `/threads/${THREAD}/runs/${RUN}/cancel?wait=0&action=interrupt`,
    ],
  ])("the route forwards %s %s", async (method, path, body, url) => {
    const handle = serve(await listen(upstream));
    expect((await handle(call(path, body, { method }))).status).toBe(200);
    expect(seen.map((each) => `${each.method} ${each.url}`)).toEqual([`${method} ${url}`]);
  });

  test.each([
    ["GET", "/runs/stream", 404],
    ["POST", "/runs", 404],
    ["POST", "/runs/batch", 404],
    ["POST", "/assistants/search", 404],
    ["GET", `/threads/${THREAD}`, 404],
    ["GET", `/threads/${THREAD}/state`, 404],
    ["POST", `/threads/${THREAD}/runs/stream`, 404],
    ["DELETE", `/threads/${THREAD}`, 404],
    ["GET", "/threads/%2e%2e/runs", 404],
    ["POST", "/../../runs/stream", 404],
    ["GET", "/store/items", 404],
  ])("the route does not forward %s %s", async (method, path, status) => {
    const handle = serve(await listen(upstream));
    const body = method === "POST" ? ask() : undefined;
    expect((await handle(call(path, body, { method }))).status).toBe(status);
    expect(seen).toEqual([]);
  });

  test.each([
    ["another assistant", "/runs/stream", { ...ask(), assistant_id: "admin" }, 400],
    ["a long question", "/runs/stream", ask("x".repeat(4_001)), 400],
    ["a body that is too large", "/runs/stream", ask("x".repeat(70_000)), 413],
    ["an input of another shape", "/runs/stream", { ...ask(), input: { state: 1 } }, 400],
    ["a body that is no object", "/runs/stream", 7, 400],
    ["a search without a key", "/threads/search", { metadata: {} }, 400],
    ["a search for all threads", "/threads/search", {}, 400],
  ])("the route refuses %s", async (_, path, body, status) => {
    const handle = serve(await listen(upstream));
    expect((await handle(call(path, body))).status).toBe(status);
    expect(seen).toEqual([]);
  });

  test("the route refuses a body that another site's form can send", async () => {
    const handle = serve(await listen(upstream));
    const headers = { "content-type": "text/plain" };
    expect((await handle(call("/runs/stream", ask(), { headers }))).status).toBe(415);
    expect(seen).toEqual([]);
  });

  test("the route asks for no stream mode that shows the graph's whole state", async () => {
    const handle = serve(await listen(upstream));
    await handle(call("/runs/stream", { ...ask(), stream_mode: ["values", "debug", "updates"] }));
    expect(JSON.parse(seen[0]?.body ?? "")).toMatchObject({ stream_mode: ["updates"] });
  });

  test("a refused key is in the log, and the visitor does not see it", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    answer = (_, response) => response.writeHead(403).end("bad key secret");
    const reply = await serve(await listen(upstream))(call("/runs/stream", ask()));
    expect(reply.status).toBe(502);
    expect(await reply.text()).not.toContain("key");
    expect(log).toHaveBeenCalledWith("The LangGraph server refused the key with 403.");
    log.mockRestore();
  });

  test("the route forwards the server's status 429 and its retry-after header", async () => {
    answer = (_, response) => response.writeHead(429, { "retry-after": "7" }).end();
    const reply = await serve(await listen(upstream))(call("/runs/stream", ask()));
    expect([reply.status, reply.headers.get("retry-after")]).toEqual([429, "7"]);
  });
});

test("the handlers for Next.js call the route", async () => {
  vi.stubEnv("LANGGRAPH_URL", await listen(upstream));
  vi.stubEnv("LANGGRAPH_API_KEY", "from the environment");
  const route = await import("../../examples/server-routes/nextRoute.js");
  expect((await route.POST(call("/runs/stream", ask()))).status).toBe(200);
  expect((await route.GET(call(`/threads/${THREAD}/runs`, undefined, { method: "GET" }))).ok).toBe(
    true,
  );
  expect(seen.map(({ key }) => key)).toEqual(["from the environment", "from the environment"]);
});

describe.each(SERVERS)("the route in Express, in front of the $name server", ({ start }) => {
  let langGraph: TestServer;
  let apiUrl: string;
  let calls: string[];
  beforeEach(async () => {
    langGraph = await start();
    calls = [];
    const route = serve(langGraph.url, "slow");
    const noted = async (request: Request) => {
      const reply = await route(request);
      calls.push(new URL(request.url).pathname);
      return reply;
    };
    apiUrl = `${await listen(createServer(toNodeHandler(noted)))}/api/faq`;
  }, 300_000);
  afterEach(() => langGraph.close());

  test("an answer streams, and Stop ends the run on the server", { timeout: 30_000 }, async () => {
    const run = createRun({ apiUrl, assistantId: "slow" });
    const ended = run.submit("Take your time?");
    await vi.waitFor(() => expect(run.getSnapshot().answer).toContain("tick-1"), 10_000);
    run.stop();
    expect((await ended).status).toBe("stopped");
    await vi.waitFor(() => expect(calls.at(-1)).toMatch(/\/cancel$/), 10_000);
    const before = langGraph.ticks();
    // The node would tick every 100 ms.
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(langGraph.ticks()).toBe(before);
  });
});
