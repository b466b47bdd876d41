"""Finds the entries that answer a question. Standard library only."""

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import TypedDict

from faq.entries import FaqEntry

MIN_COVERAGE = 0.5
"""An entry below this shares some words with the question but not its subject."""
BODY_WEIGHT = 0.6
"""A word in the answer says less about its subject than one in the question it is listed under."""
NEAR_WEIGHT = 0.6
"""For a typo, or a word of the same family."""

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
    """An entry that answers a question, as it travels in the graph's state."""

    id: str
    title: str
    score: float
    """Rank; larger is better. Comparable within one search only."""
    coverage: float
    """How much of the question the entry covers, 0–1: rare words weigh more than common ones."""


def terms_of(text: str) -> list[str]:
    """The searchable terms of a text: lower case, stems, no stop words; camelCase counts whole and in parts."""
    text = re.sub(r"['’]", "", unicodedata.normalize("NFKC", text))
    words: list[str] = []
    for word in re.findall(r"[^\W_]+", text):
        parts = re.split(r"(?<=[a-z0-9])(?=[A-Z])", word)
        words += [word, *parts] if len(parts) > 1 else [word]
    return [stem(word) for word in map(str.lower, words) if len(word) > 1 and word not in STOP_WORDS]


def stem(word: str) -> str:
    """A light English stemmer: plural, -ing, -ed and a final e go. Questions and entries only have to be treated alike."""
    if re.search(r"[^aeiou]ies$", word) and len(word) > 4:
        word = word[:-3] + "y"
    elif re.search(r"[^siu]s$", word) and len(word) > 3:
        word = word[:-1]
    if root := re.fullmatch(r"(.{3,}?)(?:ing|ed)", word):
        word = re.sub(r"([^aeioulsz])\1$", r"\1", root[1])
    return re.sub(r"e$", "", word) if len(word) > 3 else word


class Search:
    """A search over entries. Indexes them once."""

    def __init__(self, entries: Sequence[FaqEntry]) -> None:
        self._entries = entries
        self._titles = [set(terms_of(entry.title)) for entry in entries]
        self._heads = [set(terms_of("\n".join([entry.title, *entry.also_asked]))) for entry in entries]
        self._bodies = [terms_of(entry.body) for entry in entries]
        self._weights = inverse_frequency(
            head.union(body) for head, body in zip(self._heads, self._bodies, strict=True)
        )
        # A word that no entry has weighs most.
        self._unknown = math.log(1 + (len(entries) + 0.5) / 0.5)

    def find(self, question: str, limit: int = 3) -> list[FoundEntry]:
        """The entries that answer the question, best first; empty when none does."""
        terms = list(dict.fromkeys(terms_of(question)))
        found = [rated for at in range(len(self._entries)) if (rated := self._rate(terms, at))]
        found.sort(key=lambda entry: entry["score"], reverse=True)
        # A question of the entry's own may consist of stop words alone ("Who are you?").
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
                # A term says more about an entry that lists fewer other terms.
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
    """The weight of each term: about 0.5 for one in half of the documents, above 3 for one in a single document."""
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
    """Whether two terms are one word with a typo, or of one family: "instal" and "install"."""
    if len(term) < 4 or term[0] != other[0] or abs(len(other) - len(term)) > 2:
        return False
    return other.startswith(term) or (
        len(term) >= 6 and SequenceMatcher(None, term, other).ratio() >= 0.85
    )


def is_worth_naming(entry: FoundEntry, lead: FoundEntry) -> bool:
    """Whether a further entry is about the question too, and does not just share a word with it."""
    return (
        entry["coverage"] >= 0.75 * lead["coverage"] and entry["score"] >= 0.3 * lead["score"]
    )


def is_title(question: str, entry: FaqEntry) -> bool:
    asked = plain(question)
    return asked != "" and asked in map(plain, (entry.title, *entry.also_asked))


def plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"['’]", "", text.lower())))
