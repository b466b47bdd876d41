"""Finds the entries that answer a question, with Python's standard library."""

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import TypedDict

from faq.entries import FaqEntry

MIN_COVERAGE = 0.5
"""Below this coverage an entry shares some words with the question, but not its subject."""
BODY_WEIGHT = 0.6
"""A word in the answer's text says less about its subject than a word in its questions."""
NEAR_WEIGHT = 0.6
"""The weight of a match that is a typo or a related word."""

STOP_WORDS = frozenset(
    """a about actually after again all also am an and any anybody anyone anything are arent as at be because been
    before being between both but by can cannot cant come could couldnt dear did didnt do does doesnt doing dont each
    either else especially even ever every everything exactly for from further get gets getting give go goes going
    good got had happen happens happened has hasnt have havent having he hello help her here hers hey hi him his how
    however i id if ill im in into is isnt it its ive just kind know let lets like look lot made make makes making
    many may maybe me mean means might more most much must my myself need needed needs never new no nor not now of off
    ok okay on old once one only or other our ours out over own people please possible pretty quite rather really say
    says seem shall she should shouldnt since so some somebody someone something sort still such support supported
    supports suppose sure take tell than thank thanks that thats the their them then there these they thing things
    think this those though through time to too try trying under until up us use used useful user users uses using
    very via want wanted wants was wasnt way we were what whats when where which while who whom whose why will with
    without wonder wondering wont work working works would wouldnt yes yet you your yours""".split()
)


class FoundEntry(TypedDict):
    """An entry that answers a question, as the graph's state holds it."""

    id: str
    title: str
    score: float
    """The rank. Larger is better. Only scores of the same search can be compared."""
    coverage: float
    """The share of the question that the entry covers, 0–1. Rare words weigh more than common ones."""


def terms_of(text: str) -> list[str]:
    """Returns the searchable terms: lower-case stems without stop words. camelCase gives itself and its words."""
    text = re.sub(r"['’]", "", unicodedata.normalize("NFKC", text))
    words: list[str] = []
    for word in re.findall(r"[^\W_]+", text):
        parts = re.split(r"(?<=[a-z0-9])(?=[A-Z])", word)
        words += [word, *parts] if len(parts) > 1 else [word]
    return [stem(word) for word in map(str.lower, words) if len(word) > 1 and word not in STOP_WORDS]


def stem(word: str) -> str:
    """A simple English stemmer. It removes plurals, -ing, -ed and a final e, alike in questions and entries."""
    if re.search(r"[^aeiou]ies$", word) and len(word) > 4:
        word = word[:-3] + "y"
    elif re.search(r"[^siu]s$", word) and len(word) > 3:
        word = word[:-1]
    if root := re.fullmatch(r"(.{3,}?)(?:ing|ed)", word):
        word = re.sub(r"([^aeioulsz])\1$", r"\1", root[1])
    return re.sub(r"e$", "", word) if len(word) > 3 else word


class Search:
    """Searches entries. It indexes them once."""

    def __init__(self, entries: Sequence[FaqEntry]) -> None:
        self._entries = entries
        self._titles = [set(terms_of(entry.title)) for entry in entries]
        self._heads = [set(terms_of("\n".join([entry.title, *entry.also_asked]))) for entry in entries]
        self._bodies = [terms_of(entry.body) for entry in entries]
        self._weights = inverse_frequency(
            head.union(body) for head, body in zip(self._heads, self._bodies, strict=True)
        )
        # A word that no entry contains has the largest weight.
        self._unknown = math.log(1 + (len(entries) + 0.5) / 0.5)

    def find(self, question: str, limit: int = 3) -> list[FoundEntry]:
        """Returns the entries that answer the question, best first. Returns an empty list if none does."""
        terms = list(dict.fromkeys(terms_of(question)))
        found = [rated for at in range(len(self._entries)) if (rated := self._rate(terms, at))]
        found.sort(key=lambda entry: entry["score"], reverse=True)
        # An entry's own wording always finds it. Some wordings ("Who are you?") are only stop words.
        if named := next((entry for entry in self._entries if is_title(question, entry)), None):
            score = found[0]["score"] if found else 1.0
            lead = FoundEntry(id=named.id, title=named.title, score=score, coverage=1.0)
            found = [lead, *(entry for entry in found if entry["id"] != named.id)]
        return [entry for entry in found if is_worth_naming(entry, found[0])][:limit]

    def _rate(self, terms: list[str], at: int) -> FoundEntry | None:
        head, body = self._heads[at], self._bodies[at]
        score = covered = total = 0.0
        for term in terms:
            weight = self._weights.get(term, self._unknown)
            total += weight
            if term in head:
                covered += weight
                # A term says more about an entry if the entry has fewer other terms.
                score += weight * (4 if term in self._titles[at] else 3) / (1 + 0.02 * len(head))
            elif term in body:
                covered += weight * BODY_WEIGHT
            elif any(is_near(term, other) for other in head):
                covered += weight * NEAR_WEIGHT
                score += weight
            score += weight * min(body.count(term), 3) / (2 + 0.02 * len(body))
        if total == 0 or covered / total < MIN_COVERAGE:
            return None
        entry, coverage = self._entries[at], covered / total
        return FoundEntry(id=entry.id, title=entry.title, score=score * coverage, coverage=coverage)


def inverse_frequency(documents: Iterable[set[str]]) -> dict[str, float]:
    """Returns the weights of terms: about 0.5 if half of the documents hold a term, above 3 if only one does."""
    documents = list(documents)
    counts: dict[str, int] = {}
    for document in documents:
        for term in document:
            counts[term] = counts.get(term, 0) + 1
    return {
        term: math.log(1 + (len(documents) - count + 0.5) / (count + 0.5))
        for term, count in counts.items()
    }


def is_near(term: str, other: str) -> bool:
    """Whether two terms are nearly the same word, such as "instal" and "install"."""
    if len(term) < 4 or term[0] != other[0] or abs(len(other) - len(term)) > 2:
        return False
    return other.startswith(term) or (
        len(term) >= 6 and SequenceMatcher(None, term, other).ratio() >= 0.85
    )


def is_worth_naming(entry: FoundEntry, lead: FoundEntry) -> bool:
    """Whether another entry is also about the question. Sharing one word with it is not enough."""
    return (
        entry["coverage"] >= 0.75 * lead["coverage"] and entry["score"] >= 0.3 * lead["score"]
    )


def is_title(question: str, entry: FaqEntry) -> bool:
    asked = plain(question)
    return asked != "" and asked in map(plain, (entry.title, *entry.also_asked))


def plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"['’]", "", text.lower())))
