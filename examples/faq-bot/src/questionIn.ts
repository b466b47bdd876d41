import type { BaseMessage } from "@langchain/core/messages";

/** The text of the last human message, or `""`: other content (an image, say) is no question to a FAQ. */
export function questionIn(messages: readonly BaseMessage[]): string {
  return (
    messages
      .filter(({ type }) => type === "human")
      .at(-1)
      ?.text.trim() ?? ""
  );
}
