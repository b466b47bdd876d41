/** Reads a stateless run with the SDK's own loop, for pages whose library only renders. */
import { Client } from "@langchain/langgraph-sdk";

export async function readSdk(
  assistantId: string,
  question: string,
  onText: (text: string) => void,
): Promise<void> {
  const client = new Client({ apiUrl: location.origin, apiKey: null });
  const parts = client.runs.stream(null, assistantId, {
    input: { messages: [{ type: "human", content: question }] },
    streamMode: ["messages-tuple", "updates"],
  });
  for await (const part of parts) {
    if (part.event !== "messages") continue;
    const [message] = part.data;
    if (typeof message.content === "string") onText(message.content);
  }
}
