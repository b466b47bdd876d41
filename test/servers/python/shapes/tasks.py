"""More of the functional API: what tasks return, and what their entrypoint returns."""

import asyncio
from typing import Any

from langchain_core.messages import HumanMessage
from langgraph.func import entrypoint, task
from langgraph.types import interrupt

from shapes.parts import State, ai, in_order, says, speaker

Input = dict[str, Any]


@task
async def tell(text: str) -> Any:
    return await speaker(text).ainvoke("anything")


@task
async def tell_state(text: str) -> Any:
    return {"messages": [await speaker(text).ainvoke("anything")]}


@task
async def tell_list(*texts: str) -> Any:
    return [HumanMessage("Tell me."), *[await speaker(text).ainvoke("?") for text in texts]]


@entrypoint()
async def task_states(input: Input) -> Any:
    first = await tell_state("The first task's state.")
    await tell_state("The second task's state.")
    return first


@entrypoint()
async def task_lists(input: Input) -> Any:
    said = await tell_list("One of a list.", "Two of a list.")
    return {"messages": [said[1]]}


@entrypoint()
async def task_first_kept(input: Input) -> Any:
    first = await tell("The first is kept.")
    await tell("The second is not.")
    return {"messages": [first]}


@entrypoint()
async def task_state_object(input: Input) -> Any:
    await tell_state("A task's state, dropped.")
    return {"reply": "done"}


@task
async def outer(text: str) -> Any:
    inner = await tell(f"{text} inside")
    return await tell(f"{text} outside, after {len(inner.content)}")


@entrypoint()
async def task_in_task(input: Input) -> Any:
    return {"messages": [await outer("Said")]}


@entrypoint()
async def task_loop_last(input: Input) -> Any:
    said = None
    for at in range(4):
        said = await tell(f"Round {at}.")
    return {"messages": [*input["messages"], said]}


@entrypoint()
async def tasks_reversed(input: Input) -> Any:
    one, two = await asyncio.gather(tell("One at once."), tell("Two at once."))
    return {"messages": [two, one]}


@entrypoint()
async def entrypoint_final(input: Input, *, previous: Any = None) -> Any:
    said = await tell("The final value.")
    return entrypoint.final(value={"messages": [said]}, save={"messages": [ai("Saved.")]})


@entrypoint()
async def entrypoint_final_other(input: Input, *, previous: Any = None) -> Any:
    said = await tell("Saved and not given.")
    return entrypoint.final(value={"reply": "given"}, save=[said])


@task
async def ask() -> Any:
    return interrupt("Go on?")


@entrypoint()
async def entrypoint_asks(input: Input) -> Any:
    said = await tell("Said before the question.")
    await ask()
    return {"messages": [said]}


@entrypoint()
async def entrypoint_edits(input: Input) -> Any:
    said = await tell("Call 555-0100.")
    return {"messages": [ai("Call us.", said.id)]}


async def _calls_task_keeps(state: State) -> Any:
    await tell("A task's words, kept.")
    return {"verdict": "fine"}


node_keeps_task = in_order(answer=says("The answer before."), work=_calls_task_keeps)
