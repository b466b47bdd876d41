import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createFeedback } from "../../../src/gateway/feedback/createFeedback.js";
import type { LogLine, ReceivedFeedback } from "../../../src/gateway/options.js";
import type { FeedbackSettings } from "../../../src/gateway/settings.js";
import { limitsOf } from "../limits/testLimits.js";

const RUN = { assistant: "faq", runId: "1f0c8f6e-6a3b-6d0a-9b1e-2f7c5d1e8a90" };
const API_KEY = "lsv2_canary";

let servers: Server[] = [];
afterEach(() => {
  for (const server of servers) server.close();
  servers = [];
});

// LangSmith may take its time, because the machine may be busy.
function feedbackTo(send: FeedbackSettings["send"], perWindow = Infinity, timeoutMs = 60_000) {
  const lines: LogLine[] = [];
  const limits = limitsOf({ feedbackPerVisitorPerWindow: perWindow });
  const settings = { secret: "s".repeat(32), expiresAfterMs: 60_000, send };
  const feedback = createFeedback(settings, {
    limits,
    log: (line) => lines.push(line),
    timeoutMs,
  });
  return { feedback, lines };
}

test("a rating reaches the operator's function with its run, and without the token", async () => {
  const received: ReceivedFeedback[] = [];
  const { feedback } = feedbackTo((each) => void received.push(each));
  const token = await feedback.tokenFor(RUN);
  const body = {
    token,
    value: "down",
    reason: " outdated ",
    comment: "Prices changed.",
    runId: "x",
  };
  const rating = { ...RUN, value: "down", reason: "outdated", comment: "Prices changed." };
  expect(await feedback.receive(body, "a")).toEqual({ feedback: rating });
  expect(received).toEqual([rating]);
});

test("a NUL or half a surrogate pair in a rating becomes a replacement character", async () => {
  const received: ReceivedFeedback[] = [];
  const { feedback } = feedbackTo((each) => void received.push(each));
  const token = await feedback.tokenFor(RUN);
  await feedback.receive({ token, value: "up", reason: "a\0", comment: "b\uD800c" }, "a");
  expect(received).toEqual([{ ...RUN, value: "up", reason: "a\uFFFD", comment: "b\uFFFDc" }]);
});

test("a rating needs neither a reason nor a comment", async () => {
  const { feedback } = feedbackTo(() => {});
  const token = await feedback.tokenFor(RUN);
  for (const body of [{}, { reason: "", comment: null }, { comment: "   " }]) {
    const received = await feedback.receive({ token, value: "up", ...body }, "a");
    expect(received).toEqual({ feedback: { ...RUN, value: "up" } });
  }
});

test.each([
  ["no token", { value: "up" }],
  ["a token that is no text", { token: 1, value: "up" }],
  ["no value", { token: "t" }],
  ["another value", { token: "t", value: "maybe" }],
  ["a comment that is no text", { token: "t", value: "up", comment: {} }],
  ["a comment that is too long", { token: "t", value: "up", comment: "x".repeat(2_001) }],
  ["a reason that is too long", { token: "t", value: "up", reason: "x".repeat(101) }],
])("a body with %s is no rating", async (_name, body) => {
  const { feedback } = feedbackTo(() => {
    throw new Error("must not be called");
  });
  expect(await feedback.receive(body, "a")).toEqual({ refusal: "invalid_feedback" });
});

test("a token that does not open is refused and counts nothing", async () => {
  const { feedback } = feedbackTo(() => {}, 1);
  for (let time = 0; time < 3; time += 1) {
    const refused = await feedback.receive({ token: "no token", value: "up" }, "a");
    expect(refused).toEqual({ refusal: "feedback_expired" });
  }
  const token = await feedback.tokenFor(RUN);
  expect(await feedback.receive({ token, value: "up" }, "a")).toHaveProperty("feedback");
  const refused = await feedback.receive({ token, value: "up" }, "a");
  expect(refused).toMatchObject({ refusal: "rate_limited", retryAfterMs: expect.any(Number) });
});

test("a function that fails makes the rating fail, and the log has no word of the visitor's", async () => {
  const { feedback, lines } = feedbackTo(async ({ comment }) => {
    throw new TypeError(`cannot save ${comment}`);
  });
  const body = { token: await feedback.tokenFor(RUN), value: "down", comment: "canary" };
  expect(await feedback.receive(body, "a")).toEqual({ refusal: "feedback_failed" });
  expect(lines).toEqual([{ level: "error", event: "feedback_failed", cause: "TypeError" }]);
});

test("a function that never ends makes the rating fail", async () => {
  const { feedback, lines } = feedbackTo(() => new Promise(() => {}), Infinity, 20);
  const body = { token: await feedback.tokenFor(RUN), value: "up" };
  expect(await feedback.receive(body, "a")).toEqual({ refusal: "feedback_failed" });
  expect(lines).toHaveLength(1);
});

/** A server that answers like LangSmith, with these statuses in this order. */
async function startLangSmith(...statuses: number[]) {
  const requests: {
    method: unknown;
    url: unknown;
    headers: IncomingMessage["headers"];
    body: unknown;
  }[] = [];
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const piece of request.setEncoding("utf8")) text += piece;
    const { method, url, headers } = request;
    requests.push({ method, url, headers, body: JSON.parse(text) });
    const status = statuses.shift() ?? 500;
    response.writeHead(status, status === 302 ? { location: "/elsewhere" } : {});
    response.end(JSON.stringify({ detail: "canary" }));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo;
  return { langSmithUrl: `http://127.0.0.1:${port}`, requests };
}

test("LangSmith gets a thumb as a score, with reason and comment, on the run's trace", async () => {
  const { langSmithUrl, requests } = await startLangSmith(200);
  const { feedback } = feedbackTo({ langSmithUrl, apiKey: API_KEY, projectId: "p-1" });
  const token = await feedback.tokenFor(RUN);
  await feedback.receive({ token, value: "down", reason: "wrong", comment: "No." }, "a");
  expect(requests).toMatchObject([
    {
      method: "POST",
      url: "/feedback",
      headers: { "x-api-key": API_KEY, "content-type": "application/json" },
      body: {
        id: expect.stringMatching(
          /^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
        ),
        run_id: RUN.runId,
        trace_id: RUN.runId,
        session_id: "p-1",
        key: "helpful",
        score: 0,
        value: "wrong",
        comment: "No.",
        feedback_source: { type: "api", metadata: { assistant: "faq" } },
      },
    },
  ]);
});

test("a second rating of a run has the id of the first, and changes it where LangSmith refuses two", async () => {
  const { langSmithUrl, requests } = await startLangSmith(200, 409, 200, 200);
  const { feedback } = feedbackTo({ langSmithUrl, apiKey: API_KEY });
  const token = await feedback.tokenFor(RUN);
  await feedback.receive({ token, value: "down", comment: "No." }, "a");
  expect(await feedback.receive({ token, value: "up" }, "a")).toHaveProperty("feedback");
  const other = await feedback.tokenFor({ ...RUN, runId: "another" });
  await feedback.receive({ token: other, value: "up" }, "a");
  const ids = requests.map(({ body }) => (body as { id?: string }).id);
  expect(ids[1]).toBe(ids[0]);
  expect(ids[3]).not.toBe(ids[0]);
  expect(requests[2]).toMatchObject({
    method: "PATCH",
    url: `/feedback/${ids[0]}`,
    body: { score: 1, value: null, comment: null },
  });
});

test.each([401, 404, 422, 500, 302])(
  "a rating fails if LangSmith answers %i, and the log has the status only",
  async (status) => {
    const { langSmithUrl, requests } = await startLangSmith(status, 200);
    const { feedback, lines } = feedbackTo({ langSmithUrl, apiKey: API_KEY });
    const body = { token: await feedback.tokenFor(RUN), value: "up" };
    expect(await feedback.receive(body, "a")).toEqual({ refusal: "feedback_failed" });
    expect(requests).toHaveLength(1);
    const line = { level: "error", event: "feedback_failed", cause: "LangSmithError", status };
    expect(lines).toEqual([line]);
  },
);

test("a rating fails if LangSmith cannot be reached", async () => {
  const { feedback, lines } = feedbackTo({ langSmithUrl: "http://127.0.0.1:1", apiKey: API_KEY });
  const body = { token: await feedback.tokenFor(RUN), value: "up" };
  expect(await feedback.receive(body, "a")).toEqual({ refusal: "feedback_failed" });
  expect(JSON.stringify(lines)).not.toContain(API_KEY);
});
