import type { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import {
  BaseChatModel,
  type BaseChatModelParams,
} from "@langchain/core/language_models/chat_models";
import { AIMessage, AIMessageChunk, type BaseMessage } from "@langchain/core/messages";
import { ChatGenerationChunk, type ChatResult } from "@langchain/core/outputs";
import { composeAnswer } from "./composeAnswer.js";
import type { FaqEntry } from "./parseEntry.js";
import { questionIn } from "./questionIn.js";

export interface ExtractiveChatModelFields extends BaseChatModelParams {
  /** The entries to answer from, best first. If the list is empty, the model says that it does not know. */
  entries: readonly FaqEntry[];
  /** Pause before each word, in milliseconds. Default 20, about the pace of a hosted model; 0 for tests. */
  msPerToken?: number;
}

/**
 * A chat model without a language model. It answers with the words of FAQ entries and streams them word by word.
 *
 * It is a LangChain chat model instead of a function, so that LangGraph streams its words like a hosted model's tokens:
 * through callbacks, in the stream mode `messages-tuple`.
 * Rejects with the abort reason when `options.signal` aborts between two words.
 */
export class ExtractiveChatModel extends BaseChatModel {
  private readonly entries: readonly FaqEntry[];
  private readonly msPerToken: number;

  constructor({ entries, msPerToken = 20, ...fields }: ExtractiveChatModelFields) {
    super(fields);
    this.entries = entries;
    this.msPerToken = msPerToken;
  }

  _llmType(): string {
    return "extractive";
  }

  /** Gives the whole answer at once, for callers that do not read tokens. */
  override async _generate(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
  ): Promise<ChatResult> {
    options.signal?.throwIfAborted();
    const text = composeAnswer(questionIn(messages), this.entries);
    return { generations: [{ text, message: new AIMessage(text) }] };
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const answer = composeAnswer(questionIn(messages), this.entries);
    for (const text of answer.match(/\s*\S+/g) ?? []) {
      await pause(this.msPerToken, options.signal);
      const chunk = new ChatGenerationChunk({ text, message: new AIMessageChunk(text) });
      yield chunk;
      await runManager?.handleLLMNewToken(text, undefined, undefined, undefined, undefined, {
        chunk,
      });
    }
  }
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  if (ms === 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const stopWaiting = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stopWaiting);
      resolve();
    }, ms);
    signal?.addEventListener("abort", stopWaiting, { once: true });
  });
}
