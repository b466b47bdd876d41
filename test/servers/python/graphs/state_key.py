"""The answer is a state key. A model streams a draft before it."""

from langgraph.graph import END, START, MessagesState, StateGraph
from scripted_model import ScriptedChatModel


class State(MessagesState):
    reply: str


async def write(state: State) -> dict:
    await ScriptedChatModel("rough ", "draft").ainvoke(state["messages"])
    return {"reply": "The answer from the state."}


builder = StateGraph(State)
builder.add_node("write", write)
builder.add_edge(START, "write")
builder.add_edge("write", END)
graph = builder.compile()
