"""A chat model that streams a fixed script, so that graphs run without a key."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.language_models.chat_models import agenerate_from_stream, generate_from_stream
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult

# One chunk: a text, the fields of a chunk, or an error that the model raises at this point.
Scripted = str | dict[str, Any] | Exception


class ScriptedChatModel(BaseChatModel):
    """Streams `script`, one chunk every `delay_s` seconds. Ignores its input."""

    script: Sequence[Any]
    delay_s: float = 0.015

    def __init__(self, *script: Scripted, delay_s: float = 0.015) -> None:
        super().__init__(script=script, delay_s=delay_s)

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def bind_tools(self, tools: Sequence[Any], **kwargs: Any) -> "ScriptedChatModel":
        """Accepts any tools, because the script decides which tool the model calls."""
        return self

    def _generate(self, messages: list[BaseMessage], *args: Any, **kwargs: Any) -> ChatResult:
        # Without a stream mode that shows tokens, the server asks for the complete message.
        return generate_from_stream(self._stream(messages))

    async def _agenerate(
        self, messages: list[BaseMessage], *args: Any, **kwargs: Any
    ) -> ChatResult:
        return await agenerate_from_stream(self._astream(messages))

    def _stream(
        self, messages: list[BaseMessage], *args: Any, **kwargs: Any
    ) -> Iterator[ChatGenerationChunk]:
        for scripted in self.script:
            time.sleep(self.delay_s)
            yield _chunk_of(scripted)

    async def _astream(
        self, messages: list[BaseMessage], *args: Any, **kwargs: Any
    ) -> AsyncIterator[ChatGenerationChunk]:
        for scripted in self.script:
            await asyncio.sleep(self.delay_s)
            yield _chunk_of(scripted)


def _chunk_of(scripted: Scripted) -> ChatGenerationChunk:
    if isinstance(scripted, Exception):
        raise scripted
    fields = {"content": scripted} if isinstance(scripted, str) else scripted
    return ChatGenerationChunk(message=AIMessageChunk(**fields))
