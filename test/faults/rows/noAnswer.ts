/** No server, no connection, or nothing that ever comes over it. */
import { vi } from "vitest";
import { metadata, tokens } from "../../../src/testing/index.js";
import type { Fault } from "../meetFault.js";
import { refusingAddress } from "../misbehavingServer.js";

const nothing = { end: "network", answer: "" } as const;

export const NO_ANSWER: readonly Fault[] = [
  {
    fault: "unknown host",
    name: "a name that nobody knows",
    address: () => "http://assistant.invalid",
    play() {},
    sees: { ...nothing, posts: 0 },
  },
  {
    fault: "refused connection",
    name: "a refused connection",
    address: refusingAddress,
    play() {},
    sees: { ...nothing, posts: 0 },
  },
  {
    fault: "TLS or CORS failure",
    name: "a server that does not speak TLS",
    address: ({ url }) => url.replace("http:", "https:"),
    play() {},
    sees: { ...nothing, posts: 0 },
  },
  {
    fault: "reset before headers",
    name: "a reset before any header",
    play: (wire) => wire.reset(),
    sees: nothing,
  },
  {
    fault: "reset before headers",
    name: "a connection closed before any header",
    play: (wire) => wire.hangUp(),
    sees: nothing,
  },
  {
    fault: "reset before headers",
    name: "a reset before any header, in wait mode",
    settings: { mode: "wait" },
    play: (wire) => wire.reset(),
    sees: nothing,
  },
  {
    fault: "no response",
    name: "a server that never answers",
    settings: { slowAfterMs: 30, firstEventTimeoutMs: 200 },
    play() {},
    sees: { end: "timeout", answer: "", error: { phase: "first_event" }, wasSlow: true },
  },
  {
    fault: "no response",
    name: "a server that never answers, in wait mode",
    settings: { mode: "wait", firstEventTimeoutMs: 200, runTimeoutMs: 400 },
    play() {},
    sees: { end: "timeout", answer: "", error: { phase: "first_event" } },
    // Such a client shows nothing of a waited-for run until its end.
    withClient: { error: { phase: "run" } },
  },
  {
    fault: "silence after headers",
    name: "headers, then silence",
    settings: { firstEventTimeoutMs: 200 },
    play: (wire) => wire.head(200, { "content-type": "text/event-stream" }),
    sees: { end: "timeout", answer: "", error: { phase: "first_event" } },
  },
  {
    fault: "silence after headers",
    name: "heartbeats and never an event",
    settings: { firstEventTimeoutMs: 200 },
    play: (wire) => wire.heartbeats(10),
    sees: { end: "timeout", answer: "", error: { phase: "first_event" } },
  },
  {
    fault: "silence after headers",
    name: "the run's id, then silence",
    settings: { slowAfterMs: 30, idleTimeoutMs: 100 },
    play: (wire) => wire.send(metadata()),
    sees: { end: "timeout", answer: "", error: { phase: "idle" }, wasSlow: true },
  },
  {
    fault: "silence after headers",
    name: "half an answer, then silence",
    settings: { idleTimeoutMs: 100 },
    play: (wire) => wire.send(metadata(), ...tokens("Half an answer")),
    sees: { end: "timeout", answer: "Half an answer", error: { phase: "idle" } },
  },
  {
    fault: "heartbeats only",
    name: "a few heartbeats, then silence",
    settings: { idleTimeoutMs: 100 },
    play: async (wire) => {
      await wire.send(metadata(), ...tokens("Half"));
      for (let at = 0; at < 3; at += 1) {
        await wire.send(": heartbeat\n\n");
        await wire.pause(10);
      }
    },
    sees: { end: "timeout", answer: "Half", error: { phase: "idle" } },
  },
  {
    fault: "heartbeats only",
    name: "heartbeats for ever",
    settings: { idleTimeoutMs: 300, runTimeoutMs: 600 },
    play: async (wire) => {
      await wire.send(metadata(), ...tokens("Half"));
      await wire.heartbeats(10);
    },
    sees: { end: "timeout", answer: "Half", error: { phase: "run" } },
    // Such a client does not show heartbeats.
    withClient: { error: { phase: "idle" } },
  },
  {
    fault: "heartbeats only",
    name: "line ends for ever, in wait mode",
    settings: { mode: "wait", firstEventTimeoutMs: 300, runTimeoutMs: 600 },
    play: async (wire) => {
      wire.head(200, { "content-type": "text/plain" });
      for (let at = 0; at < 500; at += 1) {
        await wire.send("\n");
        await wire.pause(10);
      }
    },
    sees: { end: "timeout", answer: "", error: { phase: "run" } },
  },
  {
    fault: "offline",
    name: "no connection, and the browser knows",
    address: refusingAddress,
    play() {},
    visit: ({ store }) => {
      vi.stubGlobal("navigator", { onLine: false });
      return store.submit("Can I get a refund?");
    },
    sees: { end: "offline", answer: "", posts: 0 },
  },
  {
    fault: "offline",
    name: "a connection lost in the middle, and the browser knows",
    play: async (wire) => {
      await wire.send(metadata(), ...tokens("Half an answer"));
      await wire.left;
    },
    visit: async ({ store, server, shows }) => {
      const ended = store.submit("Can I get a refund?");
      await shows(({ answer }) => answer === "Half an answer");
      vi.stubGlobal("navigator", { onLine: false });
      server.cutConnections();
      return ended;
    },
    sees: { end: "offline", answer: "Half an answer" },
  },
];
