/**
 * Messages as LangGraph writes them, read once into {@link RunMessage}s and merged by id.
 * Source of the rules: observed on langgraph-api 1.5.1; the Python server's class names are accepted too.
 */
import type { ContentBlock, JsonObject, RunMessage, ToolCall } from "./types.js";

/** Where a message was said and whether its text is final. */
interface Origin {
  readonly nodes: readonly string[];
  readonly isComplete: boolean;
}

/** `value` as a JSON object, or `undefined`. */
export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

/** Whether a field says nothing: absent, null, or a list or object without anything in it. */
export function isEmpty(value: unknown): boolean {
  if (typeof value !== "object") return value === undefined;
  return value === null || Object.keys(value).length === 0;
}

const TYPE_BY_ROLE: Record<string, string> = {
  assistant: "ai",
  user: "human",
  developer: "system",
};

/** `AIMessageChunk`, `ai` and the role `assistant` are all `ai`; unknown types pass as they are. */
function typeOf(dict: JsonObject): string | undefined {
  const named = dict.type ?? dict.role;
  if (typeof named !== "string") return undefined;
  const type = named.replace(/Message(Chunk)?$/, "").toLowerCase();
  return TYPE_BY_ROLE[type] ?? type;
}

/** The text of a message's content: strings and `text` blocks; reasoning and images are not text. */
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
 * Reads one message. `undefined` for what is none.
 *
 * @param fallbackId the id where the server gave none (a node may return bare `{ role, content }`)
 */
export function toMessage(
  value: unknown,
  origin: Origin,
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

/** The messages in a node's return value or a state: a list, or a single one. Bare strings are the human's. */
export function messagesIn(state: unknown): readonly unknown[] {
  const messages = asObject(state)?.messages;
  if (Array.isArray(messages)) return messages;
  return messages === undefined || messages === null ? [] : [messages];
}

/**
 * The run's own messages of a list: without the human's, without removals, and without an echo of
 * the input (a subgraph's update and every `values` begin with what was asked).
 */
export function ownMessages(
  list: readonly unknown[],
  input: readonly unknown[],
  origin: Origin,
  idPrefix: string,
): RunMessage[] {
  const echoed = input.length > 0 && input.every((asked, at) => isSame(asked, list[at]));
  const own: RunMessage[] = [];
  list.forEach((value, at) => {
    if (echoed && at < input.length) return;
    const message = toMessage(value, origin, `${idPrefix}.${at}`);
    if (message && message.type !== "human" && message.type !== "remove") own.push(message);
  });
  return own;
}

function isSame(asked: unknown, given: unknown): boolean {
  const read = (value: unknown) =>
    typeof value === "string"
      ? { type: "human", text: value }
      : toMessage(value, { nodes: [], isComplete: true }, "");
  const [a, b] = [read(asked), read(given)];
  return a !== undefined && b !== undefined && a.type === b.type && a.text === b.text;
}

/** The last thing the human says in a graph input; `""` where that cannot be told. */
export function lastHumanText(input: JsonObject): string {
  for (const value of [...messagesIn(input)].reverse()) {
    if (typeof value === "string") return value;
    const message = toMessage(value, { nodes: [], isComplete: true }, "");
    if (message?.type === "human") return message.text;
  }
  return "";
}

/**
 * A message with one more delta. Text is appended, blocks merge by their `index`, tool calls grow;
 * everything else is the latest word.
 */
export function appendDelta(message: RunMessage, delta: RunMessage): RunMessage {
  const content = mergeContent(message.content, delta.content);
  const chunks = mergeToolCallChunks(message.tool_call_chunks, delta.tool_call_chunks);
  return {
    ...message,
    ...withoutEmpty(delta),
    content,
    text: typeof content === "string" ? content : textOf(content),
    nodes: message.nodes.length > 0 ? message.nodes : delta.nodes,
    isComplete: false,
    ...(chunks.length > 0 && { tool_call_chunks: chunks, tool_calls: chunks.map(toToolCall) }),
  };
}

/** A later chunk repeats every field of a message, most of them empty; those must not erase earlier ones. */
function withoutEmpty(delta: RunMessage): JsonObject {
  return Object.fromEntries(Object.entries(delta).filter(([, value]) => !isEmpty(value)));
}

function mergeContent(
  before: RunMessage["content"],
  more: RunMessage["content"],
): RunMessage["content"] {
  if (typeof before === "string" && typeof more === "string") return before + more;
  // Both forms occur within one message: blocks first, then a last "" that carries the usage.
  if (more === "") return before;
  const blocks = toBlocks(before);
  for (const block of toBlocks(more)) {
    const at = placeOf(block, blocks);
    const known = blocks[at];
    if (known) blocks[at] = mergeBlock(known, block);
    else blocks.push(block);
  }
  return blocks;
}

function toBlocks(content: RunMessage["content"]): ContentBlock[] {
  if (typeof content !== "string") return [...content];
  return content === "" ? [] : [{ type: "text", text: content }];
}

/** The block that `block` goes on with: the one of its index, or a last text for a text without one. */
function placeOf(block: ContentBlock, blocks: readonly ContentBlock[]): number {
  if (block.index !== undefined) return blocks.findIndex((known) => known.index === block.index);
  const last = blocks.at(-1);
  const goesOn = block.type === "text" && last?.type === "text" && last.index === undefined;
  return goesOn ? blocks.length - 1 : -1;
}

/** Names and types are said once; every other string is a piece of a longer one. */
const SAID_ONCE = new Set(["type", "id", "name"]);

function mergeBlock(known: ContentBlock, block: ContentBlock): ContentBlock {
  const merged: Record<string, unknown> & { type: string } = { ...known };
  for (const [field, value] of Object.entries(block)) {
    const before = merged[field];
    if (SAID_ONCE.has(field)) merged[field] = value || before;
    else if (typeof before === "string" && typeof value === "string")
      merged[field] = before + value;
    else if (Array.isArray(before) && Array.isArray(value)) merged[field] = [...before, ...value];
    else merged[field] = value;
  }
  return merged;
}

function mergeToolCallChunks(before: unknown, more: unknown): JsonObject[] {
  const chunks = Array.isArray(before) ? [...(before as JsonObject[])] : [];
  if (!Array.isArray(more)) return chunks;
  for (const chunk of more as JsonObject[]) {
    const at = chunks.findIndex((known) => known.index === chunk.index);
    const known = chunks[at];
    if (!known) chunks.push(chunk);
    else
      chunks[at] = {
        ...known,
        name: known.name ?? chunk.name,
        id: known.id ?? chunk.id,
        args: `${String(known.args ?? "")}${String(chunk.args ?? "")}`,
      };
  }
  return chunks;
}

function toToolCall(chunk: JsonObject): ToolCall {
  return {
    id: typeof chunk.id === "string" ? chunk.id : undefined,
    name: typeof chunk.name === "string" ? chunk.name : "",
    args: parseArgs(chunk.args),
  };
}

/** Arguments arrive as scraps of JSON; until they parse there are none. */
function parseArgs(args: unknown): JsonObject {
  try {
    return asObject(JSON.parse(String(args))) ?? {};
  } catch {
    return {};
  }
}
