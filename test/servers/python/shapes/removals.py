"""Nodes that remove messages."""

from langchain_core.messages import RemoveMessage
from langgraph.graph.message import REMOVE_ALL_MESSAGES

from shapes.parts import (
    GRADE,
    State,
    Update,
    ai,
    gives,
    in_order,
    keeps,
    passes,
    returns,
    says,
    script,
    scripted,
    speaker,
)


async def _removes_last(state: State) -> Update:
    return {"messages": [RemoveMessage(state["messages"][-1].id)]}


async def _removes_all_but_last(state: State) -> Update:
    return {"messages": [RemoveMessage(message.id) for message in state["messages"][:-1]]}


_ALL = RemoveMessage(REMOVE_ALL_MESSAGES)

removes_answer = in_order(
    first=says("The first answer."),
    second=says("The second answer, withdrawn."),
    withdraw=_removes_last,
)

removes_only = in_order(answer=says("Withdrawn at once."), withdraw=_removes_last)

removes_all_then_adds = in_order(
    draft=says("A draft to forget."), start_over=gives(messages=[_ALL, ai("Started over.")])
)

removes_all_then_speaks = in_order(
    draft=says("A draft to forget."),
    clear=gives(messages=[_ALL]),
    answer=says("After a clean slate."),
)


async def _clean(state: State) -> Update:
    return {"messages": [_ALL, *state["messages"][:-1]]}


keeps_the_first = in_order(
    first=says("The one that stays."), second=says("The one that goes."), clean=_clean
)

trimmed_at_start = in_order(
    trim=_removes_all_but_last, answer=says("About the last question.")
)

trimmed_after = in_order(
    note=says("A note on the way."),
    answer=says("The answer that stays."),
    trim=_removes_all_but_last,
)


async def _summarise(state: State) -> Update:
    said = await speaker("They asked about refunds.").ainvoke(state["messages"])
    return {"reply": said.content, **await _removes_all_but_last(state)}


summarised = in_order(answer=says("Refunds take 30 days."), summarise=_summarise)

# The last node removes the tool call, so the answer before it counts.
removes_call = in_order(
    answer=says("Refunds take 30 days."),
    grade=returns(scripted(script("Grading now.", GRADE))),
    clean=_removes_last,
)


async def _replace(state: State) -> Update:
    said = await speaker("In place of the draft.").ainvoke(state["messages"])
    return {"messages": [RemoveMessage(state["messages"][-1].id), said]}


replaces_in_one_update = in_order(draft=says("A draft."), answer=_replace, log=passes)

# The stream shows a message that is removed later. Then a model speaks, but its node returns no message.
removes_then_mutters = in_order(
    first=says("What remains."),
    second=says("What is withdrawn."),
    withdraw=_removes_last,
    grade=keeps(speaker("good"), verdict="good"),
)
