"""Agents that call tools."""

from collections.abc import Sequence
from typing import Annotated, Any

from langchain.agents import create_agent
from langchain_core.messages import AIMessage, BaseMessage, ToolMessage
from langchain_core.tools import InjectedToolCallId, tool
from langgraph.graph import END, START, StateGraph
from langgraph.prebuilt import ToolNode, create_react_agent, tools_condition
from langgraph.types import Command
from pydantic import BaseModel

from shapes.parts import ReplyingChatModel, State, Update, call, returns, script, speaker

LOOK_UP = call("look_up", day="Monday")


def _agent(before: str, after: str, *calls: dict[str, Any]) -> ReplyingChatModel:
    """A model that calls tools after its first words, and answers after the tools' results."""

    def reply(messages: Sequence[BaseMessage]) -> list[Any]:
        if messages[-1].type == "tool":
            return script(after)
        return script(before, *(calls or (LOOK_UP,)))

    return ReplyingChatModel(reply)


@tool
async def look_up(day: str) -> str:
    """Looks up opening hours."""
    return "9-17"


def _calls_of(messages: Sequence[BaseMessage]) -> list[Any]:
    last = messages[-1]
    return last.tool_calls if isinstance(last, AIMessage) else []


async def _answers_tools(state: State) -> Update:
    return {
        "messages": [
            ToolMessage("9-17", name=one["name"], tool_call_id=one["id"])
            for one in _calls_of(state["messages"])
        ]
    }


def _agent_loop(model: ReplyingChatModel, tools: Any) -> Any:
    return (
        StateGraph(State)
        .add_node("agent", returns(model))
        .add_node("tools", tools)
        .add_edge(START, "agent")
        .add_conditional_edges("agent", tools_condition, ["tools", END])
        .add_edge("tools", "agent")
        .compile()
    )


tool_agent = _agent_loop(_agent("Let me check.", "We are open 9-17."), _answers_tools)

silent_call = _agent_loop(_agent("", "We are open 9-17."), _answers_tools)

tool_node = _agent_loop(_agent("One moment.", "Open 9-17."), ToolNode([look_up]))

parallel_calls = _agent_loop(
    _agent("Two things.", "Both are open.", LOOK_UP, {**LOOK_UP, "id": "call_2"}),
    ToolNode([look_up]),
)


def _look_twice(messages: Sequence[BaseMessage]) -> list[Any]:
    seen = sum(message.type == "tool" for message in messages)
    if seen == 2:
        return script("Open on both days.")
    words = "First Monday." if seen == 0 else "Now Tuesday."
    return script(words, {**LOOK_UP, "id": f"call_{seen + 1}"})


two_look_ups = _agent_loop(ReplyingChatModel(_look_twice), ToolNode([look_up]))

silent_ending = _agent_loop(_agent("Done in a moment.", ""), _answers_tools)

prebuilt_agent = create_agent(_agent("Let me look.", "We open at nine."), [look_up])


@tool("look_up", return_direct=True)
async def _direct(day: str) -> str:
    """Answers by itself."""
    return "Open 9-17, says the tool."


return_direct = create_react_agent(_agent("", "Never said."), [_direct])

return_direct_after_words = create_react_agent(_agent("Here it comes.", "Never said."), [_direct])


@tool("look_up")
async def _broken(day: str) -> str:
    """Fails."""
    raise ValueError("The look-up is down.")


tool_error = _agent_loop(
    _agent("Let me try.", "I could not find it."), ToolNode([_broken], handle_tool_errors=True)
)


@tool("look_up")
async def _chatty(day: str) -> str:
    """Asks a model."""
    return str((await speaker("The tool talks to itself.").ainvoke("")).content)


tool_speaks = _agent_loop(_agent("Asking.", "It is 9-17."), ToolNode([_chatty]))


@tool("look_up")
async def _commanding(day: str, id: Annotated[str, InjectedToolCallId]) -> Command:
    """Updates."""
    return Command(
        update={"reply": "9-17", "messages": [ToolMessage("9-17", tool_call_id=id)]}
    )


tool_command = _agent_loop(_agent("Noting it.", "Noted: 9-17."), ToolNode([_commanding]))


@tool("look_up")
async def _concluding(day: str, id: Annotated[str, InjectedToolCallId]) -> Command:
    """The command holds the answer, and no model speaks after it."""
    said = AIMessage("Open 9-17, by command.")
    return Command(update={"messages": [ToolMessage("9-17", tool_call_id=id), said]})


tool_concludes = (
    StateGraph(State)
    .add_node("agent", returns(_agent("A moment.", "Never said.")))
    .add_node("tools", ToolNode([_concluding]))
    .add_edge(START, "agent")
    .add_edge("agent", "tools")
    .compile()
)

CLIENT = call("open_page", id="call_page", page="refunds")


def _alone(model: ReplyingChatModel) -> Any:
    return StateGraph(State).add_node("agent", returns(model)).add_edge(START, "agent").compile()


client_tool = _alone(_agent("Here is the page.", "Never said.", CLIENT))

client_tool_silent = _alone(_agent("", "Never said.", CLIENT))


def _look_then_open(messages: Sequence[BaseMessage]) -> list[Any]:
    if messages[-1].type == "tool":
        return script("I opened the page.", CLIENT)
    return script("", LOOK_UP)


def _after_agent(state: State) -> str:
    looks = any(one["name"] == "look_up" for one in _calls_of(state["messages"]))
    return "tools" if looks else END


# The server answers the first tool call. It has no tool for the second one.
client_tool_later = (
    StateGraph(State)
    .add_node("agent", returns(ReplyingChatModel(_look_then_open)))
    .add_node("tools", _answers_tools)
    .add_edge(START, "agent")
    .add_conditional_edges("agent", _after_agent, ["tools", END])
    .add_edge("tools", "agent")
    .compile()
)


async def _answer_in_call(state: State) -> Update:
    one = call("answer", id="call_a", text="From the call.")
    said = await ReplyingChatModel(lambda _: script("", one)).ainvoke(state["messages"])
    return {"messages": [AIMessage(said.tool_calls[0]["args"]["text"])]}


# The node returns the argument of the model's tool call as the answer.
answer_in_call = (
    StateGraph(State).add_node("agent", _answer_in_call).add_edge(START, "agent").compile()
)

prebuilt_parallel = create_agent(
    _agent("Looking twice.", "Open on Monday.", LOOK_UP, {**LOOK_UP, "id": "call_2"}), [look_up]
)


def _look_and_fill_in(messages: Sequence[BaseMessage]) -> list[Any]:
    last = messages[-1]
    if last.type == "ai":
        return script("", call("Hours", id="call_hours", opens=9))
    return script("Nine o'clock.") if last.type == "tool" else script("Checking.", LOOK_UP)


class Hours(BaseModel):
    """The opening hour."""

    opens: int


# After the answer, a further model call returns an object as a tool call. No node returns that message.
structured_after = create_react_agent(
    ReplyingChatModel(_look_and_fill_in), [look_up], response_format=Hours
)
