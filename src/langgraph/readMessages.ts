/**
 * Reads messages as LangGraph writes them.
 * Source: observed on langgraph-api 1.5.1 (JavaScript) and 0.16.7 (Python); see docs/servers.md.
 */
import type { ContentBlock, MessageChange, RunMessage } from "./events.js";
import { asObject, type JsonObject } from "./json.js";

/** Where a message was said and whether its text is final. */
export interface MessageOrigin {
  readonly nodes: readonly string[];
  readonly isComplete: boolean;
}

/** The id of a removal that means every message. Source: `REMOVE_ALL_MESSAGES` of LangGraph. */
const REMOVE_ALL_ID = "__remove_all__";

const TYPE_BY_ROLE: Record<string, string> = {
  assistant: "ai",
  user: "human",
  developer: "system",
};

/** `AIMessageChunk`, `ai` and the role `assistant` all become `ai`; unknown types stay as they are. */
function typeOf(dict: JsonObject): string | undefined {
  const named = dict.type ?? dict.role;
  if (typeof named !== "string") return undefined;
  const type = named.replace(/Message(Chunk)?$/, "").toLowerCase();
  return TYPE_BY_ROLE[type] ?? type;
}

/** The text of a message's content: strings and `text` blocks. Reasoning and images are not text. */
export function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  let text = "";
  for (const block of content) {
    if (typeof block === "string") text += block;
    else if (asObject(block)?.type === "text" && typeof block.text === "string") text += block.text;
  }
  return text;
}

/**
 * Reads one message; `undefined` for a value that is none.
 *
 * @param fallbackId the id where the server gives none (a node may return a bare `{ role, content }`)
 */
export function toMessage(
  value: unknown,
  origin: MessageOrigin,
  fallbackId: string,
): RunMessage | undefined {
  // LangChain also takes `["ai", "text"]` for a message, and a node's return value is sent as written.
  const dict: JsonObject | undefined = Array.isArray(value)
    ? { type: value[0], content: value[1] }
    : asObject(value);
  const type = dict && typeOf(dict);
  if (!dict || !type) return undefined;
  const { role: _role, ...rest } = dict;
  return {
    ...rest,
    type,
    id: typeof dict.id === "string" && dict.id ? dict.id : fallbackId,
    content: readContent(dict.content),
    text: textOf(dict.content),
    ...origin,
  };
}

function readContent(content: unknown): RunMessage["content"] {
  if (typeof content === "string") return content;
  return Array.isArray(content) ? content.map(toBlock) : "";
}

function toBlock(block: unknown): ContentBlock {
  if (typeof block === "string") return { type: "text", text: block };
  const object = asObject(block);
  return object && typeof object.type === "string"
    ? { ...object, type: object.type }
    : { type: "unknown", value: block };
}

/**
 * The messages in a state or in what a node returned: the field `messages` with a list or a single one. The
 * functional API may return a message, or a list of messages, as the whole value. A list that LangGraph's
 * `Overwrite` puts in place of the old one begins with the removal of all messages.
 */
export function messagesIn(state: unknown): readonly unknown[] {
  if (Array.isArray(state)) return state.flatMap(messagesIn);
  const dict = asObject(state);
  const messages = dict?.messages;
  if (Array.isArray(messages)) return messages;
  const overwritten = overwrittenBy(messages);
  if (overwritten !== undefined)
    return [{ type: "remove", id: REMOVE_ALL_ID }, ...messagesIn({ messages: overwritten })];
  if (messages !== undefined && messages !== null) return [messages];
  return isBareMessage(dict) ? [dict] : [];
}

/** The value of an `Overwrite`, as the Python server writes it and as the JavaScript server does. */
function overwrittenBy(value: unknown): unknown {
  const { type, value: wrapped, __overwrite__: marked } = asObject(value) ?? {};
  return type === "__overwrite__" ? wrapped : marked;
}

/**
 * Whether a value is a message by itself. A state may have keys named `type` and `content` too, so only the types
 * that can answer count.
 */
export function isBareMessage(value: unknown): boolean {
  const dict = asObject(value);
  const type = dict && typeOf(dict);
  return dict !== undefined && "content" in dict && (type === "ai" || type === "tool");
}

/**
 * What a list of messages changes in the graph's own list. Leaves out the human's messages, and an echo of the
 * input: a subgraph's update and every whole state begin with what was asked.
 */
export function messageChanges(
  list: readonly unknown[],
  input: readonly unknown[],
  origin: MessageOrigin,
  idPrefix: string,
): MessageChange[] {
  const isEchoed = input.length > 0 && input.every((asked, at) => isSame(asked, list[at]));
  const echoed = isEchoed ? new Set(input.keys()) : echoAfterRemoval(list, input);
  const changes: MessageChange[] = [];
  list.forEach((value, at) => {
    if (echoed.has(at)) return;
    const message = toMessage(value, origin, `${idPrefix}.${at}`);
    if (!message || message.type === "human") return;
    if (message.type !== "remove") changes.push({ type: "put", message });
    else if (message.id === REMOVE_ALL_ID) changes.push({ type: "removeAll" });
    else changes.push({ type: "remove", id: message.id });
  });
  return changes;
}

/** A node that removes all messages may give some of the input's again, which are no answer of this run. */
function echoAfterRemoval(
  list: readonly unknown[],
  input: readonly unknown[],
): ReadonlySet<number> {
  const isRemoval = (value: unknown) => asObject(value)?.id === REMOVE_ALL_ID;
  return list.some(isRemoval) ? echoIn(list, input) : new Set();
}

/** The places in a whole list that hold messages of the input, in its order; the graph may have left some out. */
function echoIn(list: readonly unknown[], input: readonly unknown[]): ReadonlySet<number> {
  const echoed = new Set<number>();
  let next = 0;
  list.forEach((value, at) => {
    const found = input.findIndex((asked, place) => place >= next && isSame(asked, value));
    if (found === -1) return;
    echoed.add(at);
    next = found + 1;
  });
  return echoed;
}

/**
 * The run's own messages of a whole state. A graph with a reducer of its own may hold an id twice; then the last
 * one counts.
 */
export function stateMessages(
  list: readonly unknown[],
  input: readonly unknown[],
  origin: MessageOrigin,
  idPrefix: string,
): RunMessage[] {
  const echoed = echoIn(list, input);
  const own = list.filter((_, at) => !echoed.has(at));
  const messages = ownMessages(own, [], origin, idPrefix);
  const lastPlaceOf = new Map(messages.map(({ id }, at) => [id, at]));
  return messages.filter(({ id }, at) => lastPlaceOf.get(id) === at);
}

/** As {@link messageChanges}, for a list that can only add messages. */
export function ownMessages(...args: Parameters<typeof messageChanges>): RunMessage[] {
  return messageChanges(...args).flatMap((change) =>
    change.type === "put" ? [change.message] : [],
  );
}

function isSame(asked: unknown, given: unknown): boolean {
  const read = (value: unknown) =>
    typeof value === "string"
      ? { type: "human", text: value }
      : toMessage(value, { nodes: [], isComplete: true }, "");
  const [a, b] = [read(asked), read(given)];
  return a !== undefined && b !== undefined && a.type === b.type && a.text === b.text;
}

/** The last thing the human says in a graph's input; `""` where that is not clear. */
export function lastHumanText(input: JsonObject): string {
  for (const value of [...messagesIn(input)].reverse()) {
    if (typeof value === "string") return value;
    const message = toMessage(value, { nodes: [], isComplete: true }, "");
    if (message?.type === "human") return message.text;
  }
  return "";
}
