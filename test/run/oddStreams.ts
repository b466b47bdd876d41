/** Random runs of random graphs as a LangGraph server may send them, with the answer that each one comes to. */
import fc from "fast-check";
import {
  aiMessage,
  bytes,
  custom,
  delta,
  event,
  metadata,
  type ScriptStep,
  type Spoken,
} from "../../src/testing/index.js";

/** One AI message of a node. */
interface Speech {
  /** Its deltas; empty ones are legal. */
  readonly pieces: readonly string[];
  /** `whole`: the node made the message without a model, so it comes in one part. */
  readonly comes: "in deltas" | "as blocks" | "whole";
  /** What becomes of it in the node's update. `bare` and `tuple` have no id there. */
  readonly returned: "no" | "same" | "rewritten" | "bare" | "tuple";
}

interface Visit {
  readonly speeches: readonly Speech[];
  /** How the update is written. */
  readonly form: "update" | "list of commands" | "single message";
  /** Whether it removes the first message that an earlier step returned. */
  readonly removesEarlier: boolean;
  readonly callsTool: boolean;
}

/** A run of a graph: in each step, the visits to its nodes side by side. */
export interface Plan {
  readonly steps: readonly (readonly Visit[])[];
  /** Decides the order in which parallel nodes send, as numbers that are used up one by one. */
  readonly order: readonly number[];
  readonly hasValues: boolean;
  readonly hasNoise: boolean;
  readonly end: "none" | "success" | "null";
}

const anySpeech: fc.Arbitrary<Speech> = fc.record({
  pieces: fc.array(fc.constantFrom("Refunds ", "take ", "30 days.", "", "Grüße 👋🏽 ", '"\\\n'), {
    maxLength: 5,
  }),
  comes: fc.constantFrom("in deltas", "in deltas", "as blocks", "whole"),
  returned: fc.constantFrom("no", "same", "same", "rewritten", "bare", "tuple"),
});

const anyVisit: fc.Arbitrary<Visit> = fc.record({
  speeches: fc.array(anySpeech, { maxLength: 3 }),
  form: fc.constantFrom("update", "update", "list of commands", "single message"),
  removesEarlier: fc.boolean(),
  callsTool: fc.boolean(),
});

export const anyPlan: fc.Arbitrary<Plan> = fc.record({
  steps: fc.array(fc.array(anyVisit, { minLength: 1, maxLength: 3 }), {
    minLength: 1,
    maxLength: 4,
  }),
  order: fc.array(fc.nat(1_000), { minLength: 60, maxLength: 60 }),
  hasValues: fc.boolean(),
  hasNoise: fc.boolean(),
  end: fc.constantFrom("none", "none", "success", "null"),
});

/** A run as it is sent, and what it comes to. */
export interface OddRun {
  readonly script: readonly ScriptStep[];
  /**
   * The texts that may be the answer: the last AI message with words in the graph's list. If no node ever returned an
   * AI message, not even one that was removed later, any text that was streamed. Empty for a run without an answer.
   */
  readonly answers: readonly string[];
}

interface Message {
  readonly type: string;
  readonly id: string;
  readonly content: string;
}

/** Writes the run down event by event, and keeps the graph's state beside it. */
export function writeRun(plan: Plan): OddRun {
  const state = new Map<string, Message>();
  const heard = new Map<string, string>();
  let hasReturned = false;
  const script: ScriptStep[] = [metadata()];
  const numbers = [...plan.order];
  const pick = (below: number) => (numbers.shift() ?? 0) % below;
  if (plan.hasNoise) script.push(bytes(": heartbeat\n\n"), event("debug", { type: "task" }));

  plan.steps.forEach((visits, at) => {
    const step = at + 1;
    const earlier = [...state.keys()][0];
    const written = visits.map((visit, nth) => writeVisit(visit, { nth, step, earlier }));
    const queues = written.map(({ events }) => [...events]);
    for (;;) {
      const waiting = queues.filter((queue) => queue.length > 0);
      const next = waiting[pick(Math.max(waiting.length, 1))]?.shift();
      if (!next) break;
      script.push(next);
      if (plan.hasNoise && pick(4) === 0) script.push(custom({ at }), event("tomorrow", [1]));
    }
    // The graph applies the results of one step in the order of the nodes' names.
    for (const { spoken, returned, removed } of written) {
      for (const [id, text] of spoken) heard.set(id, text);
      if (removed !== undefined) {
        state.delete(removed);
        heard.delete(removed);
      }
      for (const message of returned) {
        state.set(message.id, message);
        hasReturned ||= message.type === "ai";
      }
    }
    if (plan.hasValues) {
      const asked = { type: "human", id: "asked", content: "Refund?" };
      script.push(event("values", { messages: [asked, ...state.values()] }));
    }
  });
  if (plan.end === "success") script.push(event("end", { run_id: "r", status: "success" }));
  if (plan.end === "null") script.push(event("end", null));

  const returned = [...state.values()].filter(({ type }) => type === "ai");
  const last = returned.filter(({ content }) => content !== "").at(-1);
  const streamed = [...heard.values()].filter((text) => text !== "");
  return { script, answers: last ? [last.content] : hasReturned ? [] : streamed };
}

interface WrittenVisit {
  readonly events: readonly ScriptStep[];
  readonly spoken: ReadonlyMap<string, string>;
  readonly returned: readonly Message[];
  readonly removed: string | undefined;
}

function writeVisit(
  { speeches, form, removesEarlier, callsTool }: Visit,
  { nth, step, earlier }: { nth: number; step: number; earlier: string | undefined },
): WrittenVisit {
  const node = `node${nth}`;
  const events: ScriptStep[] = [];
  const spoken = new Map<string, string>();
  const returned: Message[] = [];
  const inUpdate: unknown[] = [];
  speeches.forEach((speech, at) => {
    const id = `${node}-${step}-${at}`;
    const text = speech.pieces.join("");
    const at_: Spoken = { node, id, task: `task-${step}`, step };
    events.push(...speechEvents(speech, at_));
    spoken.set(id, text);
    if (speech.returned === "no" && speech.comes !== "whole") return;
    const content = speech.returned === "rewritten" ? `${text} Rewritten.` : text;
    if (speech.returned === "rewritten") spoken.set(id, content);
    returned.push({ type: "ai", id, content });
    if (speech.returned === "bare") inUpdate.push({ role: "assistant", content });
    else if (speech.returned === "tuple") inUpdate.push(["ai", content]);
    else inUpdate.push(aiMessage(content, { id }));
  });
  if (callsTool) {
    const tool = { type: "tool", id: `${node}-${step}-tool`, content: "42", tool_call_id: "c" };
    returned.push(tool);
    inUpdate.push(tool);
  }
  const removed = removesEarlier && nth === 0 ? earlier : undefined;
  if (removed !== undefined) inUpdate.unshift({ type: "remove", id: removed, content: "" });
  events.push(event("updates", { [node]: writeUpdate(inUpdate, form) }));
  return { events, spoken, returned, removed };
}

function writeUpdate(messages: readonly unknown[], form: Visit["form"]): unknown {
  if (messages.length === 0) return null;
  if (form === "list of commands") return messages.map((message) => ({ messages: [message] }));
  if (form === "single message" && messages.length === 1 && !Array.isArray(messages[0]))
    return { messages: messages[0] };
  return { messages, hits: 3 };
}

function speechEvents({ pieces, comes }: Speech, spoken: Spoken): ScriptStep[] {
  // A server sends every message that a node returns, also one without words.
  if (pieces.length === 0) return [delta("", spoken)];
  if (comes === "in deltas") return pieces.map((piece) => delta(piece, spoken));
  if (comes === "as blocks")
    return pieces.map((text) => delta([{ type: "text", index: 0, text }], spoken));
  const whole = delta(pieces.join(""), spoken);
  if (whole.type !== "event") return [];
  return [
    {
      ...whole,
      data(context) {
        const [message, place] = whole.data(context) as [Record<string, unknown>, object];
        const { tool_call_chunks: _chunks, ...rest } = message;
        return [rest, { ...place, ls_integration: "langgraph" }];
      },
    },
  ];
}
