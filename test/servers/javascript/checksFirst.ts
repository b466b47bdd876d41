/** Says "Let me check.", works for half a minute without a word, and then answers. */
import { appendFileSync } from "node:fs";
import { AIMessage } from "@langchain/core/messages";
import {
  END,
  MessagesAnnotation,
  START,
  StateGraph,
  type LangGraphRunnableConfig,
} from "@langchain/langgraph";

async function check(_state: typeof MessagesAnnotation.State, config: LangGraphRunnableConfig) {
  for (let tick = 0; tick < 300; tick += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    config.signal?.throwIfAborted();
    if (process.env.TICKS_FILE) appendFileSync(process.env.TICKS_FILE, ".");
  }
  return { messages: [new AIMessage("We are open 9-17.")] };
}

export const checksFirst = new StateGraph(MessagesAnnotation)
  .addNode("announce", () => ({ messages: [new AIMessage("Let me check.")] }))
  .addNode("check", check)
  .addEdge(START, "announce")
  .addEdge("announce", "check")
  .addEdge("check", END)
  .compile();
