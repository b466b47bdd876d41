/** More of the functional API: what tasks return, and what their entrypoint returns. */
import { HumanMessage, type BaseMessage } from "@langchain/core/messages";
import { entrypoint, interrupt, task } from "@langchain/langgraph";
import { ai, inOrder, says, speaker } from "./parts.js";

interface Input {
  messages: BaseMessage[];
}

const tell = task("tell", async (text: string) => speaker(text).invoke("anything"));
const tellState = task("tellState", async (text: string) => ({
  messages: [await speaker(text).invoke("anything")],
}));
const tellList = task("tellList", async (...texts: string[]) => {
  const said: BaseMessage[] = [new HumanMessage("Tell me.")];
  for (const text of texts) said.push(await speaker(text).invoke("?"));
  return said;
});

export const taskStates = entrypoint("taskStates", async (_input: Input) => {
  const first = await tellState("The first task's state.");
  await tellState("The second task's state.");
  return first;
});

export const taskLists = entrypoint("taskLists", async (_input: Input) => ({
  messages: (await tellList("One of a list.", "Two of a list.")).slice(1, 2),
}));

export const taskFirstKept = entrypoint("taskFirstKept", async (_input: Input) => {
  const first = await tell("The first is kept.");
  await tell("The second is not.");
  return { messages: [first] };
});

export const taskStateObject = entrypoint("taskStateObject", async (_input: Input) => {
  await tellState("A task's state, dropped.");
  return { reply: "done" };
});

const outer = task("outer", async (text: string) => {
  const inner = await tell(`${text} inside`);
  return tell(`${text} outside, after ${String(inner.content).length}`);
});

export const taskInTask = entrypoint("taskInTask", async (_input: Input) => ({
  messages: [await outer("Said")],
}));

export const taskLoopLast = entrypoint("taskLoopLast", async ({ messages }: Input) => {
  let said;
  for (let at = 0; at < 4; at += 1) said = await tell(`Round ${at}.`);
  return { messages: [...messages, said] };
});

export const tasksReversed = entrypoint("tasksReversed", async (_input: Input) => {
  const [one, two] = await Promise.all([tell("One at once."), tell("Two at once.")]);
  return { messages: [two, one] };
});

export const entrypointFinal = entrypoint("entrypointFinal", async (_input: Input) => {
  const said = await tell("The final value.");
  return entrypoint.final({ value: { messages: [said] }, save: { messages: [ai("Saved.")] } });
});

export const entrypointFinalOther = entrypoint("entrypointFinalOther", async (_input: Input) => {
  const said = await tell("Saved and not given.");
  return entrypoint.final({ value: { reply: "given" }, save: [said] });
});

const ask = task("ask", async () => interrupt("Go on?"));

export const entrypointAsks = entrypoint("entrypointAsks", async (_input: Input) => {
  const said = await tell("Said before the question.");
  await ask();
  return { messages: [said] };
});

export const entrypointEdits = entrypoint("entrypointEdits", async (_input: Input) => {
  const said = await tell("Call 555-0100.");
  return { messages: [ai("Call us.", said.id)] };
});

export const nodeKeepsTask = inOrder({
  answer: says("The answer before."),
  work: async () => {
    await tell("A task's words, kept.");
    return { verdict: "fine" };
  },
});
