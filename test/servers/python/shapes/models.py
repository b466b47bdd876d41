"""Ways in which a node calls its models."""

import asyncio
from typing import Any

from langchain_core.messages import HumanMessage
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate, MessagesPlaceholder
from langgraph.graph import START, StateGraph

from shapes.parts import (
    State,
    Update,
    ai,
    in_order,
    passes,
    pause,
    returns,
    script,
    scripted,
    speaker,
)

_PROMPT = ChatPromptTemplate.from_messages([("system", "Be brief."), MessagesPlaceholder("messages")])


async def _chain(state: State) -> Update:
    text = await (_PROMPT | speaker("Parsed by a chain.") | StrOutputParser()).ainvoke(state)
    return {"messages": [ai(text)]}


chain_parsed = in_order(answer=_chain)

# The node is a chain itself.
runnable_node = (
    StateGraph(State)
    .add_node("answer", _PROMPT | speaker("A chain is a node.") | (lambda said: {"messages": [said]}))
    .add_edge(START, "answer")
    .compile()
)


async def _joins(state: State) -> Update:
    whole: Any = None
    async for chunk in speaker("Chunks added up.").astream(state["messages"]):
        whole = chunk if whole is None else whole + chunk
    return {"messages": [whole]}


chunks_added = in_order(answer=_joins)


async def _by_events(state: State) -> Update:
    text = ""
    async for event in speaker("Read from events.").astream_events(state["messages"], version="v2"):
        if event["event"] == "on_chat_model_stream":
            text += str(event["data"]["chunk"].content)
    return {"messages": [ai(text)]}


events_read = in_order(answer=_by_events)


async def _batches(state: State) -> Update:
    questions = [[HumanMessage("One?")], [HumanMessage("Two?")]]
    said = await speaker("The first of a batch.").abatch(questions)
    return {"messages": [said[0]]}


batched = in_order(answer=_batches)


async def _races(state: State) -> Update:
    slow = scripted(script("The slow one never comes to its end here."), delay_ms=20)
    tasks = [
        asyncio.create_task(model.ainvoke(state["messages"])) for model in (speaker("The quick one."), slow)
    ]
    done, late = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in late:
        task.cancel()
    return {"messages": [done.pop().result()]}


raced = in_order(answer=_races, log=passes)

_background: set[Any] = set()


async def _mutters_on(state: State) -> Update:
    slow = scripted(script("Muttered while others speak."), delay_ms=4)
    task = asyncio.create_task(slow.ainvoke(state["messages"]))
    _background.add(task)
    task.add_done_callback(_background.discard)
    await pause(6)
    return {"verdict": "open"}


# A model goes on speaking when its node has ended.
speaks_on = in_order(mutter=_mutters_on, answer=returns(scripted(script("Said over it."), delay_ms=15)))


def _sync(state: State) -> Update:
    return {"messages": [speaker("Said by a plain function.").invoke(state["messages"])]}


plain_function = in_order(answer=_sync)


async def _times_out(state: State) -> Update:
    slow = scripted(script("Too slow to be of use to anybody."), delay_ms=60)
    try:
        return {"messages": [await asyncio.wait_for(slow.ainvoke(state["messages"]), 0.1)]}
    except TimeoutError:
        return {"messages": [ai("That took too long.")]}


timed_out = in_order(answer=_times_out)


async def _edits_in_place(state: State) -> Update:
    said = await speaker("Call 555-0100.").ainvoke(state["messages"])
    said.content = "Call us."
    return {"messages": [said]}


edited_in_place = in_order(answer=_edits_in_place)


async def _both_at_once(state: State) -> Update:
    """The answer and its title are asked for at the same time; the title ends later."""
    answer, title = await asyncio.gather(
        speaker("Refunds take 30 days.").ainvoke(state["messages"]),
        scripted(script("A title for it"), delay_ms=5).ainvoke(state["messages"]),
    )
    return {"messages": [answer], "reply": title.content}


title_at_once = in_order(answer=_both_at_once)
