r"""Gaps: what stands between two tokens, as attribute bits.

Four gaps in five are one space. The others are few distinct strings (", ", ". ", " (", "\n\n"): each is
looked at once by `_attributes`, and remembered in a small table by its bytes. Rules about spacing, about
neighbours and about sentences are then tests of bits.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

import numpy as np
import numpy.typing as npt

from mtlint.batch import Bytes, Offsets
from mtlint.columns.search import distinct
from mtlint.columns.tokens import Keys, Tokens, eight_bytes

Attributes = npt.NDArray[np.uint16]


class Gap:
    """What is true of a gap: bits, as plain numbers, because testing an IntFlag takes 2 µs."""

    WHITE = 1  # nothing but white space, at least one
    NEWLINE = 2  # holds a line end
    GLUED = 4  # no white space at all
    COMMA = 8  # a comma, then white space
    ENDS = 16  # ends a sentence: a stop, ? or !, perhaps closing marks, then white space
    MARK = 32  # begins with punctuation that may follow a finished phrase: . , ; : ! ? ) ] ” " and dashes
    TIGHT = 64  # one of , ; : ! ? . with no space after it, perhaps with a quotation mark or bracket
    BRACKET = 128  # an opening round bracket and nothing else
    OPAQUE = 256  # holds something that is not prose: a URL, inline code, a tag
    STRAY = 1024  # white space where none belongs: before a mark, inside a bracket, beside a dash, doubled
    FULL_STOP = 2048  # one stop, then white space
    LONG = 512  # longer than 8 bytes: only what its first 8 bytes say is known


OPAQUE = 0x1A
"""The byte that stands for each byte of what is not prose. It is a control character (SUBSTITUTE)."""

_TESTS: tuple[tuple[int, Callable[[str], object]], ...] = (
    (Gap.WHITE, re.compile(r"\s+\Z").match),
    (Gap.NEWLINE, re.compile(r"\n").search),
    (Gap.GLUED, re.compile(r"\S+\Z").match),
    (Gap.COMMA, re.compile(r",\s+\Z").match),
    (Gap.ENDS, re.compile(r"[\"'”’»)\]]{0,3}[.!?…。！？]+[\"'”’»)\]]{0,3}\s").match),
    (Gap.MARK, re.compile(r"\s?[.,;:!?)\]”\"…»–—-]|\s*\Z(?<=\n)").match),
    (Gap.TIGHT, re.compile(r"[\"”’)\]]?[.,;:!?][\"“”‘’(\[]?\Z").match),
    (Gap.BRACKET, re.compile(r"\(\Z").match),
    (
        Gap.STRAY,
        re.compile(
            r"[ \u00a0]+[,;.!?:]|[\"”)%\]]{1,2}[ \u00a0]+[,;.]"
            r"|.*[(\[] |.* [)\]]|.*[\s(]“[ \u00a0]|[ \u00a0]+”"
            r"|[ \u00a0][-–—]\Z|[-–—][ \u00a0]\Z|,?[ \u00a0]{2,}\Z"
        ).match,
    ),
    (Gap.FULL_STOP, re.compile(r"\.\s+\Z").match),
    (Gap.OPAQUE, re.compile("\x1a").search),
)


def _attributes(gap: bytes) -> int:
    """The bits of one gap of at most 8 bytes (a character cut by that limit is dropped)."""
    text = gap.decode("utf-8", "ignore")
    return sum(bit for bit, test in _TESTS if text and test(text))


class GapTable:
    """Gap strings seen so far and their bits; shared by all batches of an engine, safe in threads.

    A gap has two slots. Entries are only ever added to empty ones, value before key, so a reader in another
    thread sees either nothing or the whole entry. What finds no slot is computed each time: slower, never
    wrong.
    """

    _BITS = 14

    def __init__(self) -> None:
        self._keys: Keys = np.zeros(1 << self._BITS, dtype=np.uint64)
        self._values: Attributes = np.zeros(1 << self._BITS, dtype=np.uint16)

    def look_up(self, keys: Keys) -> Attributes:
        """The bits of each gap, given as its bytes (at most 8) in a number, little-endian."""
        slot = self._slot(keys)
        values = self._values[slot]
        other = np.flatnonzero(self._keys[slot] != keys)
        neighbour = slot[other] ^ 1
        values[other] = self._values[neighbour]
        unknown = other[self._keys[neighbour] != keys[other]]
        if unknown.size:
            met = distinct(keys[unknown])
            computed = np.array([_attributes(_bytes_of(int(key))) for key in met], dtype=np.uint16)
            values[unknown] = computed[np.searchsorted(met, keys[unknown])]
            self._remember(met, computed)
        return values

    def _remember(self, keys: Keys, values: Attributes) -> None:
        for first, key, value in zip(self._slot(keys).tolist(), keys, values, strict=True):
            for slot in (first, first ^ 1):
                if self._keys[slot] == 0:
                    self._values[slot] = value
                    self._keys[slot] = key
                    break

    def _slot(self, keys: Keys) -> npt.NDArray[np.int64]:
        return ((keys * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(64 - self._BITS)).astype(np.int64)


def _bytes_of(key: int) -> bytes:
    return key.to_bytes(8, "little").rstrip(b"\0")


class Gaps:
    """The gap before each token, and one after the last: `len(tokens) + 1` entries.

    Gap i lies between token i - 1 and token i; `start` and `end` are buffer offsets in bytes.
    """

    def __init__(self, text: Bytes, tokens: Tokens, table: GapTable) -> None:
        self._text = text
        self._table = table
        self.start: Offsets = np.concatenate([np.zeros(1, np.int64), tokens.end])
        self.end: Offsets = np.concatenate([tokens.start, np.array([len(text)], np.int64)])

    @cached_property
    def attributes(self) -> Attributes:
        """`Gap` bits of each gap."""
        length = self.end - self.start
        bits = np.full(len(length), Gap.WHITE, dtype=np.uint16)
        other = np.flatnonzero((length != 1) | (self._text[self.start] != 0x20))
        size = length[other]
        mask = _LOW_BYTES[np.minimum(size, 8)]
        bits[other] = self._table.look_up(eight_bytes(self._text)[self.start[other]] & mask)
        bits[other[size > 8]] |= np.uint16(Gap.LONG)
        return bits

    def has_at(self, index: Offsets, bit: int) -> npt.NDArray[np.bool_]:
        """Which of some gaps have one of the bits: cheaper than `has` where they are few."""
        found: npt.NDArray[np.bool_] = (self.attributes[index] & np.uint16(bit)) != 0
        return found

    def has(self, bit: int) -> npt.NDArray[np.bool_]:
        """Which gaps have one of the bits."""
        found: npt.NDArray[np.bool_] = (self.attributes & np.uint16(bit)) != 0
        return found


_LOW_BYTES = np.array([(1 << (8 * n)) - 1 for n in range(9)], dtype=np.uint64)
