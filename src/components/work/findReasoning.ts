import type { ContentBlock, RunMessage } from "../../langgraph/events.js";
import { textOf } from "./fields.js";

/**
 * What the model thought before it answered, as paragraphs; `""` if the server sends none.
 *
 * Source: LangChain's content blocks (`reasoning`), and what integrations send before LangChain 1: Anthropic (`thinking`),
 * OpenAI (`summary` of a `reasoning` block), DeepSeek (`additional_kwargs.reasoning_content`).
 */
export function findReasoning(messages: readonly RunMessage[]): string {
  return messages
    .filter(({ type }) => type === "ai")
    .flatMap(({ content, additional_kwargs: extra }) => [
      ...(typeof content === "string" ? [] : content.map(reasoningOf)),
      textOf(extra, "reasoning_content"),
    ])
    .filter((text) => text !== "")
    .join("\n\n");
}

function reasoningOf(block: ContentBlock): string {
  if (block.type === "thinking") return textOf(block, "thinking");
  if (block.type !== "reasoning") return "";
  const { summary } = block;
  if (Array.isArray(summary)) return summary.map((part) => textOf(part, "text")).join("\n\n");
  return textOf(block, "reasoning");
}
