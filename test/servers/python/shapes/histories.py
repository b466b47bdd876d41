"""Inputs that hold earlier turns, and what becomes of them."""

from langchain_core.messages import HumanMessage, RemoveMessage
from langgraph.graph.message import REMOVE_ALL_MESSAGES

from shapes.parts import State, Update, ai, in_order, passes, says, speaker

history_only = in_order(work=passes)


async def _trims(state: State) -> Update:
    return {"messages": [RemoveMessage(message.id) for message in state["messages"][:1]]}


history_trimmed_only = in_order(trim=_trims)


async def _begins_anew(state: State) -> Update:
    said = await speaker("They talked about refunds.").ainvoke(state["messages"])
    kept = state["messages"][-2:]
    return {
        "messages": [RemoveMessage(REMOVE_ALL_MESSAGES), HumanMessage(str(said.content)), *kept]
    }


history_summarised = in_order(summarise=_begins_anew, answer=says("Thirty days, in short."))


async def _tells_all(state: State) -> Update:
    said = await speaker("The answer after many.").ainvoke(state["messages"])
    return {"messages": [*state["messages"], said]}


history_long = in_order(answer=_tells_all)


async def _repeats_all(state: State) -> Update:
    said = await speaker("Thirty days.").ainvoke(state["messages"])
    return {"messages": [*state["messages"], said]}


history_repeated_whole = in_order(answer=_repeats_all)


async def _mends(state: State) -> Update:
    earlier = next(message for message in state["messages"] if message.type == "ai")
    return {"messages": [ai("Thirty days, corrected.", earlier.id)]}


history_mended = in_order(answer=says("What is said now."), mend=_mends)

history_mended_only = in_order(mend=_mends)


async def _removes_answers(state: State) -> Update:
    return {"messages": [RemoveMessage(one.id) for one in state["messages"] if one.type == "ai"]}


history_answers_removed = in_order(clean=_removes_answers, answer=says("Said without a past."))
