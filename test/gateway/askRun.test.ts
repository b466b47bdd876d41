import { describe, expect, test, vi } from "vitest";
import { createGateway, type Gateway } from "../../src/gateway/createGateway.js";
import type { GatewayOptions, LogLine, RunReport } from "../../src/gateway/options.js";
import { exchangeOf, GOOD_BODY, GOOD_STREAM, type Asked } from "./exchanges.js";
import { holdServer, type HeldRun, type HeldServer } from "./holdServer.js";
import { GOOD_OPTIONS } from "./options.js";
import { readReply } from "./readReply.js";
import { waitFor } from "./waitFor.js";

const FIRST_EVENTS = GOOD_STREAM.split("event: updates")[0] ?? "";

interface Set {
  readonly gateway: Gateway;
  readonly server: HeldServer;
  readonly lines: LogLine[];
  readonly reports: RunReport[];
  /** Asks, and reads the reply as it comes. */
  ask(asked?: Asked): ReturnType<typeof startAsking>;
}

function setUp(options: Partial<GatewayOptions> = {}): Set {
  const server = holdServer();
  const lines: LogLine[] = [];
  const reports: RunReport[] = [];
  const gateway = createGateway({
    ...GOOD_OPTIONS,
    log: (line) => lines.push(line),
    onRun: (report) => void reports.push(report),
    ...options,
  });
  return { gateway, server, lines, reports, ask: (asked) => startAsking(gateway, server, asked) };
}

function startAsking(gateway: Gateway, server: HeldServer, asked: Asked = {}) {
  const leaving = new AbortController();
  let text = "";
  const exchange = exchangeOf({ ...asked, send: server.send, gone: leaving.signal });
  const reply = gateway.handle(exchange);
  const read = reply.then(async ({ status, headers, body }) => {
    if (typeof body === "string") return { status, headers, text: body };
    await body({ write: (piece) => void (text += piece), abort() {} });
    return { status, headers, text };
  });
  return { leave: () => leaving.abort(), reply, read, text: () => text };
}

/** Waits until the server has been asked for its nth run. */
async function runAt(server: HeldServer, at: number): Promise<HeldRun> {
  await waitFor(() => expect(server.runs.length).toBeGreaterThan(at));
  const run = server.runs[at];
  if (!run) throw new Error("unreachable");
  return run;
}

const body = (changes: object) => ({ body: { ...GOOD_BODY, ...changes } });
const endOf = (text: string) =>
  JSON.parse(text.split("event: end\ndata: ")[1] ?? "null") as unknown;

/** The calls that end a run whose ids are known. */
const CANCEL_CALLS = [
  "POST /threads/real-thread-id/runs/real-run-id/cancel",
  "DELETE /threads/real-thread-id",
];

describe("a run", () => {
  test("its stream ends with the gateway's own end event, after a look at the server", async () => {
    const { server, ask, reports, lines } = setUp();
    const asked = ask();
    const run = await runAt(server, 0);
    run.accept();
    run.write(GOOD_STREAM);
    run.end();
    const { status, headers, text } = await asked.read;
    expect(status).toBe(200);
    expect(headers["content-type"]).toBe("text/event-stream");
    expect(server.threadCalls).toEqual(["GET /threads/real-thread-id/runs/real-run-id"]);
    expect(endOf(text)).toEqual({ run_id: expect.any(String) as string, status: "success" });
    expect(text).not.toMatch(/real-run-id|real-thread-id/);
    expect(reports).toEqual([
      {
        assistant: "faq",
        outcome: "success",
        runId: "real-run-id",
        ms: expect.any(Number) as number,
      },
    ]);
    expect(lines.map(({ event }) => event)).toEqual(["run_ended"]);
  });

  test("a stream that ended while the run goes on is truncated, and the run is cancelled", async () => {
    const { server, ask, reports } = setUp();
    const asked = ask();
    const run = await runAt(server, 0);
    run.accept();
    server.setBusy(true);
    run.write(GOOD_STREAM);
    run.end();
    const { text } = await asked.read;
    expect(endOf(text)).toMatchObject({ status: "error", reason: "truncated" });
    await waitFor(() =>
      expect(server.threadCalls).toContain("POST /threads/real-thread-id/runs/real-run-id/cancel"),
    );
    expect(reports).toMatchObject([{ outcome: "truncated" }]);
  });

  test("a connection that breaks ends the stream as truncated", async () => {
    const { server, ask } = setUp();
    const asked = ask();
    const run = await runAt(server, 0);
    run.accept();
    run.write(FIRST_EVENTS);
    await waitFor(() => expect(asked.text()).toContain("you can."));
    run.break();
    expect(endOf((await asked.read).text)).toMatchObject({ reason: "truncated" });
  });

  test("its real id is shown if the operator exposes it", async () => {
    const { server, ask } = setUp({ expose: { runId: true } });
    const asked = ask();
    const run = await runAt(server, 0);
    run.accept();
    run.write(GOOD_STREAM);
    run.end();
    const { text } = await asked.read;
    expect(text).toContain('data: {"run_id":"real-run-id","gateway":1}');
    expect(endOf(text)).toEqual({ run_id: "real-run-id", status: "success" });
  });

  test("the question is reported only if the operator wants it", async () => {
    const { server, ask, reports } = setUp({ reportQuestions: true });
    const asked = ask();
    (await runAt(server, 0)).refuse(500);
    expect((await asked.read).status).toBe(502);
    expect(reports).toMatchObject([{ outcome: "upstream", question: "Can I get a refund?" }]);
  });

  test("an onRun that throws is logged without its message", async () => {
    const { server, ask, lines } = setUp({
      onRun: () => {
        throw new TypeError("canary");
      },
    });
    const asked = ask();
    (await runAt(server, 0)).refuse(500);
    await asked.read;
    await waitFor(() =>
      expect(lines).toContainEqual({ level: "error", event: "on_run_failed", cause: "TypeError" }),
    );
  });
});

describe("a refusal of the server", () => {
  test.each([
    [401, "upstream_refused"],
    [404, "upstream_refused"],
    [307, "upstream_refused"],
    [429, "upstream_busy"],
    [503, "upstream_busy"],
    [500, "upstream_unreachable"],
  ])("status %i is told as %s", async (status, code) => {
    const { server, ask } = setUp({ limits: { concurrentRunsPerVisitor: 1 } });
    for (let at = 0; at < 3; at += 1) {
      const asked = ask({ body: { ...GOOD_BODY, metadata: null } });
      (await runAt(server, at)).refuse(status);
      expect(JSON.parse((await asked.read).text)).toMatchObject({ code });
    }
  });

  test("a server that does not answer in time is told as upstream_timeout, and the run is looked for", async () => {
    const { server, ask, reports } = setUp({ limits: { maxSilenceMs: 30 } });
    server.setBusy(true);
    const { status, text } = await ask().read;
    expect([status, JSON.parse(text)]).toMatchObject([504, { code: "upstream_timeout" }]);
    expect(server.runs[0]?.isClosed()).toBe(true);
    expect(reports).toMatchObject([{ outcome: "timeout" }]);
    await waitFor(() => expect(server.threadCalls).toContain("POST /threads/t1/runs/r1/cancel"));
  });
});

describe("a visitor who leaves", () => {
  const limits = { concurrentRunsPerVisitor: 1 };

  /** Asks again, and expects a place. */
  async function expectPlace({ ask, server }: Set): Promise<void> {
    const before = server.runs.length;
    const again = ask(body({ metadata: null }));
    (await runAt(server, before)).refuse(401);
    expect((await again.read).status).toBe(502);
  }

  test("while the body is read, starts no run", async () => {
    const set = setUp({ limits });
    let fail = (_cause: Error) => {};
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode("{");
      await new Promise<never>((_resolve, reject) => (fail = reject));
    }
    const asked = set.ask({ body: broken() });
    await new Promise((resolve) => setImmediate(resolve));
    asked.leave();
    fail(new Error("reset"));
    await asked.read;
    expect(set.server.runs).toEqual([]);
    await expectPlace(set);
  });

  test("while authorize decides, starts no run", async () => {
    let decide = (_isAllowed: boolean) => {};
    const decisions = [new Promise<boolean>((resolve) => (decide = resolve))];
    const set = setUp({ limits, authorize: () => decisions.shift() ?? true });
    const asked = set.ask();
    await waitFor(() => expect(decisions).toEqual([]));
    asked.leave();
    decide(true);
    await asked.read;
    expect(set.server.runs).toEqual([]);
    await expectPlace(set);
  });

  test("before the server answers, ends the call, and the run is found by its key and cancelled", async () => {
    const set = setUp({ limits });
    const asked = set.ask();
    const run = await runAt(set.server, 0);
    set.server.setBusy(true);
    asked.leave();
    await asked.read;
    expect(run.isClosed()).toBe(true);
    await waitFor(() =>
      expect(set.server.threadCalls).toContain("POST /threads/t1/runs/r1/cancel"),
    );
    expect(set.reports).toMatchObject([{ outcome: "stopped" }]);
    expect(set.lines.map(({ event }) => event)).toEqual(["run_ended"]);
    await expectPlace(set);
  });

  test("before the reply's body is asked for, ends the run", async () => {
    const set = setUp({ limits });
    const leaving = new AbortController();
    const reply = set.gateway.handle(exchangeOf({ send: set.server.send, gone: leaving.signal }));
    const run = await runAt(set.server, 0);
    run.accept({ "content-type": "text/event-stream", "content-location": "/threads/t7/runs/r7" });
    await reply;
    leaving.abort();
    expect(run.isClosed()).toBe(true);
    expect(set.reports).toMatchObject([{ outcome: "stopped" }]);
    await expectPlace(set);
  });

  test("in the middle of the stream, ends the run by the ids that it has told", async () => {
    const set = setUp({ limits });
    const asked = set.ask();
    const run = await runAt(set.server, 0);
    run.accept();
    run.write(FIRST_EVENTS);
    await waitFor(() => expect(asked.text()).toContain("you can."));
    asked.leave();
    expect(run.isClosed()).toBe(true);
    expect((await asked.read).text).not.toContain("event: end");
    await waitFor(() => expect(set.server.threadCalls).toEqual(CANCEL_CALLS));
    await expectPlace(set);
  });
});

describe("the same key again", () => {
  test("takes over: the earlier run is cancelled before the new one starts", async () => {
    const { server, ask, reports } = setUp({ limits: { concurrentRunsPerVisitor: 1 } });
    const first = ask();
    const run = await runAt(server, 0);
    run.accept();
    run.write(FIRST_EVENTS);
    await waitFor(() => expect(first.text()).toContain("you can."));

    const second = ask();
    const next = await runAt(server, 1);
    expect(run.isClosed()).toBe(true);
    expect(server.threadCalls).toEqual(CANCEL_CALLS);
    expect(endOf((await first.read).text)).toMatchObject({ status: "rollback" });
    next.accept();
    next.write(GOOD_STREAM);
    next.end();
    expect(endOf((await second.read).text)).toMatchObject({ status: "success" });
    expect(reports.map(({ outcome }) => outcome)).toEqual(["replaced", "success"]);
  });

  test("tells an earlier request without a reply that it was replaced", async () => {
    const { server, ask } = setUp();
    const first = ask();
    await runAt(server, 0);
    server.setBusy(true);
    const second = ask();
    const { status, text } = await first.read;
    expect([status, JSON.parse(text)]).toMatchObject([409, { code: "replaced" }]);
    (await runAt(server, 1)).refuse(401);
    await second.read;
  });

  test("of another visitor starts a run of its own", async () => {
    const { server, ask } = setUp();
    const asked = [ask(), ask({ address: "203.0.113.8" })];
    const runs = [await runAt(server, 0), await runAt(server, 1)];
    expect(runs.map((run) => run.isClosed())).toEqual([false, false]);
    for (const run of runs) run.refuse(401);
    for (const each of asked) await each.read;
  });
});

describe("authorize", () => {
  const deciding = (authorize: unknown) => ({ authorize }) as Partial<GatewayOptions>;
  test.each([
    ["false", () => false, 401],
    ["nothing", () => undefined, 401],
    ["a text", () => "yes", 401],
    ["what another service has answered", () => ({ success: false }), 401],
    ["a response", () => new Response("", { status: 401 }), 401],
    ["a list", () => [], 401],
    ["an error", () => new RangeError("canary"), 401],
    ["a visitor id that is no text", () => ({ visitorId: 7 }), 401],
    ["a context that is no object", () => ({ context: "canary" }), 401],
    ["a rejection", () => Promise.reject(new RangeError("canary")), 503],
  ])("%s refuses the request, and nothing is counted", async (_name, authorize, status) => {
    const { server, ask, lines } = setUp({
      ...deciding(authorize),
      limits: { runsPerVisitorPerWindow: 1 },
    });
    for (let count = 0; count < 3; count += 1) expect((await ask().read).status).toBe(status);
    expect(server.runs).toEqual([]);
    expect(JSON.stringify(lines)).not.toContain("canary");
  });

  test.each(["authorize", "inputSchema"])(
    "%s that does not settle refuses the request after ten seconds",
    async (name) => {
      vi.useFakeTimers();
      try {
        const never = () => new Promise<never>(() => {});
        const schema = { "~standard": { version: 1 as const, vendor: "own", validate: never } };
        const { ask, server } = setUp(
          name === "authorize" ? { authorize: never } : { inputSchema: schema },
        );
        const { read } = ask();
        await vi.advanceTimersByTimeAsync(10_000);
        expect((await read).status).toBe(name === "authorize" ? 503 : 500);
        expect(server.runs).toEqual([]);
      } finally {
        vi.useRealTimers();
      }
    },
  );

  test("it sees the public name, the headers and the address", async () => {
    const authorize = vi.fn(() => false);
    const { ask } = setUp({ authorize });
    await ask({ headers: { authorization: "Bearer token" } }).read;
    expect(authorize).toHaveBeenCalledWith({
      method: "POST",
      path: "/runs/stream",
      headers: expect.any(Headers) as Headers,
      address: "203.0.113.7",
      assistant: "faq",
    });
  });

  test("runs are counted under the visitor id that it gives", async () => {
    const { server, ask } = setUp({
      authorize: ({ headers }) => ({ visitorId: headers.get("x-user") ?? "" }),
      limits: { runsPerVisitorPerWindow: 1 },
    });
    const statuses: number[] = [];
    for (const [at, user] of ["ann", "bob", "ann"].entries()) {
      const asked = ask({ headers: { "x-user": user } });
      if (at < 2) (await runAt(server, at)).refuse(401);
      statuses.push((await asked.read).status);
    }
    expect(statuses).toEqual([502, 502, 429]);
  });
});

test("a visitor past a limit is told when to ask again", async () => {
  const { server, ask, lines } = setUp({ limits: { runsPerVisitorPerWindow: 1 } });
  const first = ask();
  (await runAt(server, 0)).refuse(401);
  await first.read;
  const { status, headers, text } = await ask().read;
  expect([status, JSON.parse(text)]).toMatchObject([429, { code: "rate_limited" }]);
  expect(Number(headers["retry-after"])).toBeGreaterThan(50);
  expect(headers["access-control-expose-headers"]).toContain("retry-after");
  expect(lines.at(-1)).toMatchObject({
    level: "info",
    event: "refused",
    code: "rate_limited",
    assistant: "faq",
  });
});

describe("drain", () => {
  test("waits for the runs in progress, and refuses new ones", async () => {
    const { gateway, server, ask } = setUp();
    const asked = ask();
    const run = await runAt(server, 0);
    run.accept();
    const drained = gateway.drain(60_000);
    expect((await ask().read).status).toBe(503);
    expect((await ask({ method: "GET", path: "/healthz" }).read).status).toBe(503);
    run.write(GOOD_STREAM);
    run.end();
    expect(endOf((await asked.read).text)).toMatchObject({ status: "success" });
    await drained;
  });

  test("refuses a request whose body was still coming", async () => {
    const { gateway, server, ask } = setUp();
    let send = (_text: string) => {};
    async function* slowly(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode(await new Promise<string>((resolve) => (send = resolve)));
    }
    const asked = ask({ body: slowly() });
    await gateway.drain(1_000);
    send(JSON.stringify(GOOD_BODY));
    expect((await asked.read).status).toBe(503);
    expect(server.runs).toEqual([]);
  });

  test("ends what lasts longer than the grace time, and cancels it", async () => {
    const { gateway, server, ask } = setUp();
    const asked = ask();
    const run = await runAt(server, 0);
    run.accept();
    run.write(FIRST_EVENTS);
    await waitFor(() => expect(asked.text()).toContain("you can."));
    await gateway.drain(10);
    expect(endOf((await asked.read).text)).toMatchObject({ status: "error", reason: "shutdown" });
    expect(server.threadCalls).toEqual(CANCEL_CALLS);
  });
});

describe("runs.wait", () => {
  const wait = { path: "/runs/wait" };
  const state = (changes: object) =>
    JSON.stringify({ messages: [{ type: "ai", id: "m1", content: "Yes." }], ...changes });

  async function answerWith(text: string, options: Partial<GatewayOptions> = {}) {
    const { server, ask, reports } = setUp(options);
    const asked = ask(wait);
    const run = await runAt(server, 0);
    run.accept({ "content-type": "text/plain" });
    run.write("\n\n");
    run.write(text);
    run.end();
    const reply = await asked.read;
    return { ...reply, json: JSON.parse(reply.text) as unknown, outcome: reports[0]?.outcome };
  }

  test("gives the AI messages and the exposed keys of the state", async () => {
    const text = state({ docs: ["canary"], answer: "Yes!" });
    const { json, headers, outcome } = await answerWith(text, {
      expose: { stateKeys: ["answer"] },
    });
    expect(headers["content-type"]).toBe("application/json");
    expect(json).toMatchObject({ messages: [{ content: "Yes." }], answer: "Yes!" });
    expect(JSON.stringify(json)).not.toContain("canary");
    expect(outcome).toBe("success");
  });

  test.each([
    [
      "a failed run",
      JSON.stringify({ __error__: { error: "KeyError", message: "canary" } }),
      {},
      "failed",
      "run_failed",
    ],
    ["an answer that is too large", state({ x: 1 }), { maxAnswerBytes: 10 }, "limit", "limit"],
    [
      "a state that is too large",
      state({ x: "x".repeat(1_000) }),
      { maxEventBytes: 100 },
      "limit",
      "limit",
    ],
    ["a reply that was cut", state({}).slice(0, 20), {}, "upstream", "upstream"],
  ])("%s is told by a fixed code", async (_name, text, limits, outcome, error) => {
    const reply = await answerWith(text, { limits });
    expect(reply.status).toBe(200);
    expect(reply.json).toEqual({ __error__: { error, message: expect.any(String) as string } });
    expect(reply.text).not.toContain("canary");
    expect(reply.outcome).toBe(outcome);
  });

  test("a run that takes too long ends as timeout", async () => {
    const { server, ask, reports } = setUp({ limits: { maxRunMs: 1_000 } });
    server.setBusy(true);
    const asked = ask(wait);
    (await runAt(server, 0)).accept({});
    expect(JSON.parse((await asked.read).text)).toMatchObject({ __error__: { error: "timeout" } });
    expect(reports).toMatchObject([{ outcome: "timeout" }]);
    await waitFor(() => expect(server.threadCalls).toContain("POST /threads/t1/runs/r1/cancel"));
  });
});

describe("feedback", () => {
  const secret = "s".repeat(32);

  test("a visitor rates an answer with the token that came with it", async () => {
    const received: unknown[] = [];
    const { server, ask, reports } = setUp({
      feedback: { secret, send: (each) => void received.push(each) },
    });
    const asked = ask();
    const run = await runAt(server, 0);
    run.accept();
    run.write(GOOD_STREAM);
    run.end();
    const { text } = await asked.read;
    const token = /"feedback_token":"([\w-]+)"/.exec(text)?.[1];
    const rating = await ask({ path: "/feedback", body: { token, value: "up", run_id: "other" } })
      .read;
    expect([rating.status, rating.text]).toEqual([204, ""]);
    expect(rating.headers["access-control-allow-origin"]).toBe("https://site.example");
    const feedback = { assistant: "faq", runId: "real-run-id", value: "up" };
    expect(received).toEqual([feedback]);
    expect(reports.at(-1)).toEqual({ assistant: "faq", runId: "real-run-id", feedback });
  });

  test.each([
    ["no JSON", "{", 400, "invalid_feedback"],
    ["no token", { value: "up" }, 400, "invalid_feedback"],
    ["a token of somebody else", { token: "x".repeat(80), value: "up" }, 410, "feedback_expired"],
    ["too much", "x".repeat(70_000), 413, "body_too_large"],
  ])("%s is refused", async (_name, sent, status, code) => {
    const send = vi.fn();
    const { ask } = setUp({ feedback: { secret, send } });
    const reply = await ask({ path: "/feedback", body: sent }).read;
    expect([reply.status, JSON.parse(reply.text)]).toMatchObject([status, { code }]);
    expect(send).not.toHaveBeenCalled();
  });
});

describe("healthz", () => {
  test("answers everybody, without an origin and without a call to the server", async () => {
    const { gateway } = setUp();
    const reply = await gateway.handle(
      exchangeOf({
        method: "GET",
        path: "/healthz",
        headers: { origin: undefined, "content-type": undefined },
      }),
    );
    expect(await readReply(reply)).toMatchObject({ status: 200, text: '{"ok":true}' });
  });
});

describe("preflights", () => {
  const asks = (requested: string) => ({
    method: "OPTIONS",
    headers: {
      "content-type": undefined,
      "access-control-request-method": "POST",
      "access-control-request-headers": requested,
    },
  });

  test("a page on the list may send any header, for two hours without asking again", async () => {
    const { gateway } = setUp();
    const {
      status,
      headers,
      body: sent,
    } = await gateway.handle(exchangeOf(asks("content-type,x-turnstile")));
    expect([status, sent]).toEqual([204, ""]);
    expect(headers).toMatchObject({
      "access-control-allow-origin": "https://site.example",
      "access-control-allow-methods": "POST",
      "access-control-allow-headers": "content-type,x-turnstile",
      "access-control-max-age": "7200",
      vary: "Origin, Access-Control-Request-Headers",
    });
    expect(headers).not.toHaveProperty("access-control-allow-credentials");
  });

  test("a list of headers that is none is not repeated", async () => {
    const { gateway } = setUp();
    const { headers } = await gateway.handle(exchangeOf(asks("content-type, <script>")));
    expect(headers["access-control-allow-headers"]).toBe("content-type");
  });
});

test("every address is below the base path, and nothing answers beside it", async () => {
  const { gateway } = setUp({ basePath: "/api/faq" });
  const health = (path: string) =>
    gateway.handle(exchangeOf({ method: "GET", path })).then(({ status }) => status);
  expect(await health("/api/faq/healthz")).toBe(200);
  for (const path of [
    "/healthz",
    "/api/faqhealthz",
    "/api/faq//healthz",
    "/api/healthz",
    "/API/faq/healthz",
  ])
    expect(await health(path)).toBe(404);
});
