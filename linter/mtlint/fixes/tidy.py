"""What deletions leave behind: white space that stood around what is gone, and lines with nothing left.

A rule marks what is wrong, `![]()` or `|`, and not the space beside it. Deleting only that would leave
"Photo: Hoai Thu " with a blank at its end, "a  word" with two, and lines of blanks. So

- a deletion takes the blanks before it along at the end of a line; at the start of a line, and where blanks
  stand on both sides, those after it;
- a line of which nothing is left but blanks (and `*` or `_`, the shell of an emphasis) goes, with its line
  end, where a blank line or the text's start or end is beside it. Where there are blank lines on both sides,
  those of one side go too. Between two lines of text one empty line stays: without it the two would become
  one paragraph, and a `---` below would turn the text above into a heading.

Nothing else is touched: not the line ends of other lines, not a missing one at the text's end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from mtlint.fixes.changes import Change, apply

_BLANKS = b" \t"
_SHELL = b" \t\r\n*_"
_BLANK_LINES = re.compile(rb"(?:[ \t\r]*\n)*(?:[ \t\r]*\Z)?")


class _Stretch(NamedTuple):
    """Whole lines, line ends included."""

    start: int
    end: int


def tidied(text: bytes, changes: Sequence[Change]) -> list[Change]:
    """The changes (ascending, none overlaps another) with what has to go besides."""
    widened = [_widened(text, changes, index) for index in range(len(changes))]
    gone = list(_joined(text, _emptied(text, widened)))
    if not gone:
        return widened
    removals = [_removal(text, stretch) for stretch in gone]
    kept, at = [], 0
    for change in widened:
        while at < len(gone) and gone[at].end <= change.start:
            at += 1
        if at == len(gone) or change.start < gone[at].start:
            kept.append(change)
    return sorted([*kept, *removals])


def _widened(text: bytes, changes: Sequence[Change], index: int) -> Change:
    """A deletion with the blanks it leaves; what lies in other changes is theirs."""
    start, end, content = changes[index]
    if content or start == end:
        return changes[index]
    low = changes[index - 1].end if index else 0
    high = changes[index + 1].start if index + 1 < len(changes) else len(text)
    first, last = _back(text, start, low), _forward(text, end, high)
    at_line_start = first == 0 or text[first - 1 : first] == b"\n"
    at_line_end = text[last : last + 1] in (b"", b"\n") or text[last : last + 2] == b"\r\n"
    if at_line_end and not at_line_start:
        return Change(first, end, b"")
    if at_line_start or (first < start and end < last):
        return Change(start, last, b"")
    return changes[index]


def _back(text: bytes, at: int, limit: int) -> int:
    while at > limit and text[at - 1] in _BLANKS:
        at -= 1
    return at


def _forward(text: bytes, at: int, limit: int) -> int:
    while at < limit and text[at] in _BLANKS:
        at += 1
    return at


def _emptied(text: bytes, changes: Sequence[Change]) -> Iterator[_Stretch]:
    """The lines of which the changes leave nothing."""
    for start, group in groupby(changes, key=lambda change: text.rfind(b"\n", 0, change.start) + 1):
        inside = list(group)
        newline = text.find(b"\n", start)
        end = newline + 1 if newline >= 0 else len(text)
        if inside[-1].end > end:
            continue
        moved = [Change(change.start - start, change.end - start, change.content) for change in inside]
        line = text[start:end]
        if line.strip(_SHELL) and not apply(line, moved).strip(_SHELL):
            yield _Stretch(start, end)


def _joined(text: bytes, lines: Iterator[_Stretch]) -> Iterator[_Stretch]:
    """Lines that follow one another, perhaps after blank lines, as one stretch."""
    last: _Stretch | None = None
    for line in lines:
        if last and _below(text, last.end) >= line.start:
            last = _Stretch(last.start, line.end)
            continue
        if last:
            yield last
        last = line
    if last:
        yield last


def _removal(text: bytes, stretch: _Stretch) -> Change:
    """The stretch taken out, so that what stands above and below stays apart as it was."""
    start, end = stretch
    above, below = _above(text, start), _below(text, end)
    if end == len(text):
        # The line above is the last one now, and ends as the last one did.
        if above and not text.endswith(b"\n"):
            above -= 2 if text[:above].endswith(b"\r\n") else 1
        return Change(above, end, b"")
    if 0 < above == start and below == end:
        return Change(start, end, b"\r\n" if b"\r\n" in text[start:end] else b"\n")
    return Change(start, below if above < start or not start else end, b"")


def _above(text: bytes, at: int) -> int:
    """Where the blank lines begin that stand above the line that begins at `at`."""
    while at:
        start = text.rfind(b"\n", 0, at - 1) + 1
        if text[start:at].strip():
            break
        at = start
    return at


def _below(text: bytes, at: int) -> int:
    """Where the blank lines end that stand below the line that ends at `at`."""
    match = _BLANK_LINES.match(text, at)
    return match.end() if match else at
