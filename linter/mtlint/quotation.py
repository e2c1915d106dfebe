"""Whether a place lies inside a quotation: there people speak, and may repeat themselves."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from mtlint import lazy_re
from mtlint.columns import Columns

_MARKS = lazy_re.compile('["“”„«»]')
_RAW_MARKS = lazy_re.compile("|".join('"“”„«»').encode())


class Quotations:
    """Which places of a batch are quoted, according to the marks of their blocks.

    A quotation over several paragraphs closes only in the last: what follows an opening mark is quoted.
    Straight marks open and close in turn; “ closes what „ has opened. What contains a mark itself is not
    quoted as a whole.
    """

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._of_block: dict[int, _Marks] = {}

    def enclose(self, start: int, end: int) -> bool:
        """Whether marks enclose the stretch from `start` to `end` (buffer bytes)."""
        block = int(self._columns.blocks.at(start))
        if block < 0 or _MARKS.search(self._columns.text_of(start, end)):
            return False
        if block not in self._of_block:
            # Once for a block: a line of megabytes has thousands of findings.
            self._of_block[block] = self._marks(block)
        marks = self._of_block[block]
        before = bisect_left(marks.at, start)
        return before > 0 and marks.opens[before - 1]

    def _marks(self, block: int) -> _Marks:
        first, last = int(self._columns.blocks.start[block]), int(self._columns.blocks.end[block])
        marks, opened = _Marks([], []), ""
        for match in _RAW_MARKS.finditer(self._columns.prose, first, last):
            mark = match[0].decode()
            closes = mark in "”»" or (mark == '"' and opened) or (mark == "“" and opened == "„")
            opened = "" if closes else mark
            marks.at.append(match.start())
            marks.opens.append(bool(opened))
        return marks


class _Marks(NamedTuple):
    """Where the marks of a block stand, and whether a quotation is open after each."""

    at: list[int]
    opens: list[bool]
