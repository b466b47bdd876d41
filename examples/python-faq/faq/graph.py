"""Defines the graph: `retrieve` finds the entries, and `answer` writes the reply."""

from langchain_core.messages import HumanMessage, SystemMessage
from langgraph.graph import END, START, MessagesState, StateGraph
from langgraph.types import StreamWriter

from faq.choose_model import choose_model
from faq.entries import load_entries
from faq.question_in import question_in
from faq.search import FoundEntry, Search
from faq.system_prompt import system_prompt

# The server reads the entries once, when it loads the graph, because nodes must not block the event loop.
ENTRIES = load_entries()
ENTRY_BY_ID = {entry.id: entry for entry in ENTRIES}
SEARCH = Search(ENTRIES)
make_model = choose_model()


class FaqState(MessagesState):
    entries: list[FoundEntry]
    """The entries that the search found, best first."""


async def retrieve(state: FaqState, writer: StreamWriter) -> dict:
    """Finds the entries that answer the question and names them in a `sources` event."""
    found = SEARCH.find(question_in(state["messages"]))
    sources = [{"id": entry["id"], "title": entry["title"]} for entry in found]
    writer({"type": "sources", "sources": sources})
    return {"entries": found}


async def answer(state: FaqState) -> dict:
    """Answers the last human message from the found entries. It does not read earlier messages."""
    found = tuple(ENTRY_BY_ID[entry["id"]] for entry in state["entries"])
    question = HumanMessage(question_in(state["messages"]))
    reply = await make_model(found).ainvoke([SystemMessage(system_prompt(found)), question])
    return {"messages": [reply]}


faq = (
    StateGraph(FaqState)
    .add_node(retrieve)
    .add_node(answer)
    .add_edge(START, "retrieve")
    .add_edge("retrieve", "answer")
    .add_edge("answer", END)
    .compile()
)
"""The FAQ assistant: one question in, one answer from the entries out. It keeps nothing between runs."""
