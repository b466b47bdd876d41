"""Agents with hooks, agents as tools, and agents that lead other agents."""

from collections.abc import Sequence
from typing import Annotated, Any

from langchain.agents import create_agent
from langchain_core.messages import AIMessage, BaseMessage, ToolMessage
from langchain_core.tools import InjectedToolCallId, tool
from langgraph.graph import START, StateGraph
from langgraph.prebuilt import create_react_agent
from langgraph.types import Command

from shapes.parts import ReplyingChatModel, State, ai, call, script

LOOK_UP = call("look_up", day="Monday")


@tool
async def look_up(day: str) -> str:
    """Looks up opening hours."""
    return "9-17"


def speaks(text: str) -> ReplyingChatModel:
    return ReplyingChatModel(lambda _: script(text))


def looks(before: str, after: str, *calls: Any) -> ReplyingChatModel:
    def reply(messages: Sequence[BaseMessage]) -> list[Any]:
        if messages[-1].type == "tool":
            return script(after)
        return script(before, *(calls or (LOOK_UP,)))

    return ReplyingChatModel(reply)


# A model that looks something up again and again.
keeps_looking = ReplyingChatModel(
    lambda messages: script(
        f"Look {len(messages)}.", call("look_up", f"call_{len(messages)}", day="Monday")
    )
)


async def _adds_note(state: Any) -> Any:
    if state["messages"][-1].tool_calls:
        return {}
    return {"messages": [ai("A note after the answer.")]}


post_model_hook = create_react_agent(
    looks("A hook after.", "Nine, with a note."), [look_up], post_model_hook=_adds_note
)

needs_more_steps = create_react_agent(keeps_looking, [look_up]).with_config(recursion_limit=4)


_expert = create_agent(looks("The expert looks.", "The expert says nine."), [look_up], name="expert")


@tool("look_up")
async def _asks_expert(day: str) -> str:
    """Asks another agent."""
    found = await _expert.ainvoke({"messages": [{"role": "user", "content": day}]})
    return str(found["messages"][-1].content)


agent_as_tool = create_agent(looks("I ask the expert.", "Nine, says the expert."), [_asks_expert])


@tool("look_up")
async def _streams_expert(day: str) -> str:
    """Asks another agent and reads its stream."""
    text = ""
    async for step in _expert.astream({"messages": [("user", day)]}, stream_mode="updates"):
        for update in step.values():
            text = str(update["messages"][-1].content)
    return text


agent_streamed_as_tool = create_agent(
    looks("I ask again.", "Nine, as streamed."), [_streams_expert]
)


@tool
async def hand_to_expert(id: Annotated[str, InjectedToolCallId]) -> Command:
    """Hands over to the expert."""
    over = ToolMessage("Over to the expert.", tool_call_id=id, name="hand_to_expert")
    return Command(goto="expert", graph=Command.PARENT, update={"messages": [over]})


def _leads(messages: Sequence[BaseMessage]) -> list[Any]:
    has_expert = any(message.name == "expert" for message in messages)
    return script("In the end: nine.") if has_expert else script("The expert knows.", call("hand_to_expert"))


_leader = create_react_agent(ReplyingChatModel(_leads), [hand_to_expert], name="leader")


async def _expert_returns(state: State) -> Any:
    """Gives the expert's last message only, and says that the leader goes on."""
    found = await _expert.ainvoke({"messages": state["messages"]})
    last = found["messages"][-1].model_copy(update={"name": "expert"})
    back = AIMessage("", name="expert", tool_calls=[call("back_to_leader", "call_back")])
    return {"messages": [last, back, ToolMessage("Back.", tool_call_id="call_back")]}


leader_and_expert = (
    StateGraph(State)
    .add_node("leader", _leader, destinations=("expert",))
    .add_node("expert", _expert_returns)
    .add_edge(START, "leader")
    .add_edge("expert", "leader")
    .compile()
)


def _leads_silently(messages: Sequence[BaseMessage]) -> list[Any]:
    has_expert = any(message.name == "expert" for message in messages)
    return script("") if has_expert else script("", call("hand_to_expert"))


leader_ends_silent = (
    StateGraph(State)
    .add_node(
        "leader",
        create_react_agent(ReplyingChatModel(_leads_silently), [hand_to_expert]),
        destinations=("expert",),
    )
    .add_node("expert", _expert_returns)
    .add_edge(START, "leader")
    .add_edge("expert", "leader")
    .compile()
)


@tool
async def forward(id: Annotated[str, InjectedToolCallId]) -> Command:
    """Hands over and says so."""
    said = AIMessage("Forwarded as it was.")
    return Command(
        goto="archive",
        graph=Command.PARENT,
        update={"messages": [ToolMessage("Forwarded.", tool_call_id=id), said]},
    )


# A call hands over while another one looks something up.
two_kinds_of_calls = (
    StateGraph(State)
    .add_node(
        "agent",
        create_agent(
            ReplyingChatModel(lambda _: script("Two calls.", LOOK_UP, call("forward", "call_2"))),
            [look_up, forward],
        ),
        destinations=("archive",),
    )
    .add_node("archive", lambda state: {"verdict": "kept"})
    .add_edge(START, "agent")
    .compile()
)
