/** What logs, metrics and `onRun` tell of whole requests, and ratings from the token to the operator's function. */
import { expect, test } from "vitest";
import { createGateway } from "../../../src/gateway/createGateway.js";
import type { GatewayOptions, LogLine, RunReport } from "../../../src/gateway/options.js";
import { exchangeOf, GOOD_BODY, GOOD_REPLIES, scriptServer, type Asked } from "../exchanges.js";
import { GOOD_OPTIONS } from "../options.js";
import { readReply } from "../readReply.js";

const QUESTION = "Can I get a refund?";
const ADDRESS = "203.0.113.77";

function startGateway(options: Partial<GatewayOptions> = {}) {
  const lines: LogLine[] = [];
  const reports: RunReport[] = [];
  const gateway = createGateway({
    ...GOOD_OPTIONS,
    log: (line) => lines.push(line),
    onRun: (report) => void reports.push(report),
    ...options,
  });
  const { send } = scriptServer(GOOD_REPLIES);
  const ask = async (asked: Asked = {}) =>
    readReply(await gateway.handle(exchangeOf({ address: ADDRESS, send, ...asked })));
  const figure = (series: string) => {
    const line = gateway
      .metrics()
      .split("\n")
      .find((each) => each.startsWith(`${series} `));
    return line === undefined ? undefined : Number(line.slice(series.length + 1));
  };
  return { ask, figure, lines, reports };
}

test("a run is logged, counted and reported, without its question", async () => {
  const { ask, figure, lines, reports } = startGateway();
  expect((await ask()).status).toBe(200);
  expect(lines).toEqual([
    expect.objectContaining({
      level: "info",
      event: "run_ended",
      assistant: "faq",
      outcome: "success",
    }),
  ]);
  expect(figure('oneshot_chat_runs_total{assistant="faq",outcome="success"}')).toBe(1);
  expect(figure('oneshot_chat_runs_in_progress{assistant="faq"}')).toBe(0);
  expect(figure('oneshot_chat_first_token_seconds_count{assistant="faq"}')).toBe(1);
  expect(figure('oneshot_chat_sent_bytes_total{assistant="faq"}')).toBeGreaterThan(50);
  const report = {
    assistant: "faq",
    runId: "real-run-id",
    outcome: "success",
    ms: expect.any(Number),
  };
  expect(reports).toEqual([report]);
});

test("a report has the question if the operator asks for it", async () => {
  const { ask, reports } = startGateway({ reportQuestions: true });
  await ask();
  expect(reports).toMatchObject([{ question: QUESTION }]);
});

test("a refusal is logged with the visitor's network, and counted by its code", async () => {
  const { ask, figure, lines } = startGateway({ limits: { runsPerVisitorPerWindow: 1 } });
  await ask();
  const refused = await ask();
  expect(refused.status).toBe(429);
  expect(Number(refused.headers["retry-after"])).toBeGreaterThan(50);
  expect(JSON.parse(refused.text)).toMatchObject({ code: "rate_limited" });
  const line = { code: "rate_limited", assistant: "faq", network: "203.0.113.0/24" };
  expect(lines.at(-1)).toEqual({ level: "info", event: "refused", ...line });
  expect(figure('oneshot_chat_refusals_total{assistant="faq",code="rate_limited"}')).toBe(1);
});

test("a budget that is used up answers 402 to everybody", async () => {
  const { ask } = startGateway({ limits: { runsPerAssistantPerDay: 1 } });
  await ask();
  const refused = await ask({ address: "198.51.100.1" });
  expect([refused.status, JSON.parse(refused.text).code]).toEqual([402, "budget_exceeded"]);
});

test("visitors behind a trusted proxy count by the address that the proxy saw", async () => {
  const { ask } = startGateway({
    limits: { runsPerVisitorPerWindow: 1 },
    trustedProxies: ["10.0.0.0/8"],
  });
  const from = async (forwardedFor: string) =>
    (await ask({ address: "10.0.0.1", headers: { "x-forwarded-for": forwardedFor } })).status;
  expect(await from("203.0.113.1")).toBe(200);
  expect(await from("203.0.113.2")).toBe(200);
  expect(await from("198.51.100.9, 203.0.113.1")).toBe(429);
});

test("a visitor without a trusted proxy gains nothing from X-Forwarded-For", async () => {
  const { ask } = startGateway({ limits: { runsPerVisitorPerWindow: 1 } });
  await ask();
  const headers = {
    "x-forwarded-for": "198.51.100.9",
    forwarded: "for=198.51.100.9",
    "x-real-ip": "198.51.100.9",
  };
  expect((await ask({ headers })).status).toBe(429);
});

test("visitors whom `authorize` names count by that name, wherever they are", async () => {
  const { ask } = startGateway({
    limits: { runsPerVisitorPerWindow: 1 },
    authorize: ({ headers }) => ({ visitorId: headers.get("x-user") ?? "nobody" }),
  });
  const as = async (user: string, address: string) =>
    (await ask({ address, headers: { "x-user": user } })).status;
  expect(await as("ada", ADDRESS)).toBe(200);
  expect(await as("grace", ADDRESS)).toBe(200);
  expect(await as("ada", "198.51.100.1")).toBe(429);
});

test("a rating reaches the operator with the real run, which the browser never sees", async () => {
  const received: unknown[] = [];
  const { ask, figure, lines, reports } = startGateway({
    feedback: { secret: "s".repeat(32), send: (each) => void received.push(each) },
  });
  const { text } = await ask();
  const token = /"feedback_token":"([\w-]+)"/.exec(text)?.[1];
  expect(token).toBeDefined();
  expect(text).not.toContain("real-run-id");

  const body = { token, value: "down", comment: "a canary sings" };
  const rated = await ask({ path: "/feedback", body });
  expect([rated.status, rated.text]).toEqual([204, ""]);
  const feedback = {
    assistant: "faq",
    runId: "real-run-id",
    value: "down",
    comment: "a canary sings",
  };
  expect(received).toEqual([feedback]);
  expect(reports.at(-1)).toEqual({ assistant: "faq", runId: "real-run-id", feedback });
  expect(figure('oneshot_chat_feedback_total{assistant="faq",value="down"}')).toBe(1);
  expect(lines.at(-1)).toEqual({ level: "info", event: "rated", assistant: "faq", value: "down" });

  const forged = await ask({ path: "/feedback", body: { ...body, token: `${token}A` } });
  expect(forged.status).toBe(410);
});

test("without `feedback`, a run has no token and ratings have no address", async () => {
  const { ask } = startGateway();
  expect((await ask()).text).not.toContain("feedback_token");
  expect((await ask({ path: "/feedback", body: { token: "t", value: "up" } })).status).toBe(404);
});

test("no log line has a question, an answer, a comment, a key or a full address, whatever happens", async () => {
  const { ask, lines } = startGateway({
    limits: { runsPerVisitorPerWindow: 3, maxQuestionChars: 30 },
    feedback: {
      secret: "canary-secret".repeat(3),
      send: ({ comment }) => Promise.reject(new Error(`cannot save ${comment}`)),
    },
    onRun: ({ outcome }) => {
      throw new Error(`canary ${outcome}`);
    },
  });
  const token = /"feedback_token":"([\w-]+)"/.exec((await ask()).text)?.[1];
  await ask({ path: "/feedback", body: { token, value: "up", comment: "canary" } });
  await ask({
    body: { ...GOOD_BODY, input: { messages: [{ role: "human", content: "canary ".repeat(9) }] } },
  });
  await ask({ body: { ...GOOD_BODY, assistant_id: "canary" } });
  await ask({ path: "/canary" });
  await ask({ headers: { origin: "https://canary.example" } });
  await ask({ body: "canary" });
  await ask({ send: () => Promise.reject(new Error("canary")) });
  await ask();
  await ask();
  expect(new Set(lines.map(({ event }) => event))).toEqual(
    new Set(["run_ended", "on_run_failed", "feedback_failed", "refused", "upstream_unreachable"]),
  );
  const text = JSON.stringify(lines);
  for (const hidden of [
    "canary",
    QUESTION,
    "you can.",
    ADDRESS,
    "lsv2-key",
    "real-run-id",
    token ?? "",
  ]) {
    expect(text).not.toContain(hidden);
  }
});
