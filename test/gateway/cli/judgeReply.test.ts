import { describe, expect, test } from "vitest";
import { judgeReply, judgeSecrets } from "../../../src/gateway/cli/doctor/checks/judgeReply.js";
import type { CheckName, Outcome } from "../../../src/gateway/cli/doctor/Outcome.js";
import type { TimedEvent, Timeline } from "../../../src/gateway/cli/doctor/readTimeline.js";

/** A reply whose events come every `everyMs`, and then an `end` event. */
function replyOf(
  events: readonly (readonly [name: string, data: unknown])[],
  { everyMs = 200, ...more }: Partial<Timeline> & { readonly everyMs?: number } = {},
): Timeline {
  const timed = [...events, ["end", null] as const].map(([name, data], at): TimedEvent => ({
    atMs: (at + 1) * everyMs,
    name,
    data,
  }));
  return {
    status: 200,
    headers: new Headers({ "content-type": "text/event-stream" }),
    headersAtMs: 5,
    readsAtMs: timed.map(({ atMs }) => atMs),
    events: timed,
    commentsAtMs: [],
    text: JSON.stringify(events),
    endedAtMs: timed.length * everyMs,
    end: "complete",
    ...more,
  };
}

const say = (content: string) => ["messages", [{ type: "ai", content }, {}]] as const;
const ANSWER = [["metadata", { run_id: "1" }], say("We "), say("are "), say("open.")] as const;

const outcomeOf = (reply: Timeline, name: CheckName): Outcome => {
  const outcome = judgeReply(reply).find(({ check }) => check === name);
  if (!outcome) throw new Error(`${name} was not checked.`);
  return outcome;
};
const statusOf = (reply: Timeline, name: CheckName) => outcomeOf(reply, name).status;

test("a good stream has no finding", () => {
  const statuses = judgeReply(replyOf(ANSWER)).map(({ check, status }) => [check, status]);
  expect(Object.fromEntries(statuses)).toEqual({
    streamed: "ok",
    compression: "ok",
    heartbeat: "unknown",
    "end-marker": "ok",
    prompt: "ok",
    state: "ok",
  });
});

describe("how the reply streams", () => {
  test("events that all come at the end were held back", () => {
    const held = replyOf(ANSWER);
    const events = held.events.map((event) => ({ ...event, atMs: 980 }));
    expect(statusOf({ ...held, events, endedAtMs: 1_000 }, "streamed")).toBe("finding");
  });

  test("a short answer tells nothing about buffering", () => {
    expect(statusOf(replyOf(ANSWER, { everyMs: 20 }), "streamed")).toBe("unknown");
  });

  test("a compressed stream is a finding", () => {
    const headers = new Headers({ "content-encoding": "gzip" });
    expect(statusOf(replyOf(ANSWER, { headers }), "compression")).toBe("finding");
  });

  test.each([
    ["a long silence without a comment", { readsAtMs: [100, 30_000] }, "finding"],
    ["a long silence with a comment", { readsAtMs: [100, 30_000], commentsAtMs: [15_000] }, "ok"],
    ["a gateway's short answer", { headers: new Headers({ "oneshot-gateway": "1" }) }, "ok"],
  ] as const)("the heartbeat after %s", (_, more, status) => {
    expect(statusOf(replyOf(ANSWER, more), "heartbeat")).toBe(status);
  });

  test("a stream without an end event is a finding, unless the reading was cut short", () => {
    const events = replyOf(ANSWER).events.filter(({ name }) => name !== "end");
    expect(statusOf(replyOf(ANSWER, { events }), "end-marker")).toBe("finding");
    expect(statusOf(replyOf(ANSWER, { events, end: "timeout" }), "end-marker")).toBe("unknown");
  });
});

describe("what the reply gives away", () => {
  test.each([
    "lsv2_pt_0123456789abcdef0123456789abcdef_0123456789",
    "sk-proj-0123456789abcdefghij0123",
    "AKIAIOSFODNN7EXAMPLE",
    "-----BEGIN RSA PRIVATE KEY-----",
  ])("the secret %s is found and not repeated", (secret) => {
    const outcome = judgeSecrets(`x-debug: ${secret}\n`, []);
    expect(outcome.status).toBe("finding");
    expect(JSON.stringify(outcome)).not.toContain(secret);
  });

  test("a key that the operator names is found, whatever it looks like", () => {
    expect(judgeSecrets("event: updates\ndata: open sesame\n", []).status).toBe("ok");
    expect(judgeSecrets("event: updates\ndata: open sesame\n", ["open sesame"]).status).toBe(
      "finding",
    );
  });

  test.each([
    ["in values", ["values", { messages: [{ type: "system", content: "You are …" }] }]],
    ["by its role", ["custom", { prompt: [{ role: "developer", content: "You are …" }] }]],
    ["as a constructor", ["updates", { a: { messages: { type: "SystemMessage", content: "…" } } }]],
  ] as const)("a system message %s is found", (_, event) => {
    expect(statusOf(replyOf([event]), "prompt")).toBe("finding");
  });

  test("a question and an answer about keys are no finding", () => {
    const words = say("Write sk- before it, like lsv2_… in your .env file. type: system");
    const reply = replyOf([words]);
    expect(statusOf(reply, "prompt")).toBe("ok");
    expect(judgeSecrets(reply.text, []).status).toBe("ok");
  });

  test.each([
    [["updates", { retrieve: { documents: ["private"] } }], "retrieve.documents"],
    [["updates|child:1", { find: [{ rows: 1 }, { messages: [] }] }], "find.rows"],
    [["values", { messages: [] }], "the event values"],
    [["messages", [{ type: "tool", content: "9-17" }, {}]], "a tool's result"],
  ] as const)("the state in %j is found", (event, shown) => {
    expect(outcomeOf(replyOf([event]), "state").says).toContain(shown);
  });

  test.each([
    [["updates", { answer: { messages: [{ type: "ai", content: "Yes." }] } }]],
    [["updates", { route: null }]],
    [["updates", { __interrupt__: [{ value: "?" }] }]],
    [["custom", { type: "sources", sources: [] }]],
    [["messages", [{ type: "tool", content: "" }, {}]]],
  ] as const)("%j shows no state", (event) => {
    expect(statusOf(replyOf([event]), "state")).toBe("ok");
  });
});
