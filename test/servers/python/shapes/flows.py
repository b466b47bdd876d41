"""Ways through a graph: loops, branches, breakpoints, names of nodes."""

from typing import Annotated, Any, TypedDict

from langchain_core.messages import AnyMessage
from langgraph.graph import END, START, MessagesState, StateGraph
from langgraph.graph.message import add_messages
from langgraph.types import Command, Send
from pydantic import BaseModel

from shapes.parts import State, ai, gives, in_order, in_time, passes, says, speaker

# The entry leads to the end; no node runs.
no_node = (
    StateGraph(State)
    .add_node("answer", says("Never said."))
    .add_conditional_edges(START, lambda state: END, ["answer", END])
    .compile()
)


def _broken_before(**options: Any) -> Any:
    return (
        StateGraph(State)
        .add_sequence([("plan", says("Said before the stop.")), ("act", says("Said after it."))])
        .add_edge(START, "plan")
        .compile(**options)
    )


stops_before = _broken_before(interrupt_before=["act"])
stops_after_last = _broken_before(interrupt_after=["act"])


def _node_and_send(state: State) -> Any:
    return [Send("zebra", {"messages": state["messages"]}), "ape"]


# In one step: one node by an edge, one by Send.
edge_and_send = (
    StateGraph(State)
    .add_node("route", passes)
    .add_node("ape", says("By an edge."))
    .add_node("zebra", says("By Send."))
    .add_edge(START, "route")
    .add_conditional_edges("route", _node_and_send, ["ape", "zebra"])
    .compile()
)


class _Found(MessagesState):
    found: Annotated[list[str], lambda old, new: sorted([*(old or []), *new])]


async def _finds(state: Any) -> Any:
    said = await speaker(f"Found {state['topic']}.").ainvoke("?")
    return {"found": [said.content]}


async def _lists(state: _Found) -> Any:
    return {"messages": [ai(" ".join(state["found"]))]}


# The reducer sorts what the branches found; the words are given, not streamed.
sorted_map = (
    StateGraph(_Found)
    .add_node("find", _finds)
    .add_node("list", _lists)
    .add_conditional_edges(
        START, lambda state: [Send("find", {"topic": topic}) for topic in "cab"], ["find"]
    )
    .add_edge("find", "list")
    .compile()
)


deferred_silent = (
    StateGraph(State)
    .add_node("answer", says("Said before the deferred."))
    .add_node("note", passes)
    .add_node("log", gives(verdict="logged"), defer=True)
    .add_edge(START, "answer")
    .add_edge(START, "note")
    .add_edge("answer", "log")
    .add_edge("note", "log")
    .compile()
)


def _two_named(first: str, second: str) -> Any:
    return in_order(**{first: says("Said in the first."), second: says("Said in the second.")})


unicode_names = _two_named("設計 v1.0", "réponse 🙂")
wire_names = _two_named("metadata", "values")

parallel_numbers = (
    StateGraph(State)
    .add_node("10", says("Ten."))
    .add_node("9", says("Nine."))
    .add_edge(START, "10")
    .add_edge(START, "9")
    .compile()
)

parallel_unicode = (
    StateGraph(State)
    .add_node("é", says("Composed."))
    .add_node("z", says("Plain."))
    .add_node("Z", says("Capital."))
    .add_edge(START, "é")
    .add_edge(START, "z")
    .add_edge(START, "Z")
    .compile()
)


async def _nothing(state: State) -> Any:
    return None


returns_none = in_order(answer=says("Before nothing."), none=_nothing)


class _Model(BaseModel):
    messages: Annotated[list[AnyMessage], add_messages] = []
    reply: str = ""


async def _model_node(state: _Model) -> Any:
    said = await speaker("In a model's state.").ainvoke(state.messages)
    return _Model(messages=[said], reply="ok")


pydantic_state = StateGraph(_Model).add_node("answer", _model_node).add_edge(START, "answer").compile()


class _Question(TypedDict):
    messages: Annotated[list[AnyMessage], add_messages]


class _Private(TypedDict):
    hint: str


class _Answered(TypedDict):
    messages: Annotated[list[AnyMessage], add_messages]
    reply: str


async def _hints(state: _Question) -> _Private:
    await speaker("A private hint.").ainvoke(state["messages"])
    return {"hint": "nine"}


async def _uses_hint(state: _Private) -> Any:
    return {"messages": [await speaker("By a hint.").ainvoke(state["hint"])], "reply": "ok"}


private_state = (
    StateGraph(_Answered, input_schema=_Question, output_schema=_Answered)
    .add_node("hint", _hints)
    .add_node("answer", _uses_hint)
    .add_edge(START, "hint")
    .add_edge("hint", "answer")
    .compile()
)


async def _pairs_twice(state: State) -> Any:
    first = await speaker("The first pair.").ainvoke(state["messages"])
    second = await speaker("The second pair.").ainvoke(state["messages"])
    return Command(update=[("messages", [first]), ("messages", [second])])


command_pairs_twice = (
    StateGraph(State).add_node("answer", _pairs_twice).add_edge(START, "answer").compile()
)


class _Facts(TypedDict):
    question: str
    reply: str


async def _plain_reply(state: _Facts) -> Any:
    said = await speaker("A graph without messages.").ainvoke(state["question"])
    return {"reply": said.content}


no_messages_key = (
    StateGraph(_Facts).add_node("answer", _plain_reply).add_edge(START, "answer").compile()
)


class _History(TypedDict):
    chat_history: Annotated[list[AnyMessage], add_messages]


async def _history_node(state: _History) -> Any:
    return {"chat_history": [await speaker("In the chat history.").ainvoke(state["chat_history"])]}


chat_history = (
    StateGraph(_History).add_node("answer", _history_node).add_edge(START, "answer").compile()
)


def _by_hand(text: str) -> Any:
    """A node that returns a dict, which is not streamed."""
    return gives(messages=[{"role": "assistant", "content": text}])


# The graph takes the results by name, but the node with the first name ends last.
dicts_at_once = (
    StateGraph(State)
    .add_node("a", in_time(_by_hand("First by name."), after="b"))
    .add_node("b", in_time(_by_hand("Second by name."), opens="b"))
    .add_edge(START, "a")
    .add_edge(START, "b")
    .compile()
)
