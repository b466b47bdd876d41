/**
 * What a scripted LangGraph server does, step by step. Frames are byte for byte those of
 * langgraph-api 1.5.1: `event:` and one `data:` line of JSON, a blank line, `\n` ends.
 */

/** Who is asking; some frames name the run they belong to. */
export interface ScriptContext {
  readonly runId: string;
  readonly threadId: string;
  readonly assistantId: string;
  /** The number of the graph's step in which a visit to a node happens; `visit` is `node:task`. Default: 1. */
  stepOf?(visit: string): number;
}

/** One step of a reply. Each `event` and `bytes` step leaves as one network chunk. */
export type ScriptStep =
  | {
      readonly type: "event";
      readonly name: string;
      readonly data: (context: ScriptContext) => unknown;
    }
  | { readonly type: "bytes"; readonly bytes: Uint8Array }
  | { readonly type: "joined"; readonly steps: readonly ScriptStep[] }
  | { readonly type: "pause"; readonly ms: number }
  | { readonly type: "hold"; readonly name: string }
  | { readonly type: "cut" };

/** Any event by its wire name. */
export function event(name: string, data: unknown): ScriptStep {
  return { type: "event", name, data: () => data };
}

/** The first frame of every run: tells its id. */
export function metadata(): ScriptStep {
  return { type: "event", name: "metadata", data: ({ runId }) => ({ run_id: runId, attempt: 1 }) };
}

/** Where a message is spoken. */
export interface Spoken {
  /** Default `answer`. */
  node?: string;
  /** The message's id; give each message of a run its own. Default `message-1`. */
  id?: string;
  /** The task of the node's visit, which tells two visits apart. Default `task-1`. */
  task?: string;
  /** The graph's step; nodes of one step run side by side. Default: each visit is a step of its own. */
  step?: number;
}

/** One delta of an AI message, as `messages-tuple` sends it. `content`: a string, or blocks. */
export function delta(content: unknown, spoken: Spoken = {}, extra: object = {}): ScriptStep {
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
export function tokens(text: string, spoken: Spoken = {}): ScriptStep[] {
  return (text.match(/\s*\S+|\s+$/g) ?? []).map((word) => delta(word, spoken));
}

/** A node has finished and returned this. */
export function update(node: string, returned: unknown): ScriptStep {
  return event("updates", { [node]: returned });
}

/** A text spoken token by token, then confirmed by its node's update. */
export function answer(text: string, spoken: Spoken = {}): ScriptStep[] {
  const { node = "answer", id = "message-1" } = spoken;
  return [...tokens(text, spoken), update(node, { messages: [aiMessage(text, { id })] })];
}

/** A whole run that finds something, answers and ends: `retrieve`, then `answer`. */
export function completeRun(text: string): ScriptStep[] {
  return [metadata(), update("retrieve", { entries: ["refunds"] }), ...answer(text)];
}

/** The whole state after a step. */
export function values(state: object): ScriptStep {
  return event("values", state);
}

/** What a node wrote with `config.writer`. */
export function custom(data: unknown): ScriptStep {
  return event("custom", data);
}

/** A node threw. The stream ends after it like any other; so should the script. */
export function runFailed(message: string, error = "Error"): ScriptStep {
  return event("error", { error, message });
}

/** Bytes exactly as given: half frames, odd line ends, recordings. */
export function bytes(raw: string | Uint8Array): ScriptStep {
  return { type: "bytes", bytes: typeof raw === "string" ? new TextEncoder().encode(raw) : raw };
}

/** Several steps as one network chunk. Only `event` and `bytes` steps can be joined. */
export function joined(...steps: ScriptStep[]): ScriptStep {
  return { type: "joined", steps };
}

/** Silence for a time. */
export function pause(ms: number): ScriptStep {
  return { type: "pause", ms };
}

/** Silence until `server.release(name)`. */
export function hold(name = "hold"): ScriptStep {
  return { type: "hold", name };
}

/** The connection breaks here; nothing after it is sent. (A clean end is the end of the script.) */
export function cut(): ScriptStep {
  return { type: "cut" };
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

/** The bytes of a step; `undefined` for one that sends none. */
export function bytesOf(step: ScriptStep, context: ScriptContext): Uint8Array | undefined {
  if (step.type === "bytes") return step.bytes;
  if (step.type === "event")
    return new TextEncoder().encode(
      `event: ${step.name}\ndata: ${JSON.stringify(step.data(context))}\n\n`,
    );
  if (step.type !== "joined") return undefined;
  return concat(step.steps.flatMap((inner) => bytesOf(inner, context) ?? []));
}

function concat(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}

/** What a real server sends beside every delta; realistic in kind and size (about 800 bytes). */
function messageMetadata(
  { node, task, step }: { node: string; task: string; step: number | undefined },
  context: ScriptContext,
): object {
  const path = `${node}:${task}`;
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
    langgraph_step: step ?? context.stepOf?.(path) ?? 1,
    langgraph_node: node,
    langgraph_triggers: [`branch:to:${node}`],
    langgraph_path: ["__pregel_pull", node],
    langgraph_checkpoint_ns: path,
    checkpoint_ns: path,
    ls_model_type: "chat",
    ls_provider: "scripted",
    versions: { "@langchain/core": "1.2.13" },
  };
}
