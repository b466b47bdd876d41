/** (record, event) → record: all changes that events make to a run are made here. Pure. `followRun` ends the run. */
import type { RunEvent } from "../langgraph/events.js";
import { shownAnswer, type AnswerRules } from "./answer.js";
import { addDelta, applyChange, putMessage, withKnownIds, withState } from "./messageList.js";
import { addReturned, messagesOf, stateReturned, type Returned } from "./returned.js";
import { finishSteps, startStep } from "./steps.js";
import { closeAllTasks, closeTask, NO_TASKS, openTask, silentTask, type Tasks } from "./tasks.js";
import type { RunSnapshot } from "./types.js";

/** A run as it is shown, and the data that is needed to judge its end and to choose its answer. */
export interface RunRecord<State, Update> {
  readonly snapshot: RunSnapshot<State, Update>;
  readonly tasks: Tasks;
  /** What the nodes of the root graph did to its messages, in the graph's own order. */
  readonly returned: readonly Returned[];
  /** How many whole states have come. */
  readonly stateCount: number;
}

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
  feedbackToken: undefined,
  isSlow: false,
  error: undefined,
} as const satisfies RunSnapshot<never, never>;

/** A run that was just submitted. */
export function newRecord<State, Update>(question: string): RunRecord<State, Update> {
  return {
    snapshot: { ...IDLE, question, status: "pending" },
    tasks: NO_TASKS,
    returned: [],
    stateCount: 0,
  };
}

/**
 * The effect of one event. `followRun` sets the last status of a run (`success`, `stopped`, `error`), and passes no
 * event after that.
 *
 * Cost of an event: linear in the number of messages, steps, updates and custom events, not in the length of the text.
 */
export function reduceRun<State, Update>(
  record: RunRecord<State, Update>,
  event: RunEvent<State, Update>,
  rules: AnswerRules<State, Update>,
): RunRecord<State, Update> {
  const { snapshot, tasks } = record;
  switch (event.type) {
    case "created":
      return { ...record, snapshot: { ...snapshot, runId: event.runId } };
    case "rateable":
      return { ...record, snapshot: { ...snapshot, feedbackToken: event.feedbackToken } };
    case "delta":
    case "message": {
      const { message, step, task } = event;
      const { messages } = snapshot;
      const change = {
        steps: startStep(snapshot.steps, step),
        messages:
          event.type === "delta" ? addDelta(messages, message) : putMessage(messages, message),
      };
      return {
        ...record,
        tasks: openTask(tasks, task, message.id),
        snapshot: show(snapshot, change, rules),
      };
    }
    case "visited":
      return { ...record, tasks: openTask(tasks, event.task, undefined) };
    case "update": {
      const { node, namespace, changesState, updates } = event;
      const changes = withKnownIds(event.changes, snapshot.messages);
      const closing = namespace.length === 0 ? closeTask(tasks, node, changes) : undefined;
      const change = {
        updates: [...snapshot.updates, ...updates],
        steps: finishSteps(snapshot.steps, event, closing?.task),
        messages: changes.reduce(applyChange, snapshot.messages),
      };
      return {
        ...record,
        // If a node inside a subgraph returns, the root's node that contains it is still running.
        tasks: closing?.tasks ?? openTask(tasks, event.task, undefined),
        returned: changesState
          ? addReturned(record.returned, {
              changes,
              task: closing?.task ?? silentTask(tasks, event.task),
              besideIds: new Set(tasks.open.map(({ id }) => id)),
            })
          : record.returned,
        snapshot: show(snapshot, change, rules),
      };
    }
    case "values": {
      const { values, messages } = event;
      const change = {
        values,
        messages: withState(snapshot.messages, messages, messagesOf(record.returned)),
        steps: snapshot.steps.map((step) => ({ ...step, status: "done" as const })),
      };
      return {
        // LangGraph sends a whole state when every node that was running has returned.
        tasks: closeAllTasks(tasks),
        returned: stateReturned(record.returned, messages),
        stateCount: record.stateCount + 1,
        snapshot: show(snapshot, change, rules),
      };
    }
    case "custom": {
      const customEvents = [...snapshot.customEvents, event.data];
      return { ...record, snapshot: show(snapshot, { customEvents }, rules) };
    }
    case "failed":
    case "ended":
      return record;
  }
}

/** A run that nobody waits for any more. */
export function stopped<State, Update>(
  run: RunSnapshot<State, Update>,
): RunSnapshot<State, Update> {
  return { ...run, status: "stopped", isSlow: false, error: undefined };
}

/** Applies a change. The run streams now, and its answer is computed again. */
function show<State, Update>(
  run: RunSnapshot<State, Update>,
  change: Partial<
    Pick<RunSnapshot<State, Update>, "messages" | "updates" | "steps" | "customEvents" | "values">
  >,
  rules: AnswerRules<State, Update>,
): RunSnapshot<State, Update> {
  const next = { ...run, ...change, status: "streaming", error: undefined } as const;
  // An empty answer keeps the old one, so words on screen never disappear.
  return { ...next, answer: shownAnswer(next, rules) || run.answer };
}
