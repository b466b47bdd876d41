"""Subgraphs, and graphs that a node calls."""

from typing import TypedDict

from langchain_core.messages import RemoveMessage
from langgraph.graph import START, StateGraph

from shapes.parts import State, Update, ai, gives, grader, in_order, keeps, passes, says, speaker

_inner = in_order(inner_answer=says("The inner words."))


def _with_child() -> StateGraph:
    return StateGraph(State).add_node("child", _inner).add_edge(START, "child")


subgraph_node = _with_child().compile()

subgraph_then_wrap = (
    _with_child()
    .add_node("wrap", gives(messages=[ai("Wrapped.")]))
    .add_edge("child", "wrap")
    .compile()
)

subgraph_then_speaker = (
    _with_child()
    .add_node("answer", says("The outer words."))
    .add_edge("child", "answer")
    .compile()
)

subgraph_then_silent = _with_child().add_node("log", passes).add_edge("child", "log").compile()

_middle = (
    StateGraph(State)
    .add_node("middle_say", says("The middle words."))
    .add_node("grandchild", _inner)
    .add_edge(START, "middle_say")
    .add_edge("middle_say", "grandchild")
    .compile()
)

nested_subgraphs = (
    StateGraph(State).add_node("child", _middle).add_edge(START, "child").compile()
)

agent_in_subgraph = (
    StateGraph(State)
    .add_node(
        "child", in_order(think=says("Thinking aloud."), tell=says("What the child found."))
    )
    .add_edge(START, "child")
    .compile()
)


class OtherState(TypedDict, total=False):
    query: str
    found: str


async def _research(state: OtherState) -> Update:
    said = await speaker("Found in the archive.").ainvoke(state.get("query", "anything"))
    return {"found": said.content}


_researcher = (
    StateGraph(OtherState).add_node("research", _research).add_edge(START, "research").compile()
)


async def _ask_and_tell(state: State) -> Update:
    found = (await _researcher.ainvoke({"query": "refunds"}))["found"]
    return {"messages": [ai(f"The archive says: {found}")]}


# A node calls a graph with another state schema and returns its result in words.
subgraph_called = in_order(answer=_ask_and_tell)


async def _ask(state: State) -> Update:
    return {"reply": (await _researcher.ainvoke({"query": "refunds"}))["found"]}


subgraph_called_then_speaker = in_order(
    research=_ask, answer=says("From the archive: 30 days.")
)

_agentlike = in_order(think=says("Some thoughts."), tell=says("The told answer."))


async def _last_only(state: State) -> Update:
    inner = await _agentlike.ainvoke({"messages": state["messages"]})
    return {"messages": inner["messages"][-1:]}


# A node calls a graph and returns only that graph's last message.
subgraph_last_only = in_order(answer=_last_only)


async def _first_kept(state: State) -> Update:
    asked = len(state["messages"])
    inner = await _agentlike.ainvoke({"messages": state["messages"]})
    return {"messages": inner["messages"][asked : asked + 1]}


# A node calls a graph and returns that graph's first message instead of its last.
subgraph_first_kept = in_order(answer=_first_kept)


async def _consult(state: State) -> Update:
    await _agentlike.ainvoke({"messages": state["messages"]})
    return {"verdict": "fine"}


subgraph_kept = in_order(consult=_consult, answer=says("On advice: yes."))

subgraph_kept_after = in_order(answer=says("Yes, you can."), consult=_consult)

parallel_subgraphs = (
    StateGraph(State)
    .add_node("alpha", in_order(speak=says("Alpha from inside.", after="beta")))
    .add_node("beta", in_order(speak=says("Beta from inside.", opens="beta")))
    .add_edge(START, "alpha")
    .add_edge(START, "beta")
    .compile()
)

# The first subgraph speaks before the second one answers, and ends after it.
parallel_subgraphs_heard = (
    StateGraph(State)
    .add_node(
        "alpha",
        in_order(
            begin=says("Alpha begins.", opens="alpha"),
            speak=says("Alpha from inside.", after="beta"),
        ),
    )
    .add_node("beta", in_order(speak=says("Beta from inside.", after="alpha", opens="beta")))
    .add_edge(START, "alpha")
    .add_edge(START, "beta")
    .compile()
)

subgraph_with_grader = (
    StateGraph(State)
    .add_node(
        "child",
        in_order(answer=says("Inside and graded."), grade=keeps(grader(), verdict="yes")),
    )
    .add_edge(START, "child")
    .compile()
)

subgraph_with_branches = (
    StateGraph(State)
    .add_node(
        "child",
        StateGraph(State)
        .add_node("alpha", says("Inner alpha.", after="beta"))
        .add_node("beta", says("Inner beta.", opens="beta"))
        .add_edge(START, "alpha")
        .add_edge(START, "beta")
        .compile(),
    )
    .add_edge(START, "child")
    .compile()
)


class BothStates(State):
    query: str
    found: str


# The child's state has no messages, so only the parent's node answers.
subgraph_without_messages = (
    StateGraph(BothStates)
    .add_node("child", _researcher)
    .add_node("answer", says("Told by the parent."))
    .add_edge(START, "child")
    .add_edge("child", "answer")
    .compile()
)

subgraph_beside_answer = (
    StateGraph(State)
    .add_node("answer", says("Refunds take 30 days."))
    .add_node("watch", _consult)
    .add_edge(START, "answer")
    .add_edge(START, "watch")
    .compile()
)


async def _withdraw(state: State) -> Update:
    return {"messages": [RemoveMessage(state["messages"][-1].id)]}


# The subgraph removes its last message.
subgraph_removes = (
    StateGraph(State)
    .add_node(
        "child",
        in_order(
            first=says("What the child keeps."),
            second=says("What the child withdraws."),
            withdraw=_withdraw,
        ),
    )
    .add_edge(START, "child")
    .compile()
)


async def _count(state: State) -> Update:
    return {"round": state.get("round", 0) + 1}


def _after_count(state: State) -> str:
    return "child" if state["round"] < 2 else "answer"


# The same subgraph runs twice.
subgraph_twice = (
    StateGraph(State)
    .add_node("child", _inner)
    .add_node("count", _count)
    .add_node("answer", says("After two visits."))
    .add_edge(START, "child")
    .add_edge("child", "count")
    .add_conditional_edges("count", _after_count, ["child", "answer"])
    .compile()
)
