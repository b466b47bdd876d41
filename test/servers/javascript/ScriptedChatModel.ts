import type { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import { BaseChatModel } from "@langchain/core/language_models/chat_models";
import {
  AIMessageChunk,
  type AIMessageChunkFields,
  type BaseMessage,
} from "@langchain/core/messages";
import { ChatGenerationChunk, type ChatResult } from "@langchain/core/outputs";

/** One chunk: a text, the fields of a chunk, or an error that the model throws at this point. */
export type ScriptedChunk = string | AIMessageChunkFields | Error;

/** A chat model that streams a fixed script, one chunk every `delayMs`. It ignores its input. */
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
