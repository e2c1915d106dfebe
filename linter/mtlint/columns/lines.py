"""Lines: where each begins and ends, and where its text begins and ends inside white space."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mtlint.batch import Bytes, Offsets
from mtlint.columns.marks import Marks

_NEWLINE = 10
# White space at the ends of a line, byte by byte: space, tab, return, form feed, and NUL, which fills the
# separator between documents, so that the separator is a blank line.
_BLANK = np.zeros(256, dtype=np.bool_)
_BLANK[[0x20, 0x09, 0x0D, 0x0C, 0x00]] = True
# After so many steps a line's indent is measured by itself: only absurd input gets there.
_MAX_STEPS = 64


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Lines:
    """All lines of a batch, the separators between documents among them (as blank lines).

    Offsets in bytes: `start` to `end` without the line feed, `first` to `last` without white space at both
    sides. A blank line has `first == last`.
    """

    start: Offsets
    end: Offsets
    first: Offsets
    last: Offsets

    def __len__(self) -> int:
        return len(self.start)

    @property
    def blank(self) -> npt.NDArray[np.bool_]:
        """Which lines hold nothing but white space."""
        empty: npt.NDArray[np.bool_] = self.first == self.last
        return empty


def split_lines(marks: Marks) -> Lines:
    """The lines of a buffer; what follows the last line feed (padding) is no line."""
    text, end = marks.text, marks.of(_NEWLINE)
    start = np.concatenate([np.zeros(1, np.int64), end[:-1] + 1])
    first = _skip(text, start, end, forward=True)
    last = _skip(text, end, first, forward=False)
    return Lines(start, end, first, last)


def _skip(text: Bytes, origin: Offsets, limit: Offsets, *, forward: bool) -> Offsets:
    """Move each offset over white space towards its limit."""
    at = origin.copy()
    step = 1 if forward else -1
    look = 0 if forward else -1
    moving = np.flatnonzero(at != limit)
    for _ in range(_MAX_STEPS):
        moving = moving[_BLANK[text[at[moving] + look]]]
        if not moving.size:
            return at
        at[moving] += step
        moving = moving[at[moving] != limit[moving]]
    for index in moving.tolist():
        here, there = int(at[index]), int(limit[index])
        stretch = _BLANK[text[here:there]] if forward else _BLANK[text[there:here]][::-1]
        solid = np.flatnonzero(~stretch)
        at[index] += step * (int(solid[0]) if solid.size else len(stretch))
    return at
