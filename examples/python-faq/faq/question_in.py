"""Reads the question out of a run's messages."""

from collections.abc import Sequence

from langchain_core.messages import BaseMessage, HumanMessage


def question_in(messages: Sequence[BaseMessage]) -> str:
    """Returns the text of the last human message, or "" for other content, such as an image."""
    questions = (message for message in reversed(messages) if isinstance(message, HumanMessage))
    question = next(questions, None)
    return "" if question is None else str(question.text).strip()
