"""The graph: `retrieve` finds the entries, `answer` writes the reply."""

from langchain_core.messages import HumanMessage, SystemMessage
from langgraph.graph import END, START, MessagesState, StateGraph
from langgraph.types import StreamWriter

from faq.choose_model import choose_model
from faq.entries import load_entries
from faq.question_in import question_in
from faq.search import FoundEntry, Search
from faq.system_prompt import system_prompt

# Read once, while the server loads the graph: nodes run on the event loop and must not block it.
ENTRIES = load_entries()
ENTRY_BY_ID = {entry.id: entry for entry in ENTRIES}
SEARCH = Search(ENTRIES)
make_model = choose_model()


class FaqState(MessagesState):
    entries: list[FoundEntry]
    """Entries found for the question, best first."""


async def retrieve(state: FaqState, writer: StreamWriter) -> dict:
    """Finds the entries that answer the question and names them in a `sources` event."""
    found = SEARCH.find(question_in(state["messages"]))
    sources = [{"id": entry["id"], "title": entry["title"]} for entry in found]
    writer({"type": "sources", "sources": sources})
    return {"entries": found}


async def answer(state: FaqState) -> dict:
    """Answers the last human message from the entries found; earlier messages are not read."""
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
"""The FAQ assistant: one question in, one answer from the entries out. Keeps nothing between runs."""
