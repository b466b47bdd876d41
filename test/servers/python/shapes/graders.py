"""Graphs whose models stream words that are not the answer: graders, titles, critics, rewriters."""

from typing import Any

from langgraph.graph import END, START, StateGraph

from shapes.parts import (
    GRADE,
    Node,
    State,
    Update,
    grader,
    in_order,
    in_time,
    keeps,
    passes,
    returns,
    says,
    script,
    scripted,
    speaker,
)

ANSWER = "Refunds take 30 days."
answers = says(ANSWER, opens="answer")

grader_before = in_order(grade=keeps(grader(), verdict="yes"), answer=answers)

grader_after = in_order(answer=answers, grade=keeps(grader(), verdict="yes"))


async def _graded_before(state: State) -> Update:
    await grader().ainvoke(state["messages"])
    return await answers(state)


grader_within = in_order(answer=_graded_before)


async def _graded_after(state: State) -> Update:
    update = await answers(state)
    await grader().ainvoke(state["messages"])
    return update


grader_within_after = in_order(answer=_graded_after)

_grader_returned = returns(grader())

grader_returned_before = in_order(grade=_grader_returned, answer=answers)

grader_returned_after = in_order(answer=answers, grade=_grader_returned)

grader_returned_alone = in_order(grade=_grader_returned)

grader_kept_alone = in_order(grade=keeps(grader(), verdict="yes"))

yes_before = in_order(grade=keeps(speaker("yes")), answer=answers)


async def _yes_after(state: State) -> Update:
    update = await answers(state)
    await speaker("yes").ainvoke(state["messages"])
    return update


yes_within = in_order(answer=_yes_after)

yes_after = in_order(answer=answers, grade=keeps(speaker("yes"), verdict="yes"))


def beside(other: Node) -> Any:
    """A graph that runs the answering node and another node in parallel."""
    graph = StateGraph(State).add_node("answer", answers).add_node("grade", other)
    return graph.add_edge(START, "answer").add_edge(START, "grade").compile()


grader_beside = beside(keeps(grader(), verdict="yes"))
grader_beside_slow = beside(in_time(keeps(grader(), verdict="yes"), after="answer"))
grader_returned_beside = beside(_grader_returned)
yes_beside = beside(keeps(speaker("yes"), verdict="yes"))
yes_beside_slow = beside(in_time(keeps(speaker("yes it is")), after="answer"))


def _into_reply(text: str) -> Node:
    async def node(state: State) -> Update:
        return {"reply": (await speaker(text).ainvoke(state["messages"])).content}

    return node


title_after = in_order(answer=answers, title=_into_reply("About refunds"))

critic_good = in_order(
    answer=answers, critic=keeps(speaker("good"), verdict="good"), send=passes
)

rewritten_query = in_order(
    rewrite=_into_reply("refund period in days"), retrieve=passes, answer=answers
)

graded_in_words = in_order(
    answer=answers, grade=returns(scripted(script("The answer is good.", GRADE)))
)


async def _draft(state: State) -> Update:
    round = state.get("round", 0) + 1
    return {"round": round, **await says(f"Draft number {round}.")(state)}


async def _critic(state: State) -> Update:
    verdict = "Too short." if state["round"] < 2 else "good"
    await speaker(verdict).ainvoke(state["messages"])
    return {"verdict": verdict}


def _after_critic(state: State) -> str:
    return END if state["verdict"] == "good" else "draft"


# The critic rejects the first draft, so the node writes a second one.
critique_loop = (
    StateGraph(State)
    .add_node("draft", _draft)
    .add_node("critic", _critic)
    .add_edge(START, "draft")
    .add_edge("draft", "critic")
    .add_conditional_edges("critic", _after_critic, ["draft", END])
    .compile()
)

# The draft goes into a state key. A later node returns the answer.
drafts_kept = in_order(
    draft=_into_reply("A rough draft."), critic=keeps(speaker("Too rough.")), answer=answers
)


async def _translate(state: State) -> Update:
    await speaker("Erstattungen dauern 30 Tage.").ainvoke(state["messages"])
    said = await speaker("Refunds take 30 days in English.").ainvoke(state["messages"])
    return {"messages": [said]}


# The node answers, translates the answer, and returns only the translation.
translated = in_order(answer=_translate)

json_grader = in_order(
    answer=answers,
    grade=keeps(speaker('{"score": 0.9, "reason": "grounded"}'), verdict="0.9"),
)

suggestions_after = in_order(
    answer=answers, suggest=keeps(speaker("How do I return it? Who pays?"), reply="two questions")
)
