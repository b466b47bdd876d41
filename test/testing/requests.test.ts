/** What a scripted server receives, and what it replies to each kind of request. */
import { Client } from "@langchain/langgraph-sdk";
import { describe, expect, test } from "vitest";
import { completeRun, createScriptedServer, hold } from "../../src/testing/index.js";

const URL_OF_RUNS = "https://assistant.test/runs/stream";

function post(body: unknown, init: RequestInit = {}): RequestInit {
  return { method: "POST", body: JSON.stringify(body), ...init };
}

test("a request for a run is recorded with its address, method, headers and parsed body", async () => {
  const server = createScriptedServer(completeRun("Yes."));
  const headers = { "X-Tenant": "shop", "content-type": "application/json" };
  await server.fetch(URL_OF_RUNS, post({ assistant_id: "faq" }, { headers }));
  expect(server.requests).toHaveLength(1);
  expect(server.requests[0]).toMatchObject({
    url: URL_OF_RUNS,
    method: "POST",
    headers: { "x-tenant": "shop", "content-type": "application/json" },
    body: { assistant_id: "faq" },
    isAborted: false,
  });
});

test("a request without a body has no body, and a body that is no JSON is kept as text", async () => {
  const server = createScriptedServer(completeRun("Yes."));
  await server.fetch("https://assistant.test/threads/1");
  await server.fetch("https://assistant.test/other", { method: "POST", body: "a=1" });
  expect(server.otherRequests.map(({ body }) => body)).toEqual([undefined, "a=1"]);
});

test("runs are kept apart from all other requests", async () => {
  const server = createScriptedServer(completeRun("Yes."));
  await server.fetch(URL_OF_RUNS, post({}));
  await server.fetch("https://assistant.test/api/runs/wait?tenant=1", post({}));
  await server.fetch("https://assistant.test/threads/search", post({}));
  await server.fetch("https://assistant.test/runs/stream"); // not a POST
  expect(server.requests.map(({ url }) => new URL(url).pathname)).toEqual([
    "/runs/stream",
    "/api/runs/wait",
  ]);
  expect(server.otherRequests.map(({ method, url }) => [method, new URL(url).pathname])).toEqual([
    ["POST", "/threads/search"],
    ["GET", "/runs/stream"],
  ]);
});

test("a list of steps answers runs only, and every other request gets 404", async () => {
  const server = createScriptedServer(completeRun("Yes."));
  expect((await server.fetch(URL_OF_RUNS, post({}))).status).toBe(200);
  expect((await server.fetch("https://assistant.test/threads/search", post({}))).status).toBe(404);
});

test("a function sees every request with the number of the latest run, and decides the reply", async () => {
  const seen: [string, number][] = [];
  const server = createScriptedServer(({ url }, index) => {
    seen.push([new URL(url).pathname, index]);
    if (url.endsWith("/search")) return { status: 200, body: "[]" };
    return index === 0 ? "unreachable" : completeRun("Yes.");
  });
  await expect(server.fetch(URL_OF_RUNS, post({}))).rejects.toThrow(new TypeError("fetch failed"));
  expect((await server.fetch(URL_OF_RUNS, post({}))).status).toBe(200);
  const search = await server.fetch("https://assistant.test/threads/search", post({}));
  expect(await search.json()).toEqual([]);
  expect(seen).toEqual([
    ["/runs/stream", 0],
    ["/runs/stream", 1],
    ["/threads/search", 1],
  ]);
});

test("a whole HTTP reply arrives with its status, headers and body", async () => {
  const server = createScriptedServer({
    status: 429,
    headers: { "retry-after": "7" },
    body: "Too many",
  });
  const response = await server.fetch(URL_OF_RUNS, post({}));
  expect(response.status).toBe(429);
  expect(response.headers.get("retry-after")).toBe("7");
  expect(await response.text()).toBe("Too many");
});

describe("aborting", () => {
  test("a request that is aborted before it is sent rejects and is not recorded", async () => {
    const server = createScriptedServer(completeRun("Yes."));
    const reason = new Error("left");
    const signal = AbortSignal.abort(reason);
    await expect(server.fetch(URL_OF_RUNS, post({}, { signal }))).rejects.toBe(reason);
    expect(server.requests).toEqual([]);
  });

  test("a stream that is aborted while it is held ends with the reason, and the request says so", async () => {
    const server = createScriptedServer([hold()]);
    const caller = new AbortController();
    const response = await server.fetch(URL_OF_RUNS, post({}, { signal: caller.signal }));
    const text = response.text();
    expect(server.requests[0]?.isAborted).toBe(false);
    caller.abort(new Error("left"));
    await expect(text).rejects.toThrow("left");
    expect(server.requests[0]?.isAborted).toBe(true);
  });

  test("a run that is waited for and aborted while it is held rejects with the reason", async () => {
    const server = createScriptedServer([hold()]);
    const caller = new AbortController();
    const { signal } = caller;
    const ended = server.fetch("https://assistant.test/runs/wait", post({}, { signal }));
    caller.abort(new Error("left"));
    await expect(ended).rejects.toThrow("left");
  });
});

test("the SDK's client can search threads, and get and cancel a run, if the reply is a function", async () => {
  const server = createScriptedServer(({ method, url }) => {
    if (url.endsWith("/threads/search"))
      return { status: 200, body: JSON.stringify([{ thread_id: "t1", status: "busy" }]) };
    if (url.endsWith("/threads/t1/runs/r1") && method === "GET")
      return { status: 200, body: JSON.stringify({ run_id: "r1", status: "running" }) };
    return { status: url.includes("/cancel") ? 202 : 404, body: "{}" };
  });
  const client = new Client({
    apiUrl: "https://assistant.test",
    apiKey: null,
    callerOptions: { fetch: server.fetch, maxRetries: 0 },
  });
  const [thread] = await client.threads.search({ metadata: { oneshot_key: "key" } });
  expect(thread).toMatchObject({ status: "busy" });
  expect(await client.runs.get("t1", "r1")).toMatchObject({ status: "running" });
  await client.runs.cancel("t1", "r1");
  expect(server.requests).toEqual([]);
  expect(server.otherRequests.map(({ method, url }) => [method, new URL(url).pathname])).toEqual([
    ["POST", "/threads/search"],
    ["GET", "/threads/t1/runs/r1"],
    ["POST", "/threads/t1/runs/r1/cancel"],
  ]);
  expect(server.otherRequests[0]?.body).toMatchObject({ metadata: { oneshot_key: "key" } });
});
