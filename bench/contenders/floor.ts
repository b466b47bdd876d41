/** A page with the minimum of work: it fetches, splits lines, parses JSON, and writes the text. */
import { mountTextNode } from "./textNode.js";

export function mount(root: HTMLElement, assistantId: string): void {
  mountTextNode(root, async (question, onText) => {
    const response = await fetch("/runs/stream", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        assistant_id: assistantId,
        stream_mode: ["messages-tuple", "updates"],
        input: { messages: [{ type: "human", content: question }] },
      }),
    });
    if (!response.body) return;
    let rest = "";
    let event = "";
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const lines = (rest + value).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (line.startsWith("event: ")) event = line.slice(7);
        if (!line.startsWith("data: ")) continue;
        const data = JSON.parse(line.slice(6)) as [{ content: string }];
        if (event === "messages") onText(data[0].content);
      }
    }
  });
}
