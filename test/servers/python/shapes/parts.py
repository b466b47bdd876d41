"""The parts of the graph shapes: a state, scripted models, nodes, and a graph of nodes in sequence."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langgraph.config import get_config
from langgraph.graph import START, MessagesState, StateGraph
from scripted_model import Scripted, ScriptedChatModel


class State(MessagesState):
    """The state of nearly every shape: messages, and a few other keys."""

    reply: str
    verdict: str
    round: int


Update = dict[str, Any]
Node = Callable[[State], Awaitable[Update]]


def call(name: str, id: str = "call_1", **args: Any) -> dict[str, Any]:
    """A tool call."""
    return {"name": name, "args": args, "id": id}


GRADE = call("grade", id="call_grade", relevant="yes")


def script(text: str, *calls: dict[str, Any]) -> list[Scripted]:
    """The chunks of a model: the words of the text, then two chunks for each tool call."""
    chunks: list[Scripted] = list(re.findall(r"\s*\S+", text)) or [""]
    for index, one in enumerate(calls):
        scraps = [
            {"name": one["name"], "id": one["id"], "args": "", "index": index},
            {"name": None, "id": None, "args": json.dumps(one["args"]), "index": index},
        ]
        chunks += [{"content": "", "tool_call_chunks": [scrap]} for scrap in scraps]
    return chunks


class ReplyingChatModel(ScriptedChatModel):
    """A model whose reply depends on the messages so far."""

    reply: Callable[[Sequence[BaseMessage]], Sequence[Scripted]]

    def __init__(self, reply: Callable[[Sequence[BaseMessage]], Sequence[Scripted]]) -> None:
        BaseChatModel.__init__(self, script=[], delay_s=0.001, reply=reply)

    async def _astream(
        self, messages: list[BaseMessage], *args: Any, **kwargs: Any
    ) -> AsyncIterator[ChatGenerationChunk]:
        model = scripted(self.reply(messages))
        async for chunk in model._astream(messages):
            yield chunk


class WholeChatModel(BaseChatModel):
    """A model that gives its complete message at once, without tokens."""

    text: str

    @property
    def _llm_type(self) -> str:
        return "whole"

    def _generate(self, messages: Any, *args: Any, **kwargs: Any) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=AIMessage(self.text))])


def scripted(script: Sequence[Scripted], delay_ms: float = 1) -> ScriptedChatModel:
    return ScriptedChatModel(*script, delay_s=delay_ms / 1000)


def speaker(text: str) -> ScriptedChatModel:
    """A model that streams a text word by word."""
    return scripted(script(text))


def grader() -> ScriptedChatModel:
    """A model that grades by calling a tool, without words."""
    return scripted(script("", GRADE))


def says(text: str, after: str | None = None, opens: str | None = None) -> Node:
    """A node that streams this text and returns the message."""
    return in_time(returns(speaker(text)), after, opens)


def returns(model: Any) -> Node:
    """A node that returns the model's message."""

    async def node(state: State) -> Update:
        return {"messages": [await model.ainvoke(state["messages"])]}

    return node


def keeps(model: Any, **update: Any) -> Node:
    """A node that calls a model and does not return the message."""

    async def node(state: State) -> Update:
        await model.ainvoke(state["messages"])
        return update

    return node


def gives(**update: Any) -> Node:
    """A node that returns this update and calls no model."""

    async def node(state: State) -> Update:
        return update

    return node


# A node that does nothing.
passes = gives()


def ai(content: str, id: str | None = None) -> AIMessage:
    """An AI message that no model has streamed."""
    return AIMessage(content, id=id)


def in_order(**nodes: Node) -> Any:
    """A graph that runs the nodes in sequence."""
    graph = StateGraph(State).add_sequence(list(nodes.items()))
    return graph.add_edge(START, next(iter(nodes))).compile()


_opened: set[str] = set()
# After a signal, LangGraph needs a moment until the earlier messages are in the state and in the stream.
_SETTLE_MS = 10


def in_time(node: Node, after: str | None = None, opens: str | None = None) -> Node:
    """Makes a node wait for the signal `after`, and send the signal `opens` at its end.

    A signal reaches only the nodes of its own run. With signals a busy machine does not change the order.
    """

    async def timed(state: State) -> Update:
        if after is not None:
            await is_open(after)
        update = await node(state)
        if opens is not None:
            _opened.add(_key_of(opens))
        return update

    return timed


async def is_open(name: str) -> None:
    while _key_of(name) not in _opened:
        await pause(2)
    await pause(_SETTLE_MS)


def _key_of(name: str) -> str:
    return f"{get_config()['configurable']['run_id']} {name}"


async def pause(ms: float) -> None:
    await asyncio.sleep(ms / 1000)
