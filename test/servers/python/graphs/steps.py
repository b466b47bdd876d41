"""One node finds a page, and the next node answers in a hundred words."""

from langgraph.graph import END, START, MessagesState, StateGraph
from scripted_model import ScriptedChatModel

WORDS = [f"word-{at} " for at in range(100)]


class State(MessagesState):
    found: list[str]


async def retrieve(state: State) -> dict:
    return {"found": ["refunds"]}


async def answer(state: State) -> dict:
    return {"messages": [await ScriptedChatModel(*WORDS).ainvoke(state["messages"])]}


builder = StateGraph(State)
builder.add_node("retrieve", retrieve)
builder.add_node("answer", answer)
builder.add_edge(START, "retrieve")
builder.add_edge("retrieve", "answer")
builder.add_edge("answer", END)
graph = builder.compile()
