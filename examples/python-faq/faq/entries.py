"""Reads the FAQ entries. Each is a Markdown file with front matter and answers one question."""

import re
from dataclasses import dataclass
from pathlib import Path

ENTRIES_FOLDER = Path(__file__).resolve().parents[2] / "faq-bot" / "entries"
"""The entries of the JavaScript example. Both assistants answer from the same files."""


@dataclass(frozen=True)
class FaqEntry:
    """One question and its answer."""

    id: str
    """The file name without `.md`. Links and the `sources` event use it, so it must not change."""
    title: str
    also_asked: tuple[str, ...]
    """The same question in other people's words."""
    body: str
    """The answer: Markdown paragraphs and lists, separated by blank lines."""


def load_entries(folder: Path = ENTRIES_FOLDER) -> tuple[FaqEntry, ...]:
    """Reads every `*.md` file of a folder, sorted by name. Raises ValueError for a missing or malformed entry."""
    files = sorted(folder.glob("*.md"))
    if not files:
        raise ValueError(f"No FAQ entries (*.md) in {folder}.")
    return tuple(parse_entry(file.stem, file.read_text(encoding="utf-8")) for file in files)


def parse_entry(id: str, text: str) -> FaqEntry:
    """Reads one entry: front matter with `title` and an optional list `alsoAsked`, then the answer."""
    parts = re.fullmatch(r"---\n(.*?)\n---\n(.*)", text, re.DOTALL)
    if parts is None:
        raise ValueError(f"{id}.md does not start with front matter between two --- lines.")
    front, body = parts.groups()
    title = re.search(r"^title:\s*(.+)$", front, re.MULTILINE)
    if title is None or not body.strip():
        raise ValueError(f"{id}.md needs a title in its front matter and an answer below it.")
    also_asked = re.findall(r"^\s+- (.+)$", front, re.MULTILINE)
    return FaqEntry(id, unquote(title[1]), tuple(map(unquote, also_asked)), body.strip())


def unquote(value: str) -> str:
    return re.sub(r'^"(.*)"$', r"\1", value.strip())
