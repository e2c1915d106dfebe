"""Characters that nobody sees: zero-width and bidirectional marks, soft hyphens, control characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint import lazy_re
from mtlint.batch import Offsets
from mtlint.checks import Hit
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.columns.gaps import OPAQUE
from mtlint.columns.marks import Marks
from mtlint.columns.search import distinct
from mtlint.rule import Rule

_CONTROL = "\x00-\x08\x0b\x0e-\x1f\x7f"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_JOINING = "\u200b-\u200d\u2060\ufeff"
_RUN = lazy_re.compile(f"[{_CONTROL}{_BIDI}{_JOINING}\u00ad\u2061-\u2064]+")
_MARKS = lazy_re.compile(f"[{_BIDI}]+\\Z")
_JOINERS = lazy_re.compile(f"[{_JOINING}]+\\Z")
_RIGHT_TO_LEFT = lazy_re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
# Letters and signs among which joiners and break marks belong: from Hebrew on every script (Arabic, Indic,
# Thai, Khmer, Chinese) but the later blocks of Latin and Greek and general punctuation; and emoji.
_JOINED = lazy_re.compile("[\u0590-\u1cff\u20d0-\u20ff\u2190-\u2bff\u2e80-\ufefe\U00010000-\U000fffff]")
# A terminal's commands leave letters behind, and a backspace deletes one: what to do is for people.
_UNSURE = "\x1b\x08"
_LINE_TAB = "\x0b"


class Options(NamedTuple):
    """`with` of a rule: nothing to choose."""


class Invisible:
    """Looks at the bytes that begin such characters."""

    name: ClassVar[str] = "invisible"
    needs: ClassVar[frozenset[str]] = frozenset({"blocks", "prose"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._kinds = rule.block_kinds

    def find(self, columns: Columns) -> Iterator[Hit]:
        """One hit for each run; the group `fixed` is what should stand there."""
        # The text as it stands: in `prose`, what is no prose consists of control characters.
        text = columns.batch.array
        at = _candidates(columns.raw_marks)
        at, block = columns.inside(at, self._kinds)
        prose = (columns.text[at] != OPAQUE) | (text[at] == OPAQUE)
        reached = 0
        for place, number in zip(at[prose].tolist(), block[prose].tolist(), strict=True):
            start, end = int(columns.blocks.start[number]), int(columns.blocks.end[number])
            if place < reached:
                continue
            run = _RUN.match(columns.batch.buffer[place : min(place + 400, end)].decode("utf-8", "ignore"))
            if run is None:
                continue
            reached = place + len(run[0].encode())
            # A byte order mark that was left at the beginning of a record.
            if run[0] == "\ufeff" and place in columns.batch.start:
                continue
            if not _belongs(columns.batch.buffer, place, reached, start, end, run[0]):
                yield Hit(place, reached, _groups(run[0]))


def _groups(run: str) -> dict[str, str | None]:
    names = {f"{_name(char)} (U+{ord(char):04X})": None for char in run}
    fixed = None if set(run) & set(_UNSURE) else " " if _LINE_TAB in run else ""
    return {"characters": ", ".join(names), "fixed": fixed}


def _name(char: str) -> str:
    return unicodedata.name(char, "control character").lower()


def _belongs(buffer: bytes, start: int, end: int, first: int, last: int, run: str) -> bool:
    """Whether a run has a use where it stands, in its block from `first` to `last`."""
    if _MARKS.match(run):
        return _RIGHT_TO_LEFT.search(buffer[first:last].decode("utf-8", "replace")) is not None
    if not _JOINERS.match(run):
        return False
    before = buffer[max(start - 8, first) : start].decode("utf-8", "ignore")[-1:]
    after = buffer[end : min(end + 8, last)].decode("utf-8", "ignore")[:1]
    return _JOINED.match(before) is not None or _JOINED.match(after) is not None


def _candidates(marks: Marks) -> Offsets:
    """Where a run may begin, ascending; line ends, tabs and form feeds (page breaks) are no defects."""
    text, start = marks.text, marks.beyond_ascii
    found = [marks.at[_IS_CONTROL[marks.byte]]]
    if start.size:
        first, second = text[start], text[start + 1]
        for lead, then, least, most in _SEQUENCES:
            at = start[(first == lead) & (second == then)]
            last = text[at + (1 if lead < 0xE0 else 2)]
            found.append(at[(last >= least) & (last <= most)])
    return distinct(np.concatenate(found))


_IS_CONTROL = np.isin(np.arange(256), [*range(0x20), 0x7F]) & ~np.isin(np.arange(256), list(b"\n\r\t\f"))

# The bytes of the characters: first, second, and the range of the last.
_SEQUENCES = (
    (0xC2, 0xAD, 0xAD, 0xAD),
    (0xD8, 0x9C, 0x9C, 0x9C),
    (0xE2, 0x80, 0x8B, 0x8F),
    (0xE2, 0x80, 0xAA, 0xAE),
    (0xE2, 0x81, 0xA0, 0xA9),
    (0xEF, 0xBB, 0xBF, 0xBF),
)
