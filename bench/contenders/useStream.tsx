/** A page with the hook of `@langchain/langgraph-sdk/react`, with its default settings, and react-markdown. */
import type { Message } from "@langchain/langgraph-sdk";
import { useStream } from "@langchain/langgraph-sdk/react";
import { createRoot } from "react-dom/client";
import Markdown from "react-markdown";
import remarkGfm from "remark-gfm";
import { AskForm } from "./AskForm.js";

export function mount(root: HTMLElement, assistantId: string): void {
  createRoot(root).render(<Page assistantId={assistantId} />);
}

const PLUGINS = [remarkGfm];

function Page({ assistantId }: { assistantId: string }) {
  const thread = useStream<{ messages: Message[] }>({
    apiUrl: location.origin,
    apiKey: "",
    assistantId,
    messagesKey: "messages",
  });
  const last = thread.messages.at(-1);
  const text = last?.type === "ai" && typeof last.content === "string" ? last.content : "";
  return (
    <>
      <AskForm
        onAsk={(content) => void thread.submit({ messages: [{ type: "human", content }] })}
      />
      <div data-answer>
        <Markdown remarkPlugins={PLUGINS}>{text}</Markdown>
      </div>
    </>
  );
}
