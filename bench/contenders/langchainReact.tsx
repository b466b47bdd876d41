/** A page with the hook of `@langchain/react`, which uses the thread protocol, and react-markdown. */
import { useStream } from "@langchain/react";
import { createRoot } from "react-dom/client";
import Markdown from "react-markdown";
import remarkGfm from "remark-gfm";
import { AskForm } from "./AskForm.js";

export function mount(root: HTMLElement, assistantId: string): void {
  createRoot(root).render(<Page assistantId={assistantId} />);
}

const PLUGINS = [remarkGfm];

function Page({ assistantId }: { assistantId: string }) {
  const stream = useStream({ apiUrl: location.origin, assistantId });
  const last = stream.messages.at(-1);
  return (
    <>
      <AskForm
        onAsk={(content) => void stream.submit({ messages: [{ type: "human", content }] })}
      />
      <div data-answer>
        <Markdown remarkPlugins={PLUGINS}>{last?.type === "ai" ? last.text : ""}</Markdown>
      </div>
    </>
  );
}
