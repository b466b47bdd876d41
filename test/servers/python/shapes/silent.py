"""Answers in state keys, caches, and graphs without an answer."""

from typing import Annotated, TypedDict

from langchain_core.messages import AnyMessage
from langgraph.cache.memory import InMemoryCache
from langgraph.config import get_stream_writer
from langgraph.graph import START, MessagesState, StateGraph
from langgraph.graph.message import add_messages
from langgraph.types import CachePolicy

from shapes.parts import State, Update, ai, gives, in_order, keeps, passes, says, speaker

state_key = in_order(write=gives(reply="The answer is a key."))


async def _heard(state: State) -> Update:
    said = await speaker("Heard, and kept in a key.").ainvoke(state["messages"])
    return {"reply": said.content}


state_key_heard = in_order(write=_heard)

state_key_speaking = in_order(
    write=keeps(speaker("A rough draft."), reply="The answer is a key.")
)

# One node returns a message. The next node writes the answer into a state key.
state_key_after_message = in_order(
    think=says("Thinking aloud."), write=gives(reply="The answer is a key.")
)

heard_twice = in_order(
    plan=keeps(speaker("First a plan.")),
    write=keeps(speaker("Then the words."), reply="Then the words."),
)


async def _progress(state: State) -> Update:
    write = get_stream_writer()
    write({"progress": 0.5})
    write({"progress": 1})
    return {}


custom_only = in_order(work=_progress)


async def _progress_and_answer(state: State) -> Update:
    write = get_stream_writer()
    write({"progress": 0.5})
    said = await speaker("Done with the work.").ainvoke(state["messages"])
    write("finished")
    return {"messages": [said]}


custom_and_answer = in_order(work=_progress_and_answer)

nothing = in_order(work=passes)

human_only = in_order(work=gives(messages="A bare string is a person's."))

wordless_only = in_order(work=gives(messages=[ai("")]))

_ALWAYS = CachePolicy(key_func=lambda *args, **kwargs: b"always")


async def _keep_for_later(state: MessagesState) -> Update:
    return {"messages": [await speaker("Kept for later.").ainvoke(state["messages"])]}


# After the first run, every run gets the node's result from the cache.
cached = (
    StateGraph(MessagesState)
    .add_node("answer", _keep_for_later, cache_policy=_ALWAYS)
    .add_edge(START, "answer")
    .compile(cache=InMemoryCache())
)

# The cache gives the first node's result, and the second node speaks.
cached_then_speaks = (
    StateGraph(State)
    .add_node("retrieve", gives(reply="page 3"), cache_policy=_ALWAYS)
    .add_node("answer", says("From page 3."))
    .add_edge(START, "retrieve")
    .add_edge("retrieve", "answer")
    .compile(cache=InMemoryCache())
)


class ReplyOnly(TypedDict):
    reply: str


async def _said_but_not_given(state: State) -> Update:
    said = await speaker("Said, but not given out.").ainvoke(state["messages"])
    return {"messages": [said], "reply": "given out"}


# The output schema leaves the messages out of the final state.
output_schema = (
    StateGraph(State, output_schema=ReplyOnly)
    .add_node("answer", _said_but_not_given)
    .add_edge(START, "answer")
    .compile()
)


class ChatState(MessagesState):
    chat: Annotated[list[AnyMessage], add_messages]


async def _other(state: ChatState) -> Update:
    return {"chat": [await speaker("In another channel.").ainvoke(state["messages"])]}


# The answer goes into a list of messages under another state key.
other_channel = (
    StateGraph(ChatState).add_node("answer", _other).add_edge(START, "answer").compile()
)


async def _both(state: ChatState) -> Update:
    said = await speaker("In both channels.").ainvoke(state["messages"])
    return {"messages": [said], "chat": [*state["messages"], said]}


# The node copies the question into the second list of messages, and adds the answer to both lists.
both_channels = StateGraph(ChatState).add_node("answer", _both).add_edge(START, "answer").compile()


async def _tell_by_events(state: State) -> Update:
    write = get_stream_writer()
    for token in ["Told ", "by ", "events."]:
        write({"token": token})
    return {"messages": [ai("Told by events.")]}


# The node sends the tokens as custom events, as with a model that LangChain does not support.
custom_tokens = in_order(answer=_tell_by_events)
