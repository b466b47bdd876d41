"""A subgraph speaks. Then a node returns a message without a model."""

from langchain_core.messages import AIMessage
from langgraph.graph import END, START, MessagesState, StateGraph
from scripted_model import ScriptedChatModel


async def inner_answer(state: MessagesState) -> dict:
    return {"messages": [await ScriptedChatModel("inner ", "words").ainvoke(state["messages"])]}


async def wrap(state: MessagesState) -> dict:
    return {"messages": [AIMessage("wrapped", id="wrap-1")]}


inner = StateGraph(MessagesState)
inner.add_node("innerAnswer", inner_answer)
inner.add_edge(START, "innerAnswer")
inner.add_edge("innerAnswer", END)

builder = StateGraph(MessagesState)
builder.add_node("child", inner.compile())
builder.add_node("wrap", wrap)
builder.add_edge(START, "child")
builder.add_edge("child", "wrap")
builder.add_edge("wrap", END)
graph = builder.compile()
