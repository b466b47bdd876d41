"""Nodes of one step: the state has their messages in the graph's order, not as they finish."""

from typing import Any

from langgraph.graph import END, START, MessagesState, StateGraph
from langgraph.types import Send

from shapes.parts import State, Update, in_order, keeps, passes, says, speaker


def _branches(alpha: dict[str, str], beta: dict[str, str]) -> Any:
    """``alpha`` comes first in the state."""
    return (
        StateGraph(State)
        .add_node("alpha", says("Alpha has an answer.", **alpha))
        .add_node("beta", says("Beta has another one.", **beta))
        .add_edge(START, "alpha")
        .add_edge(START, "beta")
    )


def _slow_first() -> Any:
    return _branches({"after": "beta", "opens": "alpha"}, {"opens": "beta"})


# The branch whose message is the last in the state finishes first.
later_first = _slow_first().compile()

in_turn = _branches({"opens": "alpha"}, {"after": "alpha"}).compile()

# Both speak at once.
interleaved = _branches({}, {}).compile()

# The same, declared the other way round: names decide, not declarations.
declared_backwards = (
    StateGraph(State)
    .add_node("beta", says("Beta has another one.", after="alpha"))
    .add_node("alpha", says("Alpha has an answer.", opens="alpha"))
    .add_edge(START, "beta")
    .add_edge(START, "alpha")
    .compile()
)

join_speaks = (
    _slow_first()
    .add_node("join", says("Both say yes."))
    .add_edge(["alpha", "beta"], "join")
    .compile()
)

join_silent = (
    _slow_first().add_node("join", passes).add_edge(["alpha", "beta"], "join").compile()
)

three_branches = (
    _branches({"after": "beta"}, {"after": "gamma", "opens": "beta"})
    .add_node("gamma", says("Gamma is brief.", opens="gamma"))
    .add_edge(START, "gamma")
    .compile()
)

# One branch has two nodes, so that it ends a step later.
uneven_branches = (
    StateGraph(State)
    .add_node("alpha", says("Alpha begins."))
    .add_node("beta", says("Beta is done."))
    .add_node("alpha_end", says("Alpha ends."))
    .add_edge(START, "alpha")
    .add_edge(START, "beta")
    .add_edge("alpha", "alpha_end")
    .compile()
)

silent_branch = (
    StateGraph(State)
    .add_node("answer", says("Refunds take 30 days."))
    .add_node("log", passes)
    .add_edge(START, "answer")
    .add_edge(START, "log")
    .compile()
)

# The later branch waits for nothing, the deferred node for all.
deferred = (
    StateGraph(State)
    .add_node("alpha", says("Alpha begins."))
    .add_node("alpha_end", says("Alpha ends."))
    .add_node("sum", says("All in all: yes."), defer=True)
    .add_edge(START, "alpha")
    .add_edge(START, "sum")
    .add_edge("alpha", "alpha_end")
    .compile()
)

deferred_join = (
    _slow_first()
    .add_node("beta_end", says("Beta ends."))
    .add_node("sum", says("Summed up at the end."), defer=True)
    .add_edge("alpha", "sum")
    .add_edge("beta", "beta_end")
    .add_edge("beta_end", "sum")
    .compile()
)


class MapState(State):
    topic: str


TOPICS = ["fees", "dates", "places"]


async def _write(state: MapState) -> Update:
    """The visit for the last topic is the first to speak."""
    topic = state["topic"]
    rest = TOPICS[TOPICS.index(topic) + 1 :]
    return await says(
        f"About {topic} I know this.", after=rest[0] if rest else None, opens=topic
    )(state)


def _to_write(state: MapState) -> list[Send]:
    return [Send("write", {"topic": topic, "messages": state["messages"]}) for topic in TOPICS]


def _mapped() -> Any:
    """One visit for each topic."""
    graph = StateGraph(MapState).add_node("write", _write)
    return graph.add_conditional_edges(START, _to_write, ["write"])


send_map = _mapped().compile()

send_reduce = (
    _mapped().add_node("reduce", says("All topics in one.")).add_edge("write", "reduce").compile()
)

send_reduce_silent = _mapped().add_node("reduce", passes).add_edge("write", "reduce").compile()

# Each visit keeps its words; one node tells them.
send_kept = (
    StateGraph(MapState)
    .add_node("write", keeps(speaker("A note on this.")))
    .add_node("reduce", says("All notes in one."))
    .add_conditional_edges(START, _to_write, ["write"])
    .add_edge("write", "reduce")
    .compile()
)

# A parallel step first, an answer after it, and a last look that says nothing.
researchers = (
    _slow_first()
    .add_node("answer", says("The researchers agree."))
    .add_node("log", passes)
    .add_edge(["alpha", "beta"], "answer")
    .add_edge("answer", "log")
    .add_edge("log", END)
    .compile()
)


async def _both(state: State) -> Update:
    quick = await speaker("The quick one is last.").ainvoke(state["messages"])
    return {
        "messages": [await speaker("The slow one is first.").ainvoke(state["messages"]), quick]
    }


# Two models in one node: the first message that the node returns comes last.
two_models_at_once = in_order(answer=_both)


async def _best(state: State) -> Update:
    better = await speaker("The better answer.").ainvoke(state["messages"])
    await speaker("The worse answer, at length.").ainvoke(state["messages"])
    return {"messages": [better]}


# Two models, and the node takes the words of the one that speaks first.
best_of_two = in_order(answer=_best)


async def _write_inside(state: MapState) -> Update:
    said = await speaker(f"Inside, about {state['topic']}.").ainvoke(state["messages"])
    return {"messages": [said]}


# Visits of a graph by Send.
send_subgraph = (
    StateGraph(MapState)
    .add_node(
        "write",
        StateGraph(MapState, output_schema=MessagesState)
        .add_node("inner", _write_inside)
        .add_edge(START, "inner")
        .compile(),
    )
    .add_node("reduce", says("All insides in one."))
    .add_conditional_edges(START, _to_write, ["write"])
    .add_edge("write", "reduce")
    .compile()
)
