/** An answer over HTTP that is no run. */
import { expect } from "vitest";
import { answer, completeRun, metadata } from "../../../src/testing/index.js";
import { SECRET, type Fault } from "../meetFault.js";
import type { Play } from "../misbehavingServer.js";

/** More than any buffer between here and the page holds. */
const LONG_PAGE = "<p>".repeat(1_000_000);
const PAGE = "<!doctype html><title>Sign in</title><h1>Welcome</h1>";

/** A status with a body that holds what nobody should read. */
const refusal =
  (status: number, headers: Record<string, string> = {}): Play =>
  (wire) =>
    wire.reply(status, { "content-type": "text/plain", ...headers }, SECRET);

/** What the Python server says of an assistant that it does not know. */
const UNKNOWN_ASSISTANT = JSON.stringify({
  detail: `Invalid assistant: 'faq'. Must be either:\n- A valid assistant UUID, or\n- One of the registered graphs: ${SECRET}`,
});

const page =
  (headers: Record<string, string>, body = PAGE): Play =>
  (wire) =>
    wire.reply(200, headers, body);

function refused(
  fault: Fault["fault"],
  status: number,
  end: Fault["sees"]["end"],
  name: string,
): Fault[] {
  const play = refusal(status);
  return [
    { fault, name: `${status}: ${name}`, play, sees: { end, answer: "" } },
    {
      fault,
      name: `${status}: ${name}, in wait mode`,
      settings: { mode: "wait" },
      play,
      sees: { end, answer: "" },
    },
  ];
}

function busy(name: string, retryAfter: () => string, retryAfterMs: unknown): Fault {
  return {
    fault: "rate limit",
    name: `429: ${name}`,
    play: (wire) => wire.reply(429, { "retry-after": retryAfter() }, SECRET),
    sees: { end: "rate_limited", answer: "", error: { retryAfterMs } },
    // These SDKs keep the response, and with it the header, to themselves.
    withSdk: {
      "1.8.10": { error: { retryAfterMs: undefined } },
      "2.0.0": { error: { retryAfterMs: undefined } },
    },
  };
}

/** The header tells whole seconds, and a test may take one. */
const ABOUT_A_MINUTE = expect.closeTo(57_000, -4) as unknown;

function redirect(status: number, to: "same" | "other", withClient: Fault["withClient"]): Fault {
  return {
    fault: "redirect",
    name: `${status} to ${to === "same" ? "the same" : "another"} origin`,
    play: async (wire) => {
      const { path, method } = wire.request;
      if (method === "GET") return wire.reply(404);
      if (path.startsWith("/moved")) {
        await wire.send(...completeRun("Moved."));
        return wire.end();
      }
      const origin = to === "same" ? "/moved" : wire.elsewhere;
      wire.reply(status, { location: `${origin}/runs/stream` });
    },
    sees: { end: "bad_response", answer: "" },
    // The browser follows the redirect before such a client can refuse it.
    ...(withClient && { withClient }),
  };
}

export const RESPONSES: readonly Fault[] = [
  ...refused("not authorized", 401, "unauthorized", "not signed in"),
  ...refused("not authorized", 403, "unauthorized", "not allowed"),
  ...refused("unknown assistant", 404, "not_found", "an unknown assistant"),
  {
    fault: "unknown assistant",
    name: "422: an unknown assistant, as the Python server says it",
    play: (wire) => wire.reply(422, { "content-type": "application/json" }, UNKNOWN_ASSISTANT),
    sees: { end: "not_found", answer: "" },
  },
  ...refused("refused input", 400, "invalid_input", "an input the graph cannot read"),
  ...refused("refused input", 422, "invalid_input", "an input the server cannot read"),
  ...refused("refused input", 409, "duplicate_request", "a submission seen before"),
  ...refused("refused input", 402, "budget_exceeded", "no money left"),
  ...refused("request too large", 413, "too_large", "too large a question"),
  busy("with seconds", () => "7", 7_000),
  busy("with a date", () => new Date(Date.now() + 60_000).toUTCString(), ABOUT_A_MINUTE),
  busy("with a date in the past", () => "Wed, 21 Oct 2015 07:28:00 GMT", 0),
  busy("with an absurd wait", () => "99999999999", 3_600_000),
  busy("with nonsense", () => "soon", undefined),
  busy("with a negative wait", () => "-5", undefined),
  busy("without a wait", () => "", undefined),
  ...refused("server error", 500, "server", "a failure"),
  ...refused("server error", 502, "server", "a proxy without a server"),
  ...refused("server error", 503, "server", "a full server"),
  ...refused("server error", 504, "server", "a proxy that gave up"),
  {
    fault: "server error",
    name: "500 whose body never ends",
    settings: { firstEventTimeoutMs: 150 },
    play: async (wire) => {
      wire.head(500, { "content-type": "text/plain" });
      await wire.send("half a reason");
    },
    sees: { end: "timeout", answer: "", error: { phase: "first_event" } },
  },
  {
    fault: "redirect",
    name: "a redirect with a long page",
    guardedOnly: "followed by the browser",
    play: (wire) => wire.reply(307, { location: "/moved/runs/stream" }, LONG_PAGE),
    sees: { end: "bad_response", answer: "" },
  },
  redirect(301, "same", { end: "not_found" }),
  redirect(302, "same", { end: "not_found" }),
  redirect(303, "same", { end: "not_found" }),
  redirect(307, "same", { end: "success", answer: "Moved.", posts: 2, keys: 1 }),
  redirect(308, "same", { end: "success", answer: "Moved.", posts: 2, keys: 1 }),
  redirect(302, "other", { end: "success", answer: "Elsewhere.", elsewhere: 1 }),
  redirect(307, "other", { end: "success", answer: "Elsewhere.", elsewhere: 1 }),
  {
    fault: "wrong content type",
    name: "a page",
    play: page({ "content-type": "text/html; charset=utf-8" }),
    sees: { end: "bad_response", answer: "" },
  },
  {
    fault: "wrong content type",
    name: "a page in wait mode",
    settings: { mode: "wait" },
    play: page({ "content-type": "text/html" }),
    sees: { end: "bad_response", answer: "" },
  },
  {
    fault: "wrong content type",
    name: "a page without an end",
    play: async (wire) => {
      wire.head(200, { "content-type": "text/html" });
      await wire.send(LONG_PAGE);
    },
    sees: { end: "bad_response", answer: "" },
  },
  {
    fault: "wrong content type",
    name: "JSON",
    play: page({ "content-type": "application/json" }, '{"detail":"hello"}'),
    sees: { end: "bad_response", answer: "" },
  },
  {
    fault: "missing content type",
    name: "a page without a type",
    play: page({}),
    sees: { end: "bad_response", answer: "" },
    // Read as a stream, a page is a stream without events.
    withClient: { end: "truncated" },
  },
  {
    fault: "missing content type",
    name: "JSON without a type",
    play: page({}, '{"detail":"hello"}'),
    sees: { end: "bad_response", answer: "" },
    withClient: { end: "truncated" },
  },
  {
    fault: "missing content type",
    name: "a page that calls itself a stream",
    play: page({ "content-type": "text/event-stream" }),
    sees: { end: "bad_response", answer: "" },
    withClient: { end: "truncated" },
  },
  {
    fault: "missing content type",
    name: "a page without a type, in wait mode",
    settings: { mode: "wait" },
    play: page({}),
    sees: { end: "bad_response", answer: "" },
  },
  {
    fault: "empty response",
    name: "an empty stream",
    play: (wire) => wire.reply(200, { "content-type": "text/event-stream" }),
    sees: { end: "truncated", answer: "" },
  },
  {
    fault: "empty response",
    name: "204",
    play: (wire) => wire.reply(204),
    sees: { end: "bad_response", answer: "" },
    withSdk: { "2.0.0": { end: "truncated" } },
  },
  {
    fault: "empty response",
    name: "nothing, in wait mode",
    settings: { mode: "wait" },
    play: (wire) => wire.reply(200, { "content-type": "text/plain" }),
    sees: { end: "bad_response", answer: "" },
  },
  {
    fault: "unusual content type",
    name: "a stream without a type",
    play: async (wire) => {
      wire.head(200);
      await wire.send(metadata(), ...answer("Within 30 days."));
      wire.end();
    },
    sees: { end: "success", answer: "Within 30 days." },
  },
  {
    fault: "unusual content type",
    name: "a stream whose type is written in another way",
    play: async (wire) => {
      wire.head(200, { "content-type": "text/event-stream;charset=UTF-8" });
      await wire.send(metadata(), ...answer("Within 30 days."));
      wire.end();
    },
    sees: { end: "success", answer: "Within 30 days." },
  },
];
