/** What is thrown, refused or reported becomes one of the kinds of `RunError`. */
import { afterEach, expect, test, vi } from "vitest";
import { isRunError, runError } from "../../src/langgraph/errors.js";
import { readEnd, toRunError, toRunFailure } from "../../src/langgraph/toRunError.js";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("an end event with the status success says that the run is whole", () => {
  expect(readEnd({ run_id: "r", status: "success" })).toEqual({ isWhole: true });
});

test.each<[string, unknown]>([
  ["null", null],
  ["nothing", undefined],
  ["an object without a status", { run_id: "r" }],
  ["a status of null", { run_id: "r", status: null }],
  ["a text", "success"],
  ["a list", ["success"]],
])("an end event that holds %s is no evidence by itself", (_name, data) => {
  expect(readEnd(data)).toEqual({ isWhole: false });
});

test.each<[object, object]>([
  [{ status: "timeout" }, { kind: "timeout", phase: "run", canRetry: true }],
  [{ status: "interrupted" }, { kind: "interrupted", value: undefined, canRetry: false }],
  [{ status: "rollback" }, { kind: "truncated", canRetry: true }],
  [{ status: "a status of tomorrow" }, { kind: "truncated" }],
  [{ status: "error" }, { kind: "run_failed", canRetry: true }],
  [{ status: "error", reason: null }, { kind: "run_failed" }],
  [{ status: "error", reason: "truncated" }, { kind: "truncated" }],
  [
    { status: "error", reason: "limit" },
    { kind: "too_large", canRetry: false },
  ],
  [{ status: "error", reason: "shutdown" }, { kind: "server" }],
  [{ status: "error", reason: "upstream" }, { kind: "server" }],
])(
  "an end event that holds %j is an error of its own kind, with the event as its cause",
  (data, error) => {
    const read = readEnd(data);
    expect(read).toMatchObject({ ...error, cause: data });
    expect(isRunError(read)).toBe(true);
  },
);

const http = (status: number, more: object = {}) =>
  Object.assign(new Error(`HTTP ${status}`), { status, ...more });

test.each<[number, string]>([
  [204, "bad_response"],
  [399, "bad_response"],
  [400, "invalid_input"],
  [401, "unauthorized"],
  [402, "budget_exceeded"],
  [403, "unauthorized"],
  [404, "not_found"],
  [408, "network"],
  [409, "duplicate_request"],
  [413, "too_large"],
  [422, "invalid_input"],
  [429, "rate_limited"],
  [499, "invalid_input"],
  [500, "server"],
  [503, "server"],
])("the HTTP status %i is %s, with the error as its cause", (status, kind) => {
  const cause = http(status);
  expect(toRunError(cause)).toMatchObject({ kind, cause });
});

test("a 422 that names an invalid assistant is not_found, as the Python server means it", () => {
  const unknown = { text: `{"detail":"Invalid assistant: 'faq'."}` };
  expect(toRunError(http(422, unknown)).kind).toBe("not_found");
  expect(toRunError(http(422, { text: "Invalid input" })).kind).toBe("invalid_input");
  expect(toRunError(http(400, unknown)).kind).toBe("invalid_input");
});

test.each<[string, number | undefined]>([
  ["7", 7_000],
  [" 7 ", 7_000],
  ["0", 0],
  ["86400", 3_600_000],
  ["Sat, 21 Nov 2026 12:00:30 GMT", 30_000],
  ["Sat, 21 Nov 2026 11:00:00 GMT", 0],
  ["-5", undefined],
  ["1.5", undefined],
  ["7 seconds", undefined],
  ["soon", undefined],
  ["", undefined],
])("Retry-After: %j asks for a pause of %s ms", (header, retryAfterMs) => {
  vi.useFakeTimers({ now: Date.parse("2026-11-21T12:00:00Z"), toFake: ["Date"] });
  const response = new Response(null, { status: 429, headers: { "retry-after": header } });
  expect(toRunError(http(429, { response }))).toMatchObject({ kind: "rate_limited", retryAfterMs });
});

test("a 429 without a response, or without the header, asks for no certain pause", () => {
  const without = { kind: "rate_limited", retryAfterMs: undefined };
  expect(toRunError(http(429))).toMatchObject(without);
  expect(toRunError(http(429, { response: new Response() }))).toMatchObject(without);
});

test.each<[string, unknown, string]>([
  ["a TypeError", new TypeError("fetch failed"), "network"],
  ["the SDK's ConnectionError", Object.assign(new Error(), { name: "ConnectionError" }), "network"],
  ["half a JSON text", new SyntaxError("Unexpected end"), "bad_response"],
  [
    "the SDK's refusal of a content type",
    new Error("Expected response header Content-Type to contain 'text/event-stream'"),
    "bad_response",
  ],
  ["another error", new Error("Whatever"), "server"],
  ["a text", "Whatever", "server"],
  ["nothing", undefined, "server"],
  ["an object with a status that is a text", { status: "busy" }, "server"],
])("%s before the first event has a kind, and is kept as the cause", (_name, cause, kind) => {
  expect(toRunError(cause)).toMatchObject({ kind, cause });
});

test.each<[string, unknown]>([
  ["a network failure", new TypeError("terminated")],
  ["half a JSON text", new SyntaxError("Unexpected end")],
  ["an HTTP status", http(404)],
])("%s after the first event has cut the answer short", (_name, cause) => {
  expect(toRunError(cause, { hasBegun: true })).toMatchObject({ kind: "truncated", cause });
});

test("where the browser says that it is offline, connections that fail or time out are offline", () => {
  vi.stubGlobal("navigator", { onLine: false });
  const cause = new TypeError("fetch failed");
  expect(toRunError(cause)).toMatchObject({ kind: "offline", cause });
  expect(toRunError(cause, { hasBegun: true })).toMatchObject({ kind: "offline", cause });
  const late = runError("timeout", { phase: "idle" });
  expect(toRunError(late)).toMatchObject({ kind: "offline", cause: late });
  expect(toRunError(http(503)).kind).toBe("server");
  expect(toRunError(new SyntaxError()).kind).toBe("bad_response");
});

test("a RunError stays the same object, unless it is a timeout of a browser that is offline", () => {
  const late = runError("timeout", { phase: "idle" });
  expect(toRunError(late)).toBe(late);
  const config = runError("config", {});
  vi.stubGlobal("navigator", { onLine: false });
  expect(toRunError(config, { hasBegun: true })).toBe(config);
  vi.stubGlobal("navigator", { onLine: true });
  expect(toRunError(late)).toBe(late);
  vi.stubGlobal("navigator", undefined);
  expect(toRunError(late)).toBe(late);
});

test.each<[string, unknown, string | undefined]>([
  ["an object with a message", { error: "Error", message: "boom" }, "boom"],
  ["a text", "boom", "boom"],
  ["a number", 7, undefined],
  ["nothing", null, undefined],
])(
  "a failed run that reports %s tells its words only where that is asked for",
  (_name, cause, words) => {
    expect(toRunFailure(cause, false)).not.toHaveProperty("serverMessage");
    const exposed = toRunFailure(cause, true);
    expect(exposed).toMatchObject({ kind: "run_failed", cause });
    expect((exposed as { serverMessage?: string }).serverMessage).toBe(words);
  },
);

test("a failure for want of a checkpointer is an interrupt, because stateless runs have none", () => {
  const cause = { error: "GraphValueError", message: "… errors/MISSING_CHECKPOINTER/" };
  expect(toRunFailure(cause, true)).toMatchObject({ kind: "interrupted", cause, value: undefined });
  expect(toRunFailure(undefined, true).kind).toBe("run_failed");
});

test("a RunError is an Error with a name, a sentence, a cause and a hint whether to ask again", () => {
  const cause = { boom: true };
  const error = runError("rate_limited", { cause, retryAfterMs: 5 });
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({
    name: "RunError",
    message: "The server asks for a pause.",
    cause,
    canRetry: true,
    retryAfterMs: 5,
  });
  expect(runError("config", { message: "Fix it." })).toMatchObject({
    message: "Fix it.",
    canRetry: false,
  });
  expect(isRunError(new Error("RunError"))).toBe(false);
  expect(isRunError({ name: "RunError", kind: "network" })).toBe(false);
  expect(isRunError(Object.assign(new Error(), { kind: "network" }))).toBe(false);
  expect(isRunError(Object.assign(new Error(), { name: "RunError" }))).toBe(false);
});
