"""Nodes that return messages in different forms."""

from langchain_core.messages import AIMessage, AIMessageChunk, HumanMessage, SystemMessage
from langgraph.graph import START, MessagesState, StateGraph
from langgraph.graph.message import push_message

from shapes.parts import (
    State,
    Update,
    WholeChatModel,
    ai,
    gives,
    in_order,
    returns,
    says,
    scripted,
    speaker,
)

plain = in_order(answer=says("Refunds take 30 days."))

retrieve_then_answer = in_order(
    retrieve=gives(reply="page 3"), answer=says("Refunds take 30 days.")
)

two_speakers = in_order(draft=says("A first draft."), polish=says("The polished answer."))

given_message = in_order(answer=gives(messages=[ai("A message as it is.")]))

given_before_model = in_order(
    greet=gives(messages=[ai("Welcome.")]), answer=says("Refunds take 30 days.")
)

given_after_model = in_order(
    answer=says("Refunds take 30 days."), sign=gives(messages=[ai("Is there more?")])
)

role_dict = in_order(
    answer=gives(messages=[{"role": "assistant", "content": "A dict with a role."}])
)

type_dict = in_order(
    answer=gives(messages=[{"type": "ai", "content": "A dict with a type.", "id": "dict-1"}])
)

message_tuple = in_order(answer=gives(messages=[("ai", "A tuple.")]))

bare_message = in_order(answer=gives(messages=ai("No list around it.")))


async def _bare(state: State) -> Update:
    return {"messages": await speaker("Streamed, no list around it.").ainvoke(state["messages"])}


bare_model_message = in_order(answer=_bare)

content_blocks = in_order(
    answer=returns(
        scripted(
            [
                {"content": [{"type": "thinking", "thinking": "Let me think.", "index": 0}]},
                {"content": [{"type": "text", "text": "Refunds ", "index": 1}]},
                {"content": [{"type": "text", "text": "take 30 days.", "index": 1}]},
            ]
        )
    )
)

given_blocks = in_order(
    answer=gives(
        messages=[
            AIMessage(
                [
                    {"type": "reasoning", "reasoning": "They ask for refunds."},
                    {"type": "text", "text": "Blocks "},
                    {"type": "text", "text": "as they are."},
                ]
            )
        ]
    )
)


async def _two(state: State) -> Update:
    first = await speaker("The first part.").ainvoke(state["messages"])
    return {"messages": [first, await speaker("The second part.").ainvoke(state["messages"])]}


two_messages_one_node = in_order(answer=_two)


async def _swapped(state: State) -> Update:
    first = await speaker("Said first.").ainvoke(state["messages"])
    second = await speaker("Said second.").ainvoke(state["messages"])
    return {"messages": [second, first]}


swapped_messages = in_order(answer=_swapped)

wordless_after_answer = in_order(
    answer=says("Refunds take 30 days."), close=gives(messages=[ai("")])
)

same_id = in_order(
    answer=gives(messages=[ai("A draft.", "answer-1")]),
    mend=gives(messages=[ai("The mended answer.", "answer-1")]),
)


async def _mend_last(state: State) -> Update:
    return {"messages": [ai("A draft without one.", state["messages"][-1].id)]}


mends_streamed = in_order(answer=says("A draft with a mistake."), mend=_mend_last)


async def _mend_earlier(state: State) -> Update:
    return {"messages": [ai("The first message, mended.", state["messages"][-2].id)]}


mends_earlier = in_order(
    first=says("The first message."), second=says("The second message."), mend=_mend_earlier
)


async def _whole_list(state: State) -> Update:
    said = await speaker("The answer at the end.").ainvoke(state["messages"])
    return {"messages": [*state["messages"], said]}


whole_list_again = in_order(draft=says("A first draft."), answer=_whole_list)


async def _look(state: State) -> Update:
    return {"messages": state["messages"]}


list_again_only = in_order(answer=says("Refunds take 30 days."), look=_look)

human_after = in_order(
    answer=says("Refunds take 30 days."),
    follow=gives(messages=[HumanMessage("And without a receipt?")]),
)

system_after = in_order(
    answer=says("Refunds take 30 days."),
    note=gives(messages=[SystemMessage("The answer was given.")]),
)

few_shot = in_order(answer=says("Thirty days, as said."))


async def _echo(state: State) -> Update:
    said = await speaker("Thirty days, again.").ainvoke(state["messages"])
    return {"messages": [*state["messages"], said]}


few_shot_echoed = in_order(answer=_echo)


async def _collect(state: State) -> Update:
    """Reads the model's stream and returns its own message."""
    text = ""
    async for chunk in speaker("Put together by the node.").astream(state["messages"]):
        text += str(chunk.content)
    return {"messages": [ai(text)]}


collected_chunks = in_order(answer=_collect)


async def _change(state: State) -> Update:
    said = await speaker("Call 555-0100 for help.").ainvoke(state["messages"])
    return {"messages": [ai(str(said.content).replace("555-0100", "[number]"), said.id)]}


changed_text = in_order(answer=_change)

returned_chunk = in_order(answer=gives(messages=[AIMessageChunk("A chunk as it is.")]))

unstreamed_model = in_order(answer=returns(WholeChatModel(text="Given whole.")))

# Each of these tags keeps a model's tokens out of the stream.
nostream = in_order(
    answer=returns(
        speaker("Not streamed by wish.").with_config(tags=["nostream", "langsmith:nostream"])
    )
)


async def _mixed(state: MessagesState) -> Update:
    return {
        "messages": [("ai", "First a tuple."), {"role": "assistant", "content": "Then a dict."}]
    }


# The node returns two messages in different forms.
mixed_forms = (
    StateGraph(MessagesState).add_node("answer", _mixed).add_edge(START, "answer").compile()
)

# The node `plan` returns a message too. The test sets `answerNodes`, so only `answer` counts.
named_node = in_order(plan=says("First I look it up."), answer=says("Refunds take 30 days."))


async def _push(state: State) -> Update:
    """Writes a message directly into the state and the stream."""
    push_message(ai("Pushed on the way.", "pushed-1"))
    return {}


pushed = in_order(answer=_push)
