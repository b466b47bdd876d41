/**
 * Writes a secret into recorded streams, wherever visitors must not see it: into the state, prompts, results and
 * arguments of tools, metadata, errors, fields and events that nobody knows yet.
 */
import type { Random } from "../../faults/random.js";

export const SECRET = "canary-7f3a";

type Json = unknown;
type Dict = Record<string, Json>;

/** Fields that visitors get, so that a secret in them would be the graph's own fault. */
const SHOWN = new Set([
  "type",
  "role",
  "id",
  "index",
  "name",
  "tool_call_id",
  "langgraph_node",
  "langgraph_step",
  "langgraph_path",
  "langgraph_checkpoint_ns",
  "checkpoint_ns",
]);

/** One recorded stream with secrets, and with other changes that a server of tomorrow could make. */
export function mutate(recording: string, random: Random): string {
  const frames = recording.split(/(?<=\n\r?\n)/);
  return frames.map((frame) => mutateFrame(frame, random)).join("");
}

function mutateFrame(frame: string, random: Random): string {
  const [, name = "", json = ""] = /^event: (.*?)\r?\ndata: (.*?)\r?\n/.exec(frame) ?? [];
  if (name === "" || name === "custom" || name === "metadata") return frame;
  const data = mutateEvent(name, JSON.parse(json) as Json, random);
  const text = JSON.stringify(data);
  switch (random.below(24)) {
    case 0:
      return `event: ${random.pick(["tasks", "debug", "checkpoints|a:b", "feedback", "tools"])}\ndata: ${text}\n\n`;
    case 1:
      return `event: error\ndata: ${JSON.stringify({ error: SECRET, message: SECRET })}\n\n`;
    case 2:
      // Broken JSON.
      return `event: ${name}\ndata: ${text.slice(0, random.below(text.length))}${SECRET}\n\n`;
    case 3:
      return `: ${SECRET}\nid: ${SECRET}\nretry: ${SECRET}\nevent: ${name}\ndata: ${text}\n\n`;
    case 4:
      return `event: ${name}\ndata: ${text}\n\n`.repeat(2);
    case 5:
      return `event: end\ndata: ${JSON.stringify({ status: "error", reason: SECRET, error: SECRET })}\n\n`;
    default:
      return `event: ${name}\ndata: ${text}\n\n`;
  }
}

function mutateEvent(name: string, data: Json, random: Random): Json {
  if (random.below(30) === 0) return random.pick([SECRET, [SECRET], { data: SECRET }, null, 7]);
  if (name.startsWith("messages") && Array.isArray(data)) {
    const [message, metadata] = data as [Json, Dict];
    return [mutateMessage(message, random), mutateDict(metadata, random)];
  }
  if (name.startsWith("updates")) {
    const updates = Object.entries(data as Dict).map(([node, returned]) => [
      node,
      mutateReturn(returned, random),
    ]);
    if (random.below(6) === 0) updates.push(["__interrupt__", [{ id: "1", value: SECRET }]]);
    return Object.fromEntries(updates) as Dict;
  }
  if (name.startsWith("values")) return mutateReturn(data, random);
  return mutateDict(data, random);
}

/** What a node returned, in one of the forms that LangGraph allows. */
function mutateReturn(returned: Json, random: Random): Json {
  if (!isDict(returned)) return returned;
  const list = Array.isArray(returned.messages) ? (returned.messages as Json[]) : [];
  const messages = list.map((message) => mutateMessage(message, random));
  messages.push({ type: "human", content: SECRET }, { role: "system", content: SECRET }, SECRET);
  messages.push(["human", SECRET], ["tool", SECRET], { type: "ai", content: "Yes.", [SECRET]: 1 });
  const state = { documents: [{ page_content: SECRET }], [`key ${SECRET}`]: 1, prompt: SECRET };
  switch (random.below(8)) {
    case 0:
      return [{ ...state, messages }, null, state];
    case 1:
      return messages;
    case 2:
      return { ...state, messages: { type: "__overwrite__", value: messages } };
    case 3:
      return { ...state, messages: { __overwrite__: messages } };
    case 4:
      return random.pick([SECRET, { type: "tool", content: SECRET }, { content: SECRET }, state]);
    case 5:
      return { ...state, messages: messages[0] };
    default:
      return { ...state, messages };
  }
}

function mutateMessage(message: Json, random: Random): Json {
  if (!isDict(message)) return message;
  if (random.below(4) === 0)
    return {
      ...(mutateDict(message, random) as Dict),
      type: random.pick(["human", "system", "tool", "ToolMessage", "function", "remove", "new"]),
      content: random.pick<Json>([SECRET, [{ type: "text", text: SECRET }], [SECRET]]),
    };
  const { content, ...rest } = message;
  const hidden = [
    { type: "thinking", thinking: SECRET, signature: SECRET },
    { type: "reasoning", reasoning: SECRET, summary: [{ text: SECRET }] },
    { type: "image_url", image_url: { url: SECRET } },
    { type: "tool_use", id: "1", name: "look_up", input: { query: SECRET } },
    { type: "text", text: "", annotations: [{ type: "citation", cited_text: SECRET }] },
    { type: SECRET, text: SECRET },
  ];
  const isBlocks = message.type !== "tool" && random.below(4) === 0;
  const own = typeof content === "string" ? [{ type: "text", text: content }] : [];
  return {
    ...(mutateDict(rest, random) as Dict),
    type: message.type,
    content: message.type === "tool" ? SECRET : isBlocks ? [...own, random.pick(hidden)] : content,
    additional_kwargs: { reasoning_content: SECRET, function_call: { arguments: SECRET } },
    response_metadata: { model: SECRET },
    artifact: { documents: [SECRET] },
    tool_calls: [{ name: "look_up", id: "1", args: { query: SECRET }, extra: SECRET }],
    invalid_tool_calls: [{ args: SECRET, error: SECRET }],
    ...("tool_call_chunks" in message && {
      tool_call_chunks: [
        { name: "look_up", index: 0, args: SECRET },
        { index: 0, args: SECRET },
      ],
    }),
  };
}

/** Replaces values that visitors do not get, and adds fields that nobody knows. */
function mutateDict(value: Json, random: Random): Json {
  if (!isDict(value)) return typeof value === "string" ? SECRET : value;
  const fields = Object.entries(value).map(([key, field]) => {
    if (SHOWN.has(key)) return [key, field];
    if (random.below(2) === 0) return [key, SECRET];
    return [key, mutateDict(field, random)];
  });
  fields.push([random.pick(["user", "ls_model_name", "__proto__", "config", "x-api-key"]), SECRET]);
  return Object.fromEntries(fields) as Dict;
}

function isDict(value: Json): value is Dict {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
