"""Nodes that choose the next node by a command."""

from typing import Annotated, Any

from langchain.agents import create_agent
from langchain_core.messages import ToolMessage
from langchain_core.tools import InjectedToolCallId, tool
from langgraph.graph import END, START, StateGraph
from langgraph.types import Command, Send

from shapes.parts import (
    Node,
    ReplyingChatModel,
    State,
    Update,
    ai,
    call,
    grader,
    keeps,
    says,
    script,
    speaker,
)


def _hands(text: str, goto: str) -> Any:
    """A node that streams a text and then goes to another node."""

    async def node(state: State) -> Any:
        said = await speaker(text).ainvoke(state["messages"])
        return Command(goto=goto, update={"messages": [said]})

    return node


handoff = (
    StateGraph(State)
    .add_node("triage", _hands("I hand you over.", "billing"), destinations=("billing",))
    .add_node("billing", says("Billing can help."))
    .add_edge(START, "triage")
    .compile()
)


def _supervised(decide: Any, worker: Node) -> Any:
    """The supervisor decides twice and returns no message."""

    async def node(state: State) -> Any:
        is_done = bool(state.get("round"))
        await decide(is_done).ainvoke(state["messages"])
        return Command(goto=END if is_done else "worker", update={"round": 1})

    return (
        StateGraph(State)
        .add_node("supervisor", node, destinations=("worker", END))
        .add_node("worker", worker)
        .add_edge(START, "supervisor")
        .add_edge("worker", "supervisor")
        .compile()
    )


supervisor = _supervised(lambda is_done: grader(), says("The worker's answer."))

supervisor_finish = _supervised(
    lambda is_done: speaker("FINISH" if is_done else "worker"), says("What the worker found.")
)

command_end = (
    StateGraph(State)
    .add_node("answer", _hands("Said and done.", END), destinations=(END,))
    .add_edge(START, "answer")
    .compile()
)


async def _route(state: State) -> Any:
    return Command(goto="answer")


command_only = (
    StateGraph(State)
    .add_node("route", _route, destinations=("answer",))
    .add_node("answer", says("Routed here."))
    .add_edge(START, "route")
    .compile()
)


async def _escalate(state: State) -> Any:
    said = await speaker("This goes to a person.").ainvoke(state["messages"])
    return Command(goto="desk", update={"messages": [said]}, graph=Command.PARENT)


_escalating = (
    StateGraph(State).add_node("escalate", _escalate).add_edge(START, "escalate").compile()
)


def _escalated(desk: Node) -> Any:
    return (
        StateGraph(State)
        .add_node("child", _escalating, destinations=("desk",))
        .add_node("desk", desk)
        .add_edge(START, "child")
        .compile()
    )


handoff_parent = _escalated(says("The desk answers."))

handoff_parent_silent = _escalated(keeps(speaker("Noted."), verdict="open"))


def _one_node(node: Any) -> Any:
    return StateGraph(State).add_node("answer", node).add_edge(START, "answer").compile()


async def _two_commands(state: State) -> Any:
    first = await speaker("First command.").ainvoke(state["messages"])
    second = await speaker("Second command.").ainvoke(state["messages"])
    return [Command(update={"messages": [first]}), Command(update={"messages": [second]})]


command_list = _one_node(_two_commands)


async def _dict_and_command(state: State) -> Any:
    said = await speaker("In the dict.").ainvoke(state["messages"])
    return [{"messages": [said]}, Command(update={"verdict": "fine"})]


dict_and_command = _one_node(_dict_and_command)


async def _unstreamed_commands(state: State) -> Any:
    return [
        Command(update={"verdict": "fine"}),
        Command(update={"messages": [ai("Only in a command.")]}),
    ]


command_list_unstreamed = _one_node(_unstreamed_commands)


async def _plan(state: State) -> Any:
    to_write: Update = {"messages": state["messages"]}
    return Command(goto=[Send("write", to_write), Send("write", to_write)])


command_send = (
    StateGraph(State)
    .add_node("plan", _plan, destinations=("write",))
    .add_node("write", says("One of two."))
    .add_node("sum", says("Two in one."))
    .add_edge(START, "plan")
    .add_edge("write", "sum")
    .compile()
)


@tool
async def transfer(id: Annotated[str, InjectedToolCallId]) -> Command:
    """Hands over."""
    over = ToolMessage("Over.", tool_call_id=id)
    return Command(goto="billing", graph=Command.PARENT, update={"messages": [over]})


_triage = create_agent(
    ReplyingChatModel(lambda _: script("I hand you over.", call("transfer"))), [transfer]
)
_billing = create_agent(ReplyingChatModel(lambda _: script("Billing speaks.")), [])

# The tool of one agent hands over to another agent.
swarm = (
    StateGraph(State)
    .add_node("triage", _triage, destinations=("billing",))
    .add_node("billing", _billing)
    .add_edge(START, "triage")
    .compile()
)
