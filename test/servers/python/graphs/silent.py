"""Works for half a minute without a word, and ticks every 100 ms."""

import asyncio

from langchain_core.messages import AIMessage
from langgraph.graph import END, START, MessagesState, StateGraph
from ticks import tick


async def answer(state: MessagesState) -> dict:
    for _ in range(300):
        await asyncio.sleep(0.1)
        await tick()
    return {"messages": [AIMessage("At last.")]}


builder = StateGraph(MessagesState)
builder.add_node("answer", answer)
builder.add_edge(START, "answer")
builder.add_edge("answer", END)
graph = builder.compile()
