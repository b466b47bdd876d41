/** Bytes to events, as the standard for server-sent events says (WHATWG HTML, section 9.2.6). */
import { describe, expect, test } from "vitest";
import {
  createEventReader,
  EventTooLargeError,
  type ServerEvent,
} from "../../../src/gateway/stream/readEvents.js";

function read(stream: string | Uint8Array, chunkBytes = Infinity, maxEventChars = Infinity) {
  const events: ServerEvent[] = [];
  const reader = createEventReader((event) => events.push(event), maxEventChars);
  const bytes = typeof stream === "string" ? new TextEncoder().encode(stream) : stream;
  for (let at = 0; at < bytes.length; at += chunkBytes)
    reader.read(bytes.subarray(at, at + Math.min(chunkBytes, bytes.length)));
  return { events, isCut: reader.end() };
}

const STREAMS: readonly [description: string, stream: string, events: readonly object[]][] = [
  ["an event with a name and data", "event: a\ndata: 1\n\n", [{ name: "a", data: "1" }]],
  ["CRLF line ends", "event: a\r\ndata: 1\r\n\r\n", [{ name: "a", data: "1" }]],
  ["CR line ends", "event: a\rdata: 1\r\r", [{ name: "a", data: "1" }]],
  [
    "mixed line ends",
    "data: 1\r\n\ndata: 2\r\rdata: 3\n\r",
    [{ data: "1" }, { data: "2" }, { data: "3" }],
  ],
  ["no space after the colon", "event:a\ndata:1\n\n", [{ name: "a", data: "1" }]],
  ["a second space, which belongs to the value", "data:  1\n\n", [{ data: " 1" }]],
  ["data over several lines", "data: 1\ndata\ndata: 3\n\n", [{ data: "1\n\n3" }]],
  ["empty data", "event: end\ndata:\n\n", [{ name: "end", data: "" }]],
  ["an event without data, which is none", "event: end\n\ndata: 1\n\n", [{ name: "", data: "1" }]],
  ["comments between and inside events", ": hi\n\ndata: 1\n:\ndata: 2\n\n", [{ data: "1\n2" }]],
  ["fields that are not known", "retry: 9\nfoo: 1\ndata: 1\n\n", [{ data: "1" }]],
  ["ids", "id: 7\ndata: 1\n\ndata: 2\n\n", [{ id: "7" }, { id: undefined }]],
  ["an id with a null character, which is none", "id: a\0b\ndata: 1\n\n", [{ id: undefined }]],
  ["a byte order mark", "\uFEFFdata: 1\n\n", [{ data: "1" }]],
  ["a later byte order mark, which is text", "data: 1\uFEFF\n\n", [{ data: "1\uFEFF" }]],
  ["two byte order marks", "\uFEFF\uFEFFdata: 1\ndata: 2\n\n", [{ data: "2" }]],
  ["text beyond ASCII", "data: Grüße 👋🏽 \u2028\n\n", [{ data: "Grüße 👋🏽 \u2028" }]],
  ["colons in the value", 'data: {"a":"b:c"}\n\n', [{ data: '{"a":"b:c"}' }]],
  ["nothing", "", []],
];

describe.each(STREAMS)("a stream with %s", (_description, stream, events) => {
  test("is read as the standard says", () => {
    expect(read(stream)).toMatchObject({ events, isCut: false });
    expect(read(stream).events).toHaveLength(events.length);
  });

  test("gives the same events in chunks of any size", () => {
    for (const chunkBytes of [1, 2, 3, 5]) expect(read(stream, chunkBytes)).toEqual(read(stream));
  });
});

test.each([
  ["a lone continuation", [0x80]],
  ["a lead without its continuation", [0xe2, 0x82]],
  ["bytes of no character", [0xff, 0xc0, 0xf5]],
  ["a surrogate", [0xed, 0xa0, 0x80]],
  ["a code point that is too high", [0xf4, 0x90, 0x80, 0x80]],
  ["a lead in the middle of a character", [0xf0, 0x9f, 0xc3, 0xbc]],
])("%s is read like any decoder reads it, in chunks of any size", (_description, bytes) => {
  const stream = Buffer.concat([Buffer.from("data: a"), Buffer.from(bytes), Buffer.from("b\n\n")]);
  const data = new TextDecoder().decode(stream).slice("data: ".length, -2);
  for (const chunkBytes of [1, 2, 3, Infinity])
    expect(read(stream, chunkBytes).events).toMatchObject([{ data }]);
});

test("an event is read as soon as its empty line has come, also if that line may be the first half of a CRLF", () => {
  const events: ServerEvent[] = [];
  const reader = createEventReader((event) => events.push(event), 1_000);
  reader.read(new TextEncoder().encode("data: 1\r\n\r"));
  expect(events).toHaveLength(1);
  reader.read(new TextEncoder().encode("\ndata: 2\n\n"));
  expect(events.map(({ data }) => data)).toEqual(["1", "2"]);
});

test.each([
  "data: 1\n\ndata: 2",
  "data: 1\n\ndata: 2\n",
  "data: 1\n\nevent: a\n",
  "data: 1\n\n: half a comm",
  new Uint8Array([...new TextEncoder().encode("data: 1\n\n"), 0xf0, 0x9f]),
])("a stream that ends inside an event was cut, and that event does not count (%j)", (stream) => {
  expect(read(stream)).toMatchObject({ events: [{ data: "1" }], isCut: true });
});

test.each([
  ["one line of data", `data: ${"x".repeat(200)}\n\n`],
  ["many lines of data", "data: x\n".repeat(40)],
  ["a line that does not end", "x".repeat(200)],
  ["fields that are not known", "foo: x\n".repeat(40)],
])("an event that is too large for its limit ends the reading: %s", (_description, stream) => {
  for (const chunkBytes of [Infinity, 7])
    expect(() => read(stream, chunkBytes, 100)).toThrow(EventTooLargeError);
});

test("the limit holds for each event by itself, and comments do not count", () => {
  const stream = `data: ${"x".repeat(50)}\n\n${": heartbeat\n\n".repeat(20)}${": heartbeat\n".repeat(20)}`;
  expect(read(stream.repeat(10), 7, 100).events).toHaveLength(10);
});
