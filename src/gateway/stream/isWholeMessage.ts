import type { JsonObject } from "./json.js";
import { typeOf } from "./visibleMessage.js";

/**
 * Whether a `messages` event carries a finished message and not a piece. Both servers give their pieces
 * `tool_call_chunks`. A message that a node returned without streaming is marked by the library that sent it.
 */
export function isWholeMessage(message: JsonObject, metadata: JsonObject): boolean {
  if (Array.isArray(message.tool_call_chunks)) return false;
  const { ls_integration: sender } = metadata;
  return (
    typeOf(message) !== "ai" || (typeof sender === "string" && sender !== "langchain_chat_model")
  );
}
