"""Where marks of a table may stand: one look at the code points beyond ASCII, and at doubled ASCII signs."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from mtlint.batch import Offsets
from mtlint.columns.marks import Flags, Marks

# Two-byte and three-byte characters; a mark of four bytes is none that texts have.
_PLANE = 0x10000


class MarkPlaces:
    """The places of marks that begin with one of some characters.

    A mark of one character twice is a place only where it stands twice: dashes and dots are in every text. So
    is one of `between` only behind a letter or digit: lists have it in front of every item.
    """

    def __init__(self, marks: Iterable[str], between: Iterable[str]) -> None:
        marks = tuple(marks)
        self._twice = sorted({mark[0] for mark in marks if len(mark) == 2 and mark[0] == mark[1]})
        self._single: Flags = np.zeros(_PLANE, dtype=np.bool_)
        for mark in marks:
            self._single[ord(mark[0])] |= mark[0] > "\x7f" and mark[0] not in self._twice
        self._between: Flags = np.zeros(_PLANE, dtype=np.bool_)
        self._between[[ord(mark) for mark in between]] = True

    def find(self, marks: Marks) -> Offsets:
        """Offsets in the buffer, ascending."""
        at = marks.beyond_ascii
        places = [_doubled(marks, ord(char)) for char in self._twice if char < "\x80"]
        if at.size:
            code = _code_points(marks, at)
            wanted = self._single[code]
            beside = wanted & self._between[code]
            before = marks.text[at[beside] - 1]
            wanted[beside] = marks.letter_or_digit[at[beside] - 1] | (before >= 0x80)
            places.append(at[wanted])
            for char in self._twice:
                found = np.flatnonzero(code[:-1] == ord(char))
                found = found[code[found + 1] == ord(char)]
                places.append(at[found[at[found + 1] - at[found] == len(char.encode())]])
        return np.sort(np.concatenate(places)) if places else at


def _doubled(marks: Marks, byte: int) -> Offsets:
    """Where an ASCII sign stands twice and not thrice."""
    text, at = marks.text, marks.of(byte)
    found: Offsets = at[:-1][at[1:] - at[:-1] == 1]
    if found.size:
        found = found[(text[found - 1] != byte) & (text[np.minimum(found + 2, len(text) - 1)] != byte)]
    return found


def _code_points(marks: Marks, at: Offsets) -> Offsets:
    """The characters that begin at some places; of those of four bytes, a number that is no mark's."""
    text, end = marks.text, len(marks.text) - 1
    first = text[at].astype(np.int64)
    second, third = (text[np.minimum(at + shift, end)].astype(np.int64) & 0x3F for shift in (1, 2))
    two, three = ((first & 0x1F) << 6) | second, ((first & 0x0F) << 12) | (second << 6) | third
    return np.where(first < 0xE0, two, np.where(first < 0xF0, three, 0))
