"""Parallel nodes of one step. The state keeps their messages in the graph's order, whichever node finishes first."""

from typing import Any

from langgraph.graph import END, START, MessagesState, StateGraph
from langgraph.types import Send

from shapes.parts import State, Update, in_order, keeps, passes, says, speaker


def _branches(alpha: dict[str, str], beta: dict[str, str]) -> Any:
    """In the state, the message of ``alpha`` comes first."""
    return (
        StateGraph(State)
        .add_node("alpha", says("Alpha has an answer.", **alpha))
        .add_node("beta", says("Beta has another one.", **beta))
        .add_edge(START, "alpha")
        .add_edge(START, "beta")
    )


def _slow_first() -> Any:
    return _branches({"after": "beta", "opens": "alpha"}, {"opens": "beta"})


# The branch that finishes first has the last message in the state.
later_first = _slow_first().compile()

in_turn = _branches({"opens": "alpha"}, {"after": "alpha"}).compile()

# Both branches stream at the same time.
interleaved = _branches({}, {}).compile()

# The graph declares `beta` first, but the state orders the messages by name.
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

# One branch has two nodes, so it ends one step later.
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

# The deferred node waits for all other nodes.
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
    """The run for the last topic speaks first."""
    topic = state["topic"]
    rest = TOPICS[TOPICS.index(topic) + 1 :]
    return await says(
        f"About {topic} I know this.", after=rest[0] if rest else None, opens=topic
    )(state)


def _to_write(state: MapState) -> list[Send]:
    return [Send("write", {"topic": topic, "messages": state["messages"]}) for topic in TOPICS]


def _mapped() -> Any:
    """The node runs once for each topic."""
    graph = StateGraph(MapState).add_node("write", _write)
    return graph.add_conditional_edges(START, _to_write, ["write"])


send_map = _mapped().compile()

send_reduce = (
    _mapped().add_node("reduce", says("All topics in one.")).add_edge("write", "reduce").compile()
)

send_reduce_silent = _mapped().add_node("reduce", passes).add_edge("write", "reduce").compile()

# The node that Send starts returns no message. The node `reduce` answers.
send_kept = (
    StateGraph(MapState)
    .add_node("write", keeps(speaker("A note on this.")))
    .add_node("reduce", says("All notes in one."))
    .add_conditional_edges(START, _to_write, ["write"])
    .add_edge("write", "reduce")
    .compile()
)

# Two branches speak, one node answers, and a node without words follows.
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


# The node calls two models and returns the message of the first one last.
two_models_at_once = in_order(answer=_both)


async def _best(state: State) -> Update:
    better = await speaker("The better answer.").ainvoke(state["messages"])
    await speaker("The worse answer, at length.").ainvoke(state["messages"])
    return {"messages": [better]}


# The node calls two models and returns the message of the first one.
best_of_two = in_order(answer=_best)


async def _write_inside(state: MapState) -> Update:
    said = await speaker(f"Inside, about {state['topic']}.").ainvoke(state["messages"])
    return {"messages": [said]}


# Send starts a subgraph once for each topic.
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
