"""Runs that fail, interrupt for a person, or recover from an error."""

from typing import Any

from langgraph.graph import START, StateGraph
from langgraph.runtime import Runtime
from langgraph.types import RetryPolicy, interrupt

from shapes.parts import (
    State,
    Update,
    ai,
    in_order,
    is_open,
    keeps,
    pause,
    returns,
    says,
    script,
    scripted,
)


async def _fails(state: State) -> Update:
    raise ValueError("The node is broken.")


def _breaks_off(text: str) -> Any:
    return scripted([*script(text), ValueError("The model is broken.")])


throw_first = in_order(answer=_fails)

throw_mid_answer = in_order(answer=returns(_breaks_off("Half an ")))

throw_after_answer = in_order(answer=says("The answer came."), log=_fails)


def _slowly(text: str) -> Any:
    return scripted(script(text), delay_ms=10)


async def _fails_late(state: State) -> Update:
    await pause(20)
    raise ValueError("The branch is broken.")


throw_in_branch = (
    StateGraph(State)
    .add_node("alpha", returns(_slowly("Alpha is still speaking when beta fails.")))
    .add_node("beta", _fails_late)
    .add_edge(START, "alpha")
    .add_edge(START, "beta")
    .compile()
)

throw_in_subgraph = (
    StateGraph(State)
    .add_node("child", in_order(inner=returns(_breaks_off("Half an inner "))))
    .add_edge(START, "child")
    .compile()
)


async def _second_time(state: State, runtime: Runtime) -> Update:
    if runtime.execution_info.node_attempt < 2:
        return await returns(_breaks_off("Half an "))(state)
    return await says("The whole answer.")(state)


_TWICE = RetryPolicy(
    max_attempts=2, initial_interval=0.001, jitter=False, retry_on=lambda error: True
)

# The first attempt fails after two words. The second attempt is complete.
retried = (
    StateGraph(State)
    .add_node("answer", _second_time, retry_policy=_TWICE)
    .add_edge(START, "answer")
    .compile()
)


async def _fall_back(state: State) -> Update:
    try:
        return await returns(_breaks_off("The first model "))(state)
    except ValueError:
        return await says("The second model answers.")(state)


fallback = in_order(answer=_fall_back)


async def _apologise(state: State) -> Update:
    try:
        return await returns(_breaks_off("It is well known "))(state)
    except ValueError:
        return {"messages": [ai("Sorry, something went wrong.")]}


apology = in_order(answer=_apologise)


async def _grade_in_vain(state: State) -> Update:
    try:
        await keeps(_breaks_off("ye"))(state)
    except ValueError:
        pass
    return {"verdict": "unknown"}


# The grader fails, but the node catches the error, so the answer stays.
grader_fails = in_order(answer=says("Refunds take 30 days."), grade=_grade_in_vain)


async def _ask(state: State) -> Update:
    return {"messages": [ai(f"Approved: {interrupt('Approve?')}")]}


interrupt_node = in_order(ask=_ask)


async def _ask_to_send(state: State) -> Update:
    return {"verdict": str(interrupt("Send it?"))}


interrupt_after_answer = in_order(answer=says("I would send it."), ask=_ask_to_send)

recursion_limit = (
    StateGraph(State)
    .add_node("again", says("Once more."))
    .add_edge(START, "again")
    .add_edge("again", "again")
    .compile()
    .with_config(recursion_limit=4)
)


def _beside_answer(text: str, log: Any) -> Any:
    graph = StateGraph(State).add_node("answer", says(text, opens="answer")).add_node("log", log)
    return graph.add_edge(START, "answer").add_edge(START, "log").compile()


async def _log_in_vain(state: State) -> Update:
    await is_open("answer")
    raise ValueError("The log is broken.")


# The branch fails after the answer is in the stream.
throw_beside_answer = _beside_answer("The answer came in time.", _log_in_vain)


async def _ask_to_log(state: State) -> Update:
    await is_open("answer")
    return {"verdict": str(interrupt("Log it?"))}


interrupt_beside_answer = _beside_answer("The answer is there.", _ask_to_log)
