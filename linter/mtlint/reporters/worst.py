"""The most severe of many lines, for formats whose readers show only so many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator


class Worst:
    """Keeps at most so many lines: those of the lower ranks, and of one rank the earlier ones."""

    def __init__(self, most: int, ranks: int) -> None:
        self._most = most
        self._kept: list[list[str]] = [[] for _ in range(ranks)]
        self._size = 0
        self.left_out: Counter[int] = Counter()

    def take(self, text: str) -> None:
        """Take lines that `ranked` has made."""
        for line in text.split("\n") if text else ():
            self.add(int(line[0]), line[1:])

    def add(self, rank: int, line: str) -> None:
        """Take one line."""
        self._kept[rank].append(line)
        self._size += 1
        if self._size > self._most:
            mildest = max(rank for rank, lines in enumerate(self._kept) if lines)
            self._kept[mildest].pop()
            self._size -= 1
            self.left_out[mildest] += 1

    def __iter__(self) -> Iterator[tuple[int, str]]:
        """The lines and their ranks, the worst first."""
        return ((rank, line) for rank, lines in enumerate(self._kept) for line in lines)

    def __len__(self) -> int:
        return self._size


def ranked(lines: Iterable[tuple[int, str]]) -> str:
    """Lines with ranks from 0 to 9 as one text, which costs little to send from process to process.

    A line must hold no line feed, as JSON and what `visible` returns hold none.
    """
    return "\n".join([f"{rank}{line}" for rank, line in lines])
