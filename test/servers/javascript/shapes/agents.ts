/** Prebuilt agents with hooks, and agents that lead other agents. */
import { AIMessage, ToolMessage, type BaseMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { Command, START, StateGraph } from "@langchain/langgraph";
import { createReactAgent } from "@langchain/langgraph/prebuilt";
import { z } from "zod";
import { ai, gives, ReplyingChatModel, script, State, type Call, type Shape } from "./parts.js";

const LOOK_UP: Call = { name: "look_up", args: { day: "Monday" }, id: "call_1" };
const schema = z.object({ day: z.string() });
const lookUp = tool(async () => "9-17", {
  name: "look_up",
  description: "Looks up opening hours.",
  schema,
});

const looks = (before: string, after: string, ...calls: readonly Call[]) =>
  new ReplyingChatModel((messages) =>
    messages.at(-1)?.getType() === "tool"
      ? script(after)
      : script(before, ...(calls.length > 0 ? calls : [LOOK_UP])),
  );

export const postModelHook = createReactAgent({
  llm: looks("A hook after.", "Nine, with a note."),
  tools: [lookUp],
  postModelHook: (async ({ messages }: Shape) => {
    const last = messages.at(-1);
    const calls = last instanceof AIMessage ? (last.tool_calls ?? []) : [];
    return calls.length > 0 ? {} : { messages: [ai("A note after the answer.")] };
  }) as never,
});

const again = new ReplyingChatModel((messages) =>
  script(`Look ${messages.length}.`, { ...LOOK_UP, id: `call_${messages.length}` }),
);

export const needsMoreSteps = createReactAgent({ llm: again, tools: [lookUp] }).withConfig({
  recursionLimit: 4,
});

const expert = createReactAgent({
  llm: looks("The expert looks.", "The expert says nine."),
  tools: [lookUp],
  name: "expert",
});

const asksExpert = tool(
  async ({ day }) => {
    const { messages } = await expert.invoke({ messages: [["user", day]] as never });
    return String(messages.at(-1)?.content);
  },
  { name: "look_up", description: "Asks another agent.", schema },
);

export const agentAsTool = createReactAgent({
  llm: looks("I ask the expert.", "Nine, says the expert."),
  tools: [asksExpert],
});

const streamsExpert = tool(
  async ({ day }) => {
    let text = "";
    const steps = await expert.stream(
      { messages: [["user", day]] as never },
      { streamMode: "updates" },
    );
    for await (const step of steps)
      for (const update of Object.values(step as Record<string, { messages?: BaseMessage[] }>))
        text = String(update.messages?.at(-1)?.content ?? text);
    return text;
  },
  { name: "look_up", description: "Reads another agent's stream.", schema },
);

export const agentStreamedAsTool = createReactAgent({
  llm: looks("I ask again.", "Nine, as streamed."),
  tools: [streamsExpert],
});

const handToExpert = tool(
  async (_input, { toolCall }) =>
    new Command({
      goto: "expert",
      graph: Command.PARENT,
      update: {
        messages: [new ToolMessage({ content: "Over.", tool_call_id: toolCall?.id ?? "" })],
      },
    }),
  { name: "hand_to_expert", description: "Hands over to the expert.", schema: z.object({}) },
);

function led(words: string, end: string) {
  const llm = new ReplyingChatModel((messages) =>
    messages.some(({ name }) => name === "expert")
      ? script(end)
      : script(words, { name: "hand_to_expert" }),
  );
  return new StateGraph(State)
    .addNode("leader", createReactAgent({ llm, tools: [handToExpert] }), { ends: ["expert"] })
    .addNode("expert", async ({ messages }: Shape) => {
      const found = await expert.invoke({ messages });
      const said = new AIMessage({
        content: String(found.messages.at(-1)?.content),
        name: "expert",
        id: found.messages.at(-1)?.id ?? "",
      });
      const back = { name: "back_to_leader", args: {}, id: "call_back" };
      return {
        messages: [
          said,
          new AIMessage({ content: "", name: "expert", tool_calls: [back] }),
          new ToolMessage({ content: "Back.", tool_call_id: "call_back" }),
        ],
      };
    })
    .addEdge(START, "leader")
    .addEdge("expert", "leader")
    .compile();
}

export const leaderAndExpert = led("The expert knows.", "In the end: nine.");
export const leaderEndsSilent = led("", "");

const forward = tool(
  async (_input, { toolCall }) =>
    new Command({
      goto: "archive",
      graph: Command.PARENT,
      update: {
        messages: [
          new ToolMessage({ content: "Forwarded.", tool_call_id: toolCall?.id ?? "" }),
          new AIMessage("Forwarded as it was."),
        ],
      },
    }),
  { name: "forward", description: "Hands over and says so.", schema: z.object({}) },
);

/** A call hands over while another one looks something up. */
export const twoKindsOfCalls = new StateGraph(State)
  .addNode(
    "agent",
    createReactAgent({
      llm: new ReplyingChatModel(() =>
        script("Two calls.", LOOK_UP, { name: "forward", id: "call_2" }),
      ),
      tools: [lookUp, forward],
    }),
    { ends: ["archive"] },
  )
  .addNode("archive", gives({ verdict: "kept" }))
  .addEdge(START, "agent")
  .compile();
