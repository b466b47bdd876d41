/** Puts a message together from its deltas. */
import type { ContentBlock, RunMessage, ToolCall } from "./events.js";
import { asObject, isEmpty, parseJson, type JsonObject } from "./json.js";
import { textOf } from "./readMessages.js";

/**
 * A message with one more delta. Text is appended, blocks merge by their `index`, tool calls grow; of every other field the
 * latest value counts.
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

/** A later chunk repeats every field of a message, most of them empty. Empty fields must not erase earlier ones. */
function withoutEmpty(delta: RunMessage): JsonObject {
  return Object.fromEntries(Object.entries(delta).filter(([, value]) => !isEmpty(value)));
}

function mergeContent(
  before: RunMessage["content"],
  more: RunMessage["content"],
): RunMessage["content"] {
  if (typeof before === "string" && typeof more === "string") return before + more;
  // One message may have both forms: blocks first, then a last "" that carries the usage.
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

/** The block that `block` continues: the one with its index, or the last text for a text without an index. */
function placeOf(block: ContentBlock, blocks: readonly ContentBlock[]): number {
  if (block.index !== undefined) return blocks.findIndex((known) => known.index === block.index);
  const last = blocks.at(-1);
  const continues = block.type === "text" && last?.type === "text" && last.index === undefined;
  return continues ? blocks.length - 1 : -1;
}

/** These fields come once; every other string is a piece of a longer one. */
const SENT_ONCE = new Set(["type", "id", "name"]);

function mergeBlock(known: ContentBlock, block: ContentBlock): ContentBlock {
  const merged: Record<string, unknown> & { type: string } = { ...known };
  for (const [field, value] of Object.entries(block)) {
    const before = merged[field];
    if (SENT_ONCE.has(field)) merged[field] = value || before;
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

/** Arguments arrive as pieces of JSON. Until they parse there are none. */
function parseArgs(args: unknown): JsonObject {
  return asObject(parseJson(String(args))) ?? {};
}
