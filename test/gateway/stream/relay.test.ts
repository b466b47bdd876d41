/** One run on its way to one visitor: time, limits, a visitor who is slow or gone, and what the server does wrong. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { relayRun } from "../../../src/gateway/stream/relay.js";
import type { RelayEnd, RelayLimits, View } from "../../../src/gateway/stream/view.js";
import { collect, LIMITS, PUBLIC_ID, toView } from "./relayed.js";
import { createSink, createSource, settle } from "./source.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

const METADATA = 'event: metadata\ndata: {"run_id":"secret-run","attempt":1}\n\n';
const place = { thread_id: "secret-thread", langgraph_node: "answer", langgraph_step: 1 };

function delta(text: string): string {
  const message = { type: "ai", id: "1", content: text, tool_call_chunks: [] };
  return `event: messages\ndata: ${JSON.stringify([message, place])}\n\n`;
}

function update(text: string): string {
  const messages = [{ type: "ai", id: "1", content: text }];
  return `event: updates\ndata: ${JSON.stringify({ answer: { messages } })}\n\n`;
}

function open(limits: Partial<RelayLimits> = {}, view: View = toView()) {
  const source = createSource();
  const sink = createSink();
  const abort = new AbortController();
  const events: string[] = [];
  let end: RelayEnd | undefined;
  const relayed = relayRun(source, sink, view, {
    signal: abort.signal,
    limits: { ...LIMITS, ...limits },
    onEvent: (name) => events.push(name),
  }).then((result) => (end = result));
  return {
    source,
    sink,
    abort,
    events,
    relayed,
    get end() {
      return end;
    },
  };
}

describe("the way of a run", () => {
  test("each event is passed on as it comes, and the end tells the ids and the time of the first word", async () => {
    const run = open();
    await run.source.send(METADATA);
    expect(run.sink.text).toBe(`event: metadata\ndata: {"run_id":"${PUBLIC_ID}","gateway":1}\n\n`);
    await vi.advanceTimersByTimeAsync(500);
    await run.source.send(delta("Yes"));
    expect(run.sink.text).toContain('"content":"Yes"');
    await run.source.send(delta(".") + update("Yes."));
    await run.source.end();
    expect(run.end).toEqual({
      outcome: "success",
      sawEnd: false,
      runId: "secret-run",
      threadId: "secret-thread",
      bytes: run.sink.text.length,
      firstTokenMs: 500,
    });
    expect(run.sink.text).not.toContain("secret");
    expect(run.events).toEqual(["metadata", "messages", "messages", "updates"]);
  });

  test("the visitor is told of the run before anything else, also if the server names no run", async () => {
    const describeRun = vi.fn(async () => ({ run_id: PUBLIC_ID, feedback_token: "signed" }));
    const run = open({}, { expose: {}, describeRun });
    await run.source.send(delta("Yes"));
    expect(run.sink.text).toMatch(
      /^event: metadata\ndata: {"run_id":"[^"]+","feedback_token":"signed","gateway":1}\n\nevent: messages/,
    );
    await run.source.send(METADATA + delta("."));
    expect(run.sink.text.match(/event: metadata/g)).toHaveLength(1);
    expect(describeRun.mock.calls).toEqual([[undefined]]);
    await run.source.end();
  });

  test("one broken event among a hundred costs the visitor that event alone", async () => {
    const words = Array.from({ length: 100 }, (_, at) => `word${at} `);
    const run = open();
    await run.source.send(METADATA);
    for (const [at, word] of words.entries())
      await run.source.send(at === 50 ? delta(word).replace('"type"', '"type') : delta(word));
    await run.source.send(update(words.join("")));
    await run.source.end();
    const shown = words.filter((word) => run.sink.text.includes(`"content":"${word}"`));
    expect(shown).toHaveLength(99);
    expect(run.end?.outcome).toBe("success");
  });

  test("bytes are counted in UTF-8", async () => {
    const run = open();
    await run.source.send(METADATA + delta("Grüße 👋🏽"));
    await run.source.end();
    expect(run.end?.bytes).toBe(new TextEncoder().encode(run.sink.text).length);
  });
});

describe("how a run ends", () => {
  const whole = METADATA + delta("Yes.") + update("Yes.");

  test.each<[string, string, string, boolean]>([
    ["is whole", whole, "success", false],
    ["returns nothing to read", METADATA + update(""), "no_answer", false],
    ["ends in the middle of a message", METADATA + delta("Yes"), "truncated", false],
    ["ends after its first event", METADATA, "truncated", false],
    ["holds nothing", "", "truncated", false],
    ["ends in the middle of an event", `${whole}event: upd`, "truncated", false],
    ["fails", `${whole}event: error\ndata: {"error":"x"}\n\n`, "failed", true],
    ["fails with a text", `${whole}event: error\ndata: Internal Server Error\n\n`, "failed", true],
    [
      "fails with data that is nested too deep",
      `${whole}event: error\ndata: ${"[".repeat(50_000)}${"]".repeat(50_000)}\n\n`,
      "failed",
      true,
    ],
    [
      "asks for a person",
      `${METADATA}event: updates\ndata: {"__interrupt__":[]}\n\n`,
      "interrupted",
      true,
    ],
    [
      "cannot ask for a person",
      `${METADATA}event: error\ndata: {"message":"MISSING_CHECKPOINTER"}\n\n`,
      "interrupted",
      true,
    ],
    ...["success", "timeout", "interrupted"].map((status): [string, string, string, boolean] => [
      `says ${status}`,
      `${METADATA}${delta("Yes")}event: end\ndata: {"status":"${status}"}\n\n`,
      status,
      true,
    ]),
    ["says error", `${whole}event: end\ndata: {"status":"error"}\n\n`, "failed", true],
    ["says rollback", `${whole}event: end\ndata: {"status":"rollback"}\n\n`, "truncated", true],
    ["says nothing of how it ended", `${whole}event: end\ndata: null\n\n`, "success", false],
    [
      "says nothing in the middle",
      `${METADATA}${delta("Y")}event: end\ndata:\n\n`,
      "truncated",
      false,
    ],
  ])("a stream that %s", async (_description, stream, outcome, sawEnd) => {
    const run = open();
    await run.source.send(stream);
    await run.source.end();
    expect(run.end).toMatchObject({ outcome, sawEnd });
    expect(run.sink.text).not.toContain("event: end");
  });

  test("after the server's last event nothing more is read", async () => {
    const run = open();
    await run.source.send(`${whole}event: end\ndata: {"status":"success"}\n\n${delta("more")}`);
    expect(run.end?.outcome).toBe("success");
    expect(run.sink.text).not.toContain("more");
  });

  test.each([
    ["before any event", "", "upstream"],
    ["after an event", METADATA, "truncated"],
    ["after everything", whole, "truncated"],
    ["inside an event", `${whole}event: mess`, "truncated"],
  ])("a connection that breaks %s", async (_when, stream, outcome) => {
    const run = open();
    if (stream) await run.source.send(stream);
    await run.source.fail();
    expect(run.end?.outcome).toBe(outcome);
  });
});

describe("a function of the gateway that throws ends its own run and nothing else", () => {
  const fails = () => {
    throw new Error("a bug");
  };

  test("the description of the run", async () => {
    const run = open({}, { expose: {}, describeRun: fails });
    await run.source.send(METADATA);
    expect(run.end?.outcome).toBe("upstream");
  });

  test.each(["write", "onEvent"])("%s", async (name) => {
    const source = createSource();
    const sink = { ...collect(), ...(name === "write" && { write: fails }) };
    const relayed = relayRun(source, sink, toView(), {
      signal: new AbortController().signal,
      limits: LIMITS,
      ...(name === "onEvent" && { onEvent: fails }),
    });
    await source.send(METADATA + delta("Yes"));
    expect((await relayed).outcome).toBe("upstream");
  });
});

describe("time", () => {
  test("a comment comes after each 15 seconds without a byte, and never inside an event", async () => {
    const run = open();
    await run.source.send(METADATA);
    const before = run.sink.text;
    const text = delta("Yes");
    await run.source.send(text.slice(0, 40));
    await vi.advanceTimersByTimeAsync(14_999);
    expect(run.sink.text).toBe(before);
    await vi.advanceTimersByTimeAsync(1);
    expect(run.sink.text).toBe(`${before}: heartbeat\n\n`);
    await vi.advanceTimersByTimeAsync(15_000);
    await run.source.send(text.slice(40));
    expect(run.sink.text).toMatch(/^(event: .+\ndata: .+\n\n|: heartbeat\n\n)+$/);
    expect(run.sink.text.match(/: heartbeat/g)).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(14_000);
    expect(run.sink.text.match(/: heartbeat/g)).toHaveLength(2);
    await run.source.end();
  });

  test("a server that sends nothing but heartbeats is silent", async () => {
    const run = open({ maxSilenceMs: 20_000 });
    await run.source.send(METADATA);
    await vi.advanceTimersByTimeAsync(19_000);
    await run.source.send(": heartbeat\n\n");
    await vi.advanceTimersByTimeAsync(999);
    expect(run.end).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(run.end?.outcome).toBe("timeout");
  });

  test("each event of the server ends its silence", async () => {
    const run = open({ maxSilenceMs: 20_000 });
    for (let count = 0; count < 5; count += 1) {
      await run.source.send(delta("."));
      await vi.advanceTimersByTimeAsync(19_000);
    }
    expect(run.end).toBeUndefined();
    await run.source.end();
  });

  test("a run that takes too long ends, however much it says", async () => {
    const run = open({ maxRunMs: 30_000 });
    for (let count = 0; count < 30; count += 1) {
      expect(run.end).toBeUndefined();
      await run.source.send(delta("."));
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(run.end?.outcome).toBe("timeout");
  });

  test("limits that are off need no timer but the heartbeat's", async () => {
    const run = open({ maxRunMs: Infinity, maxSilenceMs: Infinity, maxStalledMs: Infinity });
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(run.end).toBeUndefined();
    run.abort.abort();
    await settle();
  });
});

describe("sizes", () => {
  test("an answer that is too large ends before the event that passes the limit", async () => {
    const run = open({ maxAnswerBytes: 1_000 });
    await run.source.send(METADATA);
    for (let count = 0; count < 20; count += 1) await run.source.send(delta("x".repeat(40)));
    expect(run.end).toMatchObject({ outcome: "limit", bytes: run.sink.text.length });
    expect(run.sink.text.length).toBeLessThanOrEqual(1_000);
    expect(run.sink.text.length).toBeGreaterThan(700);
    expect(run.sink.text).toMatch(/\n\n$/);
  });

  test("an event of the server that is too large ends the run, after the events before it", async () => {
    const run = open({ maxEventBytes: 500 });
    await run.source.send(METADATA + delta("Yes") + delta("x".repeat(600)));
    expect(run.end?.outcome).toBe("limit");
    expect(run.sink.text).toContain('"content":"Yes"');
    expect(run.sink.text).not.toContain("xxx");
  });

  test("an event that never ends is not kept beyond the limit", async () => {
    const run = open({ maxEventBytes: 500 });
    await run.source.send(`${METADATA}event: updates\ndata: `);
    for (let count = 0; count < 3; count += 1) await run.source.send("x".repeat(200));
    expect(run.end?.outcome).toBe("limit");
  });
});

describe("a visitor who reads slowly", () => {
  test("nothing is read from the server while bytes wait for the visitor", async () => {
    const run = open();
    await run.source.send(METADATA);
    run.sink.stall();
    await run.source.send(delta("one"));
    const { pulls } = run.source;
    await run.source.send(delta("two"));
    await run.source.send(delta("three"));
    expect(run.source.pulls).toBe(pulls);
    expect(run.sink.text).not.toContain("two");
    run.sink.resume();
    await settle();
    expect(run.sink.text).toContain("three");
    await run.source.end();
  });

  test("a visitor who reads nothing for too long is let go, and the run is over", async () => {
    const run = open({ maxStalledMs: 5_000, maxSilenceMs: 1_000 });
    await run.source.send(METADATA);
    run.sink.stall();
    await run.source.send(delta("one"));
    await vi.advanceTimersByTimeAsync(4_999);
    expect(run.end).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(run.end?.outcome).toBe("limit");
    expect(run.sink.isAborted).toBe(true);
  });

  test("after a stall, the server's silence and the heartbeat begin again", async () => {
    const run = open({ maxStalledMs: 60_000, maxSilenceMs: 20_000 });
    await run.source.send(METADATA);
    run.sink.stall();
    await run.source.send(delta("one"));
    await vi.advanceTimersByTimeAsync(50_000);
    expect(run.sink.text).not.toContain("heartbeat");
    run.sink.resume();
    await vi.advanceTimersByTimeAsync(19_000);
    expect(run.end).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(run.end?.outcome).toBe("timeout");
  });
});

describe("a visitor who is gone", () => {
  test.each([
    ["before the first byte", []],
    ["between events", [METADATA, delta("Yes")]],
    ["in the middle of an event", [METADATA, delta("Yes").slice(0, 50)]],
  ])("ends the relay at once: %s", async (_when, chunks) => {
    const run = open();
    for (const chunk of chunks) await run.source.send(chunk);
    const { text } = run.sink;
    run.abort.abort();
    await settle();
    expect(run.end?.outcome).toBe("stopped");
    await run.source.send(delta("more"));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(run.sink.text).toBe(text);
  });

  test("ends the relay at once while bytes wait for them", async () => {
    const run = open();
    run.sink.stall();
    await run.source.send(METADATA + delta("Yes"));
    run.abort.abort();
    await settle();
    expect(run.end?.outcome).toBe("stopped");
    run.sink.resume();
    await settle();
    expect(run.sink.text).not.toContain("Yes");
  });

  test("ends the relay before it has begun", async () => {
    const source = createSource();
    const sink = collect();
    const end = await relayRun(source, sink, toView(), {
      signal: AbortSignal.abort(),
      limits: LIMITS,
    });
    expect(end).toEqual({ outcome: "stopped", sawEnd: false, bytes: 0 });
    expect(source.pulls).toBe(0);
  });

  test.each(["replaced", "shutdown"])("a run that is %s ends with that outcome", async (reason) => {
    const run = open();
    await run.source.send(METADATA);
    run.abort.abort(reason);
    await settle();
    expect(run.end?.outcome).toBe(reason);
  });

  test("ends the relay while the run's description is being made", async () => {
    const run = open({}, { expose: {}, describeRun: () => new Promise(() => {}) });
    await run.source.send(METADATA);
    run.abort.abort();
    await settle();
    expect(run.end?.outcome).toBe("stopped");
    expect(run.sink.text).toBe("");
  });
});
