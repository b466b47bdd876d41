/**
 * The metadata of a message, as visitors may see it: where in the graph it was said. A page needs this to tell
 * which nodes are at work, to choose among speakers, and to put parallel answers into the graph's order.
 */
import { asText, type JsonObject } from "./json.js";

/** Which visit of which node of which step spoke. Left out: ids of thread and run, versions, names of models, tags. */
export function visibleMetadata(metadata: JsonObject): JsonObject {
  const { langgraph_node: node, langgraph_step: step, langgraph_path: path } = metadata;
  const namespace = asText(metadata.langgraph_checkpoint_ns) ?? asText(metadata.checkpoint_ns);
  const { ls_integration: sender } = metadata;
  return {
    ...(typeof step === "number" && { langgraph_step: step }),
    ...(typeof node === "string" && { langgraph_node: node }),
    // The task's kind, and the node's name or number, by which LangGraph orders the tasks of a step.
    ...(Array.isArray(path) && { langgraph_path: path.slice(0, 3).map(visiblePathPart) }),
    ...(namespace !== undefined && { langgraph_checkpoint_ns: namespace }),
    // The library that sent a message that no model streamed. Only this tells a whole message from a piece.
    ...(typeof sender === "string" &&
      sender !== "langchain_chat_model" && { ls_integration: "langgraph" }),
  };
}

/** A task that another one calls has its caller's path for a part of its own. */
function visiblePathPart(part: unknown): unknown {
  if (Array.isArray(part)) return [part.flat(Infinity).map(String).join(",")];
  return typeof part === "string" || typeof part === "number" || typeof part === "boolean"
    ? part
    : null;
}
