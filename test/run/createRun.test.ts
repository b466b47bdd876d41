import { afterEach, describe, expect, test, vi } from "vitest";
import { createRun } from "../../src/run/createRun.js";
import type { RunStore } from "../../src/run/runStore.js";
import type { RunPart } from "../../src/langgraph/options.js";
import type { RunOptions, RunSettings, RunSnapshot } from "../../src/run/types.js";
import {
  aiMessage,
  answer,
  bytes,
  completeRun,
  createScriptedServer,
  custom,
  cut,
  delta,
  event,
  hold,
  joined,
  metadata,
  runFailed,
  tokens,
  update,
  values,
  type Reply,
  type ScriptedServer,
} from "../../src/testing/index.js";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

type Settings = Partial<Omit<RunOptions, "client" | "apiUrl" | "headers" | "fetch">>;

/** A store in front of a scripted server; the real SDK reads the bytes in between. */
function runOn(server: ScriptedServer, settings: Settings = {}) {
  return createRun({
    apiUrl: "https://assistant.test",
    fetch: server.fetch,
    assistantId: "faq",
    ...settings,
  });
}

function ask(reply: Reply, settings: Settings = {}, question: string | object = "Refund?") {
  const server = createScriptedServer(reply);
  return runOn(server, settings).submit(question as string);
}

/** Waits until the store shows a snapshot that fits. */
function shows(store: RunStore, fits: (snapshot: RunSnapshot) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!fits(store.getSnapshot())) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = store.subscribe(look);
    look();
  });
}

describe("a question", () => {
  test("a question is answered by tokens and updates, and ends as a success", async () => {
    const server = createScriptedServer(completeRun("Refunds take 30 days."));
    const store = runOn(server);
    expect(store.getSnapshot()).toMatchObject({ status: "idle", question: "", answer: "" });

    const ended = store.submit("Can I get a refund?");
    expect(store.getSnapshot()).toMatchObject({
      status: "pending",
      question: "Can I get a refund?",
    });

    const snapshot = await ended;
    expect(snapshot).toBe(store.getSnapshot());
    expect(snapshot).toMatchObject({
      status: "success",
      question: "Can I get a refund?",
      answer: "Refunds take 30 days.",
      runId: "00000000-0000-4000-8000-000000000001",
      error: undefined,
    });
    expect(snapshot.updates.map(({ node, namespace }) => ({ node, namespace }))).toEqual([
      { node: "retrieve", namespace: [] },
      { node: "answer", namespace: [] },
    ]);
    expect(snapshot.updates[0]?.data).toEqual({ entries: ["refunds"] });
    expect(snapshot.steps.map(({ node, status }) => `${node} ${status}`)).toEqual([
      "retrieve done",
      "answer done",
    ]);
  });

  test("a question is one POST to runs/stream with one human message and a fresh key", async () => {
    const server = createScriptedServer(completeRun("Yes."));
    const store = runOn(server, { metadata: { page: "/help" } });
    await store.submit("First?");
    await store.submit("Second?");

    expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "POST https://assistant.test/runs/stream",
      "POST https://assistant.test/runs/stream",
    ]);
    const [first, second] = server.requests.map((request) => request.body as Body);
    expect(first).toEqual({
      assistant_id: "faq",
      input: { messages: [{ role: "human", content: "First?" }] },
      stream_mode: ["updates", "messages-tuple", "custom"],
      on_disconnect: "cancel",
      metadata: { page: "/help", oneshot_key: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    });
    expect(JSON.stringify(second)).not.toContain("First?");
    expect(second?.metadata.oneshot_key).not.toBe(first?.metadata.oneshot_key);
    expect(server.requests[0]?.headers).not.toHaveProperty("x-api-key");
  });

  test("an empty question does nothing", async () => {
    const server = createScriptedServer(completeRun("Yes."));
    const store = runOn(server);
    expect(await store.submit("  \n")).toMatchObject({ status: "idle" });
    expect(server.requests).toEqual([]);
  });

  test("a question longer than maxQuestionChars is refused without a request", async () => {
    const server = createScriptedServer(completeRun("Yes."));
    const snapshot = await runOn(server, { maxQuestionChars: 10 }).submit("x".repeat(11));
    expect(snapshot).toMatchObject({ status: "error", error: { kind: "too_large" } });
    expect(server.requests).toEqual([]);
  });

  test("an input object is sent as it is, and its last human text is the question", async () => {
    const server = createScriptedServer(completeRun("Yes."));
    const input = {
      topic: "refunds",
      messages: [
        { role: "system", content: "Be brief." },
        { type: "human", content: [{ type: "text", text: "Can I?" }] },
      ],
    };
    const snapshot = await runOn(server).submit(input);
    expect(snapshot.question).toBe("Can I?");
    expect(bodyOf(server).input).toEqual(input);
  });

  test("toInput makes the graph's input from the question", async () => {
    const server = createScriptedServer(completeRun("Yes."));
    await runOn(server, { toInput: (question) => ({ query: question }) }).submit("Why?");
    expect(bodyOf(server).input).toEqual({ query: "Why?" });
  });

  test("the request carries config, context and subgraph streaming where they are set", async () => {
    const server = createScriptedServer(completeRun("Yes."));
    const config = { configurable: { tone: "kind" } };
    await runOn(server, {
      config,
      context: { shop: 7 },
      streamSubgraphs: true,
      streamMode: "messages-tuple",
    }).submit("Why?");
    expect(server.requests[0]?.body).toMatchObject({
      config,
      context: { shop: 7 },
      stream_subgraphs: true,
      stream_mode: ["messages-tuple", "updates"],
    });
  });
});

interface Body {
  input: unknown;
  metadata: { oneshot_key: string };
}

function bodyOf(server: ScriptedServer, index = 0): Body {
  return server.requests[index]?.body as Body;
}

describe("the answer", () => {
  test("the answer comes whole where the graph streams no tokens", async () => {
    const reply = [metadata(), update("answer", { messages: [aiMessage("All at once.")] })];
    expect(await ask(reply)).toMatchObject({ status: "success", answer: "All at once." });
  });

  test("a returned message replaces the streamed answer of the same id", async () => {
    const reply = [
      metadata(),
      ...tokens("Rough draft", { id: "m1" }),
      update("answer", { messages: [aiMessage("Clean copy", { id: "m1" })] }),
    ];
    const snapshot = await ask(reply);
    expect(snapshot.answer).toBe("Clean copy");
    expect(snapshot.messages).toHaveLength(1);
  });

  test("a message that only calls tools does not empty the answer", async () => {
    const calling = { ...aiMessage("", { id: "m2" }), tool_calls: [{ name: "look", args: {} }] };
    const reply = [
      metadata(),
      ...answer("Let me look.", { id: "m1", node: "agent" }),
      update("agent", { messages: [calling] }),
    ];
    expect((await ask(reply)).answer).toBe("Let me look.");
  });

  test("with answerNodes, only these nodes speak the answer", async () => {
    const reply = [
      metadata(),
      ...answer("The answer.", { id: "m1", node: "writer" }),
      ...answer("Looks fine to me.", { id: "m2", node: "critic" }),
    ];
    expect((await ask(reply)).answer).toBe("Looks fine to me.");
    expect((await ask(reply, { answerNodes: ["writer"] })).answer).toBe("The answer.");
  });

  test("the answer is what getAnswer reads from the state, and the tokens until then", async () => {
    const server = createScriptedServer([
      metadata(),
      ...tokens("draft", { node: "write" }),
      hold(),
      update("write", { reply: "From the state." }),
    ]);
    const store = runOn(server, {
      getAnswer: (updates) => updates.find(({ node }) => node === "write")?.data?.reply as string,
    });
    const ended = store.submit("Why?");
    await shows(store, ({ answer: text }) => text === "draft");
    server.release();
    expect((await ended).answer).toBe("From the state.");
  });

  test("a getAnswer that throws on half a state is called again when there is more", async () => {
    const getAnswer: RunSettings["getAnswer"] = (updates) => {
      if (updates.length < 2) throw new TypeError("Cannot read properties of undefined");
      return "From the state.";
    };
    expect(await ask(completeRun("From the model."), { getAnswer })).toMatchObject({
      status: "success",
      answer: "From the state.",
    });
  });

  test.each<[string, () => unknown]>([
    [
      "throws",
      () => {
        throw new Error("mine");
      },
    ],
    ["rejects", () => Promise.reject(new Error("mine"))],
    ["returns a number", () => 42],
  ])("a getAnswer that %s at the end is a config error that keeps the text", async (_how, bad) => {
    const getAnswer = bad as () => string;
    const snapshot = await ask(completeRun("Still here."), { getAnswer });
    expect(snapshot).toMatchObject({
      status: "error",
      answer: "Still here.",
      error: { kind: "config", cause: expect.any(Error) },
    });
  });

  test("in wait mode the answer comes from the final state, without the echoed question", async () => {
    const server = createScriptedServer(completeRun("Waited for."));
    const snapshot = await runOn(server, { mode: "wait" }).submit("Refund?");
    expect(server.requests[0]?.url).toBe("https://assistant.test/runs/wait");
    expect(snapshot).toMatchObject({
      status: "success",
      answer: "Waited for.",
      values: { entries: ["refunds"] },
      runId: "00000000-0000-4000-8000-000000000001",
    });
  });

  test("with values alone, the question and the input's messages are left out", async () => {
    const asked = [
      { type: "human", content: "Earlier?" },
      { type: "ai", content: "Earlier answer." },
      { type: "human", content: "Now?" },
    ];
    const state = (...more: object[]) => ({
      messages: [...asked.map((message, at) => ({ ...message, id: `in-${at}` })), ...more],
    });
    const reply = [
      metadata(),
      values(state()),
      values(state(aiMessage("New answer.", { id: "new" }))),
    ];
    const snapshot = await ask(reply, { streamMode: "values" }, { messages: asked });
    expect(snapshot.messages.map(({ id }) => id)).toEqual(["new"]);
    expect(snapshot).toMatchObject({ answer: "New answer.", question: "Now?" });
  });
});

test("events without an id after one with an id are all read", async () => {
  const [first, ...rest] = tokens("All of these words");
  const reply = [metadata(), joined(bytes("id: 7\n"), first ?? metadata()), ...rest, hold()];
  const server = createScriptedServer(reply);
  const store = runOn(server);
  const ended = store.submit("Refund?");
  await shows(store, ({ answer: text }) => text === "All of these words");
  store.stop();
  expect((await ended).answer).toBe("All of these words");
});

describe("a run that goes wrong", () => {
  test.each<[string, string, Reply]>([
    ["an unknown assistant", "not_found", { status: 404, body: "No assistant found" }],
    ["a refused key", "unauthorized", { status: 403 }],
    ["a full server", "server", { status: 503 }],
    ["too large a body", "too_large", { status: 413 }],
    ["a body the server refuses", "invalid_input", { status: 422 }],
    ["no server", "network", "unreachable"],
    ["a page in place of a stream", "bad_response", htmlPage()],
    ["a node that throws", "run_failed", [metadata(), runFailed("secret stack")]],
    ["an empty stream", "truncated", []],
    ["a cut inside an event", "truncated", [metadata(), bytes('event: updates\ndata: {"a')]],
    ["a page without a type", "bad_response", [bytes("<!doctype html><h1>Welcome</h1>")]],
    ["a reset before anything came", "network", [cut()]],
    ["a reset later on", "truncated", [metadata(), ...tokens("Half an"), cut()]],
    [
      "an interrupt",
      "interrupted",
      [metadata(), event("updates", { __interrupt__: [{ value: "Approve?" }] })],
    ],
    [
      "an interrupt without a checkpointer",
      "interrupted",
      [metadata(), runFailed("No checkpointer set … MISSING_CHECKPOINTER/", "GraphValueError")],
    ],
  ])("%s is the error %s after one POST", async (_name, kind, reply) => {
    const server = createScriptedServer(reply);
    const onError = vi.fn();
    const onFinish = vi.fn();
    const snapshot = await runOn(server, { onError, onFinish }).submit("Refund?");
    expect(snapshot).toMatchObject({ status: "error", question: "Refund?", error: { kind } });
    expect(server.requests).toHaveLength(1);
    expect(onError).toHaveBeenCalledExactlyOnceWith(snapshot.error, snapshot);
    expect(onFinish).not.toHaveBeenCalled();
    expect(snapshot.error?.message).not.toContain("secret");
  });

  test("a run that fails keeps the text so far", async () => {
    const reply = [metadata(), ...tokens("Half an answer"), runFailed("boom")];
    expect(await ask(reply)).toMatchObject({
      status: "error",
      answer: "Half an answer",
      error: { kind: "run_failed", canRetry: true },
    });
  });

  test("a failed run is an error in wait mode too", async () => {
    const failed = await ask([metadata(), runFailed("boom")], { mode: "wait" });
    expect(failed.error?.kind).toBe("run_failed");
  });

  test("a busy server's Retry-After becomes retryAfterMs", async () => {
    const reply = { status: 429, headers: { "retry-after": "7" } };
    expect((await ask(reply)).error).toMatchObject({ kind: "rate_limited", retryAfterMs: 7000 });
  });

  test("retry sends the same question with a new key", async () => {
    const server = createScriptedServer((_request, index) =>
      index === 0 ? { status: 503 } : completeRun("Now it works."),
    );
    const store = runOn(server);
    await store.submit("Refund?");
    expect(await store.retry()).toMatchObject({ status: "success", answer: "Now it works." });
    const keys = server.requests.map((request) => (request.body as Body).metadata.oneshot_key);
    expect(new Set(keys).size).toBe(2);
  });
});

describe("stop", () => {
  test("stop keeps the text that was read, closes the connection and calls onFinish once", async () => {
    const server = createScriptedServer([metadata(), ...tokens("First part"), hold()]);
    const onFinish = vi.fn();
    const store = runOn(server, { onFinish });
    const ended = store.submit("Refund?");
    await shows(store, ({ answer: text }) => text === "First part");

    store.stop();
    expect(store.getSnapshot()).toMatchObject({ status: "stopped", answer: "First part" });
    expect(server.requests[0]?.isAborted).toBe(true);
    store.stop();
    const snapshot = await ended;
    expect(onFinish).toHaveBeenCalledExactlyOnceWith(snapshot);
  });

  test("stop right after submit sends nothing and ends the run at once", async () => {
    const server = createScriptedServer([hold()]);
    const store = runOn(server);
    const ended = store.submit("Refund?");
    store.stop();
    expect((await ended).status).toBe("stopped");
    expect(server.requests).toHaveLength(0);
  });

  test("stop ends the run at once where a client ignores the abort", async () => {
    const never = new Promise<never>(() => {});
    const client = {
      runs: {
        stream: () => ({ [Symbol.asyncIterator]: () => ({ next: () => never }) }),
        wait: () => never,
      },
    };
    const store = createRun({ client, assistantId: "faq" });
    const ended = store.submit("Refund?");
    await Promise.resolve();
    store.stop();
    expect((await ended).status).toBe("stopped");
  });
});

describe("one run at a time", () => {
  test("a newer question replaces the older run, which never writes again", async () => {
    const server = createScriptedServer((_request, index) =>
      index === 0
        ? [metadata(), ...tokens("Old words"), hold("old"), ...tokens(" more old words")]
        : completeRun("New words."),
    );
    const onFinish = vi.fn();
    const onUpdate = vi.fn();
    const store = runOn(server, { onFinish, onUpdate });
    const first = store.submit("Old?");
    await shows(store, ({ answer: text }) => text === "Old words");
    const second = store.submit("New?");
    expect(store.getSnapshot()).toMatchObject({ status: "pending", answer: "", updates: [] });
    server.release("old");

    expect(await first).toMatchObject({ status: "stopped", question: "Old?", answer: "Old words" });
    expect(await second).toMatchObject({ status: "success", answer: "New words." });
    expect(server.requests[0]?.isAborted).toBe(true);
    expect(onFinish).toHaveBeenCalledExactlyOnceWith(await second);
    expect(onUpdate.mock.calls.map(([{ node }]) => node)).toEqual(["retrieve", "answer"]);
  });

  test("two submits in a row send one request", async () => {
    const server = createScriptedServer(completeRun("Yes."));
    const store = runOn(server);
    const first = store.submit("One?");
    const second = store.submit("Two?");
    expect((await first).status).toBe("stopped");
    expect(await second).toMatchObject({ status: "success", question: "Two?" });
    expect(server.requests).toHaveLength(1);
  });

  test("reset forgets everything and calls no callback", async () => {
    const server = createScriptedServer([metadata(), ...tokens("Words"), hold()]);
    const onFinish = vi.fn();
    const store = runOn(server, { onFinish });
    const ended = store.submit("Refund?");
    await shows(store, ({ answer: text }) => text === "Words");
    store.reset();
    expect(store.getSnapshot()).toMatchObject({ status: "idle", question: "", answer: "" });
    expect((await ended).status).toBe("stopped");
    expect(onFinish).not.toHaveBeenCalled();
    expect(await store.retry()).toMatchObject({ status: "idle" });
  });

  test("detaching the store ends the run, unless the store is attached again at once", async () => {
    const server = createScriptedServer([metadata(), hold(), ...answer("Yes.")]);
    const store = runOn(server);
    const letGo = store.attach();
    const ended = store.submit("Refund?");
    letGo();
    const letGoForGood = store.attach();
    await shows(store, ({ runId }) => runId !== undefined);
    letGoForGood();
    expect((await ended).status).toBe("stopped");
    expect(server.requests[0]?.isAborted).toBe(true);
  });
});

describe("callbacks", () => {
  test("no callback is called after the store is detached, in whichever microtask a part arrives", async () => {
    for (let ticks = 0; ticks < 20; ticks += 1) {
      let send: (result: IteratorResult<RunPart>) => void = () => {};
      const next = () => new Promise<IteratorResult<RunPart>>((resolve) => (send = resolve));
      const stream = () => ({ [Symbol.asyncIterator]: () => ({ next }) });
      const client = { runs: { stream, wait: async () => ({}) } };
      let hasLetGo = false;
      const late: string[] = [];
      const hear = (name: string) => () => void (hasLetGo && late.push(`${name}, ${ticks} ticks`));
      const store = createRun({
        client,
        assistantId: "faq",
        onEvent: hear("event"),
        onUpdate: hear("update"),
      });
      const letGo = store.attach();
      const ended = store.submit("Refund?");
      await new Promise((resolve) => setTimeout(resolve));
      send({ done: false, value: { event: "updates", data: { a: null } } });
      for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve();
      letGo();
      hasLetGo = true;
      expect((await ended).status).toBe("stopped");
      expect(late).toEqual([]);
    }
  });

  test("callbacks get the run, its events, updates and custom events in order", async () => {
    const heard: string[] = [];
    await ask([metadata(), custom({ sources: 2 }), update("retrieve", null), ...answer("Yes.")], {
      onRunCreated: ({ runId }) => heard.push(`created ${runId.slice(-1)}`),
      onEvent: ({ event: name }) => heard.push(name),
      onUpdate: ({ node }) => heard.push(`node ${node}`),
      onCustomEvent: (data) => heard.push(JSON.stringify(data)),
      onFinish: ({ status }) => heard.push(status),
    });
    expect(heard).toEqual([
      "created 1",
      "metadata",
      "custom",
      '{"sources":2}',
      "updates",
      "node retrieve",
      "messages",
      "updates",
      "node answer",
      "success",
    ]);
  });

  test("a callback that throws is reported, and the run goes on", async () => {
    const report = vi.spyOn(console, "error").mockImplementation(() => {});
    const snapshot = await ask(completeRun("Yes."), {
      onUpdate: () => {
        throw new Error("mine");
      },
    });
    expect(snapshot).toMatchObject({ status: "success", answer: "Yes." });
    expect(report).toHaveBeenCalledTimes(2);
    report.mockClear();
  });

  test("a callback may stop its own run", async () => {
    const server = createScriptedServer([
      metadata(),
      joined(update("a", { n: 1 }), update("b", { n: 2 })),
      hold(),
    ]);
    const store = runOn(server, { onUpdate: () => store.stop() });
    const snapshot = await store.submit("Refund?");
    expect(snapshot.status).toBe("stopped");
    expect(snapshot.updates.map(({ node }) => node)).toEqual(["a"]);
  });
});

describe("frames", () => {
  test("a thousand events are shown in one frame", async () => {
    const frames: (() => void)[] = [];
    vi.stubGlobal("requestAnimationFrame", (frame: () => void) => frames.push(frame));
    vi.stubGlobal("cancelAnimationFrame", () => {});
    const words = Array.from({ length: 1000 }, (_, at) => delta(` ${at}`));
    const server = createScriptedServer([
      metadata(),
      joined(...words),
      update("answer", { messages: [aiMessage("done", { id: "message-1" })] }),
      hold(),
    ]);
    const store = runOn(server);
    let shown = 0;
    store.subscribe(() => (shown += 1));
    const allRead = new Promise<void>((resolve) => {
      store.setOptions({ ...optionsOf(server), onUpdate: () => resolve() });
    });
    void store.submit("Refund?");
    await allRead;
    expect(shown).toBe(1); // "pending"
    frames.shift()?.();
    expect(shown).toBe(2);
    expect(store.getSnapshot().answer).toBe("done");
    store.stop();
  });

  test("a long answer that comes at once is shown in portions, and at last whole", async () => {
    const words = Array.from({ length: 40 }, (_, at) => `${at}`.padEnd(4_000));
    const whole = words.join("");
    const store = runOn(
      createScriptedServer([
        metadata(),
        ...words.map((text) => delta(text)),
        update("answer", { messages: [aiMessage(whole, { id: "message-1" })] }),
      ]),
    );
    const lengths = [0];
    store.subscribe(() => lengths.push(store.getSnapshot().answer.length));
    expect(await store.submit("All of it?")).toMatchObject({ status: "success", answer: whole });
    const growth = lengths.map((length, at) => length - (lengths[at - 1] ?? 0));
    // The room, and the deltas that were gathered into one before reading paused.
    expect(Math.max(...growth)).toBeLessThanOrEqual(16_384 + 8_192 + 4_000);
  });

  test("a run that is stopped while it waits for a frame leaves no timer behind", async () => {
    vi.stubGlobal("requestAnimationFrame", () => 1);
    vi.stubGlobal("cancelAnimationFrame", () => {});
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const words = Array.from({ length: 8 }, (_, at) => delta(`${at}`.padEnd(4_000)));
    const parts: RunPart[] = [];
    const store = runOn(createScriptedServer([metadata(), ...words, hold()]), {
      cancelOnStop: false,
      onEvent: (part) => parts.push(part),
    });
    const ended = store.submit("All of it?");
    await vi.waitFor(() => expect(parts.length).toBeGreaterThan(2));
    store.stop();
    expect(await ended).toMatchObject({ status: "stopped" });
    await vi.advanceTimersByTimeAsync(0);
    expect(vi.getTimerCount()).toBe(0);
    expect(parts.length).toBeLessThan(words.length);
  });

  test("a waited-for run is shown once, whole, however long it is", async () => {
    const store = runOn(createScriptedServer(completeRun("Long. ".repeat(10_000))), {
      mode: "wait",
    });
    const statuses: string[] = [];
    store.subscribe(() => statuses.push(store.getSnapshot().status));
    await store.submit("All of it?");
    expect(statuses).toEqual(["pending", "success"]);
  });

  test("a hidden page reads on, without a frame or a timer", async () => {
    vi.stubGlobal("document", { hidden: true });
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    const words = Array.from({ length: 40 }, (_, at) => `${at}`.padEnd(4_000));
    const server = createScriptedServer([
      metadata(),
      ...words.map((text) => delta(text)),
      update("answer", { messages: [aiMessage(words.join(""), { id: "message-1" })] }),
      hold(),
    ]);
    const store = runOn(server);
    const allRead = new Promise<void>((resolve) => {
      store.setOptions({ ...optionsOf(server), onUpdate: () => resolve() });
    });
    void store.submit("All of it?");
    await allRead;
    store.stop();
    expect(store.getSnapshot().answer).toBe(words.join(""));
  });

  test("a page without frames gets its whole answer too", async () => {
    vi.stubGlobal("requestAnimationFrame", () => 1);
    vi.stubGlobal("cancelAnimationFrame", () => {});
    for (const text of ["Read while hidden.", "Long. ".repeat(10_000)])
      expect(await ask(completeRun(text))).toMatchObject({ status: "success", answer: text });
  });
});

function optionsOf(server: ScriptedServer): RunOptions {
  return { apiUrl: "https://assistant.test", fetch: server.fetch, assistantId: "faq" };
}

function htmlPage(): Reply {
  return { status: 200, headers: { "content-type": "text/html" }, body: "<h1>Welcome</h1>" };
}

describe("where the run is sent", () => {
  test("a relative apiUrl is resolved against the page, at submit", async () => {
    const server = createScriptedServer(completeRun("Yes."));
    const store = createRun({ apiUrl: "/api/faq", fetch: server.fetch, assistantId: "faq" });
    vi.stubGlobal("location", { href: "https://shop.test/help/refunds?x=1" });
    await store.submit("Refund?");
    expect(server.requests[0]?.url).toBe("https://shop.test/api/faq/runs/stream");
  });

  test("a relative apiUrl without a page is a config error", async () => {
    const server = createScriptedServer(completeRun("Yes."));
    const store = createRun({ apiUrl: "/api/faq", fetch: server.fetch, assistantId: "faq" });
    expect((await store.submit("Refund?")).error?.kind).toBe("config");
  });

  test("a headers function is called for each submit", async () => {
    const server = createScriptedServer(completeRun("Yes."));
    let count = 0;
    const store = createRun({
      ...optionsOf(server),
      headers: async () => ({ authorization: `Bearer token-${(count += 1)}` }),
    } as RunOptions);
    await store.submit("One?");
    await store.submit("Two?");
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      "Bearer token-1",
      "Bearer token-2",
    ]);
  });

  test("no API key is taken from the environment", async () => {
    vi.stubEnv("LANGSMITH_API_KEY", "lsv2_canary");
    const server = createScriptedServer(completeRun("Yes."));
    await runOn(server).submit("Refund?");
    expect(JSON.stringify(server.requests)).not.toContain("canary");
  });

  test.each<[string, object, RegExp]>([
    ["neither apiUrl nor client", {}, /Neither apiUrl nor client/],
    ["both", { apiUrl: "https://a.test", client: {} }, /only one/],
    ["headers with a client", { client: {}, headers: {} }, /defaultHeaders/],
    ["a fetch with a client", { client: {}, fetch: () => {} }, /callerOptions\.fetch/],
    ["a client without runs", { client: {} }, /runs\.stream/],
    ["an empty apiUrl", { apiUrl: " " }, /apiUrl is empty/],
    ["an empty assistantId", { apiUrl: "https://a.test", assistantId: "" }, /assistantId is empty/],
  ])(
    "%s is a config error from the start, is reported once, and sends nothing",
    async (_name, options, sentence) => {
      const report = vi.spyOn(console, "error").mockImplementation(() => {});
      const store = createRun({ assistantId: "faq", ...options } as RunOptions);
      const matches = {
        status: "error",
        error: { kind: "config", message: expect.stringMatching(sentence) },
      };
      expect(store.getSnapshot()).toMatchObject(matches);
      store.checkOptions();
      store.checkOptions();
      expect(report).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(sentence));
      expect(await store.submit("Refund?")).toMatchObject({ ...matches, question: "Refund?" });
      report.mockClear();
    },
  );

  test("options that can work report nothing, and a mistake that is mended is forgotten", async () => {
    const report = vi.spyOn(console, "error").mockImplementation(() => {});
    const server = createScriptedServer(completeRun("Yes."));
    const store = createRun({ ...optionsOf(server), assistantId: "" });
    store.checkOptions();
    expect(report).toHaveBeenCalledTimes(1);
    store.setOptions(optionsOf(server));
    store.checkOptions();
    expect(store.getSnapshot()).toMatchObject({ status: "idle", error: undefined });
    let shown = 0;
    store.subscribe(() => (shown += 1));
    store.checkOptions();
    expect([shown, report.mock.calls.length]).toEqual([0, 1]);
    expect((await store.submit("Refund?")).status).toBe("success");
    report.mockClear();
  });
});
