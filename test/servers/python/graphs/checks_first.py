"""Says "Let me check.", works for half a minute without a word, and then answers."""

import asyncio

from langchain_core.messages import AIMessage
from langgraph.graph import END, START, MessagesState, StateGraph
from ticks import tick


def announce(state: MessagesState) -> dict:
    return {"messages": [AIMessage("Let me check.")]}


async def check(state: MessagesState) -> dict:
    for _ in range(300):
        await asyncio.sleep(0.1)
        await tick()
    return {"messages": [AIMessage("We are open 9-17.")]}


builder = StateGraph(MessagesState)
builder.add_node("announce", announce)
builder.add_node("check", check)
builder.add_edge(START, "announce")
builder.add_edge("announce", "check")
builder.add_edge("check", END)
graph = builder.compile()
