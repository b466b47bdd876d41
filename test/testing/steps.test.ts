/** What a scripted server sends for each step, in `stream` and in `wait` mode. */
import { Client } from "@langchain/langgraph-sdk";
import { describe, expect, test } from "vitest";
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
  pause,
  runFailed,
  tokens,
  update,
  values,
  type Reply,
  type ScriptedServerOptions,
  type ScriptStep,
} from "../../src/testing/index.js";

const RUN_ID = "00000000-0000-4000-8000-000000000001";

/** Starts a run and gives the server, and a reader of its network chunks. */
async function openStream(reply: Reply, options: ScriptedServerOptions = {}) {
  const server = createScriptedServer(reply, options);
  const response = await server.fetch("https://assistant.test/runs/stream", {
    method: "POST",
    body: JSON.stringify({ assistant_id: "faq" }),
  });
  const reader = response.body!.getReader(); // a stream always has a body
  return { server, response, reader };
}

async function readChunks(reply: Reply, options: ScriptedServerOptions = {}): Promise<string[]> {
  const { reader } = await openStream(reply, options);
  const chunks: string[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return chunks;
    chunks.push(new TextDecoder().decode(value));
  }
}

async function waitFor(...steps: ScriptStep[]): Promise<unknown> {
  const server = createScriptedServer(steps);
  const response = await server.fetch("https://assistant.test/runs/wait", { method: "POST" });
  return response.json();
}

/** The SDK's own client, which reads the bytes as it reads those of a real server. */
function clientOf(reply: Reply) {
  const { fetch } = createScriptedServer(reply);
  const callerOptions = { fetch, maxRetries: 0 };
  return new Client({ apiUrl: "https://assistant.test", apiKey: null, callerOptions });
}

describe("in stream mode", () => {
  test("the reply is an event stream that names the run", async () => {
    const { response } = await openStream(completeRun("Yes."));
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    expect(response.headers.get("content-location")).toBe(`/runs/${RUN_ID}`);
  });

  test.each<[string, ScriptStep, string]>([
    ["metadata()", metadata(), `event: metadata\ndata: {"run_id":"${RUN_ID}","attempt":1}\n\n`],
    ["update()", update("a", { n: 1 }), 'event: updates\ndata: {"a":{"n":1}}\n\n'],
    ["values()", values({ n: 1 }), 'event: values\ndata: {"n":1}\n\n'],
    ["custom()", custom("half way"), 'event: custom\ndata: "half way"\n\n'],
    [
      "runFailed()",
      runFailed("boom", "ValueError"),
      'event: error\ndata: {"error":"ValueError","message":"boom"}\n\n',
    ],
    ["event()", event("end", null), "event: end\ndata: null\n\n"],
    ["bytes() of a text", bytes(": heartbeat\r\n"), ": heartbeat\r\n"],
    ["bytes() of bytes", bytes(new Uint8Array([58, 10])), ":\n"],
  ])("%s leaves as one chunk of exactly these bytes", async (_name, step, sent) => {
    expect(await readChunks([step])).toEqual([sent]);
  });

  test("each step leaves as a chunk of its own, and joined() makes one chunk of several", async () => {
    const a = custom("a");
    const b = custom("b");
    const [one, two] = await readChunks([a, b]);
    expect(await readChunks([joined(a, b)])).toEqual([`${one}${two}`]);
    expect(await readChunks([joined()])).toEqual([]);
  });

  test("joined() refuses, by type and at run time, steps that take time", () => {
    // @ts-expect-error a pause cannot be joined
    expect(() => joined(custom("a"), pause(1))).toThrow(/events and bytes only; put the pause/);
    // @ts-expect-error neither can a hold
    expect(() => joined(hold())).toThrow(TypeError);
    // @ts-expect-error nor a cut
    expect(() => joined(cut())).toThrow(TypeError);
    // @ts-expect-error nor what is joined already
    expect(() => joined(joined(custom("a")))).toThrow(TypeError);
  });

  test.each([1, 7])("chunkBytes: %i cuts the same bytes into chunks of that size", async (size) => {
    const whole = (await readChunks(completeRun("Yes."))).join("");
    const chunks = await readChunks(completeRun("Yes."), { chunkBytes: size });
    expect(chunks.join("")).toBe(whole);
    expect(Math.max(...chunks.map((chunk) => chunk.length))).toBe(size);
  });

  test("a held stream waits for its own name, and a second run passes a hold that was released", async () => {
    const server = createScriptedServer([custom("a"), hold("gate"), custom("b")]);
    const start = () => server.fetch("https://assistant.test/runs/stream", { method: "POST" });
    const reader = (await start()).body!.getReader(); // a stream always has a body
    await reader.read();
    let hasMore = false;
    const next = reader.read().then(() => (hasMore = true));
    server.release();
    await new Promise(setImmediate);
    expect(hasMore).toBe(false);
    server.release("gate");
    await next;
    expect(await (await start()).text()).toContain('"b"');
  });

  test("a pause sends nothing, and the next step follows it", async () => {
    expect(await readChunks([custom("a"), pause(1), custom("b")])).toHaveLength(2);
  });

  test("a cut breaks the connection after what was sent before it", async () => {
    const { reader } = await openStream([custom("a"), cut(), custom("b")]);
    expect((await reader.read()).done).toBe(false);
    await expect(reader.read()).rejects.toThrow(new TypeError("network error"));
  });

  test("the SDK's client reads the text of an answer, its node and its run from the stream", async () => {
    const parts: { event: string; data: unknown }[] = [];
    for await (const part of clientOf(completeRun("It is free.")).runs.stream(null, "faq", {
      input: {},
      streamMode: ["updates", "messages-tuple"],
    }))
      parts.push(part);
    expect(parts.map((part) => part.event)).toEqual([
      "metadata",
      "updates",
      "messages",
      "messages",
      "messages",
      "updates",
    ]);
    const deltas = parts.filter((part) => part.event === "messages");
    const tuples = deltas.map(({ data }) => data as [{ content: string }, object]);
    expect(tuples.map(([message]) => message.content).join("")).toBe("It is free.");
    expect(tuples[0]?.[1]).toMatchObject({
      langgraph_node: "answer",
      assistant_id: "faq",
      run_id: RUN_ID,
    });
    expect(parts.at(-1)?.data).toMatchObject({
      answer: { messages: [{ type: "ai", content: "It is free.", id: "message-1" }] },
    });
  });

  test("each visit to a node is a step of the graph, unless the script says otherwise", async () => {
    const steps = [
      delta("a"),
      delta("b"),
      delta("c", { node: "review" }),
      delta("d", { task: "task-2" }),
      delta("e", { node: "tone", step: 2 }),
    ];
    const numbers = (await readChunks(steps)).map(
      (chunk) => /"langgraph_step":(\d+)/.exec(chunk)?.[1],
    );
    expect(numbers).toEqual(["1", "1", "2", "3", "2"]);
  });

  test("a second run has ids of its own", async () => {
    const server = createScriptedServer([metadata()]);
    const start = () => server.fetch("https://assistant.test/runs/stream", { method: "POST" });
    const [first, second] = [await (await start()).text(), await (await start()).text()];
    expect(first).toContain(RUN_ID);
    expect(second).toContain("00000000-0000-4000-8000-000000000002");
  });
});

describe("in wait mode", () => {
  test("the reply is the state that the updates lead to", async () => {
    expect(await waitFor(...completeRun("Yes."))).toEqual({
      entries: ["refunds"],
      messages: [aiMessage("Yes.", { id: "message-1" })],
    });
  });

  test("joined steps count like the same steps one by one", async () => {
    const steps = completeRun("Yes.");
    expect(await waitFor(joined(...steps))).toEqual(await waitFor(...steps));
    expect(await waitFor(joined(metadata(), runFailed("boom")))).toHaveProperty("__error__");
  });

  test("the last values event counts, with the updates after it", async () => {
    const state = await waitFor(
      values({ messages: [aiMessage("First.", { id: "m1" })], n: 1 }),
      update("answer", { messages: [aiMessage("Second.", { id: "m2" })], n: 2 }),
    );
    expect(state).toEqual({
      messages: [aiMessage("First.", { id: "m1" }), aiMessage("Second.", { id: "m2" })],
      n: 2,
    });
  });

  test("a message replaces the one with its id, and a removal takes one out", async () => {
    const state = await waitFor(
      update("draft", { messages: [aiMessage("Draft.", { id: "m1" }), aiMessage("No id.")] }),
      update("polish", { messages: [aiMessage("Polished.", { id: "m1" })] }),
      update("extra", { messages: [aiMessage("Extra.", { id: "m2" })] }),
      update("trim", {
        messages: [
          { type: "remove", id: "m2" },
          { type: "remove", id: "m9" },
        ],
      }),
    );
    expect(state).toEqual({
      messages: [aiMessage("Polished.", { id: "m1" }), aiMessage("No id.")],
    });
  });

  test("a node that returns a list of updates counts once for each", async () => {
    const steps = update("answer", [{ n: 1 }, { messages: [aiMessage("Yes.")] }, null]);
    expect(await waitFor(steps)).toEqual({ n: 1, messages: [aiMessage("Yes.")] });
  });

  test("tokens, custom events, subgraphs' updates and raw bytes are not part of the state", async () => {
    const steps = [
      ...tokens("Yes."),
      custom({ n: 1 }),
      event("updates|child:task-1", { inner: { n: 2 } }),
      bytes('event: values\ndata: {"n":3}\n\n'),
    ];
    expect(await waitFor(...steps)).toEqual({});
  });

  test("an interrupt stands beside the state, as langgraph-api 0.16.7 sends it", async () => {
    const interrupts = [{ id: "i1", value: "Refund 200 euros?" }];
    const steps = [update("check", { n: 1 }), event("updates", { __interrupt__: interrupts })];
    expect(await waitFor(...steps)).toEqual({ n: 1, __interrupt__: interrupts });
  });

  test("a failed run is a state with __error__, as langgraph-api 1.5.1 sends it", async () => {
    const error = { error: "Error", message: '{"error":"Error","message":"boom"}' };
    expect(await waitFor(metadata(), runFailed("boom"))).toEqual({ __error__: error });
  });

  test("a hold keeps the reply back until it is released", async () => {
    const server = createScriptedServer([hold(), ...answer("Yes.")]);
    let hasReply = false;
    const reply = server
      .fetch("https://assistant.test/runs/wait", { method: "POST" })
      .finally(() => (hasReply = true));
    await expect.poll(() => server.requests).toHaveLength(1);
    expect(hasReply).toBe(false);
    server.release();
    expect(await (await reply).json()).toMatchObject({ messages: [{ content: "Yes." }] });
  });

  test("a cut rejects as a connection that breaks before the reply", async () => {
    await expect(waitFor(metadata(), cut())).rejects.toThrow(new TypeError("network error"));
  });

  test("the SDK's client resolves with the state, and throws for a failed run", async () => {
    const state = await clientOf(completeRun("Yes.")).runs.wait(null, "faq", { input: {} });
    expect(state).toMatchObject({ messages: [{ content: "Yes." }] });
    const failed = clientOf([runFailed("boom")]).runs.wait(null, "faq", { input: {} });
    await expect(failed).rejects.toThrow(/boom/);
  });
});
