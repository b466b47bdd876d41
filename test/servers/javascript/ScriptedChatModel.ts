import type { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import { BaseChatModel } from "@langchain/core/language_models/chat_models";
import {
  AIMessageChunk,
  type AIMessageChunkFields,
  type BaseMessage,
} from "@langchain/core/messages";
import { ChatGenerationChunk, type ChatResult } from "@langchain/core/outputs";

/** What a chunk is made of: a text, whole chunk fields, or an error to throw there. */
export type ScriptedChunk = string | AIMessageChunkFields | Error;

/** A chat model that streams what it is told to, one chunk every `delayMs`. */
export class ScriptedChatModel extends BaseChatModel {
  readonly #chunks: readonly ScriptedChunk[];
  readonly #delayMs: number;

  constructor(chunks: readonly ScriptedChunk[], delayMs = 15) {
    super({});
    this.#chunks = chunks;
    this.#delayMs = delayMs;
  }

  override _llmType(): string {
    return "scripted";
  }

  override async _generate(): Promise<ChatResult> {
    throw new Error("This model only streams.");
  }

  override async *_streamResponseChunks(
    _messages: BaseMessage[],
    _options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    for (const scripted of this.#chunks) {
      await new Promise((resolve) => setTimeout(resolve, this.#delayMs));
      if (scripted instanceof Error) throw scripted;
      const message = new AIMessageChunk(
        typeof scripted === "string" ? { content: scripted } : scripted,
      );
      const text = typeof message.content === "string" ? message.content : "";
      const chunk = new ChatGenerationChunk({ text, message });
      yield chunk;
      await runManager?.handleLLMNewToken(text, undefined, undefined, undefined, undefined, {
        chunk,
      });
    }
  }
}
