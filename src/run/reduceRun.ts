/** (snapshot, event) → snapshot: the whole life of a run as a list of sentences. Pure. */
import { appendDelta } from "./messages.js";
import type {
  RunEvent,
  RunMessage,
  RunSettings,
  RunSnapshot,
  RunStep,
  RunUpdate,
} from "./types.js";

/** The options that decide which words are the answer. */
export type Answering<State, Update> = Pick<
  RunSettings<State, Update>,
  "answerNodes" | "getAnswer"
>;

/** Before anything was asked. */
export const IDLE = {
  status: "idle",
  question: "",
  answer: "",
  messages: [],
  updates: [],
  steps: [],
  customEvents: [],
  values: undefined,
  runId: undefined,
  isSlow: false,
  error: undefined,
} as const satisfies RunSnapshot<never, never>;

/**
 * One event's effect. Ends (`success`, `stopped`, `error`) are not events of the wire; `createRun`
 * decides them, and nothing is reduced after one.
 *
 * Cost: linear in the number of messages and steps, not in the length of the text.
 */
export function reduceRun<State, Update>(
  run: RunSnapshot<State, Update>,
  event: RunEvent<State, Update>,
  answering: Answering<State, Update>,
): RunSnapshot<State, Update> {
  switch (event.type) {
    case "created":
      return { ...run, runId: event.runId };
    case "delta":
    case "message": {
      const { messages } = run;
      return spoken(
        run,
        {
          steps: atWork(run.steps, event.step),
          messages:
            event.type === "delta"
              ? withDelta(messages, event.message)
              : withWhole(messages, [event.message]),
        },
        answering,
      );
    }
    case "update":
      return spoken(
        run,
        {
          updates: [...run.updates, event.update],
          steps: done(run.steps, event.update),
          messages: withWhole(run.messages, event.messages),
        },
        answering,
      );
    case "values":
      return spoken(
        run,
        {
          values: event.values,
          messages: withState(run.messages, event.messages),
          // The state is told after a whole step: every node that was at work has returned.
          steps: run.steps.map((step) => ({ ...step, status: "done" })),
        },
        answering,
      );
    case "custom":
      return spoken(run, { customEvents: [...run.customEvents, event.data] }, answering);
    case "located":
    case "interrupted":
    case "failed":
    case "ended":
      return run;
  }
}

/** What is left of a run that nobody waits for any more. */
export function stopped<State, Update>(
  run: RunSnapshot<State, Update>,
): RunSnapshot<State, Update> {
  return { ...run, status: "stopped", isSlow: false, error: undefined };
}

/** The run has said something: it streams, and its answer is read anew. */
function spoken<State, Update>(
  run: RunSnapshot<State, Update>,
  change: Partial<
    Pick<RunSnapshot<State, Update>, "messages" | "updates" | "steps" | "customEvents" | "values">
  >,
  answering: Answering<State, Update>,
): RunSnapshot<State, Update> {
  const next = { ...run, ...change, status: "streaming", error: undefined } as const;
  // Words once shown stay until other words replace them, so an empty reading changes nothing.
  return { ...next, answer: readAnswer(next, answering) || run.answer };
}

function readAnswer<State, Update>(
  run: Pick<RunSnapshot<State, Update>, "messages" | "updates" | "values">,
  { answerNodes, getAnswer }: Answering<State, Update>,
): string {
  const stated = getAnswer?.(run.updates, run.values);
  if (typeof stated === "string") return stated;
  const counts = ({ type, text, nodes }: RunMessage) =>
    type === "ai" &&
    text !== "" &&
    (!answerNodes || nodes.length === 0 || nodes.some((node) => answerNodes.includes(node)));
  return run.messages.filter(counts).at(-1)?.text ?? "";
}

function withDelta(messages: readonly RunMessage[], delta: RunMessage): readonly RunMessage[] {
  const at = messages.findIndex((message) => message.id === delta.id);
  const known = messages[at];
  if (!known) return [...messages, delta];
  // A confirmed message is final; a late delta of it would double its text.
  return known.isComplete ? messages : replaced(messages, at, appendDelta(known, delta));
}

/** Whole messages replace what was known of them by id, and keep their place and origin. */
function withWhole(
  messages: readonly RunMessage[],
  whole: readonly RunMessage[],
): readonly RunMessage[] {
  if (whole.length === 0) return messages;
  const next = [...messages];
  for (const message of whole) {
    const at = next.findIndex((known) => known.id === message.id);
    const known = next[at];
    if (known) next[at] = { ...message, nodes: [...new Set([...known.nodes, ...message.nodes])] };
    else next.push(message);
  }
  return next;
}

/**
 * The messages of a whole state. Those a node returned without an id have one now, so the nameless
 * ones are dropped for them; streamed ones that the state does not hold yet stay.
 */
function withState(
  messages: readonly RunMessage[],
  state: readonly RunMessage[],
): readonly RunMessage[] {
  if (state.length === 0) return messages;
  return withWhole(
    messages.filter((message) => !message.id.startsWith("part.")),
    state,
  );
}

function atWork(steps: readonly RunStep[], step: RunStep | undefined): readonly RunStep[] {
  if (!step || steps.some((known) => known.id === step.id)) return steps;
  return [...steps, step];
}

function done<Update>(steps: readonly RunStep[], update: RunUpdate<Update>): readonly RunStep[] {
  const { node, namespace } = update;
  const at = steps.findIndex(
    (step) =>
      step.status === "working" &&
      step.node === node &&
      step.namespace.join("|") === namespace.join("|"),
  );
  const step = steps[at];
  if (step) return replaced(steps, at, { ...step, status: "done" });
  return [...steps, { id: `${node}:done-${steps.length}`, node, namespace, status: "done" }];
}

/** A copy with one place changed; `Array.prototype.with` is younger than the oldest browser we serve. */
function replaced<T>(list: readonly T[], at: number, value: T): readonly T[] {
  const copy = [...list];
  copy[at] = value;
  return copy;
}
