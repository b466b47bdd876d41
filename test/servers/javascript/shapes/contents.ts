/** Contents of messages, ids that models give, and messages of rarer kinds. */
import { AIMessage, ChatMessage, FunctionMessage, ToolMessage } from "@langchain/core/messages";
import { Annotation, START, StateGraph } from "@langchain/langgraph";
import { typedUi, uiMessageReducer } from "@langchain/langgraph-sdk/react-ui/server";
import { ScriptedChatModel } from "../ScriptedChatModel.js";
import { ai, gives, inOrder, returns, says, script, speaker, State } from "./parts.js";

const finds = gives({
  messages: [new ToolMessage({ content: "9-17", tool_call_id: "call_1", name: "look_up" })],
});

const text = (words: string) => ({ type: "text", text: words, index: 0 });

export const blocksWithCall = inOrder({
  agent: returns(
    new ScriptedChatModel(
      [
        { content: [text("Let me ")] },
        { content: [text("look.")] },
        {
          content: [{ type: "tool_use", id: "call_1", name: "look_up", input: "", index: 1 }],
          tool_call_chunks: [
            { name: "look_up", id: "call_1", args: "{}", index: 1, type: "tool_call_chunk" },
          ],
        },
      ],
      1,
    ),
  ),
  tools: finds,
  answer: returns(new ScriptedChatModel([{ content: [text("Open at nine.")] }], 1)),
});

const IMAGE = { type: "image_url", image_url: { url: "data:image/png;base64,AAAA" } };

export const imageBetween = inOrder({
  answer: gives({
    messages: [
      new AIMessage({
        content: [
          { type: "reasoning", reasoning: "A picture helps." },
          { type: "text", text: "Look here: " },
          IMAGE,
          { type: "text", text: "that is it." },
        ],
      }),
    ],
  }),
});

/** Models that call tools often end with an empty line. */
export const blankAfterAnswer = inOrder({
  answer: says("Refunds take 30 days."),
  close: gives({ messages: [ai("\n\n")] }),
});

export const blankOnly = inOrder({ answer: returns(new ScriptedChatModel(["\n", "\n"], 1)) });

export const chatMessage = inOrder({
  answer: says("An AI message."),
  chat: gives({ messages: [new ChatMessage("A message of a role.", "assistant")] }),
});

export const functionLast = inOrder({
  answer: says("Words before the function."),
  call: gives({ messages: [new FunctionMessage({ content: "9-17", name: "look_up" })] }),
});

export const nullContent = inOrder({
  agent: gives({
    messages: [
      {
        role: "assistant",
        content: null as never,
        tool_calls: [
          { id: "call_1", type: "function", function: { name: "look_up", arguments: "{}" } },
        ],
      } as never,
    ],
  }),
  tools: finds,
  answer: says("Nothing was null."),
});

/** A model that streams texts, some of them with an id. */
function named(...chunks: readonly (readonly [content: string, id?: string])[]) {
  return new ScriptedChatModel(
    chunks.map(([content, id]) => ({ content, ...(id !== undefined && { id }) })),
    1,
  );
}

export const idOnFirstChunk = inOrder({
  answer: returns(named(["The id ", "msg_1"], ["came "], ["first."])),
});

export const idOnLastChunk = inOrder({
  answer: returns(named(["The id "], ["came "], ["last.", "msg_1"])),
});

/** A model that gives each message the same id. */
export const oneIdForAll = inOrder({
  draft: returns(named(["A draft ", "same"], ["under it.", "same"])),
  answer: returns(named(["The answer ", "same"], ["under it.", "same"])),
});

export const oneIdInOneNode = inOrder({
  answer: async ({ messages }) => ({
    messages: [
      await named(["A draft ", "same"], ["here.", "same"]).invoke(messages),
      await named(["The answer ", "same"], ["here.", "same"]).invoke(messages),
    ],
  }),
});

export const oneIdAroundTool = inOrder({
  agent: returns(
    new ScriptedChatModel(
      [{ content: "Checking.", id: "same" }, ...script("", { name: "look_up" })],
      1,
    ),
  ),
  tools: finds,
  answer: returns(named(["Found ", "same"], ["it.", "same"])),
});

const UiState = Annotation.Root({
  ...State.spec,
  ui: Annotation({ reducer: uiMessageReducer, default: () => [] }),
});

export const uiMessage = new StateGraph(UiState)
  .addNode("answer", async ({ messages }, config) => {
    const said = await speaker("A card is shown too.").invoke(messages);
    typedUi(config).push({ name: "card", props: { city: "Basel" } }, { message: said });
    return { messages: [said] };
  })
  .addEdge(START, "answer")
  .compile();
