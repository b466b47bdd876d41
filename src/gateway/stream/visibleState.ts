/** States, and what nodes returned, as visitors may see them: AI messages, and the keys that the operator exposes. */
import type { ExposeOptions } from "../options.js";
import { asObject, type JsonObject } from "./json.js";
import { REMOVE_ALL, toDict, typeOf, visibleMessage } from "./visibleMessage.js";

/** Deeper lists hold no message that a page reads, and would only cost stack. */
const MAX_DEPTH = 8;

/** Data of an `updates` event: `{ node: what it returned }`. */
export function visibleUpdates(updates: JsonObject, expose: ExposeOptions): JsonObject {
  return fromEntries(
    Object.entries(updates)
      // Says that a result came from a cache; it is no node.
      .filter(([node]) => node !== "__metadata__")
      .map(([node, returned]) => [
        node,
        // What the graph asks for may hold anything of its state.
        node === "__interrupt__" ? [] : visibleReturn(returned, expose),
      ]),
  );
}

/**
 * What one node returned. A node may return a part of the state, a list of such parts, nothing, or, in the
 * functional API, any value: a message, a list of messages, a text.
 */
function visibleReturn(returned: unknown, expose: ExposeOptions, depth = 0): unknown {
  if (Array.isArray(returned)) {
    if (depth >= MAX_DEPTH) return null;
    return returned.map((each) => visibleReturn(each, expose, depth + 1));
  }
  const dict = asObject(returned);
  if (!dict) return null;
  if (isBareMessage(dict)) return visibleMessage(dict, expose) ?? null;
  const { messages } = dict;
  return {
    ...(messages !== undefined && messages !== null && { messages: visibleList(dict, expose) }),
    ...exposedKeys(dict, expose),
  };
}

/**
 * The whole state: of a `values` event, or of `POST /runs/wait`. Whatever its form, AI messages are below `messages`.
 * Of an interrupt, and of a failure, only the fact is told.
 */
export function visibleState(
  state: unknown,
  { expose }: { readonly expose: ExposeOptions },
): JsonObject | null {
  if (state === null || state === undefined) return null;
  const { __interrupt__, __error__, ...values } = asObject(state) ?? { state };
  const isEmpty = Object.keys(values).length === 0;
  return {
    ...(!isEmpty && { messages: visibleList(state, expose), ...exposedKeys(values, expose) }),
    ...(__interrupt__ !== undefined && { __interrupt__: [] }),
    ...(__error__ !== undefined && { __error__: visibleFailure(__error__) }),
  };
}

/** Data of an `error` event, or of `__error__` in a state: one of two fixed codes, and no word of the server's. */
export function visibleFailure(failure: unknown): { error: string; message: string } {
  return isInterrupt(failure)
    ? // LangGraph's own name, so that every client can tell this from a failure.
      { error: "MISSING_CHECKPOINTER", message: "The assistant asks for a person." }
    : { error: "run_failed", message: "The assistant failed." };
}

/** Stateless runs have no checkpointer, and without one `interrupt()` fails by this name. */
export function isInterrupt(failure: unknown): boolean {
  return JSON.stringify(failure)?.includes("MISSING_CHECKPOINTER") ?? false;
}

/** The messages in a state, or in what a node returned, as the server wrote them. */
export function messagesIn(state: unknown, depth = 0): readonly unknown[] {
  if (Array.isArray(state))
    return depth < MAX_DEPTH ? state.flatMap((each) => messagesIn(each, depth + 1)) : [];
  const dict = asObject(state);
  const messages = dict?.messages;
  if (Array.isArray(messages)) return messages;
  const overwritten = overwrittenBy(messages);
  if (overwritten !== undefined)
    return depth < MAX_DEPTH
      ? [REMOVE_ALL, ...messagesIn({ messages: overwritten }, depth + 1)]
      : [];
  if (messages !== undefined && messages !== null) return [messages];
  return dict && isBareMessage(dict) ? [dict] : [];
}

function visibleList(state: unknown, expose: ExposeOptions): readonly JsonObject[] {
  return messagesIn(state)
    .map((message) => visibleMessage(message, expose))
    .filter((message) => message !== undefined);
}

/** The value of LangGraph's `Overwrite`, as the Python server writes it and as the JavaScript server does. */
function overwrittenBy(value: unknown): unknown {
  const { type, value: wrapped, __overwrite__: marked } = asObject(value) ?? {};
  return type === "__overwrite__" ? wrapped : marked;
}

/** A state may have keys named `type` and `content` too, so only messages that can answer count. */
function isBareMessage(dict: JsonObject): boolean {
  const type = "content" in dict ? typeOf(dict) : undefined;
  return type === "ai" || type === "tool";
}

/** `messages` is always built, whatever the operator lists. */
function exposedKeys(state: JsonObject, { stateKeys = [] }: ExposeOptions): JsonObject {
  return fromEntries(
    stateKeys
      .filter((key) => key !== "messages" && Object.hasOwn(state, key))
      .map((key) => [key, state[key]]),
  );
}

/** Unlike an assignment, this takes `__proto__` for a key like any other. */
function fromEntries(entries: readonly (readonly [string, unknown])[]): JsonObject {
  return Object.fromEntries(entries);
}

/** The ids of the messages in a state or in what a node returned. */
export function messageIdsIn(state: unknown): readonly string[] {
  return messagesIn(state)
    .map((message) => toDict(message)?.id)
    .filter((id) => typeof id === "string");
}
