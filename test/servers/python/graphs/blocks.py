"""A model streams reasoning and text as content blocks."""

from langgraph.graph import END, START, MessagesState, StateGraph
from scripted_model import ScriptedChatModel


async def answer(state: MessagesState) -> dict:
    model = ScriptedChatModel(
        {"content": [{"type": "thinking", "thinking": "Let me think.", "index": 0}]},
        {"content": [{"type": "text", "text": "Refunds ", "index": 1}]},
        {"content": [{"type": "text", "text": "take 30 days.", "index": 1}]},
        {"content": "", "response_metadata": {"stop_reason": "end_turn"}},
    )
    return {"messages": [await model.ainvoke(state["messages"])]}


builder = StateGraph(MessagesState)
builder.add_node("answer", answer)
builder.add_edge(START, "answer")
builder.add_edge("answer", END)
graph = builder.compile()
