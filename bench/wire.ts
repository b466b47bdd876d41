/**
 * Encodes runs as langgraph-api 1.5.1 sends them, in the two protocols that the contenders read. One protocol is that
 * of stateless runs: `POST /runs/stream`, and the same call below `/threads`. The other one is the thread protocol of
 * `@langchain/react`: `/commands` and `/stream/events`. Its frames are copied from a recording of that server.
 */
import { randomUUID } from "node:crypto";
import { encodeStep } from "../src/testing/encodeStep.js";
import { aiMessage, delta, metadata, update, values } from "../src/testing/events.js";
import type { ScriptContext, ScriptStep } from "../src/testing/steps.js";
import { textOf, tokensOf, type Workload } from "./workloads.js";

/** The parts of a page's request that the answer repeats. */
export interface Asked {
  /** The human message. The client of the thread protocol looks for its id in the answer. */
  readonly question: unknown;
  readonly modes: readonly string[];
}

/** The frames of a run in order: the opening, one frame for each token, and the closing. */
export interface Wire {
  readonly runId: string;
  opening(asked: Asked): Uint8Array;
  readonly tokens: readonly Uint8Array[];
  closing(asked: Asked): Uint8Array;
}

/**
 * Encodes a stateless run: `metadata`, one `messages` event for each token (about 880 bytes, mostly metadata), and the
 * node's `updates`. It adds `values` only if the page asks for them.
 */
export function statelessWire(workload: Workload): Wire {
  // All workloads use the same assistant id, because its length changes the length of the frames.
  const context: ScriptContext = {
    runId: randomUUID(),
    threadId: randomUUID(),
    assistantId: "faq",
  };
  const spoken = { id: `run-${context.runId}`, task: "f0ca7a96-2b1d-5b8e-9d0c-6c1f0e4b7a55" };
  const answer = aiMessage(textOf(workload), { id: spoken.id });
  const bytes = (...steps: (ScriptStep | false)[]) =>
    Buffer.concat(steps.flatMap((step) => (step && encodeStep(step, context)) || []));

  return {
    runId: context.runId,
    opening: ({ question, modes }) =>
      bytes(metadata(), modes.includes("values") && values({ messages: [question] })),
    tokens: tokensOf(workload).map((token) => bytes(delta(token, spoken))),
    closing: ({ question, modes }) =>
      bytes(
        modes.includes("updates") && update("answer", { messages: [answer] }),
        modes.includes("values") && values({ messages: [question, answer] }),
      ),
  };
}

/** Encodes a run of the thread protocol, as the subscription with the `messages` channel receives it. */
export function threadWire(workload: Workload): Wire {
  const runId = randomUUID();
  const id = `run-${runId}`;
  const node = [`answer:${randomUUID()}`];
  const text = textOf(workload);
  const tokens = tokensOf(workload);
  const answer = { type: "ai", content: [{ type: "text", text }], id };
  const message = (next: NextEvent, data: object) =>
    next("messages", node, { ...data, run_id: runId });
  const nextToken = numberedEvents(5);

  return {
    runId,
    opening({ question }) {
      const next = numberedEvents(0);
      return Buffer.concat([
        next("lifecycle", [], { event: "running", graph_name: "faq" }),
        next("values", [], { messages: [question] }),
        next("lifecycle", node, { event: "started", graph_name: "answer" }),
        message(next, { event: "message-start", id }),
        message(next, {
          event: "content-block-start",
          index: 0,
          content: { type: "text", text: "" },
        }),
      ]);
    },
    tokens: tokens.map((token) =>
      message(nextToken, {
        event: "content-block-delta",
        index: 0,
        delta: { type: "text-delta", text: token },
      }),
    ),
    closing({ question }) {
      const next = numberedEvents(5 + tokens.length);
      return Buffer.concat([
        message(next, { event: "content-block-finish", index: 0, content: { type: "text", text } }),
        message(next, { event: "message-finish", reason: "stop" }),
        next("lifecycle", node, { event: "completed", graph_name: "answer" }),
        next("values", [], { messages: [question, answer] }),
        next("lifecycle", [], { event: "completed", graph_name: "faq" }),
      ]);
    },
  };
}

/**
 * Encodes the frames for the second subscription of the thread protocol, which receives only `lifecycle`. They have the
 * same numbers as in {@link threadWire}, because the client drops frames whose numbers it has seen.
 *
 * @param tokens the number of tokens of the run
 */
export function lifecycleFrames(tokens: number): { begun: Uint8Array; ended: Uint8Array } {
  const root = (seq: number, event: string) =>
    numberedEvents(seq - 1)("lifecycle", [], { event, graph_name: "faq" });
  return { begun: root(1, "running"), ended: root(tokens + 10, "completed") };
}

type NextEvent = (method: string, namespace: readonly string[], data: object) => Uint8Array;

/** Numbers the frames of the thread protocol, starting after `seq`. Each frame contains its number three times. */
function numberedEvents(seq: number): NextEvent {
  return (method, namespace, data) => {
    seq += 1;
    const params = { namespace, timestamp: 1_795_168_707_700 + seq, data };
    const body = { type: "event", event_id: String(seq), seq, method, params };
    return Buffer.from(`event: ${method}\ndata: ${JSON.stringify(body)}\nid: ${seq}\n\n`);
  };
}
