"""Writes an answer with the words of FAQ entries, without a language model or other packages."""

import re
from collections.abc import Sequence

from faq.entries import FaqEntry
from faq.search import terms_of

DOES_NOT_KNOW = (
    "I don't know: none of my FAQ entries covers that.\n\n"
    "I answer questions about oneshot-chat, for example “How do I install it?”, "
    "“Does it remember my questions?” or “How do I change the colours?”."
)

FULL_ANSWER_MAX_WORDS = 110
"""A longer entry is shortened to the paragraphs that share a term with the question."""


def compose_answer(question: str, entries: Sequence[FaqEntry]) -> str:
    """Composes an answer from entries, best first.

    The best entry's first paragraph, which answers its title, always comes; of a long entry, only the further
    paragraphs that share a term with the question. Further entries are named. Repeats nothing of the question.
    """
    if not entries:
        return DOES_NOT_KNOW
    lead, *others = entries
    passages = passages_for(question, lead)
    if others:
        titles = " or ".join(f"“{entry.title}”" for entry in others)
        passages.append(f"You may also want to ask: {titles}")
    return "\n\n".join(passages)


def passages_for(question: str, entry: FaqEntry) -> list[str]:
    passages = passages_of(entry.body)
    # Every paragraph of an entry is about the words of its title. So these words do not select a paragraph.
    asked = set(terms_of(question)) - set(terms_of(entry.title))
    if len(entry.body.split()) <= FULL_ANSWER_MAX_WORDS or not asked:
        return passages
    first, *others = passages
    return [first, *(text for text in others if not asked.isdisjoint(terms_of(text)))]


def passages_of(body: str) -> list[str]:
    """Splits a text into paragraphs. A paragraph that ends in a colon keeps the list that follows it."""
    passages: list[str] = []
    for block in re.split(r"\n\s*\n", body):
        if passages and passages[-1].endswith(":"):
            passages[-1] += f"\n{block}"
        else:
            passages.append(block)
    return passages
