"""A chat model without a language model. It streams the words of FAQ entries."""

import asyncio
import re
from collections.abc import AsyncIterator
from typing import Any

from langchain_core.callbacks import (
    AsyncCallbackManagerForLLMRun,
    CallbackManagerForLLMRun,
)
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult

from faq.compose_answer import compose_answer
from faq.entries import FaqEntry
from faq.question_in import question_in


class ExtractiveChatModel(BaseChatModel):
    """Answers from the given entries.

    It is a LangChain chat model, and not a plain function, so that its words reach the stream in the same way as a
    hosted model's tokens: through callbacks into LangGraph's `messages-tuple` stream.
    """

    entries: tuple[FaqEntry, ...]
    """The entries to answer from, best first. If the list is empty, the model says that it does not know."""
    ms_per_token: float = 20
    """The pause before each word, in milliseconds. The default is about the pace of a hosted model."""

    @property
    def _llm_type(self) -> str:
        return "extractive"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        text = compose_answer(question_in(messages), self.entries)
        return ChatResult(generations=[ChatGeneration(message=AIMessage(text))])

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> AsyncIterator[ChatGenerationChunk]:
        answer = compose_answer(question_in(messages), self.entries)
        for word in re.findall(r"\s*\S+", answer):
            # Cancelling a run raises an error in this sleep, so the model writes no further word.
            await asyncio.sleep(self.ms_per_token / 1000)
            chunk = ChatGenerationChunk(message=AIMessageChunk(word))
            if run_manager:
                await run_manager.on_llm_new_token(word, chunk=chunk)
            yield chunk
