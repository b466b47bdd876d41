/** A page with assistant-ui: its LangGraph runtime over the SDK's stateless stream, and its Markdown. */
import {
  AssistantRuntimeProvider,
  ComposerPrimitive,
  MessagePrimitive,
  ThreadPrimitive,
} from "@assistant-ui/react";
import { useLangGraphRuntime, type LangChainMessage } from "@assistant-ui/react-langgraph";
import { MarkdownTextPrimitive } from "@assistant-ui/react-markdown";
import { Client } from "@langchain/langgraph-sdk";
import { createRoot } from "react-dom/client";
import remarkGfm from "remark-gfm";

export function mount(root: HTMLElement, assistantId: string): void {
  createRoot(root).render(<Page assistantId={assistantId} />);
}

const PLUGINS = [remarkGfm];

// The animation is off, because it shows text later than it arrives. The bench would count that as slow.
const Text = () => <MarkdownTextPrimitive smooth={false} remarkPlugins={PLUGINS} />;
const PARTS = { Text };

const MESSAGES = {
  UserMessage: () => (
    <MessagePrimitive.Root>
      <MessagePrimitive.Parts />
    </MessagePrimitive.Root>
  ),
  AssistantMessage: () => (
    <MessagePrimitive.Root data-answer="">
      <MessagePrimitive.Parts components={PARTS} />
    </MessagePrimitive.Root>
  ),
};

function Page({ assistantId }: { assistantId: string }) {
  const runtime = useLangGraphRuntime({
    stream: async function* (messages: LangChainMessage[], { abortSignal }) {
      const client = new Client({ apiUrl: location.origin, apiKey: null });
      yield* client.runs.stream(null, assistantId, {
        input: { messages },
        streamMode: ["messages-tuple", "updates"],
        signal: abortSignal,
      }) as AsyncGenerator<never>;
    },
  });
  return (
    <AssistantRuntimeProvider runtime={runtime}>
      <ThreadPrimitive.Root>
        <ComposerPrimitive.Root>
          <ComposerPrimitive.Input aria-label="Your question" />
          <ComposerPrimitive.Send>Ask</ComposerPrimitive.Send>
        </ComposerPrimitive.Root>
        <ThreadPrimitive.Viewport autoScroll={false}>
          <ThreadPrimitive.Messages components={MESSAGES} />
        </ThreadPrimitive.Viewport>
      </ThreadPrimitive.Root>
    </AssistantRuntimeProvider>
  );
}
