/**
 * One message as visitors may see it. It is built from listed fields, so a field that is not known here never gets out.
 * Source of the forms: observed on langgraph-api 1.5.1 (JavaScript) and 0.16.7 (Python); see docs/servers.md.
 */
import type { ExposeOptions } from "../options.js";
import { asObject, asText, type JsonObject } from "./json.js";

/** The removal of every message. Source: `REMOVE_ALL_MESSAGES` of LangGraph. */
export const REMOVE_ALL: JsonObject = { type: "remove", id: "__remove_all__", content: "" };

const TYPE_BY_ROLE = new Map([
  ["assistant", "ai"],
  ["user", "human"],
]);

/** `AIMessageChunk`, `ai` and the role `assistant` all become `ai`. `undefined` for what is no message. */
export function typeOf(message: JsonObject): string | undefined {
  const named = message.type ?? message.role;
  if (typeof named !== "string") return undefined;
  const type = named.replace(/Message(Chunk)?$/, "").toLowerCase();
  return TYPE_BY_ROLE.get(type) ?? type;
}

/** The text of a message's content: strings and `text` blocks. */
export function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content
    .map((block: unknown) => {
      const text = typeof block === "string" ? block : asObject(block)?.text;
      return typeof text === "string" ? text : "";
    })
    .join("");
}

/** LangChain also takes `["ai", "text"]` for a message, and a node's return value is sent as the node wrote it. */
export function toDict(value: unknown): JsonObject | undefined {
  return Array.isArray(value) ? { type: value[0], content: value[1] } : asObject(value);
}

/**
 * A piece of a message, or a whole message, as `messages` events carry it. `undefined` for messages that
 * visitors do not see, such as questions and prompts.
 */
export function visibleChunk(value: unknown, expose: ExposeOptions): JsonObject | undefined {
  const message = toDict(value);
  const type = message && typeOf(message);
  if (!message || !type) return undefined;
  if (type === "tool") return visibleToolMessage(message, expose);
  // A removal tells which task is at work.
  if (type === "remove") return visibleRemoval(message);
  if (type !== "ai") return undefined;
  const chunks = message.tool_call_chunks;
  return {
    ...visibleAiMessage(message, expose),
    ...(Array.isArray(chunks) && {
      tool_call_chunks: chunks.flatMap((chunk) => visibleToolCallChunk(chunk, expose)),
    }),
  };
}

/** A whole message in a state, or in what a node returned. Tool messages are left out unless tool data is exposed. */
export function visibleMessage(value: unknown, expose: ExposeOptions): JsonObject | undefined {
  const message = toDict(value);
  if (!message) return undefined;
  switch (typeOf(message)) {
    case "ai":
      return {
        ...visibleAiMessage(message, expose),
        ...visibleToolCalls(message.tool_calls, expose),
      };
    case "tool":
      return expose.toolData ? visibleToolMessage(message, expose) : undefined;
    case "remove":
      return visibleRemoval(message);
    default:
      return undefined;
  }
}

function visibleRemoval(message: JsonObject): JsonObject {
  return { type: "remove", id: asText(message.id) ?? "", content: "" };
}

function visibleAiMessage(message: JsonObject, expose: ExposeOptions): JsonObject {
  const id = asText(message.id);
  const reasoning =
    expose.reasoning && asText(asObject(message.additional_kwargs)?.reasoning_content);
  return {
    content: visibleContent(message.content, expose),
    ...(reasoning && { additional_kwargs: { reasoning_content: reasoning } }),
    // Both words are LangChain's; pieces and whole messages are told apart by this on the Python server.
    type: String(message.type).endsWith("Chunk") ? "AIMessageChunk" : "ai",
    ...(id !== undefined && { id }),
  };
}

function visibleToolMessage(message: JsonObject, { toolData }: ExposeOptions): JsonObject {
  return {
    content: toolData ? (message.content ?? "") : "",
    type: "tool",
    ...texts(message, ["id", "name", "tool_call_id"]),
  };
}

/** Text, and reasoning where it is exposed. Images, calls of tools and other blocks are left out. */
function visibleContent(content: unknown, expose: ExposeOptions): string | unknown[] {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content.flatMap((value: unknown): (string | JsonObject)[] => {
    if (typeof value === "string") return [value];
    const block = asObject(value);
    const fields = block && visibleBlockFields(block, expose);
    if (!fields) return [];
    // Deltas of blocks are merged by their index.
    const { type, index } = block;
    const isIndex = typeof index === "number" || typeof index === "string";
    return [{ type, ...fields, ...(isIndex && { index }) }];
  });
}

function visibleBlockFields(block: JsonObject, { reasoning }: ExposeOptions) {
  if (block.type === "text") return { text: typeof block.text === "string" ? block.text : "" };
  if (!reasoning) return undefined;
  if (block.type === "thinking") return texts(block, ["thinking"]);
  return block.type === "reasoning" ? texts(block, ["reasoning"]) : undefined;
}

function visibleToolCalls(calls: unknown, { toolData }: ExposeOptions): JsonObject {
  if (!Array.isArray(calls) || calls.length === 0) return {};
  return {
    tool_calls: calls.map((value: unknown) => {
      const call = asObject(value) ?? {};
      const args = toolData ? (call.args ?? {}) : {};
      return { ...texts(call, ["name", "id"]), args, type: "tool_call" };
    }),
  };
}

/** Only the first piece of a call has its name. The others hold pieces of its arguments. */
function visibleToolCallChunk(value: unknown, { toolData }: ExposeOptions): JsonObject[] {
  const chunk = asObject(value) ?? {};
  const named = texts(chunk, ["name", "id"]);
  if (!toolData && !named.name) return [];
  const { index } = chunk;
  return [
    {
      ...named,
      args: toolData ? (asText(chunk.args) ?? "") : "",
      ...(typeof index === "number" && { index }),
      type: "tool_call_chunk",
    },
  ];
}

/** Those of the fields that hold a text. */
function texts(object: JsonObject, fields: readonly string[]): JsonObject {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const text = asText(object[field]);
      return text === undefined ? [] : [[field, text]];
    }),
  );
}
