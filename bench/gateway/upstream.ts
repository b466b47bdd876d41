/**
 * A LangGraph server that sends the tokens of an answer, 20 a second to each stream, evenly spread over time. Each token
 * holds the time at which it was written. It writes to sockets directly, so that it costs as little as possible.
 */
import { createServer, type Socket } from "node:net";

const EVENTS_PER_SECOND = 20;
const SLOT_MS = 1;
const SLOTS = 1_000 / EVENTS_PER_SECOND / SLOT_MS;

/** The streams that get a token in the same millisecond. */
const slots = Array.from({ length: SLOTS }, () => new Set<Socket>());
let opened = 0;

const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;

const HEAD =
  "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncache-control: no-cache\r\n" +
  "content-location: /runs/01a1f7dd-f5a0-7aa1-9a6c-d27fcada7128\r\ntransfer-encoding: chunked\r\n\r\n" +
  chunk('event: metadata\ndata: {"run_id":"01a1f7dd-f5a0-7aa1-9a6c-d27fcada7128","attempt":1}\n\n');

/** An event as langgraph-api 1.5.1 for JavaScript sends it. */
function token(content: string): string {
  const message = {
    content,
    tool_calls: [],
    invalid_tool_calls: [],
    tool_call_chunks: [],
    additional_kwargs: {},
    response_metadata: {},
    id: "run-01a1f7dd-f644-7728-a207-3d4857325e75",
    type: "ai",
  };
  const metadata = {
    tags: [],
    ls_integration: "langchain_chat_model",
    created_by: "system",
    run_attempt: 1,
    langgraph_version: "1.4.18",
    langgraph_plan: "developer",
    langgraph_host: "self-hosted",
    thread_id: "01a1f7dd-f5a1-7728-a207-3d4857325e75",
    run_id: "01a1f7dd-f5a0-7aa1-9a6c-d27fcada7128",
    assistant_id: "26d0661b-7728-4728-a207-3d4857325e75",
    graph_id: "faq",
    langgraph_step: 2,
    langgraph_node: "answer",
    langgraph_triggers: ["branch:to:answer"],
    langgraph_path: ["__pregel_pull", "answer"],
    langgraph_checkpoint_ns: "answer:f0ca7a96-7728-5728-a207-3d4857325e75",
    checkpoint_ns: "answer:f0ca7a96-7728-5728-a207-3d4857325e75",
    ls_model_type: "chat",
    ls_provider: "FakeListChatModel",
    versions: { "@langchain/core": "1.2.13" },
  };
  return `event: messages\ndata: ${JSON.stringify([message, metadata])}\n\n`;
}

const [before = "", after = ""] = chunk(token("t0000000000000000 ")).split("0000000000000000");

/** Microseconds of a clock that all processes of the machine share, as 16 digits. */
const clock = () => (process.hrtime.bigint() / 1_000n).toString().padStart(16, "0");

let slot = 0;
let dueAt = performance.now();
setInterval(() => {
  // A timer that fires late makes up for what it has missed.
  for (const now = performance.now(); dueAt <= now; dueAt += SLOT_MS) {
    const text = before + clock() + after;
    for (const socket of slots[slot] ?? []) socket.write(text, "latin1");
    slot = (slot + 1) % SLOTS;
  }
}, SLOT_MS);

const server = createServer({ noDelay: true }, (socket) => {
  let request = "";
  socket.on("error", () => {});
  socket.on("close", () => slots.forEach((streams) => streams.delete(socket)));
  socket.on("data", (bytes) => {
    request += bytes.toString("latin1");
    const end = request.indexOf("\r\n\r\n");
    const length = Number(/content-length: (\d+)/i.exec(request)?.[1] ?? 0);
    if (end === -1 || request.length < end + 4 + length) return;
    const isRun = request.startsWith("POST /runs/stream");
    const isIdle = request.includes("idle");
    request = "";
    if (!isRun) return void socket.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n[]");
    socket.write(HEAD);
    if (!isIdle) slots[(opened += 1) % SLOTS]?.add(socket);
  });
});

server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address)
    process.send?.({ url: `http://127.0.0.1:${address.port}` });
});
