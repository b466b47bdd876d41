"""Raises in the middle of its answer, with a text that visitors must not see."""

from langgraph.graph import END, START, MessagesState, StateGraph
from scripted_model import ScriptedChatModel


async def answer(state: MessagesState) -> dict:
    model = ScriptedChatModel(
        "Half an ", "answer ", IndexError("secret: /etc/model token=abc")
    )
    return {"messages": [await model.ainvoke(state["messages"])]}


builder = StateGraph(MessagesState)
builder.add_node("answer", answer)
builder.add_edge(START, "answer")
builder.add_edge("answer", END)
graph = builder.compile()
