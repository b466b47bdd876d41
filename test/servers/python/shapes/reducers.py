"""Lists of messages that a graph keeps in its own way: reducers, overwrites, removals, ids."""

import operator
from typing import Annotated, Any, TypedDict

from langchain_core.messages import AnyMessage, RemoveMessage, convert_to_messages
from langgraph.graph import START, StateGraph
from langgraph.graph.message import REMOVE_ALL_MESSAGES, add_messages
from langgraph.types import Overwrite

from shapes.parts import (
    State,
    Update,
    ai,
    gives,
    in_order,
    in_time,
    keeps,
    passes,
    says,
    speaker,
)


async def _withdraws_last(state: State) -> Update:
    return {"messages": [RemoveMessage(state["messages"][-1].id)]}


_ALL = RemoveMessage(REMOVE_ALL_MESSAGES)


def _kept_by(reducer: Any, **nodes: Any) -> Any:
    """A graph of nodes one after the other, whose messages go through a reducer of its own."""

    def reduces(old: Any, new: Any) -> Any:
        return reducer(old or [], convert_to_messages(new))

    messages = Annotated[list[AnyMessage], reduces] if reducer else list[AnyMessage]
    state = TypedDict("Kept", {"messages": messages, "reply": str})
    graph = StateGraph(state).add_sequence([(name, _untyped(node)) for name, node in nodes.items()])
    return graph.add_edge(START, next(iter(nodes))).compile()


def _untyped(node: Any) -> Any:
    """The same node, without the state that its own type asks for."""

    async def untyped(state: Any) -> Update:
        return await node(state)

    return untyped


def _last(count: int) -> Any:
    return lambda old, new: add_messages(old, new)[-count:]


keeps_last_two = _kept_by(
    _last(2), first=says("Falls out."), second=says("Stays a while."), third=says("Stays at last.")
)


async def _whole_anew(state: State) -> Update:
    said = await speaker("Said in a list of my own.").ainvoke(state["messages"])
    return {"messages": [*state["messages"][:1], said]}


no_reducer = _kept_by(None, draft=says("A draft."), answer=_whole_anew)


async def _drop_last(state: State) -> Update:
    return {"messages": state["messages"][:-1]}


async def _adds_second(state: State) -> Update:
    said = await speaker("The second one.").ainvoke(state["messages"])
    return {"messages": [*state["messages"], said]}


# The node gives the whole list without its last message.
no_reducer_shortens = _kept_by(
    None, first=says("The first one."), second=_adds_second, clean=_drop_last
)


async def _first_edited(state: State) -> Update:
    first = next(message for message in state["messages"] if message.type == "ai")
    return {"messages": [ai("The first one, edited and last.", first.id)]}


# Without LangGraph's reducer an id is no address: the edited copy comes last.
plain_add_same_id = _kept_by(
    operator.add, first=says("The first one."), second=says("The second one."), edit=_first_edited
)


def _newest_first(old: Any, new: Any) -> Any:
    return [*new, *old]


newest_first = _kept_by(
    _newest_first, first=says("Said first, listed last."), second=says("Said last, listed first.")
)


def _unlike(old: Any, new: Any) -> Any:
    known = {message.content for message in old}
    return add_messages(old, [one for one in new if one.content not in known])


dedupes = _kept_by(
    _unlike, draft=says("The same words."), other=says("Other words."), again=says("The same words.")
)


def _masked(old: Any, new: Any) -> Any:
    merged = add_messages(old, new)
    return [
        message.model_copy(update={"content": str(message.content).replace("555-0100", "[number]")})
        for message in merged
    ]


masking_reducer = _kept_by(_masked, answer=says("Call 555-0100 now."))


def _new_ids(old: Any, new: Any) -> Any:
    fresh = [one.model_copy(update={"id": f"own-{len(old) + at}"}) for at, one in enumerate(new)]
    return [*(old), *fresh]


renaming_reducer = _kept_by(
    _new_ids, draft=says("A draft under a new id."), answer=says("The answer under a new id.")
)


async def _edit_renamed(state: State) -> Update:
    return {"messages": Overwrite([*state["messages"][:-1], ai("Mended in a whole new list.")])}


overwritten = in_order(answer=says("A draft."), mend=_edit_renamed)


async def _overwrites_away(state: State) -> Update:
    return {"messages": Overwrite(state["messages"][:-1])}


overwritten_away = in_order(
    first=says("What stays."), second=says("What is overwritten."), clean=_overwrites_away
)


async def _removed_and_back(state: State) -> Update:
    first = state["messages"][-2]
    return {"messages": [RemoveMessage(first.id), ai("The first one is back.", first.id)]}


# What is removed and returned in one update keeps its place.
removed_and_back = in_order(
    first=says("The first one."), second=says("The second one."), back=_removed_and_back
)


same_id_in_one_update = in_order(
    answer=gives(
        messages=[ai("One.", "one"), ai("Two is last.", "two"), ai("One again.", "one")]
    )
)


removes_given = in_order(
    first=says("The first answer."),
    second=gives(messages=[ai("Given without an id, withdrawn.")]),
    withdraw=_withdraws_last,
)

removes_dict = in_order(
    first=says("The first answer."),
    second=gives(messages=[{"role": "assistant", "content": "Written by hand, withdrawn."}]),
    withdraw=_withdraws_last,
)

async def _twice_the_same(state: State) -> Update:
    said = await speaker("One object, given twice.").ainvoke(state["messages"])
    return {"messages": [said, said]}


same_object_twice = in_order(answer=_twice_the_same, log=passes)


async def _give_again(state: State) -> Update:
    return {"messages": [state["messages"][1]]}


# The first of two messages is given once more; it stays where it was.
given_again = in_order(first=says("Said first."), second=says("Said second."), again=_give_again)


def _clears_beside(answer: str, clear: str) -> Any:
    """Two branches: one removes all messages, the other answers after that."""
    return (
        StateGraph(State)
        .add_node("draft", says("A draft before."))
        .add_node(answer, says("Said beside the clearing.", after="clear"))
        .add_node(clear, in_time(gives(messages=[_ALL]), opens="clear"))
        .add_edge(START, "draft")
        .add_edge("draft", answer)
        .add_edge("draft", clear)
        .compile()
    )


clears_before_answer = _clears_beside("b_answer", "a_clear")
# The graph takes the results by name, so the removal comes last.
clears_after_answer = _clears_beside("a_answer", "b_clear")

withdrawn_then_grader = in_order(
    answer=says("Withdrawn at once."), withdraw=_withdraws_last, grade=keeps(speaker("good"))
)
