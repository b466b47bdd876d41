"""Graphs within graphs, by node, by call and by stream."""

import asyncio
from typing import Annotated, Any, TypedDict

from langchain_core.messages import AnyMessage, RemoveMessage
from langchain_core.runnables import RunnableLambda
from langgraph.graph import START, StateGraph
from langgraph.graph.message import add_messages
from langgraph.types import Command, Send, interrupt

from shapes.parts import (
    State,
    Update,
    ai,
    gives,
    in_order,
    returns,
    says,
    script,
    scripted,
    speaker,
)


def _around(child: Any, **more: Any) -> Any:
    """A graph whose first node is another graph."""
    return in_order(child=child, **more)


class _Notes(TypedDict):
    topic: str
    notes: Annotated[list[AnyMessage], add_messages]


class _Report(TypedDict):
    topic: str
    report: str


async def _note(state: _Notes) -> Any:
    return {"notes": [await speaker("A note deep inside.").ainvoke(state["topic"])]}


_noting = StateGraph(_Notes).add_node("note", _note).add_edge(START, "note").compile()


async def _reports(state: _Report) -> Any:
    found = await _noting.ainvoke({"topic": state["topic"]})
    said = await speaker("A report on it.").ainvoke(found["notes"])
    return {"report": said.content}


_reporting = StateGraph(_Report).add_node("report", _reports).add_edge(START, "report").compile()


async def _asks_for_report(state: State) -> Update:
    found = await _reporting.ainvoke({"topic": "refunds"})
    return {"reply": found["report"]}


async def _tells_report(state: State) -> Update:
    return {"messages": [ai(f"In short: {state['reply']}")]}


# Three levels, each with keys of its own; only the root has messages.
own_keys = in_order(ask=_asks_for_report, tell=_tells_report)


_two_inside = in_order(think=says("Thought inside."), tell=says("Told inside."))


async def _streams_values(state: State) -> Update:
    last: Any = {}
    async for last in _two_inside.astream({"messages": state["messages"]}, stream_mode="values"):
        pass
    return {"messages": [last["messages"][-1]]}


streamed_inside = in_order(answer=_streams_values)


async def _streams_messages(state: State) -> Update:
    text = ""
    async for chunk, _ in _two_inside.astream(
        {"messages": state["messages"]}, stream_mode="messages"
    ):
        text += str(chunk.content) + " "
    return {"messages": [ai("All of it: " + " ".join(text.split()))]}


messages_read_inside = in_order(answer=_streams_messages)


async def _calls_both(state: State) -> Update:
    one, other = await asyncio.gather(
        in_order(one=says("By one of both.")).ainvoke({"messages": state["messages"]}),
        in_order(other=says("By the other.")).ainvoke({"messages": state["messages"]}),
    )
    return {"messages": [other["messages"][-1], one["messages"][-1]]}


called_at_once = in_order(answer=_calls_both)


async def _to_desk(state: State) -> Any:
    said = await speaker("Passed up.").ainvoke(state["messages"])
    return Command(goto="middle_desk", update={"messages": [said]}, graph=Command.PARENT)


async def _middle_desk(state: State) -> Any:
    said = await speaker("Passed further up.").ainvoke(state["messages"])
    return Command(goto="desk", update={"messages": [said]}, graph=Command.PARENT)


def _one(name: str, node: Any) -> Any:
    return StateGraph(State).add_node(name, node).add_edge(START, name).compile()


_middle = (
    StateGraph(State)
    .add_node("inner", _one("clerk", _to_desk), destinations=("middle_desk",))
    .add_node("middle_desk", _middle_desk)
    .add_edge(START, "inner")
    .compile()
)

handed_up_twice = (
    StateGraph(State)
    .add_node("outer", _middle, destinations=("desk",))
    .add_node("desk", says("The last desk answers."))
    .add_edge(START, "outer")
    .compile()
)

handed_up_to_silence = (
    StateGraph(State)
    .add_node("outer", _middle, destinations=("desk",))
    .add_node("desk", gives(verdict="open"))
    .add_edge(START, "outer")
    .compile()
)


# A node is a sequence: before, a graph, after.
sequence_node = (
    StateGraph(State)
    .add_node(
        "answer",
        RunnableLambda(lambda state: {"messages": state["messages"]})
        | _two_inside
        | RunnableLambda(lambda state: {"messages": state["messages"][-1:]}),
    )
    .add_edge(START, "answer")
    .compile()
)


class _OnlyReply(TypedDict):
    reply: str


async def _said_and_reply(state: State) -> Update:
    said = await speaker("Said inside, not given out.").ainvoke(state["messages"])
    return {"messages": [said], "reply": "short"}


_closed_graph = (
    StateGraph(State, output_schema=_OnlyReply)
    .add_node("inner", _said_and_reply)
    .add_edge(START, "inner")
    .compile()
)

output_kept_inside_only = _around(_closed_graph)


async def _countdown(state: State) -> Update:
    left = state.get("round", 3)
    said = await speaker(f"Level {left}.").ainvoke(state["messages"])
    if left == 0:
        return {"messages": [said]}
    inner = await recursive.ainvoke({"messages": [*state["messages"], said], "round": left - 1})
    return {"messages": inner["messages"]}


# A graph that calls itself.
recursive = in_order(answer=_countdown)


_failing_child = in_order(
    think=says("Said before it broke."),
    fail=returns(scripted([*script("Half inside "), ValueError("broken")])),
)


async def _catches(state: State) -> Update:
    try:
        return await _failing_child.ainvoke(state)
    except ValueError:
        return {"messages": [ai("The other graph is down.")]}


child_fails_caught = in_order(answer=_catches)


async def _asks_inside(state: State) -> Update:
    return {"messages": [ai(f"Approved: {interrupt('Inside?')}")]}


interrupt_inside = _around(in_order(think=says("Thought before asking."), ask=_asks_inside))

_child_with_deferred = (
    StateGraph(State)
    .add_node("quick", says("Quick inside."))
    .add_node("slow", says("Slow inside."))
    .add_node("last", says("Last inside."), defer=True)
    .add_edge(START, "quick")
    .add_edge(START, "slow")
    .add_edge("quick", "last")
    .add_edge("slow", "last")
    .compile()
)

deferred_inside = _around(_child_with_deferred)


async def _take_back(state: State) -> Update:
    return {"messages": [RemoveMessage(state["messages"][-1].id)]}


child_takes_back = in_order(
    first=says("It stays."), second=says("A child removes it."), child=in_order(clean=_take_back)
)


def _fans_out(state: State) -> Any:
    return [Send("child", {"messages": state["messages"]}) for _ in range(3)]


def _chooses_last(state: State) -> Update:
    return {"messages": [ai("Chosen from three.")]}


send_to_graphs = (
    StateGraph(State)
    .add_node("child", _two_inside)
    .add_node("choose", _chooses_last)
    .add_conditional_edges(START, _fans_out, ["child"])
    .add_edge("child", "choose")
    .compile()
)
