"""Documents whose penalty exceeds the limit of the run."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from typing import NamedTuple

_NAMED = 20
"""Documents that a summary names, the worst first: more than anybody reads, few enough for a corpus."""


class Over(NamedTuple):
    """A document over the limit: its penalty over at least 200 words, its name for people, its file."""

    penalty: float
    number: int
    label: str
    filename: str
    limit: float


@dataclass(slots=True)
class Limit:
    """The limit, None where there is none; how many documents exceed it, and the worst of them."""

    highest: float | None = None
    count: int = 0
    _heap: list[Over] = field(default_factory=list)

    def add(self, penalty: float, label: str, filename: str) -> None:
        """Compare a document."""
        if self.highest is None or penalty <= self.highest:
            return
        self.count += 1
        # Of equals the earlier one is kept: the heap drops what is smallest.
        over = Over(penalty, -self.count, label, filename, self.highest)
        if len(self._heap) < _NAMED:
            heapq.heappush(self._heap, over)
        else:
            heapq.heappushpop(self._heap, over)

    @property
    def worst(self) -> list[Over]:
        """The worst documents, in order."""
        return sorted(self._heap, reverse=True)

    @property
    def unnamed(self) -> int:
        """How many more there are."""
        return self.count - len(self._heap)
