/** What `runs.wait` resolves with: the state that the steps of a reply lead to. */
import type { EventStep, ScriptContext, ScriptStep } from "./steps.js";

type State = Readonly<Record<string, unknown>>;

/**
 * The last `values` event, with what later updates returned; or `__error__` for a run that failed. Messages are merged
 * by their ids, as LangGraph's own list of messages does it. Events of subgraphs change nothing.
 */
export function toFinalState(steps: readonly ScriptStep[], context: ScriptContext): State {
  let state: State = {};
  for (const step of steps.flatMap(eventsIn)) {
    const data = asFields(step.data(context));
    if (step.name === "error")
      return { __error__: { error: "Error", message: JSON.stringify(data) } };
    if (step.name === "values") state = data;
    if (step.name === "updates") state = applyUpdates(state, data);
  }
  return state;
}

function eventsIn(step: ScriptStep): readonly EventStep[] {
  if (step.type === "event") return [step];
  if (step.type !== "joined") return [];
  return step.steps.flatMap(eventsIn);
}

function applyUpdates(state: State, updates: State): State {
  let next = state;
  for (const [node, returned] of Object.entries(updates)) {
    if (node === "__interrupt__") next = { ...next, __interrupt__: returned };
    // A node may return a list of commands. Each of them is an update.
    else for (const update of [returned].flat()) next = applyUpdate(next, asFields(update));
  }
  return next;
}

function applyUpdate(state: State, update: State): State {
  if (!Array.isArray(update["messages"])) return { ...state, ...update };
  return { ...state, ...update, messages: mergeMessages(state["messages"], update["messages"]) };
}

function mergeMessages(before: unknown, added: readonly unknown[]): readonly unknown[] {
  const messages = Array.isArray(before) ? [...(before as readonly unknown[])] : [];
  for (const message of added) {
    const { id, type } = asFields(message);
    const place = messages.findIndex((other) => id !== undefined && asFields(other)["id"] === id);
    if (type === "remove") messages.splice(place, place < 0 ? 0 : 1);
    else if (place < 0) messages.push(message);
    else messages[place] = message;
  }
  return messages;
}

function asFields(value: unknown): State {
  return typeof value === "object" && value !== null ? (value as State) : {};
}
