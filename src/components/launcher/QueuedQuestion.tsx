import { useEffect } from "react";
import { useChat } from "../chat/contexts.js";

/**
 * Asks what the page asked through the handle, as soon as the chat is mounted. It asks as the box does, so what must come
 * before the first question comes before this one too.
 */
export function QueuedQuestion({ takeQueued }: { takeQueued: () => string | undefined }) {
  const { ask } = useChat();
  useEffect(() => {
    const question = takeQueued();
    if (question !== undefined) ask(question);
  });
  return null;
}
