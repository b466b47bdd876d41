/** The parts of the graph shapes: a state, scripted models, nodes, and a graph of nodes in sequence. */
import { AIMessage, type AIMessageChunkFields, type BaseMessage } from "@langchain/core/messages";
import type { ChatResult } from "@langchain/core/outputs";
import { BaseChatModel } from "@langchain/core/language_models/chat_models";
import type { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import {
  Annotation,
  MessagesAnnotation,
  START,
  StateGraph,
  type LangGraphRunnableConfig,
} from "@langchain/langgraph";
import { ScriptedChatModel, type ScriptedChunk } from "../ScriptedChatModel.js";

/** The state of nearly every shape: messages, and a few other keys. */
export const State = Annotation.Root({
  ...MessagesAnnotation.spec,
  reply: Annotation<string>,
  verdict: Annotation<string>,
  round: Annotation<number>,
});

export type Shape = typeof State.State;
export type Update = typeof State.Update;
export type Node = (state: Shape, config: LangGraphRunnableConfig) => Promise<Update>;

/**
 * The order of parallel nodes. A node waits for a signal of another node, so a busy machine does not change the order.
 */
export interface Timing {
  /** The node starts after the signal of this name. A signal reaches only the nodes of its own run. */
  readonly after?: string;
  /** The node sends the signal of this name at its end. */
  readonly opens?: string;
}

/** A tool call. The model streams it in two chunks, as real models do. */
export interface Call {
  readonly name: string;
  readonly args?: object;
  readonly id?: string;
}

export const GRADE: Call = { name: "grade", args: { relevant: "yes" }, id: "call_grade" };

/** Returns the chunks of a model: the words of the text, then two chunks for each tool call. */
export function script(text: string, ...calls: readonly Call[]): ScriptedChunk[] {
  return [...(text.match(/\s*\S+/g) ?? [""]), ...calls.flatMap(callChunks)];
}

function callChunks({ name, args = {}, id = "call_1" }: Call, index: number) {
  const chunk = (more: object): AIMessageChunkFields => ({
    content: "",
    tool_call_chunks: [{ index, type: "tool_call_chunk", ...more }],
  });
  return [chunk({ name, id, args: "" }), chunk({ args: JSON.stringify(args) })];
}

/** A model whose reply depends on the messages so far. Agents can bind tools to it. */
export class ReplyingChatModel extends ScriptedChatModel {
  readonly #reply: (messages: readonly BaseMessage[]) => readonly ScriptedChunk[];

  constructor(reply: (messages: readonly BaseMessage[]) => readonly ScriptedChunk[]) {
    super([]);
    this.#reply = reply;
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ) {
    const model = new ScriptedChatModel(this.#reply(messages), 1);
    yield* model._streamResponseChunks(messages, options, runManager);
  }

  override bindTools() {
    return this;
  }
}

/** A model that gives its complete message at once, without tokens. */
export class WholeChatModel extends BaseChatModel {
  readonly #text: string;

  constructor(text: string) {
    super({});
    this.#text = text;
  }

  override _llmType(): string {
    return "whole";
  }

  override async _generate(): Promise<ChatResult> {
    return { generations: [{ text: this.#text, message: new AIMessage(this.#text) }] };
  }
}

/** A model that streams a text word by word. */
export function speaker(text: string): ScriptedChatModel {
  return new ScriptedChatModel(script(text), 1);
}

/** A model that grades by calling a tool, without words. */
export function grader(): ScriptedChatModel {
  return new ScriptedChatModel(script("", GRADE), 1);
}

/** A node that streams this text and returns the message. */
export function says(text: string, timing?: Timing): Node {
  return inTime(returns(speaker(text)), timing);
}

/** The part of a model that a node calls. The model may have tags or bound tools. */
export interface Model {
  invoke(messages: BaseMessage[]): Promise<BaseMessage>;
}

/** A node that returns the model's message. */
export function returns(model: Model): Node {
  return async ({ messages }) => ({ messages: [await model.invoke(messages)] });
}

/** A node that calls a model and does not return the message. */
export function keeps(model: Model, update: Update = {}): Node {
  return async ({ messages }) => {
    await model.invoke(messages);
    return update;
  };
}

/** A node that returns this update and calls no model. */
export function gives(update: Update): Node {
  return async () => update;
}

/** A node that does nothing. */
export const passes: Node = gives({});

/** An AI message that no model has streamed. */
export function ai(content: string, id?: string): AIMessage {
  return new AIMessage({ content, ...(id !== undefined && { id }) });
}

/** A graph that runs the nodes in sequence. */
export function inOrder(nodes: Record<string, Node>) {
  const graph = new StateGraph(State).addSequence(nodes);
  return graph.addEdge(START, Object.keys(nodes)[0] ?? "").compile();
}

const opened = new Set<string>();
/** After a signal, LangGraph needs a moment until the earlier messages are in the state and in the stream. */
const SETTLE_MS = 10;

/** Makes a node wait for a signal and send one. */
export function inTime(node: Node, { after, opens }: Timing = {}): Node {
  return async (state, config) => {
    if (after !== undefined) await isOpen(after, config);
    const update = await node(state, config);
    if (opens !== undefined) opened.add(keyOf(opens, config));
    return update;
  };
}

export async function isOpen(name: string, config: LangGraphRunnableConfig): Promise<void> {
  while (!opened.has(keyOf(name, config))) await pause(2);
  await pause(SETTLE_MS);
}

function keyOf(name: string, { configurable }: LangGraphRunnableConfig): string {
  const run: unknown = configurable?.["run_id"];
  if (typeof run !== "string") throw new Error("The run has no id.");
  return `${run} ${name}`;
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
