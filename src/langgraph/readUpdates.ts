/** Reads what nodes returned, and whole states. */
import { runError } from "./errors.js";
import type { RunEvent, RunUpdate } from "./events.js";
import { asObject } from "./json.js";
import { nameOf, rootTask } from "./places.js";
import { isBareMessage, messageChanges, messagesIn, stateMessages } from "./readMessages.js";

/** What an update is read against. */
interface UpdateContext {
  /** The path of subgraphs above the node. */
  readonly namespace: string[];
  /** The messages of the input; an echo of them is not the run's. */
  readonly input: readonly unknown[];
  /** The beginning of the ids of messages that have none. */
  readonly prefix: string;
  /** The names of tasks of the functional API, which return values and not parts of the state. */
  readonly calledTasks: ReadonlySet<string>;
}

/** `updates`: `{ node: what it returned }`, several nodes where they finish in one step. */
export function readUpdates<Update>(
  data: unknown,
  context: UpdateContext,
): RunEvent<never, Update>[] {
  const events: RunEvent<never, Update>[] = [];
  for (const [node, returned] of Object.entries(asObject(data) ?? {})) {
    if (node === "__interrupt__") events.push(interruption(returned));
    // Says that a node's result came from a cache; it is no node.
    else if (node !== "__metadata__") events.push(readUpdate(node, returned, context));
  }
  return events;
}

function readUpdate<Update>(
  node: string,
  returned: unknown,
  { namespace, input, prefix, calledTasks }: UpdateContext,
): RunEvent<never, Update> {
  const origin = { nodes: [...namespace.map(nameOf), node], isComplete: true };
  // A node may return a list of commands; each is an update of the state by itself.
  const returns = isUpdateList(returned) ? returned : [returned];
  return {
    type: "update",
    node,
    namespace,
    // A node of a graph returns a part of its state. A task of the functional API returns any value, and only
    // what its entrypoint returns is the state.
    changesState: namespace.length === 0 && !calledTasks.has(node) && !returns.some(isBareMessage),
    // The caller states the type of what nodes return, about their own graph. Nothing checks it here.
    updates: returns.map((each): unknown => ({
      node,
      namespace,
      data: each,
    })) as RunUpdate<Update>[],
    changes: returns.flatMap((each, at) =>
      messageChanges(messagesIn(each), input, origin, `${prefix}.${node}.${at}`),
    ),
    task: rootTask(namespace[0] ?? node, undefined),
  };
}

/** `values`: the whole state after a step, perhaps with an interrupt. */
export function readValues<State>(
  data: unknown,
  input: readonly unknown[],
): RunEvent<State, never>[] {
  const state = asObject(data);
  // A graph of the functional API may end in any value.
  if (!state) return data === null ? [] : [toValues(data, input)];
  const { __interrupt__: interrupt, ...values } = state;
  const events = Object.keys(values).length > 0 ? [toValues<State>(values, input)] : [];
  return interrupt === undefined ? events : [...events, interruption(interrupt)];
}

function toValues<State>(values: unknown, input: readonly unknown[]): RunEvent<State, never> {
  const origin = { nodes: [], isComplete: true };
  return {
    type: "values",
    // As with updates: the caller states what their graph's state looks like.
    values: values as State,
    messages: stateMessages(messagesIn(values), input, origin, "values"),
  };
}

function interruption(value: unknown): RunEvent<never, never> {
  return { type: "failed", error: runError("interrupted", { value }) };
}

/** A list of updates, and not one update that happens to be a list of messages. */
function isUpdateList(returned: unknown): returned is readonly unknown[] {
  return (
    Array.isArray(returned) &&
    returned.length > 0 &&
    returned.every((each) => each === null || (asObject(each) && !("content" in Object(each))))
  );
}
