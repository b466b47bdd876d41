"""Streams a word every 100 ms for half a minute, and ticks each time."""

from langchain_core.messages import AIMessage
from langgraph.graph import END, START, MessagesState, StateGraph
from scripted_model import ScriptedChatModel
from ticks import tick

WORDS = [f"tick-{at} " for at in range(300)]


async def answer(state: MessagesState) -> dict:
    text = ""
    async for chunk in ScriptedChatModel(*WORDS, delay_s=0.1).astream(state["messages"]):
        await tick()
        text += str(chunk.content)
    return {"messages": [AIMessage(text)]}


builder = StateGraph(MessagesState)
builder.add_node("answer", answer)
builder.add_edge(START, "answer")
builder.add_edge("answer", END)
graph = builder.compile()
