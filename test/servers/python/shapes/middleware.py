"""Agents of LangChain with middleware: hooks, limits, guards and structured answers."""

from typing import Any

from langchain.agents import create_agent
from langchain.agents.middleware import (
    HumanInTheLoopMiddleware,
    ModelCallLimitMiddleware,
    PIIMiddleware,
    SummarizationMiddleware,
    ToolCallLimitMiddleware,
    after_agent,
    after_model,
    before_agent,
    wrap_model_call,
)
from langchain.agents.structured_output import ToolStrategy
from langchain_core.messages import AIMessage, RemoveMessage
from pydantic import BaseModel

from shapes.agents import keeps_looking, look_up, looks, speaks
from shapes.parts import ReplyingChatModel, ai, call, script

summarizing_agent = create_agent(
    looks("Let me look first.", "Nine, after a summary."),
    [look_up],
    middleware=[
        SummarizationMiddleware(
            speaks("They asked about refunds."), trigger=("messages", 3), keep=("messages", 1)
        )
    ],
)

approved_tools = create_agent(
    looks("May I look?", "Never said."),
    [look_up],
    middleware=[HumanInTheLoopMiddleware({"look_up": True})],
)

model_limit = create_agent(keeps_looking, [look_up], middleware=[ModelCallLimitMiddleware(run_limit=2)])

tool_limit = create_agent(
    keeps_looking, [look_up], middleware=[ToolCallLimitMiddleware(run_limit=1, exit_behavior="end")]
)

redacting_agent = create_agent(
    speaks("Write to jane@example.com today."),
    [],
    middleware=[PIIMiddleware("email", strategy="redact", apply_to_output=True)],
)


@before_agent
async def _greets(state: Any, runtime: Any) -> Any:
    return {"messages": [ai("Hello there.")]}


@after_agent
async def _warns(state: Any, runtime: Any) -> Any:
    return {"messages": [ai("This is no advice.")]}


greeting_agent = create_agent(speaks("Nine o'clock."), [], middleware=[_greets, _warns])


@before_agent(can_jump_to=["end"])
async def _refuses(state: Any, runtime: Any) -> Any:
    return {"messages": [ai("I may not talk of this.")], "jump_to": "end"}


refusing_agent = create_agent(speaks("Never said."), [], middleware=[_refuses])


@after_model
async def _replaces(state: Any, runtime: Any) -> Any:
    return {"messages": [RemoveMessage(state["messages"][-1].id), ai("Replaced by a guard.")]}


guarded_agent = create_agent(speaks("Something unfit."), [], middleware=[_replaces])


@after_model(can_jump_to=["model"])
async def _once_more(state: Any, runtime: Any) -> Any:
    if len(state["messages"]) > 2:
        return None
    return {"messages": [{"role": "user", "content": "Shorter, please."}], "jump_to": "model"}


retold_agent = create_agent(
    ReplyingChatModel(lambda messages: script("Shorter." if len(messages) > 1 else "A long one.")),
    [],
    middleware=[_once_more],
)


@wrap_model_call
async def _edits(request: Any, handler: Any) -> Any:
    response = await handler(request)
    response.result[0] = AIMessage("Edited on its way.")
    return response


edited_response = create_agent(speaks("As the model said it."), [], middleware=[_edits])


class Hours(BaseModel):
    """When it opens."""

    opens: int


structured_by_tool = create_agent(
    ReplyingChatModel(lambda _: script("Here you are.", call("Hours", "call_hours", opens=9))),
    [],
    response_format=ToolStrategy(Hours),
)

structured_silent = create_agent(
    ReplyingChatModel(lambda _: script("", call("Hours", "call_hours", opens=9))),
    [],
    response_format=ToolStrategy(Hours),
)
