"""Contents of messages, ids that models give, and messages of rarer kinds."""

from typing import Any

from langchain_core.messages import AIMessage, ChatMessage, FunctionMessage
from langgraph.graph import START, StateGraph
from langgraph.graph.ui import AnyUIMessage, push_ui_message, ui_message_reducer
from typing_extensions import Annotated

from shapes.parts import (
    State,
    Update,
    ai,
    call,
    gives,
    in_order,
    returns,
    says,
    script,
    scripted,
    speaker,
)

_CALL = {"name": "look_up", "id": "call_1", "args": "{}", "index": 1}
_USE = {"type": "tool_use", "id": "call_1", "name": "look_up", "input": {}, "index": 1}


async def _no_more(state: State) -> Update:
    return {
        "messages": [{"role": "tool", "content": "9-17", "tool_call_id": "call_1", "name": "look_up"}]
    }


blocks_with_call = in_order(
    agent=returns(
        scripted(
            [
                {"content": [{"type": "text", "text": "Let me ", "index": 0}]},
                {"content": [{"type": "text", "text": "look.", "index": 0}]},
                {"content": [_USE], "tool_call_chunks": [_CALL]},
            ]
        )
    ),
    tools=_no_more,
    answer=returns(scripted([{"content": [{"type": "text", "text": "Open at nine.", "index": 0}]}])),
)

_IMAGE = {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}

image_between = in_order(
    answer=gives(
        messages=[
            AIMessage(
                [
                    {"type": "reasoning", "reasoning": "A picture helps."},
                    {"type": "text", "text": "Look here: "},
                    _IMAGE,
                    {"type": "text", "text": "that is it."},
                ]
            )
        ]
    )
)


strings_in_list = in_order(
    answer=gives(messages=[AIMessage(["Strings ", {"type": "text", "text": "and blocks."}])])
)

# Models that call tools often end with an empty line.
blank_after_answer = in_order(answer=says("Refunds take 30 days."), close=gives(messages=[ai("\n\n")]))

blank_only = in_order(answer=returns(scripted(["\n", "\n"])))


chat_message = in_order(
    answer=says("An AI message."),
    chat=gives(messages=[ChatMessage("A message of a role.", role="assistant")]),
)

function_last = in_order(
    answer=says("Words before the function."),
    call=gives(messages=[FunctionMessage("9-17", name="look_up")]),
)

null_content = in_order(
    agent=gives(
        messages=[
            {
                "role": "assistant",
                "content": None,
                "tool_calls": [
                    {"id": "call_1", "type": "function", "function": {"name": "look_up", "arguments": "{}"}}
                ],
            }
        ]
    ),
    tools=_no_more,
    answer=says("Nothing was null."),
)


def _named(*chunks: tuple[str, str | None]) -> Any:
    return scripted([{"content": text, **({"id": id} if id else {})} for text, id in chunks])


id_on_first_chunk = in_order(
    answer=returns(_named(("The id ", "msg_1"), ("came ", None), ("first.", None)))
)

id_on_last_chunk = in_order(
    answer=returns(_named(("The id ", None), ("came ", None), ("last.", "msg_1")))
)


# A model that gives each message the same id.
one_id_for_all = in_order(
    draft=returns(_named(("A draft ", "same"), ("under it.", "same"))),
    answer=returns(_named(("The answer ", "same"), ("under it.", "same"))),
)


async def _two_under_one_id(state: State) -> Update:
    draft = await _named(("A draft ", "same"), ("here.", "same")).ainvoke(state["messages"])
    said = await _named(("The answer ", "same"), ("here.", "same")).ainvoke(state["messages"])
    return {"messages": [draft, said]}


one_id_in_one_node = in_order(answer=_two_under_one_id)

one_id_around_tool = in_order(
    agent=returns(scripted([{"content": "Checking.", "id": "same"}, *script("", call("look_up"))])),
    tools=_no_more,
    answer=returns(_named(("Found ", "same"), ("it.", "same"))),
)


class _UiState(State):
    ui: Annotated[list[AnyUIMessage], ui_message_reducer]


async def _with_ui(state: _UiState) -> Update:
    said = await speaker("A card is shown too.").ainvoke(state["messages"])
    push_ui_message("card", {"city": "Basel"}, message=said)
    return {"messages": [said]}


ui_message = StateGraph(_UiState).add_node("answer", _with_ui).add_edge(START, "answer").compile()
