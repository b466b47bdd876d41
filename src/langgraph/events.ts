/**
 * What a run can say, without the names that LangGraph uses on the wire. `translatePart` writes these
 * events, `run/reduceRun` reads them.
 */
import type { RunError } from "./errors.js";
import type { JsonObject } from "./json.js";

/** One block of a message whose content is a list: `text`, `reasoning`, `image_url`, … */
export interface ContentBlock {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** A tool call of an AI message. While the message streams, `args` holds what can be parsed so far. */
export interface ToolCall {
  readonly id?: string | undefined;
  readonly name: string;
  readonly args: JsonObject;
}

/** A message of the run in LangChain's own shape, with a few fields that a page needs. */
export interface RunMessage {
  readonly id: string;
  /** `ai`, `tool`, `system`, …; class names such as `AIMessageChunk` and roles become these words. */
  readonly type: string;
  readonly content: string | readonly ContentBlock[];
  /** The text of `content`. Reasoning, images and tool calls are not text. */
  readonly text: string;
  /** The names from the root graph to the node that spoke. Empty where the server does not say. */
  readonly nodes: readonly string[];
  /** False from the first delta until a node's update or the state confirms the message by its id. */
  readonly isComplete: boolean;
  readonly tool_calls?: readonly ToolCall[];
  readonly tool_call_id?: string;
  readonly name?: string;
  /** Whatever else LangGraph sends: `additional_kwargs`, `response_metadata`, `usage_metadata`, … */
  readonly [field: string]: unknown;
}

/** A name that exists for types alone. */
declare const nodes: unique symbol;

/**
 * What each node returns, as the `Update` type of a hook or component:
 * `ByNode<{ retrieve: { entries: string[] }; answer: { messages: unknown[] } }>`. A check of `update.node` then
 * narrows `update.data`.
 */
export interface ByNode<Nodes extends object> {
  readonly [nodes]: Nodes;
}

/** What one node returned when it finished. */
export type RunUpdate<Update = JsonObject> = [Update] extends [ByNode<infer Nodes>]
  ? { [Node in keyof Nodes & string]: NodeUpdate<Node, Nodes[Node]> }[keyof Nodes & string]
  : NodeUpdate<string, Update>;

interface NodeUpdate<Node extends string, Update> {
  readonly node: Node;
  /** The path of subgraphs above the node, as LangGraph names it (`["child:6004b5e2-…"]`); root nodes: `[]`. */
  readonly namespace: readonly string[];
  /** What the node returned. A node may return nothing (`null`). */
  readonly data: Update | null;
}

/** One visit to a node: `working` once it speaks, `done` once it has returned. */
export interface RunStep {
  /** Stable for the life of the run; use it as a React key. */
  readonly id: string;
  readonly node: string;
  readonly namespace: readonly string[];
  readonly status: "working" | "done";
}

/** One visit to a node of the root graph, known from the words spoken in it or below it. */
export interface RootTask {
  readonly id: string;
  readonly node: string;
  /** The number of the graph's step; `undefined` where the server does not say. */
  readonly step: number | undefined;
  /**
   * The tasks of one step run side by side. They finish in any order, but the graph takes their results in the
   * order of this, compared as a string.
   */
  readonly position: string;
}

/** One change that a node made to the graph's list of messages. */
export type MessageChange =
  /** Replaces the message of the same id, or comes last. */
  | { readonly type: "put"; readonly message: RunMessage }
  | { readonly type: "remove"; readonly id: string }
  | { readonly type: "removeAll" };

/** One thing that happened in a run. */
export type RunEvent<State = JsonObject, Update = JsonObject> =
  /** The server accepted the run. */
  | { readonly type: "created"; readonly runId: string }
  /** The visitor may rate the run. Only gateways allow that. */
  | { readonly type: "rateable"; readonly feedbackToken: string }
  /** A piece of a message. */
  | ({ readonly type: "delta"; readonly message: RunMessage } & Origin)
  /** A whole message, or a message as far as it has come. */
  | ({ readonly type: "message"; readonly message: RunMessage } & Origin)
  /** A node gave a message that is not shown. */
  | { readonly type: "visited"; readonly task?: RootTask }
  /** A node finished. */
  | {
      readonly type: "update";
      readonly node: string;
      readonly namespace: readonly string[];
      /** Whether what the node returned becomes part of the root graph's state. */
      readonly changesState: boolean;
      /** Usually one; several for a node that returned a list of updates. */
      readonly updates: readonly RunUpdate<Update>[];
      readonly changes: readonly MessageChange[];
      /** The visit of the root node, or of the one above a node inside a subgraph. An update does not tell its step. */
      readonly task: RootTask;
    }
  /** The graph's whole state after a step. */
  | { readonly type: "values"; readonly values: State; readonly messages: readonly RunMessage[] }
  | { readonly type: "custom"; readonly data: unknown }
  /** The server says that the run failed, was interrupted or timed out. */
  | { readonly type: "failed"; readonly error: RunError }
  /** The server says that the run is over. `isWhole` is false where it does not say how it ended. */
  | { readonly type: "ended"; readonly isWhole: boolean };

/** Where a message was said, as far as the server tells. */
interface Origin {
  /** The visit that is shown as a step. */
  readonly step?: RunStep;
  readonly task?: RootTask;
}
