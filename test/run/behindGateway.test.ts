/** A page behind our gateway: what the gateway's first event, its last event and its refusals change. */
import { afterEach, expect, test, vi } from "vitest";
import { createRun } from "../../src/run/createRun.js";
import type { RunsClientLike } from "../../src/langgraph/options.js";
import type { RunSettings } from "../../src/run/types.js";
import {
  completeRun,
  createScriptedServer,
  event,
  hold,
  tokens,
  type Reply,
  type ScriptStep,
} from "../../src/testing/index.js";

afterEach(() => void vi.useRealTimers());

const first = event("metadata", { run_id: "public", gateway: 1, feedback_token: "signed" });
const end = (data: object) => event("end", { run_id: "public", ...data });

/** A whole run after the gateway's own first event. */
const behindGateway = (...last: readonly ScriptStep[]): Reply => [
  first,
  ...completeRun("Yes.").slice(1),
  ...last,
];

function open(reply: Reply, options: Partial<RunSettings> = {}) {
  const server = createScriptedServer(reply);
  const store = createRun({
    apiUrl: "https://gateway.test",
    fetch: server.fetch,
    assistantId: "faq",
    ...options,
  });
  return { server, store };
}

test("the page makes no call below /threads at the end of a run", async () => {
  const { server, store } = open(behindGateway(end({ status: "success" })));
  expect(await store.submit("Refund?")).toMatchObject({ status: "success", answer: "Yes." });
  expect(server.otherRequests).toEqual([]);
});

test("a stream without the gateway's last word was cut, however complete the answer looks", async () => {
  for (const confirmEnd of [true, false]) {
    const { server, store } = open(behindGateway(), { confirmEnd });
    const { error, answer } = await store.submit("Refund?");
    expect({ kind: error?.kind, answer }).toEqual({ kind: "truncated", answer: "Yes." });
    expect(server.otherRequests).toEqual([]);
  }
});

test("with a client of the caller's, the gateway's first event is enough for that", async () => {
  const search = vi.fn(async () => []);
  const parts = [
    { event: "metadata", data: { run_id: "public", gateway: 1 } },
    { event: "updates", data: { answer: { messages: [{ type: "ai", content: "Yes." }] } } },
  ];
  const last = { event: "end", data: { run_id: "public", status: "success" } };
  const ask = (list: readonly object[]) => {
    const runs = {
      async *stream() {
        yield* list;
      },
      list: search,
      cancel: search,
    };
    // The parts of the SDK's client that a run uses.
    const client = { runs, threads: { search } } as unknown as RunsClientLike;
    return createRun({ client, assistantId: "faq" }).submit("Refund?");
  };
  expect((await ask([...parts, last])).status).toBe("success");
  expect((await ask(parts)).error?.kind).toBe("truncated");
  expect(search).not.toHaveBeenCalled();
});

test("an end event without a status is no last word", async () => {
  const { store } = open(behindGateway(event("end", null)));
  expect((await store.submit("Refund?")).error?.kind).toBe("truncated");
});

test("Stop closes the connection and makes no call, because the gateway cancels the run", async () => {
  vi.useFakeTimers();
  const { server, store } = open([first, ...tokens("Half an"), hold()]);
  void store.submit("Refund?");
  await vi.advanceTimersByTimeAsync(50);
  store.stop();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(store.getSnapshot().status).toBe("stopped");
  expect(server.requests[0]?.isAborted).toBe(true);
  expect(server.otherRequests).toEqual([]);
});

test("a cut behind a gateway makes no call either", async () => {
  const { server, store } = open([first, ...tokens("Half an")]);
  expect((await store.submit("Refund?")).error?.kind).toBe("truncated");
  expect(server.otherRequests).toEqual([]);
});

test("the snapshot holds the token for feedback, and the run is reported once by its public id", async () => {
  const onRunCreated = vi.fn();
  const { store } = open(behindGateway(end({ status: "success" })), { onRunCreated });
  const { feedbackToken } = await store.submit("Refund?");
  expect(feedbackToken).toBe("signed");
  expect(onRunCreated).toHaveBeenCalledTimes(1);
  void store.submit("Refund?");
  expect(store.getSnapshot().feedbackToken).toBeUndefined();
});

test("without a gateway there is no token for feedback", async () => {
  const { store } = open(completeRun("Yes."));
  expect((await store.submit("Refund?")).feedbackToken).toBeUndefined();
});

test.each<[number, string, string, object]>([
  [429, "rate_limited", "rate_limited", { retryAfterMs: 7_000, canRetry: true }],
  [429, "too_many_at_once", "rate_limited", { retryAfterMs: 7_000 }],
  [402, "budget_exceeded", "budget_exceeded", { canRetry: false }],
  [413, "question_too_long", "too_large", {}],
  [404, "unknown_assistant", "not_found", {}],
  [403, "origin_refused", "unauthorized", {}],
  [503, "shutting_down", "server", { canRetry: true }],
  [502, "upstream_unreachable", "server", { canRetry: true }],
])(
  "the gateway's refusal %i %s ends the run as %s, and nothing is cancelled",
  async (status, code, kind, details) => {
    const { server, store } = open({
      status,
      headers: {
        "content-type": "application/json",
        "oneshot-gateway": "1",
        ...(status === 429 && { "retry-after": "7" }),
      },
      body: JSON.stringify({ code, detail: "A sentence." }),
    });
    expect((await store.submit("Refund?")).error).toMatchObject({ kind, ...details });
    expect(server.otherRequests).toEqual([]);
  },
);
