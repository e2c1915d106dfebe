"""The worst documents of a run of any size, in bounded memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from heapq import heappush, heappushpop
from typing import NamedTuple

from mtlint.findings import Severity
from mtlint.reporters.reporter import Page

NAME = 200
"""Code points kept of a file's or record's name; a record of JSON lines may have an id of a megabyte."""


class Entry(NamedTuple):
    """The numbers of a document, and its panel as JSON (empty where that was dropped)."""

    filename: str
    document: str | None
    words: int
    counts: Mapping[Severity, int]
    penalty: float
    notes: tuple[str, ...]
    panel: str


@dataclass(slots=True)
class Rest:
    """Documents that are only added up."""

    documents: int = 0
    words: int = 0
    counts: Counter[Severity] = field(default_factory=Counter)

    def add(self, entry: Entry) -> None:
        """Take one more."""
        self.documents += 1
        self.words += entry.words
        self.counts.update(entry.counts)


Key = tuple[float, int, int]
"""Penalty as it is compared, neutral findings, and the place in the run: the earlier wins."""


class Ranking:
    """Takes every document; keeps the `whole` worst as they are and of the next `listed` their numbers.

    What falls out at the end is only added up. Documents without findings are not ranked.
    """

    def __init__(self, whole: int, listed: int) -> None:
        self._room = whole, listed
        self._whole: list[tuple[Key, Entry]] = []
        self._listed: list[tuple[Key, Entry]] = []
        self._seen = 0
        self.rest = Rest()

    def add(self, page: Page) -> None:
        """Take the next document of the run."""
        self._seen += 1
        if not page.rules:
            return
        record = None if page.document is None else _end(page.document)
        entry = Entry(
            _end(page.filename), record, page.words, page.counts, page.penalty, page.notes, page.text
        )
        key = (
            page.compared_penalty,
            page.counts.get(Severity.NEUTRAL, 0),
            -self._seen,
        )
        dropped = _keep(self._whole, (key, entry), self._room[0])
        if dropped:
            self.demote(*dropped)

    def demote(self, key: Key, entry: Entry) -> None:
        """Keep only the numbers of a document."""
        dropped = _keep(self._listed, (key, entry._replace(panel="")), self._room[1])
        if dropped:
            self.rest.add(dropped[1])

    @property
    def whole(self) -> list[tuple[Key, Entry]]:
        """The documents that are kept as they are, the worst first."""
        return sorted(self._whole, reverse=True)

    @property
    def listed(self) -> list[Entry]:
        """The documents of which the numbers are kept, the worst first."""
        return [entry for _, entry in sorted(self._listed, reverse=True)]


def _keep(heap: list[tuple[Key, Entry]], one: tuple[Key, Entry], room: int) -> tuple[Key, Entry] | None:
    """Put one on a heap; what has no room there any more."""
    if len(heap) < room:
        heappush(heap, one)
        return None
    return heappushpop(heap, one)


def _end(name: str) -> str:
    """The end of a long name, which tells most."""
    return name if len(name) <= NAME else f"…{name[-NAME:]}"
