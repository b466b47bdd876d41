"""Interrupts to ask a person. A stateless run cannot wait for the reply."""

from langchain_core.messages import AIMessage
from langgraph.graph import END, START, MessagesState, StateGraph
from langgraph.types import interrupt


async def ask(state: MessagesState) -> dict:
    return {"messages": [AIMessage(f"Approved: {interrupt('Approve?')}")]}


builder = StateGraph(MessagesState)
builder.add_node("ask", ask)
builder.add_edge(START, "ask")
builder.add_edge("ask", END)
graph = builder.compile()
