import { aiMessage, hold, metadata, tokens, update, type ScriptStep } from "oneshot-chat/testing";

/**
 * Scripts an answer in two parts. The server sends the second part after `release(holdName)`.
 *
 * @param holdName default: `release()` without a name
 */
export function heldAnswer(before: string, after: string, holdName?: string): ScriptStep[] {
  const message = aiMessage(`${before}${after}`, { id: "message-1" });
  return [
    metadata(),
    ...tokens(before),
    hold(holdName),
    ...tokens(after),
    update("answer", { messages: [message] }),
  ];
}
