"""Rows and columns of byte offsets in a UTF-8 text."""

from __future__ import annotations

from collections.abc import Sequence

from mtlint.document import Position

# Bytes that continue a character in UTF-8: a text has as many code points as it has other bytes.
_CONTINUATION = bytes(range(0x80, 0xC0))

# Counted in pieces: each is in the processor's cache, and a line of 200 MB is never copied whole.
_PIECE = 1 << 18


class TextLocate:
    """`locate` of a document whose text is its file's: plain text and Markdown.

    A line ends with LF; a CR before it belongs to the line's end, a CR alone is a character like others.
    Offsets of one call are walked in ascending order, each from the one before, so that the cost is one
    pass over the text however many there are, even when it is a single line: ask for all at once.
    """

    __slots__ = ("_text",)

    def __init__(self, text: bytes) -> None:
        self._text = text

    def __call__(self, offsets: Sequence[int]) -> list[Position]:
        """Positions of byte offsets, in the order of the offsets."""
        text = self._text
        is_ascii = text.isascii()
        found: dict[int, Position] = {}
        here, row, column = 0, 1, 1
        newline = text.find(b"\n")
        for offset in sorted(set(offsets)):
            if 0 <= newline < offset:
                row, column = row + text.count(b"\n", newline, offset), 1
                here = text.rindex(b"\n", newline, offset) + 1
                newline = text.find(b"\n", offset)
            column += offset - here if is_ascii else count_code_points(text, here, offset)
            here = offset
            found[offset] = Position(row, column)
        return [found[offset] for offset in offsets]


def count_code_points(text: bytes, start: int, end: int) -> int:
    """Code points of UTF-8 from `start` to `end` (byte offsets; one inside a character counts it whole)."""
    count = 0
    for at in range(start, end, _PIECE):
        piece = text[at : min(at + _PIECE, end)]
        count += len(piece if piece.isascii() else piece.translate(None, _CONTINUATION))
    return count
