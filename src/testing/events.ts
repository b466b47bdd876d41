/** The events that langgraph-api 1.5.1 sends, as steps of a reply. */
import { event, type EventStep, type ScriptContext } from "./steps.js";

/** Where a message is spoken. */
export interface Spoken {
  /** Default `answer`. */
  node?: string;
  /** The message's id. Give each message of a run its own. Default `message-1`. */
  id?: string;
  /** The task of the node's visit, which distinguishes two visits. Default `task-1`. */
  task?: string;
  /** The graph's step. Nodes of one step run in parallel. Default: each visit is a step of its own. */
  step?: number;
}

/** The first event of every run. It holds the run's id. */
export function metadata(): EventStep {
  return { type: "event", name: "metadata", data: ({ runId }) => ({ run_id: runId, attempt: 1 }) };
}

/** One delta of an AI message, as `messages-tuple` sends it. `content` is a string or a list of blocks. */
export function delta(content: unknown, spoken: Spoken = {}, extra: object = {}): EventStep {
  const { node = "answer", id = "message-1", task = "task-1", step } = spoken;
  return {
    type: "event",
    name: "messages",
    data: (context) => [
      { ...aiMessage(content, { id }), tool_call_chunks: [], ...extra },
      messageMetadata({ node, task, step }, context),
    ],
  };
}

/** The deltas of a text, one per word. */
export function tokens(text: string, spoken: Spoken = {}): EventStep[] {
  return (text.match(/\s*\S+|\s+$/g) ?? []).map((word) => delta(word, spoken));
}

/** A node has finished and returned this. */
export function update(node: string, returned: unknown): EventStep {
  return event("updates", { [node]: returned });
}

/** A text spoken token by token, then confirmed by its node's update. */
export function answer(text: string, spoken: Spoken = {}): EventStep[] {
  const { node = "answer", id = "message-1" } = spoken;
  return [...tokens(text, spoken), update(node, { messages: [aiMessage(text, { id })] })];
}

/** A whole run with two nodes: `retrieve` finds something, then `answer` writes the text. */
export function completeRun(text: string): EventStep[] {
  return [metadata(), update("retrieve", { entries: ["refunds"] }), ...answer(text)];
}

/** The whole state after a step. */
export function values(state: object): EventStep {
  return event("values", state);
}

/** What a node wrote with `config.writer`. */
export function custom(data: unknown): EventStep {
  return event("custom", data);
}

/** A node threw an exception. A real stream ends after this event, so the script should end too. */
export function runFailed(message: string, error = "Error"): EventStep {
  return event("error", { error, message });
}

/** An AI message as LangGraph writes it. */
export function aiMessage(content: unknown, { id }: { id?: string } = {}): object {
  return {
    content,
    ...(id !== undefined && { id }),
    tool_calls: [],
    invalid_tool_calls: [],
    additional_kwargs: {},
    response_metadata: {},
    type: "ai",
  };
}

/** The second part of every delta. It has the fields of a real one, and about its size (800 bytes). */
function messageMetadata(
  { node, task, step }: { node: string; task: string; step: number | undefined },
  context: ScriptContext,
): object {
  const visit = `${node}:${task}`;
  return {
    tags: [],
    ls_integration: "langchain_chat_model",
    created_by: "system",
    run_attempt: 1,
    langgraph_version: "1.4.18",
    langgraph_plan: "developer",
    langgraph_host: "self-hosted",
    thread_id: context.threadId,
    run_id: context.runId,
    assistant_id: context.assistantId,
    graph_id: context.assistantId,
    langgraph_step: step ?? context.stepOf?.(visit) ?? 1,
    langgraph_node: node,
    langgraph_triggers: [`branch:to:${node}`],
    langgraph_path: ["__pregel_pull", node],
    langgraph_checkpoint_ns: visit,
    checkpoint_ns: visit,
    ls_model_type: "chat",
    ls_provider: "scripted",
    versions: { "@langchain/core": "1.2.13" },
  };
}
