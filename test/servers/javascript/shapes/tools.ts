/** Agents that call tools. */
import { AIMessage, ToolMessage, type BaseMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { Command, END, START, StateGraph } from "@langchain/langgraph";
import { createReactAgent, ToolNode, toolsCondition } from "@langchain/langgraph/prebuilt";
import { z } from "zod";
import { ReplyingChatModel, returns, script, speaker, State } from "./parts.js";
import { type Call, type Node, type Shape } from "./parts.js";

const LOOK_UP: Call = { name: "look_up", args: { day: "Monday" }, id: "call_1" };

/** A model that calls tools after its first words, and answers after the tools' results. */
function agent(before: string, after: string, ...calls: readonly Call[]): ReplyingChatModel {
  return new ReplyingChatModel((messages) =>
    messages.at(-1)?.getType() === "tool"
      ? script(after)
      : script(before, ...(calls.length > 0 ? calls : [LOOK_UP])),
  );
}

const lookUp = tool(async () => "9-17", {
  name: "look_up",
  description: "Looks up opening hours.",
  schema: z.object({ day: z.string() }),
});

const answersTools: Node = async ({ messages }) => ({
  messages: callsOf(messages).map(
    ({ name, id = "" }) => new ToolMessage({ content: "9-17", name, tool_call_id: id }),
  ),
});

function callsOf(messages: readonly BaseMessage[]) {
  const last = messages.at(-1);
  return last instanceof AIMessage ? (last.tool_calls ?? []) : [];
}

function agentLoop(model: ReplyingChatModel, tools: Node | ToolNode) {
  return new StateGraph(State)
    .addNode("agent", returns(model))
    .addNode("tools", tools)
    .addEdge(START, "agent")
    .addConditionalEdges("agent", toolsCondition, ["tools", END])
    .addEdge("tools", "agent")
    .compile();
}

export const toolAgent = agentLoop(agent("Let me check.", "We are open 9-17."), answersTools);

export const silentCall = agentLoop(agent("", "We are open 9-17."), answersTools);

export const toolNode = agentLoop(agent("One moment.", "Open 9-17."), new ToolNode([lookUp]));

export const parallelCalls = agentLoop(
  agent("Two things.", "Both are open.", LOOK_UP, { ...LOOK_UP, id: "call_2" }),
  new ToolNode([lookUp]),
);

export const twoLookUps = agentLoop(
  new ReplyingChatModel((messages) => {
    const seen = messages.filter((message) => message.getType() === "tool").length;
    if (seen === 2) return script("Open on both days.");
    return script(seen === 0 ? "First Monday." : "Now Tuesday.", {
      ...LOOK_UP,
      id: `call_${seen + 1}`,
    });
  }),
  new ToolNode([lookUp]),
);

export const silentEnding = agentLoop(agent("Done in a moment.", ""), answersTools);

export const prebuiltAgent = createReactAgent({
  llm: agent("Let me look.", "We open at nine."),
  tools: [lookUp],
});

const direct = tool(async () => "Open 9-17, says the tool.", {
  name: "look_up",
  description: "Answers by itself.",
  schema: z.object({ day: z.string() }),
  returnDirect: true,
});

export const returnDirect = createReactAgent({ llm: agent("", "Never said."), tools: [direct] });

export const returnDirectAfterWords = createReactAgent({
  llm: agent("Here it comes.", "Never said."),
  tools: [direct],
});

const broken = tool(
  async () => {
    throw new Error("The look-up is down.");
  },
  { name: "look_up", description: "Fails.", schema: z.object({ day: z.string() }) },
);

export const toolError = agentLoop(
  agent("Let me try.", "I could not find it."),
  new ToolNode([broken], { handleToolErrors: true }),
);

const chatty = tool(
  async () => String((await speaker("The tool talks to itself.").invoke("")).content),
  { name: "look_up", description: "Asks a model.", schema: z.object({ day: z.string() }) },
);

export const toolSpeaks = agentLoop(agent("Asking.", "It is 9-17."), new ToolNode([chatty]));

const commanding = tool(
  async (_input, { toolCall }) =>
    new Command({
      update: {
        reply: "9-17",
        messages: [new ToolMessage({ content: "9-17", tool_call_id: toolCall?.id ?? "" })],
      },
    }),
  { name: "look_up", description: "Updates.", schema: z.object({ day: z.string() }) },
);

export const toolCommand = agentLoop(
  agent("Noting it.", "Noted: 9-17."),
  new ToolNode([commanding]),
);

/** A tool's command holds the answer, and no model speaks after it. */
const concluding = tool(
  async (_input, { toolCall }) =>
    new Command({
      update: {
        messages: [
          new ToolMessage({ content: "9-17", tool_call_id: toolCall?.id ?? "" }),
          new AIMessage("Open 9-17, by command."),
        ],
      },
    }),
  { name: "look_up", description: "Concludes.", schema: z.object({ day: z.string() }) },
);

export const toolConcludes = new StateGraph(State)
  .addNode("agent", returns(agent("A moment.", "Never said.")))
  .addNode("tools", new ToolNode([concluding]))
  .addEdge(START, "agent")
  .addEdge("agent", "tools")
  .compile();

const CLIENT: Call = { name: "open_page", args: { page: "refunds" }, id: "call_page" };

export const clientTool = new StateGraph(State)
  .addNode("agent", returns(agent("Here is the page.", "Never said.", CLIENT)))
  .addEdge(START, "agent")
  .compile();

export const clientToolSilent = new StateGraph(State)
  .addNode("agent", returns(agent("", "Never said.", CLIENT)))
  .addEdge(START, "agent")
  .compile();

/** The server answers the first tool call. It has no tool for the second one. */
export const clientToolLater = new StateGraph(State)
  .addNode(
    "agent",
    returns(
      new ReplyingChatModel((messages) =>
        messages.at(-1)?.getType() === "tool"
          ? script("I opened the page.", CLIENT)
          : script("", LOOK_UP),
      ),
    ),
  )
  .addNode("tools", answersTools)
  .addEdge(START, "agent")
  .addConditionalEdges("agent", ({ messages }: Shape) =>
    callsOf(messages).some(({ name }) => name === "look_up") ? "tools" : END,
  )
  .addEdge("tools", "agent")
  .compile();

/** The node returns the argument of the model's tool call as the answer. */
export const answerInCall = new StateGraph(State)
  .addNode("agent", async ({ messages }: Shape) => {
    const call: Call = { name: "answer", args: { text: "From the call." }, id: "call_a" };
    const said = await new ReplyingChatModel(() => script("", call)).invoke(messages);
    return { messages: [new AIMessage(String(callsOf([said])[0]?.args["text"]))] };
  })
  .addEdge(START, "agent")
  .compile();

export const prebuiltParallel = createReactAgent({
  llm: agent("Looking twice.", "Open on Monday.", LOOK_UP, { ...LOOK_UP, id: "call_2" }),
  tools: [lookUp],
});

/** After the answer, a further model call returns an object as a tool call. No node returns that message. */
export const structuredAfter = createReactAgent({
  llm: new ReplyingChatModel((messages) => {
    const last = messages.at(-1);
    if (last?.getType() === "ai")
      return script("", { name: "extract", args: { opens: 9 }, id: "call_hours" });
    return last?.getType() === "tool" ? script("Nine o'clock.") : script("Checking.", LOOK_UP);
  }),
  tools: [lookUp],
  responseFormat: {
    title: "Hours",
    type: "object",
    properties: { opens: { type: "integer" } },
    required: ["opens"],
  },
});
