/** A stream that begins well. */
import {
  aiMessage,
  answer,
  bytes,
  completeRun,
  custom,
  delta,
  event,
  joined,
  metadata,
  runFailed,
  tokens,
  update,
  values,
  type ScriptStep,
} from "../../../src/testing/index.js";
import { encodeStep } from "../../../src/testing/encodeStep.js";
import { SECRET, type Fault } from "../meetFault.js";
import { times } from "../random.js";
import { idsOf, type Piece, type Play } from "../misbehavingServer.js";

const TEXT = "Refunds take 30 days.";
const ALL = { end: "success", answer: TEXT } as const;
const HALF = [metadata(), ...tokens("Half an answer")];
const CUT = { end: "truncated", answer: "Half an answer" } as const;

/** Sends the pieces, and then ends as the last of them says, or cleanly. */
const sends =
  (pieces: readonly Piece[], then: "end" | "reset" | "hangUp" = "end"): Play =>
  async (wire) => {
    await wire.send(...pieces);
    // What is reset at once may never arrive.
    if (then !== "end") await wire.pause(30);
    wire[then]();
  };

function streams(
  fault: Fault["fault"],
  name: string,
  pieces: readonly Piece[],
  sees: Fault["sees"] = ALL,
  more: Partial<Fault> = {},
): Fault {
  return { fault, name, play: sends(pieces), sees, ...more };
}

/** The wire bytes of steps, to be sent in another way. */
function rawOf(steps: readonly ScriptStep[]): string {
  const decoder = new TextDecoder();
  return steps.map((step) => decoder.decode(encodeStep(step, idsOf(0)))).join("");
}

/** The same frames, each with an id, as servers write them that let a reader come back. */
function withIds(steps: readonly ScriptStep[], from = 1): string[] {
  return steps.map((step, at) => `id: ${from + at}\n${rawOf([step])}`);
}

const RUN = rawOf(completeRun(TEXT));
const UMLAUTS = "Grüße — 你好 👋🏽!";

/** Short frames, as other servers write them. */
function chunk(content: string, id = "m1"): ScriptStep {
  return event("messages", [{ type: "AIMessageChunk", id, content }, { langgraph_node: "answer" }]);
}

const said = (text: string, id = "message-1") =>
  update("answer", { messages: [aiMessage(text, { id })] });

const CORRUPT = 'event: updates\ndata: {"answer": NaN\n\n';
const LONG_WORD = "x".repeat(times(8_192, 65_536));
const GIANT = "x".repeat(9 * 1024 * 1024);

export const STREAMS: readonly Fault[] = [
  streams("clean cut", "a clean cut after the run's id", [metadata()], {
    end: "truncated",
    answer: "",
  }),
  // A graph without words ends with the same bytes, so only a look at the server can tell a cut.
  streams(
    "clean cut",
    "a clean cut between two nodes",
    [metadata(), update("retrieve", { docs: [] })],
    {
      end: "no_answer",
      answer: "",
    },
  ),
  streams("clean cut", "a clean cut after half an answer", HALF, CUT),
  streams(
    "clean cut",
    "a clean cut at a tool call that nobody answered",
    [
      metadata(),
      update("agent", {
        messages: [
          { ...aiMessage("Let me see."), tool_calls: [{ id: "call_1", name: "look", args: {} }] },
        ],
      }),
    ],
    // The call may be for a tool of the page's own, which nobody answers on the server.
    { end: "success", answer: "Let me see." },
  ),
  streams(
    "clean cut",
    "a clean cut before the node of a whole message reports back",
    [
      metadata(),
      event("messages", [
        aiMessage(TEXT, { id: "message-1" }),
        { ls_integration: "langgraph", langgraph_node: "answer" },
      ]),
    ],
    { end: "truncated", answer: TEXT },
  ),
  {
    fault: "clean cut",
    name: "a connection closed without the last chunk",
    play: sends(HALF, "hangUp"),
    sees: CUT,
  },
  {
    fault: "clean cut",
    name: "a connection closed by a server of HTTP/1.0",
    play: async (wire) => {
      wire.head(200, { "content-type": "text/event-stream", connection: "close" });
      await sends(HALF, "reset")(wire);
    },
    sees: CUT,
  },
  {
    fault: "clean cut",
    name: "fewer bytes than were announced",
    play: async (wire) => {
      wire.head(200, { "content-type": "text/event-stream", "content-length": "100000" });
      await sends(HALF, "hangUp")(wire);
    },
    sees: CUT,
  },
  streams(
    "cut inside an event",
    "a clean cut inside an event",
    [...HALF, bytes('event: updates\ndata: {"ans')],
    CUT,
  ),
  streams(
    "cut inside an event",
    "a clean cut after an event's name",
    [...HALF, bytes("event: updates\n")],
    CUT,
  ),
  streams(
    "cut inside an event",
    "a clean cut before an event's empty line",
    [...HALF, rawOf([said("Half an answer")]).trimEnd()],
    CUT,
    {
      // The SDK takes what it has for the event, and it is the whole of it.
      withClient: { end: "success" },
    },
  ),
  {
    fault: "reset mid-stream",
    name: "a reset between two events",
    play: sends(HALF, "reset"),
    sees: CUT,
  },
  {
    fault: "reset mid-stream",
    name: "a reset inside an event",
    play: sends([...HALF, bytes('event: updates\ndata: {"ans')], "reset"),
    sees: CUT,
  },
  {
    fault: "reset mid-stream",
    name: "a reset after the last word, before its confirmation",
    play: sends([metadata(), update("retrieve", {}), ...tokens(TEXT)], "reset"),
    sees: { end: "truncated", answer: TEXT },
  },
  {
    fault: "reset of a resumable stream",
    name: "a reset of a stream that could be read again",
    isLong: true,
    play: async (wire) => {
      const frames = withIds(completeRun(TEXT));
      if (wire.request.method === "GET") return sends(frames.slice(2))(wire);
      wire.head(200, { "content-type": "text/event-stream", location: "/runs/again" });
      await sends(frames.slice(0, 4), "reset")(wire);
    },
    sees: { end: "truncated", answer: "Refunds take" },
    // The SDK reads on by itself, a second later; what it reads twice counts once.
    withClient: ALL,
  },
  {
    fault: "reset of a resumable stream",
    name: "a reset of a stream that is gone when it is read again",
    isLong: true,
    play: async (wire) => {
      if (wire.request.method === "GET") return wire.reply(404, {}, SECRET);
      wire.head(200, { "content-type": "text/event-stream", location: "/runs/again" });
      await sends(HALF, "reset")(wire);
    },
    sees: CUT,
  },
  streams(
    "arbitrary chunks",
    "1-byte chunks",
    Array.from(bytesIn(RUN), (byte) => Uint8Array.of(byte)),
  ),
  streams("arbitrary chunks", "CRLF line ends", [RUN.replaceAll("\n", "\r\n")]),
  streams(
    "arbitrary chunks",
    "CRLF line ends cut between CR and LF",
    RUN.replaceAll("\n", "\r\n").split(/(?<=\r)/),
  ),
  streams("arbitrary chunks", "CR line ends", [RUN.replaceAll("\n", "\r")]),
  streams("arbitrary chunks", "CR line ends in 1-byte chunks", [...RUN.replaceAll("\n", "\r")]),
  streams(
    "arbitrary chunks",
    "characters of several bytes in 1-byte chunks",
    Array.from(bytesIn(rawOf([metadata(), ...answer(UMLAUTS)])), (byte) => Uint8Array.of(byte)),
    { end: "success", answer: UMLAUTS },
  ),
  streams("comments and heartbeats", "a BOM", [`\uFEFF${RUN}`]),
  streams("comments and heartbeats", "comments", [
    `: hello\n\n${RUN.replaceAll("\n\n", "\n\n: keep-alive\n\n")}`,
  ]),
  streams("comments and heartbeats", "heartbeats after ids", [
    withIds(completeRun(TEXT)).join(": heartbeat\n\n: heartbeat\n\n"),
  ]),
  streams("comments and heartbeats", "stray empty lines after ids", [
    withIds(completeRun(TEXT)).join("\n\n\n"),
  ]),
  streams("events without data", "events without data", [
    metadata(),
    "event: updates\n\nid: 9\n\nretry: 50\n\nevent: messages\n\n",
    ...answer(TEXT),
  ]),
  streams(
    "events without data",
    "events without a name",
    [metadata(), 'data: {"a":1}\n\ndata: [DONE]\n\n', ...answer(TEXT)],
    ALL,
    { withClient: { end: "truncated", answer: "" } },
  ),
  streams("events without data", "events of null", [
    metadata(),
    ...[
      "updates",
      "values",
      "messages",
      "messages/partial",
      "messages/metadata",
      "metadata",
      "custom",
    ].map((name) => event(name, null)),
    ...answer(TEXT),
  ]),
  streams("events without data", "events of the wrong shape", [
    metadata(),
    ...[
      "updates",
      "values",
      "messages",
      "messages/partial",
      "messages/metadata",
      "metadata",
    ].flatMap((name) => [
      event(name, 7),
      event(name, "text"),
      event(name, [[]]),
      event(name, { messages: 7 }),
    ]),
    ...answer(TEXT),
  ]),
  streams("data over several lines", "data over several lines", [
    metadata(),
    ...tokens(TEXT),
    `event: updates\n${JSON.stringify(
      { answer: { messages: [aiMessage(TEXT, { id: "message-1" })] } },
      null,
      2,
    )
      .split("\n")
      .map((line) => `data: ${line}\n`)
      .join("")}\n`,
  ]),
  streams("end event", "an end without data", [...completeRun(TEXT), "event: end\n\n"]),
  streams(
    "end event",
    "an end with an empty data line",
    [...completeRun(TEXT), "event: end\ndata: \n\n"],
    ALL,
    {
      // The SDK fails at the empty line up to 1.12, and in 2.0.0, after everything has arrived.
      withClient: { end: "truncated" },
      withSdk: { "1.15.0": { end: "success" } },
    },
  ),
  streams("end event", "an end of null", [...completeRun(TEXT), "event: end\ndata: null\n\n"]),
  {
    fault: "end event",
    name: "an end after which the connection stays open",
    play: (wire) => wire.send(...completeRun(TEXT), "event: end\ndata: null\n\n"),
    sees: ALL,
  },
  {
    fault: "end event",
    name: "an end with an error, after which the connection stays open",
    play: (wire) => wire.send(...HALF, event("end", { status: "timeout" })),
    sees: { end: "timeout", answer: "Half an answer" },
  },
  streams("end event", "an end that says what happened: success", [
    ...completeRun(TEXT),
    event("end", { status: "success" }),
  ]),
  streams(
    "end event",
    "an end that says what happened: rollback",
    [...completeRun(TEXT), event("end", { status: "rollback" })],
    { end: "truncated", answer: TEXT },
  ),
  streams(
    "end event",
    "an end that says what happened: a status that nobody knows",
    [...completeRun(TEXT), event("end", { status: "paused" })],
    { end: "truncated", answer: TEXT },
  ),
  streams(
    "end event",
    "an end that says what happened: timeout",
    [...HALF, event("end", { status: "timeout" })],
    { end: "timeout", answer: "Half an answer", error: { phase: "run" } },
  ),
  streams(
    "end event",
    "an end that says what happened: interrupted",
    [...HALF, event("end", { status: "interrupted" })],
    { end: "interrupted", answer: "Half an answer" },
  ),
  streams(
    "end event",
    "an end that says what happened: an error, because the stream was cut",
    [...completeRun(TEXT), event("end", { status: "error", reason: "truncated" })],
    { end: "truncated", answer: TEXT },
  ),
  streams(
    "end event",
    "an end that says what happened: an error, because the server shuts down",
    [...HALF, event("end", { status: "error", reason: "shutdown" })],
    { end: "server", answer: "Half an answer" },
  ),
  streams(
    "end event",
    "an end that says what happened: error",
    [...HALF, event("end", { status: "error" })],
    { end: "run_failed", answer: "Half an answer" },
  ),
  streams(
    "end event",
    "an end that says what happened: an error, because of a limit",
    [...HALF, event("end", { status: "error", reason: "limit" })],
    { end: "too_large", answer: "Half an answer" },
  ),
  streams("end event", "an end in the middle of an answer", [...HALF, event("end", null)], CUT),
  streams(
    "corrupt event",
    "one corrupt event among good ones",
    [metadata(), ...tokens("Refunds take"), CORRUPT, ...tokens(" 30 days."), said(TEXT)],
    ALL,
    {
      // The SDK ends the run there; the words until then stay.
      withClient: { end: "truncated", answer: "Refunds take" },
    },
  ),
  streams(
    "corrupt event",
    "a corrupt event alone",
    [CORRUPT],
    { end: "truncated", answer: "" },
    {
      withClient: { end: "bad_response" },
    },
  ),
  streams("corrupt event", "a corrupt confirmation", [...HALF, CORRUPT], CUT),
  {
    fault: "corrupt event",
    name: "a corrupt event in a stream that could be read again",
    isLong: true,
    leavesSdkPausing: true,
    settings: { runTimeoutMs: 2_500 },
    play: async (wire) => {
      const [first = "", ...rest] = withIds([metadata(), ...tokens("Refunds take")]);
      if (wire.request.method === "POST")
        wire.head(200, { "content-type": "text/event-stream", location: "/runs/again" });
      await sends([first, ...rest, CORRUPT])(wire);
    },
    sees: { end: "truncated", answer: "Refunds take" },
    // The SDK reads the stream again five times, for 20 seconds. What it reads again counts once.
    withClient: { end: "timeout", error: { phase: "run" } },
  },
  streams(
    "giant event",
    "one event too large",
    [...HALF, custom("x".repeat(100_000)), ...completeRun(TEXT)],
    {
      end: "too_large",
      answer: "Half an answer",
    },
    { settings: { maxEventBytes: 50_000 } },
  ),
  streams("giant event", "one event larger than any should be", [...HALF, custom(GIANT)], {
    end: "too_large",
    answer: "Half an answer",
  }),
  {
    fault: "giant event",
    name: "a line without an end",
    settings: { maxEventBytes: 50_000, idleTimeoutMs: 500 },
    play: async (wire) => {
      await wire.send(...HALF, "event: updates\ndata: ");
      for (let sent = 0; sent < 1_000; sent += 1) await wire.send("x".repeat(1_000));
    },
    sees: { end: "too_large", answer: "Half an answer" },
    // Nothing to count before the event is whole.
    withClient: { end: "timeout", error: { phase: "idle" } },
  },
  streams(
    "giant event",
    "an answer without an end",
    [metadata(), ...Array.from({ length: 200 }, () => delta("bla "))],
    { end: "too_large", answer: "bla ".repeat(26) },
    // Deltas that come together count as one, so that a little more of the answer could be kept.
    { settings: { maxAnswerChars: 100, mergeDeltas: false } },
  ),
  streams(
    "giant event",
    "events without an end",
    [metadata(), ...tokens("Half"), ...Array.from({ length: 200 }, () => custom("tick"))],
    { end: "too_large", answer: "Half" },
    { settings: { maxEvents: 100 } },
  ),
  streams(
    "giant event",
    "a waited-for state too large",
    [`{"messages":[],"docs":"${"x".repeat(100_000)}"}`],
    {
      end: "too_large",
      answer: "",
    },
    { settings: { mode: "wait", maxEventBytes: 50_000 } },
  ),
  streams(
    "many small events",
    "20,000 small events",
    [
      metadata(),
      bytes(rawOf(Array.from({ length: 20_000 }, () => chunk("word ")))),
      said("word ".repeat(20_000), "m1"),
    ],
    { end: "success", answer: "word ".repeat(20_000) },
  ),
  streams(
    "one-byte chunks",
    "a long word in 1-byte chunks",
    [metadata(), ...Array.from(rawOf([delta(LONG_WORD)])), said(LONG_WORD)],
    { end: "success", answer: LONG_WORD },
  ),
  {
    fault: "stall",
    name: "a stream that stalls and goes on",
    settings: { slowAfterMs: 40 },
    play: async (wire) => {
      await wire.send(metadata(), ...tokens("Refunds take"));
      await wire.pause(120);
      await sends([...tokens(" 30 days."), said(TEXT)])(wire);
    },
    sees: { ...ALL, wasSlow: true },
  },
  {
    fault: "stall",
    name: "an answer that begins late, between heartbeats",
    settings: { slowAfterMs: 40 },
    play: async (wire) => {
      await wire.send(metadata());
      for (let at = 0; at < 6; at += 1) {
        await wire.send(": heartbeat\n\n");
        await wire.pause(20);
      }
      await sends(answer(TEXT))(wire);
    },
    sees: { ...ALL, wasSlow: true },
  },
  streams(
    "repeated events",
    "every event twice, by its id",
    withIds(completeRun(TEXT)).flatMap((frame) => [frame, frame]),
  ),
  streams("repeated events", "the whole stream twice, by its ids", [
    ...withIds(completeRun(TEXT)),
    ...withIds(completeRun(TEXT)),
  ]),
  streams(
    "repeated events",
    "half a stream twice, by its ids",
    [...withIds(HALF), ...withIds(HALF)],
    CUT,
  ),
  streams(
    "repeated events",
    "ids for some events only",
    [
      ...withIds([metadata()]),
      ...tokens("Half"),
      ...withIds(tokens(" an"), 2),
      ...tokens(" answer"),
    ],
    CUT,
  ),
  streams("repeated events", "confirmations twice, without ids", [
    metadata(),
    ...tokens(TEXT),
    said(TEXT),
    said(TEXT),
  ]),
  streams("repeated events", "words after their confirmation", [
    metadata(),
    ...tokens("Refunds take"),
    said(TEXT),
    ...tokens(" 30 days."),
  ]),
  streams("unknown events", "events and fields nobody knows", [
    metadata(),
    event("feedback", { thumbs: "https://example.com" }),
    event("updates/extra", { a: 1 }),
    event("__proto__", { polluted: true }),
    event("constructor", {}),
    "foo: bar\nevent: tasks\ndata: {}\n\n",
    ...answer(TEXT),
    event("checkpoints", { values: {} }),
  ]),
  streams("unknown events", "events of a subgraph", [
    metadata(),
    event("messages|child:1|inner:2", [
      { type: "ai", id: "inner", content: "Inner" },
      { langgraph_node: "inner" },
    ]),
    event("updates|child:1", { inner: { messages: [aiMessage("Inner", { id: "inner" })] } }),
    event("values|child:1", { messages: [] }),
    update("child", { messages: [aiMessage("Inner", { id: "inner" })] }),
    ...answer(TEXT),
  ]),
  streams("unknown events", "the class names of the Python server, and its end", [
    metadata(),
    chunk("Refunds take"),
    chunk(" 30 days."),
    update("answer", { messages: [{ type: "AIMessage", id: "m1", content: TEXT }] }),
    event("end", null),
  ]),
  streams("error event", "a node that throws before a word", [metadata(), runFailed(SECRET)], {
    end: "run_failed",
    answer: "",
  }),
  streams(
    "error event",
    "an error, then an end that calls it a success",
    [...HALF, runFailed(SECRET), event("end", { status: "success" })],
    { end: "run_failed", answer: "Half an answer" },
  ),
  streams(
    "error event",
    "an error, then more",
    [...HALF, runFailed(SECRET), ...tokens(" and more"), said("Half an answer and more")],
    { end: "run_failed", answer: "Half an answer and more" },
  ),
  streams(
    "error event",
    "an error after a whole answer",
    [...completeRun(TEXT), runFailed("fetch failed")],
    {
      end: "run_failed",
      answer: TEXT,
    },
  ),
  {
    fault: "error event",
    name: "an error, then silence",
    settings: { idleTimeoutMs: 100 },
    play: (wire) => wire.send(...HALF, runFailed(SECRET)),
    sees: { end: "run_failed", answer: "Half an answer" },
  },
  {
    fault: "error event",
    name: "an error, then a reset",
    play: sends([...HALF, runFailed(SECRET)], "reset"),
    sees: { end: "run_failed", answer: "Half an answer" },
  },
  ...["Run not found", null, 7, [], { message: null }].map((data) =>
    streams(
      "odd error event",
      `an error of ${JSON.stringify(data)}`,
      [...HALF, event("error", data)],
      {
        end: "run_failed",
        answer: "Half an answer",
      },
    ),
  ),
  streams(
    "exception after text",
    "a node that throws after half an answer",
    [...HALF, runFailed(SECRET)],
    {
      end: "run_failed",
      answer: "Half an answer",
    },
  ),
  streams(
    "exception after text",
    "a node that throws, with its words wanted",
    [...HALF, runFailed("No such tool")],
    {
      end: "run_failed",
      answer: "Half an answer",
      error: { serverMessage: "No such tool" },
    },
    { settings: { exposeServerMessages: true } },
  ),
  streams(
    "interrupt",
    "an interrupt",
    [metadata(), event("updates", { __interrupt__: [{ id: "1", value: "Approve?" }] })],
    { end: "interrupted", answer: "", error: { value: [{ id: "1", value: "Approve?" }] } },
  ),
  streams(
    "interrupt",
    "an interrupt before a node",
    [...HALF, event("updates", { __interrupt__: [] })],
    {
      end: "interrupted",
      answer: "Half an answer",
    },
  ),
  streams(
    "interrupt",
    "an interrupt in the state",
    [metadata(), values({ __interrupt__: [{ value: 1 }] })],
    {
      end: "interrupted",
      answer: "",
      error: { value: [{ value: 1 }] },
    },
  ),
  streams(
    "interrupt",
    "an interrupt without a checkpointer",
    [metadata(), runFailed("No checkpointer set … MISSING_CHECKPOINTER/", "GraphValueError")],
    { end: "interrupted", answer: "" },
  ),
  {
    fault: "buffering proxy",
    name: "a proxy that holds everything back",
    play: async (wire) => {
      await wire.pause(100);
      await sends([joined(...completeRun(TEXT))])(wire);
    },
    sees: ALL,
  },
];

function bytesIn(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
