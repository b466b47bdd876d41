"""Works for five seconds without a word in a `def` node, and ticks every 100 ms."""

import time

from langchain_core.messages import AIMessage
from langgraph.graph import END, START, MessagesState, StateGraph
from ticks import append_tick


def answer(state: MessagesState) -> dict:
    for _ in range(50):
        time.sleep(0.1)
        append_tick()
    return {"messages": [AIMessage("At last.")]}


builder = StateGraph(MessagesState)
builder.add_node("answer", answer)
builder.add_edge(START, "answer")
builder.add_edge("answer", END)
graph = builder.compile()
