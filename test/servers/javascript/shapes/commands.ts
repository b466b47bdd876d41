/** Nodes that choose the next node by a command. */
import { ToolMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { Command, END, Send, START, StateGraph } from "@langchain/langgraph";
import { createReactAgent } from "@langchain/langgraph/prebuilt";
import { z } from "zod";
import { ReplyingChatModel, script } from "./parts.js";
import { ai, grader, keeps, says, speaker, State, type Shape, type Update } from "./parts.js";

/** A node that streams a text and then goes to another node. */
function hands(text: string, goto: string) {
  return async ({ messages }: Shape) =>
    new Command({ goto, update: { messages: [await speaker(text).invoke(messages)] } });
}

export const handoff = new StateGraph(State)
  .addNode("triage", hands("I hand you over.", "billing"), { ends: ["billing"] })
  .addNode("billing", says("Billing can help."))
  .addEdge(START, "triage")
  .compile();

/** The supervisor decides twice and returns no message. */
export const supervisor = new StateGraph(State)
  .addNode(
    "supervisor",
    async ({ messages, round }: Shape) => {
      await grader().invoke(messages);
      return new Command({ goto: round ? END : "worker", update: { round: 1 } });
    },
    { ends: ["worker", END] },
  )
  .addNode("worker", says("The worker's answer."))
  .addEdge(START, "supervisor")
  .addEdge("worker", "supervisor")
  .compile();

export const supervisorFinish = new StateGraph(State)
  .addNode(
    "supervisor",
    async ({ messages, round }: Shape) => {
      const next = round ? "FINISH" : "worker";
      await speaker(next).invoke(messages);
      return new Command({ goto: round ? END : "worker", update: { round: 1 } });
    },
    { ends: ["worker", END] },
  )
  .addNode("worker", says("What the worker found."))
  .addEdge(START, "supervisor")
  .addEdge("worker", "supervisor")
  .compile();

export const commandEnd = new StateGraph(State)
  .addNode("answer", hands("Said and done.", END), { ends: [END] })
  .addEdge(START, "answer")
  .compile();

export const commandOnly = new StateGraph(State)
  .addNode("route", async () => new Command({ goto: "answer" }), { ends: ["answer"] })
  .addNode("answer", says("Routed here."))
  .addEdge(START, "route")
  .compile();

const escalating = new StateGraph(State)
  .addNode("escalate", async ({ messages }: Shape) => {
    const said = await speaker("This goes to a person.").invoke(messages);
    return new Command({ goto: "desk", update: { messages: [said] }, graph: Command.PARENT });
  })
  .addEdge(START, "escalate")
  .compile();

export const handoffParent = new StateGraph(State)
  .addNode("child", escalating, { ends: ["desk"] })
  .addNode("desk", says("The desk answers."))
  .addEdge(START, "child")
  .compile();

export const handoffParentSilent = new StateGraph(State)
  .addNode("child", escalating, { ends: ["desk"] })
  .addNode("desk", keeps(speaker("Noted."), { verdict: "open" }))
  .addEdge(START, "child")
  .compile();

// LangGraph accepts lists of updates and commands, but its types accept only single ones.
const listed = (updates: readonly (Command | Update)[]) => updates as unknown as Update;

export const commandList = new StateGraph(State)
  .addNode("answer", async ({ messages }: Shape) =>
    listed([
      new Command({ update: { messages: [await speaker("First command.").invoke(messages)] } }),
      new Command({ update: { messages: [await speaker("Second command.").invoke(messages)] } }),
    ]),
  )
  .addEdge(START, "answer")
  .compile();

export const dictAndCommand = new StateGraph(State)
  .addNode("answer", async ({ messages }: Shape) =>
    listed([
      { messages: [await speaker("In the dict.").invoke(messages)] },
      new Command({ update: { verdict: "fine" } }),
    ]),
  )
  .addEdge(START, "answer")
  .compile();

export const commandListUnstreamed = new StateGraph(State)
  .addNode("answer", async () =>
    listed([
      new Command({ update: { verdict: "fine" } }),
      new Command({ update: { messages: [ai("Only in a command.")] } }),
    ]),
  )
  .addEdge(START, "answer")
  .compile();

export const commandSend = new StateGraph(State)
  .addNode(
    "plan",
    async ({ messages }: Shape) =>
      new Command({ goto: [new Send("write", { messages }), new Send("write", { messages })] }),
    { ends: ["write"] },
  )
  .addNode("write", says("One of two."))
  .addNode("sum", says("Two in one."))
  .addEdge(START, "plan")
  .addEdge("write", "sum")
  .compile();

const transfer = tool(
  async (_input, { toolCall }) =>
    new Command({
      goto: "billing",
      graph: Command.PARENT,
      update: {
        messages: [new ToolMessage({ content: "Over.", tool_call_id: toolCall?.id ?? "" })],
      },
    }),
  { name: "transfer", description: "Hands over.", schema: z.object({}) },
);

/** The tool of one agent hands over to another agent. */
export const swarm = new StateGraph(State)
  .addNode(
    "triage",
    createReactAgent({
      llm: new ReplyingChatModel(() => script("I hand you over.", { name: "transfer" })),
      tools: [transfer],
    }),
    { ends: ["billing"] },
  )
  .addNode(
    "billing",
    createReactAgent({ llm: new ReplyingChatModel(() => script("Billing speaks.")), tools: [] }),
  )
  .addEdge(START, "triage")
  .compile();
