import { describe, expect, test } from "vitest";
import { guardFetch } from "../../src/langgraph/guardFetch.js";

const STREAM = "https://assistant.test/runs/stream";

/** A guarded fetch whose network gives these chunks. */
function guarded(
  chunks: readonly (string | Uint8Array)[],
  {
    headers = { "content-type": "text/event-stream" },
    maxEventBytes = 1_000,
    mergeDeltas = true,
  }: { headers?: Record<string, string>; maxEventBytes?: number; mergeDeltas?: boolean } = {},
) {
  const seen = { onBytes: 0, onGateway: 0 };
  const network = async () => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const chunk of chunks)
          controller.enqueue(typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk);
        controller.close();
      },
    });
    return new Response(body, { headers });
  };
  const fetch = guardFetch(network, {
    maxEventBytes,
    mergeDeltas,
    onBytes: () => (seen.onBytes += 1),
    onGateway: () => (seen.onGateway += 1),
    rest: () => undefined,
  });
  return { seen, get: async (url = STREAM) => fetch(url) };
}

async function clean(...chunks: (string | Uint8Array)[]): Promise<string> {
  const response = await guarded(chunks).get();
  return response.text();
}

const EVENT = 'event: updates\ndata: {"a":1}\n\n';

describe("the stream that the SDK reads", () => {
  test.each([
    ["LF", 'event: updates\ndata: {"a":1}\n\n'],
    ["CRLF", 'event: updates\r\ndata: {"a":1}\r\n\r\n'],
    ["CR, to the very end", 'event: updates\rdata: {"a":1}\r\r'],
    ["a BOM", '\uFEFFevent: updates\ndata: {"a":1}\n\n'],
    ["no space after the colon", 'event:updates\ndata:{"a":1}\n\n'],
    ["comments and heartbeats", ': hi\n\nevent: updates\n: in between\ndata: {"a":1}\n\n: bye\n\n'],
    ["unknown fields and retry", 'retry: 10\nfoo: bar\nevent: updates\ndata: {"a":1}\n\n'],
    ["JSON over several lines", 'event: updates\ndata: {"a":\ndata: 1}\n\n'],
    ["an event nobody named", 'data: {"b":2}\n\nevent: updates\ndata: {"a":1}\n\n'],
    ["an event without data", 'event: values\n\nevent: updates\ndata: {"a":1}\n\n'],
    ["one that is no JSON", 'event: updates\ndata: {"a\n\nevent: updates\ndata: {"a":1}\n\n'],
    ["a cut in the next one", 'event: updates\ndata: {"a":1}\n\nevent: updates\ndata: {"b":2}\n'],
  ])("is the same for %s", async (_name, raw) => {
    const text = await clean(raw);
    expect(text.replace('{"a": 1}', '{"a":1}')).toBe(EVENT);
    const bytes = new TextEncoder().encode(raw);
    const scraps = Array.from(bytes, (byte) => Uint8Array.of(byte));
    expect(await clean(...scraps)).toBe(text);
  });

  test("an event keeps its id, and an event without one gets none", async () => {
    expect(await clean('id: 7\nevent: updates\ndata: {"a":1}\n\n: hb\n\n', EVENT)).toBe(
      `id: 7\n${EVENT}${EVENT}`,
    );
  });

  test("an event with a known id is left out, and an event without an id is never a repeat", async () => {
    const first = `id: 1\n${EVENT}`;
    expect(await clean(first, first, EVENT)).toBe(`${first}${EVENT}`);
  });

  test("a character that two chunks share is read whole", async () => {
    const bytes = new TextEncoder().encode('event: updates\ndata: {"a":"€"}\n\n');
    expect(await clean(bytes.slice(0, 24), bytes.slice(24))).toContain("€");
  });

  test("an empty data line, with which some servers end a run, is null", async () => {
    expect(await clean("event: end\ndata: \n\n")).toBe("event: end\ndata: null\n\n");
  });
});

describe("refused responses", () => {
  test.each<[string, Parameters<typeof guarded>]>([
    ["a page by its type", [["<h1>"], { headers: { "content-type": "text/html" } }]],
    ["JSON by its type", [["{}"], { headers: { "content-type": "application/json" } }]],
    ["a page without a type", [["  <!doctype html>"], { headers: {} }]],
  ])("%s", async (_name, args) => {
    const read = guarded(...args)
      .get()
      .then((response) => response.text());
    await expect(read).rejects.toMatchObject({ kind: "bad_response" });
  });

  test("an event larger than the limit is refused, in one piece or in many", async () => {
    const big = `event: updates\ndata: {"a":"${"x".repeat(2_000)}"}\n\n`;
    for (const chunks of [[big], [...big]]) {
      const response = await guarded([EVENT, ...chunks]).get();
      await expect(response.text()).rejects.toMatchObject({ kind: "too_large" });
    }
  });

  test("a waited-for state larger than the limit is refused", async () => {
    const response = await guarded(["x".repeat(2_000)], {
      headers: { "content-type": "text/plain" },
    }).get("https://assistant.test/runs/wait");
    await expect(response.text()).rejects.toMatchObject({ kind: "too_large" });
  });

  test("a redirect is refused, by its status or as browsers hide it", async () => {
    for (const status of [301, 302, 307, 308]) {
      const fetch = guardFetch(
        async () => new Response(null, { status, headers: { location: "https://evil.test" } }),
        {
          maxEventBytes: 1,
          mergeDeltas: true,
          onBytes() {},
          onGateway() {},
          rest: () => undefined,
        },
      );
      await expect(fetch(STREAM)).rejects.toMatchObject({ kind: "bad_response" });
    }
  });

  test("the Location header is removed, because the SDK would read everything again", async () => {
    const response = await guarded([EVENT], {
      headers: { location: "/runs/1/stream", "content-location": "/runs/1" },
    }).get();
    expect(response.headers.get("location")).toBeNull();
    expect(response.headers.get("content-location")).toBe("/runs/1");
    expect(await response.text()).toBe(EVENT);
  });
});

test("the watch hears of bytes as they come, and of our gateway by its header", async () => {
  const { seen, get } = guarded([": hb\n\n", ": hb\n\n", EVENT], {
    headers: { "oneshot-gateway": "1" },
  });
  const response = await get();
  expect(seen.onGateway).toBe(1);
  await response.text();
  expect(seen.onBytes).toBe(4); // the headers, and three chunks
});

test("cancelling the cleaned stream cancels the network's stream", async () => {
  let isCancelled = false;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode(EVENT)),
    cancel: () => {
      isCancelled = true;
    },
  });
  const fetch = guardFetch(async () => new Response(body), {
    maxEventBytes: 1_000,
    mergeDeltas: true,
    onBytes() {},
    onGateway() {},
    rest: () => undefined,
  });
  const response = await fetch(STREAM);
  await response.body?.cancel();
  expect(isCancelled).toBe(true);
});

describe("text deltas of one network chunk", () => {
  const spoken = (content: unknown, more: object = {}, metadata: object = {}) =>
    JSON.stringify([
      { content, id: "m1", type: "ai", tool_call_chunks: [], additional_kwargs: {}, ...more },
      { langgraph_node: "answer", langgraph_checkpoint_ns: "answer:1", ...metadata },
    ]);
  const delta = (...args: Parameters<typeof spoken>) =>
    `event: messages\ndata: ${spoken(...args)}\n\n`;

  async function read(chunks: string[], mergeDeltas = true) {
    const response = await guarded(chunks, { maxEventBytes: 10_000, mergeDeltas }).get();
    const frames = (await response.text()).split("\n\n").filter(Boolean);
    return frames.map((frame) => {
      const value = JSON.parse(/data: (.*)/.exec(frame)?.[1] ?? "null") as [{ content: unknown }];
      const id = /^id: (.*)$/m.exec(frame)?.[1];
      return id ? [id, value[0].content] : value[0].content;
    });
  }

  test("text deltas of one network chunk become one event", async () => {
    const chunk = delta("Hel") + delta("lo ") + delta("you");
    expect(await read([chunk, delta(" there"), chunk])).toEqual([
      "Hello you",
      " there",
      "Hello you",
    ]);
  });

  test("with mergeDeltas: false each text delta stays an event", async () => {
    expect(await read([delta("Hel") + delta("lo")], false)).toEqual(["Hel", "lo"]);
  });

  test("merged text deltas keep the last id", async () => {
    expect(await read([`id: 1\n${delta("a")}id: 2\n${delta("b")}`])).toEqual([["2", "ab"]]);
  });

  test.each<[string, string, string]>([
    ["escapes", String.raw`a \"b\" \n\u00e9`, 'a "b" \né'],
    ["a letter cut in two escapes", String.raw`\ud83d`, "\ud83d"],
    ["nothing at all", "", ""],
  ])("may hold %s", async (_name, written, text) => {
    const next = delta("x").replace('"content":"x"', `"content":"${written}"`);
    expect(await read([next + delta("b") + next])).toEqual([`${text}b${text}`]);
  });

  test("two deltas that hold the halves of one letter become one letter", async () => {
    const half = (escape: string) => delta("x").replace('"x"', `"${escape}"`);
    expect(await read([half("\\ud83d") + half("\\ude00")])).toEqual(["😀"]);
  });

  test("text deltas become one event although each names its model", async () => {
    const more = { response_metadata: { model_provider: "openai" } };
    expect(await read([delta("a", more) + delta("b", more)])).toEqual(["ab"]);
  });

  test("a text delta that is no JSON is left out, and those around it are kept", async () => {
    const cut = delta("x").replace('"x"', '"x');
    const raw = delta("x").replace('"x"', '"x\ty"');
    const two = delta("x").replace('"x"', '"x","y"');
    const windows = delta("x").replace('"x"', String.raw`"C:\New"`);
    const upper = delta("x").replace('"x"', String.raw`"\U00e9"`);
    const chunk = delta("a") + cut + raw + two + windows + upper + delta("b");
    expect(await read([chunk])).toEqual(["a", "b"]);
  });

  test("events that only resemble text deltas are not merged", async () => {
    const named = (content: string) =>
      delta(content, {}, { tags: ['"content":"'] }).replace(
        '{"content"',
        '{"a":{"content":"?"},"content"',
      );
    expect(await read([named("a") + named("b")])).toEqual(["a", "b"]);
    const twice = (content: string) => delta(content).replace("{", '{"content":"?",');
    expect(await read([twice("a") + twice("b")])).toEqual(["a", "b"]);
  });

  test.each<[string, Parameters<typeof spoken>]>([
    ["another message", ["x", { id: "m2" }]],
    ["another task", ["x", {}, { langgraph_checkpoint_ns: "answer:2" }]],
    ["a tool call", ["x", { tool_call_chunks: [{ args: "{" }] }]],
    ["usage", ["x", { usage_metadata: { total_tokens: 3 } }]],
    ["a finish reason", ["x", { response_metadata: { stop_reason: "end" } }]],
    ["reasoning beside the text", ["x", { additional_kwargs: { reasoning_content: "hm" } }]],
    ["blocks", [[{ type: "text", text: "x", index: 0 }]]],
    ["a message that was returned whole", ["x", { tool_call_chunks: undefined }]],
  ])("never take in %s", async (_name, args) => {
    expect(await read([delta("a") + delta("b") + delta(...args) + delta("c")])).toEqual([
      "ab",
      args[0],
      "c",
    ]);
  });

  test("messages that repeat their text from the beginning are not merged", async () => {
    const partial = (content: string) =>
      `event: messages/partial\ndata: ${JSON.stringify([
        { content, id: "m1", type: "ai", tool_call_chunks: [] },
      ])}\n\n`;
    const chunk = partial("A") + partial("A cat") + partial("A cat sat");
    expect(await read([chunk])).toEqual(["A", "A cat", "A cat sat"]);
    const tuple = chunk.replaceAll("messages/partial", "messages");
    expect(await read([tuple])).toEqual(["A", "A cat", "A cat sat"]);
  });

  test("text deltas of two namespaces are two events, although their data is alike", async () => {
    const inner = delta("b").replace("event: messages", "event: messages|child:1");
    expect(await read([delta("a") + inner + delta("c")])).toEqual(["a", "b", "c"]);
  });

  test("another event between text deltas keeps its place", async () => {
    const text = delta("a") + EVENT + delta("b");
    const response = await guarded([text], { maxEventBytes: 10_000 }).get();
    expect(await response.text()).toBe(text);
  });
});
