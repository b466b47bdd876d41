import { afterEach, describe, expect, test } from "vitest";
import { createNodeSender } from "../../../src/gateway/node/sendWithNode.js";
import { cancelRun } from "../../../src/gateway/runs/cancelRun.js";
import { isStillRunning } from "../../../src/gateway/runs/isStillRunning.js";
import { idsOfLocation, type RunHandle } from "../../../src/gateway/runs/upstream.js";
import { sendJson, startUpstream, type Received, type Upstream } from "../startUpstream.js";
import { callSettings } from "./callSettings.js";

const KEY = "own-key-1";
const sender = createNodeSender();
let upstream: Upstream;

afterEach(async () => {
  await upstream.close();
});

const calls = () => upstream.requests.map(({ method, path }) => `${method} ${path}`);

/** Answers each path with a status and JSON. Everything else is 404. */
async function start(replies: Record<string, (request: Received) => readonly [number, unknown]>) {
  upstream = await startUpstream((request) => {
    const reply = replies[`${request.method} ${request.path}`] ?? (() => [404, {}] as const);
    sendJson(request, ...reply(request));
  });
}

const cancel = (handle: Partial<RunHandle>) =>
  cancelRun(callSettings(upstream.url, "key-1"), sender.send, { oneshotKey: KEY, ...handle });

const look = (handle: Partial<RunHandle>) =>
  isStillRunning(callSettings(upstream.url, "key-1"), sender.send, { oneshotKey: KEY, ...handle });

const CANCEL = "POST /threads/t1/runs/r1/cancel";
const DELETE = "DELETE /threads/t1";

describe("cancelling a run", () => {
  test("with thread and run id, one call cancels it, and one deletes its thread", async () => {
    await start({ [CANCEL]: () => [202, {}] });
    await cancel({ threadId: "t1", runId: "r1" });
    expect(calls()).toEqual([CANCEL, DELETE]);
    expect(upstream.requests[0]?.headers["x-api-key"]).toBe("key-1");
  });

  test("with the key alone, its runs are found and cancelled, and its thread is deleted", async () => {
    await start({
      "POST /threads/search": () => [200, [{ thread_id: "t1", status: "busy" }]],
      "GET /threads/t1/runs": () => [200, [{ run_id: "r1" }]],
      [CANCEL]: () => [202, {}],
    });
    await cancel({ runId: "r1" });
    expect(calls()).toEqual(["POST /threads/search", "GET /threads/t1/runs", CANCEL, DELETE]);
    expect(JSON.parse(upstream.requests[0]?.body ?? "")).toMatchObject({
      metadata: { oneshot_key: KEY },
    });
  });

  test("a run that appears later is searched for until it is found", async () => {
    let searches = 0;
    await start({
      "POST /threads/search": () => [200, (searches += 1) < 4 ? [] : [{ thread_id: "t1" }]],
      "GET /threads/t1/runs": () => [200, [{ run_id: "r1" }]],
      [CANCEL]: () => [202, {}],
    });
    await cancel({});
    expect(searches).toBe(4);
    expect(calls().slice(-2)).toEqual([CANCEL, DELETE]);
  });

  test("a thread whose run is not listed yet is asked again", async () => {
    let lists = 0;
    await start({
      "GET /threads/t1/runs": () => [200, (lists += 1) < 3 ? [] : [{ run_id: "r1" }]],
      [CANCEL]: () => [202, {}],
    });
    await cancel({ threadId: "t1" });
    expect(calls().slice(-2)).toEqual([CANCEL, DELETE]);
  });

  test("the thread of a run that never began is deleted", async () => {
    await start({
      "POST /threads/search": () => [200, [{ thread_id: "t1", status: "idle" }]],
      "GET /threads/t1/runs": () => [200, [{ run_id: "r1", status: "interrupted" }]],
      [CANCEL]: () => [404, { detail: "No matching runs to cancel." }],
      [DELETE]: () => [204, undefined],
    });
    await cancel({});
    expect(calls().slice(-2)).toEqual([CANCEL, DELETE]);
  });

  test("a thread is not deleted while its run cannot be cancelled", async () => {
    const statuses = [503, 503, 202];
    await start({
      "POST /threads/search": () => [200, [{ thread_id: "t1" }]],
      "GET /threads/t1/runs": () => [200, [{ run_id: "r1" }]],
      [CANCEL]: () => [statuses.shift() ?? 500, {}],
    });
    await cancel({});
    expect(calls().filter((call) => [CANCEL, DELETE].includes(call))).toEqual([
      CANCEL,
      CANCEL,
      CANCEL,
      DELETE,
    ]);
  });

  test("a call that fails for the moment is made again", async () => {
    const statuses = [503, 429, 202, 202];
    const deletions = [500, 204];
    await start({
      [CANCEL]: () => [statuses.shift() ?? 500, {}],
      [DELETE]: () => [deletions.shift() ?? 500, {}],
    });
    await cancel({ threadId: "t1", runId: "r1" });
    expect(calls()).toEqual([CANCEL, CANCEL, CANCEL, DELETE, CANCEL, DELETE]);
  });

  test("a run that is gone, and a server that refuses, are asked once", async () => {
    await start({ "POST /threads/search": () => [403, {}] });
    await cancel({ threadId: "t1", runId: "r1" });
    await cancel({});
    expect(calls()).toEqual([CANCEL, DELETE, "POST /threads/search"]);
  });

  test("a run that is never found, or a server that is silent, is given up after three seconds", async () => {
    await start({ "POST /threads/search": () => [200, []] });
    await cancel({});
    const searches = calls().length;
    expect(searches).toBeGreaterThan(3);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(calls()).toHaveLength(searches);
    await upstream.close();
    upstream = await startUpstream(() => {});
    await cancel({});
  });

  test("a server that nobody reaches does not make it reject", async () => {
    await start({});
    await upstream.close();
    await expect(cancel({ threadId: "t1", runId: "r1" })).resolves.toBeUndefined();
  });

  test.each(["..", "a/b", "a?b", "", "x".repeat(129), 7, null])(
    "an id %j that does not fit into a path is not used",
    async (id) => {
      let searches = 0;
      await start({
        "POST /threads/search": () => [(searches += 1) < 2 ? 200 : 404, [{ thread_id: id }]],
      });
      await cancel({ threadId: id as string, runId: "r1" });
      expect(new Set(calls())).toEqual(new Set(["POST /threads/search"]));
    },
  );
});

describe("looking whether a run goes on", () => {
  test.each([
    ["busy", true],
    ["idle", false],
    ["error", false],
    ["interrupted", false],
  ])("a thread that is %s means %s", async (status, isRunning) => {
    await start({ "POST /threads/search": () => [200, [{ thread_id: "t1", status }]] });
    expect(await look({})).toBe(isRunning);
  });

  test("no thread means that the run is over", async () => {
    await start({ "POST /threads/search": () => [200, []] });
    expect(await look({})).toBe(false);
  });

  test.each([
    ["pending", true],
    ["running", true],
    ["success", false],
    ["error", false],
  ])("a run that is %s means %s", async (status, isRunning) => {
    await start({ "GET /threads/t1/runs/r1": () => [200, { status }] });
    expect(await look({ threadId: "t1", runId: "r1" })).toBe(isRunning);
    expect(calls()).toEqual(["GET /threads/t1/runs/r1"]);
  });

  test("a run that the server does not know any more is over", async () => {
    await start({});
    expect(await look({ threadId: "t1", runId: "r1" })).toBe(false);
  });

  test("if the server refuses to tell of the run, it is asked for the thread", async () => {
    await start({
      "GET /threads/t1/runs/r1": () => [403, {}],
      "POST /threads/search": () => [200, [{ status: "busy" }]],
    });
    expect(await look({ threadId: "t1", runId: "r1" })).toBe(true);
  });

  test("a server that refuses, fails, answers nonsense or nothing proves nothing", async () => {
    const replies = [[403, {}] as const, [500, {}] as const];
    await start({ "POST /threads/search": () => replies.shift() ?? [200, "busy"] });
    expect(await look({})).toBeUndefined();
    expect(await look({})).toBeUndefined();
    expect(await look({})).toBeUndefined();
    await upstream.close();
    expect(await look({})).toBeUndefined();
    upstream = await startUpstream(() => {});
    expect(await look({})).toBeUndefined();
    await upstream.requests[0]?.over;
  });
});

test.each([
  ["/runs/r1", { threadId: undefined, runId: "r1" }],
  ["/threads/t1/runs/r1", { threadId: "t1", runId: "r1" }],
  ["/threads/../runs/r1", { threadId: undefined, runId: undefined }],
  ["https://elsewhere.example/runs/r1", { threadId: undefined, runId: undefined }],
  [null, { threadId: undefined, runId: undefined }],
])("Content-Location %j tells of %j", (location, ids) => {
  expect(idsOfLocation(location)).toEqual(ids);
});
