"""Which stretches of a text a panel shows: all of a short one, else what surrounds the findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

Span = tuple[int, int]

WHOLE = 24_000
"""Bytes of text in a panel: an article of 4,000 English words. 100 of them are 2.4 MB, which a browser takes
in a second."""

CONTEXT = 300
"""Bytes shown on either side of a finding in a longer text: two or three sentences."""

SPAN = 2_000
"""Bytes shown of the flagged text itself: a loop may fill a megabyte."""


class Stretch(NamedTuple):
    """A part of a text: where it begins (byte offset), its first row in the text (from 1), and its bytes."""

    start: int
    row: int
    text: bytes

    @property
    def end(self) -> int:
        """The byte offset after its last."""
        return self.start + len(self.text)


def stretches(text: bytes, spans: Sequence[Span]) -> list[Stretch]:
    """What is shown of `text` (UTF-8), in its order. The first spans come first where not all have room."""
    if len(text) <= WHOLE:
        return [Stretch(0, 1, text)]
    windows: list[Span] = []
    room = WHOLE
    for start, end in spans:
        window = _window(text, start, min(end, start + SPAN))
        room -= window[1] - window[0]
        if room < 0 and windows:
            break
        windows.append(window)
    return list(_cut(text, _merged(windows)))


def _window(text: bytes, start: int, end: int) -> Span:
    """A finding and what surrounds it: whole lines where they are short, whole characters in any case."""
    first, last = max(start - CONTEXT, 0), min(end + CONTEXT, len(text))
    if first:
        newline = text.find(b"\n", first, start)
        first = newline + 1 if newline >= 0 else _character(text, first)
    if last < len(text):
        newline = text.rfind(b"\n", end, last)
        last = newline if newline >= 0 else _character(text, last)
    return first, last


def _character(text: bytes, offset: int) -> int:
    """The start of the character that an offset falls into."""
    while offset and text[offset] & 0xC0 == 0x80:
        offset -= 1
    return offset


def _merged(windows: Iterable[Span]) -> Iterable[Span]:
    """The windows in the order of the text, those that overlap or touch as one."""
    whole: list[Span] = []
    for first, last in sorted(windows):
        if whole and first <= whole[-1][1] + 1:
            whole[-1] = whole[-1][0], max(whole[-1][1], last)
        else:
            whole.append((first, last))
    return whole


def _cut(text: bytes, windows: Iterable[Span]) -> Iterable[Stretch]:
    here, row = 0, 1
    for first, last in windows:
        row += text.count(b"\n", here, first)
        here = first
        yield Stretch(first, row, text[first:last])
