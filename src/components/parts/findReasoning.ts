import type { ContentBlock, RunMessage } from "../../langgraph/events.js";

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
      textIn(extra, "reasoning_content"),
    ])
    .filter((text) => text !== "")
    .join("\n\n");
}

function reasoningOf(block: ContentBlock): string {
  if (block.type === "thinking") return textIn(block, "thinking");
  if (block.type !== "reasoning") return "";
  const { summary } = block;
  if (Array.isArray(summary)) return summary.map((part) => textIn(part, "text")).join("\n\n");
  return textIn(block, "reasoning");
}

function textIn(value: unknown, field: string): string {
  if (typeof value !== "object" || value === null) return "";
  const text: unknown = Object.entries(value).find(([name]) => name === field)?.[1];
  return typeof text === "string" ? text : "";
}
