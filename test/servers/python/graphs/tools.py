"""An agent calls a tool and then answers."""

from langchain_core.messages import ToolMessage
from langgraph.graph import END, START, MessagesState, StateGraph
from scripted_model import ScriptedChatModel


def scrap(args: str, **more: str) -> dict:
    """One chunk of a tool call, as models stream it."""
    piece = {"name": None, "id": None, "args": args, "index": 0, "type": "tool_call_chunk", **more}
    return {"content": "", "tool_call_chunks": [piece]}


async def agent(state: MessagesState) -> dict:
    if state["messages"][-1].type == "tool":
        model = ScriptedChatModel("We are ", "open 9-17.")
    else:
        model = ScriptedChatModel(
            scrap("", name="look_up_hours", id="call_1"), scrap('{"day":'), scrap('"Monday"}')
        )
    return {"messages": [await model.ainvoke(state["messages"])]}


async def tools(state: MessagesState) -> dict:
    call = state["messages"][-1].tool_calls[0]
    return {"messages": [ToolMessage("9-17", tool_call_id=call["id"], name=call["name"])]}


def next_node(state: MessagesState) -> str:
    return "tools" if state["messages"][-1].tool_calls else END


builder = StateGraph(MessagesState)
builder.add_node("agent", agent)
builder.add_node("tools", tools)
builder.add_edge(START, "agent")
builder.add_conditional_edges("agent", next_node, ["tools", END])
builder.add_edge("tools", "agent")
graph = builder.compile()
