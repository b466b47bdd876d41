import type { BaseMessage } from "@langchain/core/messages";

/** Returns the text of the last human message, or `""` for other content, such as an image. */
export function questionIn(messages: readonly BaseMessage[]): string {
  return (
    messages
      .filter(({ type }) => type === "human")
      .at(-1)
      ?.text.trim() ?? ""
  );
}
