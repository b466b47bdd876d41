"""The functional API: an entrypoint and its tasks."""

import asyncio
from typing import Any

from langgraph.func import entrypoint, task

from shapes.parts import State, ai, grader, in_order, says, speaker

Input = dict[str, Any]


@task
async def say(text: str) -> Any:
    return await speaker(text).ainvoke("anything")


@entrypoint()
async def entrypoint_messages(input: Input) -> Any:
    return {"messages": [await say("A task's message.")]}


@entrypoint()
async def entrypoint_two_tasks(input: Input) -> Any:
    await say("A draft by a task.")
    return {"messages": [await say("The answer by a task.")]}


@entrypoint()
async def entrypoint_string(input: Input) -> Any:
    return str((await say("Words of a task.")).content)


@entrypoint()
async def entrypoint_object(input: Input) -> Any:
    return {"reply": str((await say("Words in an object.")).content)}


@entrypoint()
async def entrypoint_message(input: Input) -> Any:
    return await say("One bare message.")


@entrypoint()
async def entrypoint_list(input: Input) -> Any:
    return [await say("A list of one message.")]


@entrypoint()
async def parallel_tasks(input: Input) -> Any:
    """The entrypoint returns the message of the first task last."""
    quick = await say("The quick task.")
    return {"messages": [await say("The slow task."), quick]}


@entrypoint()
async def tasks_joined(input: Input) -> Any:
    await asyncio.gather(say("One view."), say("Another view."))
    return {"messages": [await say("Both views together.")]}


@task
async def grade() -> str:
    await grader().ainvoke("anything")
    return "yes"


@entrypoint()
async def entrypoint_grader(input: Input) -> Any:
    said = await say("Graded and told.")
    await grade()
    return {"messages": [said]}


@entrypoint()
async def entrypoint_speaks(input: Input) -> Any:
    said = await speaker("Said by the entrypoint itself.").ainvoke(input["messages"])
    return {"messages": [said]}


@entrypoint()
async def entrypoint_unstreamed(input: Input) -> Any:
    return {"messages": [ai("Given by the entrypoint.")]}


@entrypoint()
async def entrypoint_keeps_all(input: Input) -> Any:
    return {"messages": [*input["messages"], await say("After all that was said.")]}


_conversation = in_order(think=says("A graph thinks."), tell=says("A graph tells."))


@entrypoint()
async def entrypoint_calls_graph(input: Input) -> Any:
    said = await _conversation.ainvoke({"messages": input["messages"]})
    return {"messages": said["messages"]}


async def _ask_entrypoint(state: State) -> Any:
    return await entrypoint_two_tasks.ainvoke({"messages": state["messages"]})


# A node calls an entrypoint and returns its result.
node_calls_entrypoint = in_order(answer=_ask_entrypoint)
