"""Blocks of plain text: what a reader sees as a paragraph, a heading, a caption, a list item.

Blank lines part groups of lines. A group is wrapped where it has three lines or more, none over 100
characters, most of them ending without a stop: then its lines are one paragraph. Else each line is a
paragraph of its own, as in scraped news pages, unless it goes on in small letters with a sentence in which
the line above, as wide as wrapped text is, breaks off.
"""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from mtlint.batch import Bytes, Offsets
from mtlint.columns.lines import Lines
from mtlint.columns.marks import Marks
from mtlint.rule import Block

Flags = npt.NDArray[np.bool_]

_WRAPPED_LINES, _WRAPPED_WIDTH = 3, 100
# Text is wrapped at 65 to 80 characters; a long word that did not fit leaves its line shorter.
_LEAST_WRAPPED_WIDTH = 55
# A heading is a short line without a mark at its end: longer ones are text whose stop was lost.
_HEADING_WIDTH = 120
_PIPE = 0x7C

_BULLET = re.compile(rb"(?:[-*+]|\xe2\x80[\x93\x94\xa2]|\xc2\xb7|\d{1,3}[.)]|\([a-z0-9]{1,2}\))[ \t]")
_IMAGE = re.compile(rb"!\[[^\]\n]*\](?:\([^)\n]*\))?[ \t]*\|?\s*\Z")
# A line with a label and a colon, a sentence with its stop, or eight words: too much for a cell.
_CAPTION = re.compile(
    rb"\|?[ \t]*(?:[^\W\d][\w ]{2,30}:[ \t]|[^\n]*\w{3}[.!?][\"')\]]?[ \t]*\|?\s*\Z|(?:[^\s|]+\s+){8})"
)


def _class(characters: bytes) -> Flags:
    table = np.zeros(256, dtype=np.bool_)
    table[list(characters)] = True
    return table


_BULLET_START = _class(b"-*+(0123456789\xe2\xc2")
# Bytes that end a line of finished prose: stops, closing marks (0x9d ends ” in UTF-8), the pipe of a caption.
_STOP = _class(b".!?:;\"')]|\x9d")
_SMALL = _class(bytes(range(ord("a"), ord("z") + 1)))
_OPENING = _class(b"\"'(")
_NO_HEADING_END = _class(b".!?;,\"'|\x9d")


def classify(buffer: bytes, marks: Marks, lines: Lines, kind: npt.NDArray[np.uint8], begins: Flags) -> None:
    """Write the kind of each line, and whether a block begins there, into `kind` and `begins`."""
    text = marks.text
    solid = np.flatnonzero(~lines.blank)
    if not solid.size:
        return
    first, last = lines.first[solid], lines.last[solid]
    bullet = _confirmed(buffer, first, last, _BULLET_START[text[first]], _BULLET)
    image = _confirmed(buffer, first, last, text[first] == ord("!"), _IMAGE)
    cell, residue = _pipes(marks.of(_PIPE), first, last)
    # Beside a table a pipe at one end makes a row with an empty cell; but a caption stays one.
    beside = residue & _beside(cell, solid)
    cell |= beside & ~_confirmed(buffer, first, last, beside, _CAPTION)
    caption = (residue | _after(image, solid)) & ~image & ~cell

    group = np.cumsum(np.diff(solid, prepend=-2) != 1) - 1
    wrapped = _wrapped(text, first, last, group)[group]
    special = bullet | image | cell | caption
    alone = ~(wrapped | _run_on(text, first, last, solid)) | special
    opens = alone | np.concatenate([[False], special[:-1] & ~bullet[:-1]])
    closes = np.append(opens[1:], True)
    short = (last - first <= _HEADING_WIDTH) & ~_NO_HEADING_END[text[last - 1]]
    heading = short & opens & (closes | (np.append(np.diff(solid), 2) != 1))

    kinds = np.full(len(solid), Block.PARAGRAPH, dtype=np.uint8)
    for flags, value in (
        (heading, Block.HEADING),
        (caption, Block.CAPTION),
        (bullet, Block.LIST_ITEM),
        (cell, Block.TABLE_ROW),
        (image, Block.IMAGE),
    ):
        kinds[flags] = value
    kind[solid] = kinds
    begins[solid] = opens


def _confirmed(
    buffer: bytes, first: Offsets, last: Offsets, candidate: Flags, expression: re.Pattern[bytes]
) -> Flags:
    """Which candidate lines begin with the expression."""
    found = np.zeros(len(first), dtype=np.bool_)
    for index in np.flatnonzero(candidate).tolist():
        # One byte more than the line's text, for the space after a bullet.
        found[index] = expression.match(buffer, int(first[index]), int(last[index]) + 1) is not None
    return found


def _pipes(pipe: Offsets, first: Offsets, last: Offsets) -> tuple[Flags, Flags]:
    """Which lines are rows of a table (cells on both sides of a pipe, or pipes at both ends), and which
    have a pipe at one end only: what an extraction left of a caption's table.
    """  # noqa: D205
    row = np.zeros(len(first), dtype=np.bool_)
    residue = row.copy()
    if not pipe.size:
        return row, residue
    line = np.searchsorted(first, pipe, side="right") - 1
    at_start, at_end = pipe == first[line], pipe == last[line] - 1
    inner = (line >= 0) & ~at_start & ~at_end & (pipe < last[line])
    row[line[inner]] = True
    starts, ends = np.zeros_like(row), np.zeros_like(row)
    starts[line[at_start]] = True
    ends[line[at_end]] = True
    row |= starts & ends & (last - first > 1)
    return row, (starts | ends) & ~row


def _beside(flags: Flags, solid: Offsets) -> Flags:
    """Which lines stand directly below or above a flagged one."""
    touching = np.diff(solid) == 1
    beside = np.zeros_like(flags)
    beside[1:] |= flags[:-1] & touching
    beside[:-1] |= flags[1:] & touching
    return beside


def _after(flags: Flags, solid: Offsets) -> Flags:
    after = np.zeros_like(flags)
    after[1:] = flags[:-1] & (np.diff(solid) == 1)
    return after


def _wrapped(text: Bytes, first: Offsets, last: Offsets, group: Offsets) -> Flags:
    """Which groups of lines are paragraphs wrapped by hand."""
    starts = np.flatnonzero(np.diff(group, prepend=-1))
    count = np.diff(np.append(starts, len(group)))
    stops = np.add.reduceat(_STOP[text[last - 1]].astype(np.int64), starts)
    likely: Flags = (count >= _WRAPPED_LINES) & (2 * stops < count)
    width = last - first
    wide = width > _WRAPPED_WIDTH
    # Width counts characters. Only lines that could be short enough but for bytes beyond ASCII are looked at.
    for index in np.flatnonzero(wide & (width <= 4 * _WRAPPED_WIDTH) & likely[group]).tolist():
        line = text[first[index] : last[index]]
        wide[index] = int(np.count_nonzero((line & 0xC0) != 0x80)) > _WRAPPED_WIDTH
    wrapped: Flags = likely & ~np.logical_or.reduceat(wide, starts)
    return wrapped


def _run_on(text: Bytes, first: Offsets, last: Offsets, solid: Offsets) -> Flags:
    """Which lines go on with a sentence in which the line above, as wide as wrapped text is, breaks off."""
    run_on = np.zeros(len(solid), dtype=np.bool_)
    above, below = slice(0, -1), slice(1, None)
    width = last[above] - first[above]
    # What is quoted or stands in brackets may begin with the line.
    begins = first[below] + (_OPENING[text[first[below]]] & (last[below] - first[below] > 1))
    run_on[below] = (width >= _LEAST_WRAPPED_WIDTH) & (width <= _WRAPPED_WIDTH) & (np.diff(solid) == 1)
    run_on[below] &= ~_STOP[text[last[above] - 1]] & _SMALL[text[begins]]
    return run_on
