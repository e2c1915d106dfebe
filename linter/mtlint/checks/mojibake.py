"""Text read in the wrong encoding: "donâ€™t", "cafÃ©", and what could not be read at all (U+FFFD)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint import lazy_re
from mtlint.batch import Bytes, Offsets
from mtlint.checks import Hit
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.columns.search import distinct
from mtlint.rule import Rule

# A word, as far as it is looked at: garbled text without spaces may be long.
_REACH = 64
_BEFORE = lazy_re.compile(rb"[^\x00-\x20]*\Z")
_AFTER = lazy_re.compile(rb"[^\x00-\x20]*")
_RUN = lazy_re.compile(r"[^\x00-\x7f]+")
_LOST = "\ufffd"
# The closing quotation mark E2 80 9D loses its last byte, which means nothing in Windows-1252.
_CUT = lazy_re.compile("â€(?![\u0080-\u00ff\u2010-\u2122\u0152-\u0178\u02c6\u02dc])")
# UTF-8 of Cyrillic letters read as Windows-1251: each begins with Р or С.
_CYRILLIC = lazy_re.compile(r"(?:[РС][^\x00-\x7f]){2,}")
# UTF-8 of one letter of Central Europe or Turkey read as Windows-1252, but for marks that may
# stand behind such a letter ("Ä…"): "Å¡", "ÄŒ".
_LATIN = lazy_re.compile(
    r"[ÄÅ][\u0081-\u009f\u00a1-\u00aa\u00ac\u00ae\u00af\u00b1-\u00b6\u00b8-\u00ba\u00bc-\u00bf\u0152-\u017e\u0192\u02c6\u02dc\u2020-\u2022\u2030\u20ac\u2122]\Z"
)
# Bytes of a curly mark or dash read as Chinese (GBK): E2 80 is 鈥, the last byte takes the next letter along.
_GBK = "鈥"
_MARK = lazy_re.compile("[\u2010-\u2026][ -~]?\\Z")


class Options(NamedTuple):
    """`with` of a rule: nothing to choose."""


class Mojibake:
    """Asks ftfy about words that hold bytes of garbled text; few others have them."""

    name: ClassVar[str] = "mojibake"
    needs: ClassVar[frozenset[str]] = frozenset({"blocks", "prose"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._kinds = rule.block_kinds

    def find(self, columns: Columns) -> Iterator[Hit]:
        """The hits of a batch; the group `fixed` is what ftfy makes of the text, if that is sure."""
        if columns.prose.isascii():
            return
        at = _candidates(columns.text, columns.marks.beyond_ascii)
        at, _ = columns.inside(at, self._kinds)
        reached = 0
        for place in at.tolist():
            if place >= reached:
                start, reached = _word(columns.prose, place)
                for low, high, fixed in garbled(columns.text_of(start, reached)):
                    yield _hit(columns, start, low, high, fixed)


def _hit(columns: Columns, start: int, low: str, bad: str, fixed: str | None) -> Hit:
    begin = start + len(low.encode())
    sure = fixed if fixed and _LOST not in fixed else None
    verdict = f'is "{sure}" read in the wrong encoding' if sure else "stands for what could not be read"
    return Hit(begin, begin + len(bad.encode()), {"garbled": bad, "fixed": sure, "verdict": verdict})


def garbled(word: str) -> Iterator[tuple[str, str, str | None]]:
    """The garbled stretches of a word: what stands before each, the stretch, what it should be.

    >>> list(garbled("donâ€™t"))
    [('don', 'â€™', '’')]
    """
    reached = 0
    for run in _RUN.finditer(word):
        if run.start() < reached:
            continue
        bad = run[0]
        fixed: str | None = _repaired(bad)
        if _GBK in bad:
            bad = word[word.index(_GBK, run.start()) :][:2]
            fixed = _from_gbk(bad)
            if fixed is None and bad[1:] not in ("?", _LOST):
                continue
        elif fixed == bad and not (_LOST in bad or _CUT.search(bad)):
            continue
        before, shown, fixed = _trimmed(bad, fixed)
        start = word.index(shown, run.start() + len(before))
        reached = start + len(shown)
        yield word[:start], shown, fixed if fixed != shown else None


def _repaired(text: str) -> str:
    if (match := _CYRILLIC.search(text)) and (cyrillic := _decoded(match[0], "cp1251")):
        return text.replace(match[0], cyrillic)
    if _LATIN.match(text) and (letter := _decoded(text, "cp1252")):
        return letter
    # Imported here: it costs milliseconds, and most texts have nothing to repair.
    from ftfy import fix_encoding

    # A quoted letter, “Ã”, is no garbled "Ô”".
    if text[0] in "“‘" and text[-1] in "”’" and fix_encoding(text[1:-1]) == text[1:-1]:
        return text
    return fix_encoding(text)


def _decoded(text: str, encoding: str) -> str | None:
    """What a text was before its UTF-8 was read in another encoding; None where it was not."""
    try:
        return text.encode(encoding).decode("utf-8")
    except UnicodeError:
        return None


def _from_gbk(text: str) -> str | None:
    try:
        fixed = text.encode("gbk").decode("utf-8")
    except UnicodeError:
        return None
    return fixed if _MARK.match(fixed) else None


def _trimmed(bad: str, fixed: str | None) -> tuple[str, str, str | None]:
    """What both have in common at their beginning, and the two without it and without a common end."""
    if fixed is None or fixed == bad:
        # Only what is lost counts, not the letters around it.
        match = re.search(f"{_LOST}+", bad) or _CUT.search(bad)
        return ("", bad, None) if match is None else (bad[: match.start()], match[0], None)
    first = 0
    while first < min(len(bad), len(fixed)) and bad[first] == fixed[first]:
        first += 1
    last = 0
    # Something stays of what is right: "Â£" is "£", and no "Â" is nothing.
    while last < min(len(bad), len(fixed) - 1) - first and bad[-1 - last] == fixed[-1 - last]:
        last += 1
    return bad[:first], bad[first : len(bad) - last], fixed[first : len(fixed) - last]


def _candidates(text: Bytes, start: Offsets) -> Offsets:
    """Where garbled text may be: bytes that right text has seldom, ascending."""
    first, second = text[start], text[start + 1]
    # UTF-8 read as Latin-1 or Windows-1252: a letter of U+00C2 to U+00F4, then another beyond ASCII.
    lead = start[(first == 0xC3) & (second >= 0x82) & (second <= 0xB4)]
    lead = lead[text[lead + 2] >= 0x80]
    # Windows-1252 read as Latin-1: control characters.
    control = start[(first == 0xC2) & (second < 0xA0)]
    # Cyrillic read as Windows-1251: Р or С, then another letter beyond ASCII, then Р or С again.
    cyrillic = start[(first == 0xD0) & ((second == 0xA0) | (second == 0xA1))]
    cyrillic = cyrillic[text[cyrillic + 2] >= 0xC2]
    again = [(text[cyrillic + n] == 0xD0) & (text[cyrillic + n + 1] & 0xFE == 0xA0) for n in (4, 5)]
    rest = [cyrillic[again[0] | again[1]]]
    # The last is UTF-8 read as Mac Roman: "√©".
    for char in (_LOST, _GBK, "√"):
        one, two, three = char.encode()
        at = start[(first == one) & (second == two)]
        rest.append(at[text[at + 2] == three])
    return distinct(np.concatenate([lead, control, *rest]))


def _word(buffer: bytes, at: int) -> tuple[int, int]:
    """The stretch without white space around a place, cut to what is looked at."""
    before = _BEFORE.search(buffer, max(at - _REACH, 0), at)
    after = _AFTER.match(buffer, at, at + _REACH)
    start = before.start() if before else at
    end = after.end() if after else at + 1
    while start < at and 0x80 <= buffer[start] < 0xC0:
        start += 1
    while 0x80 <= buffer[end] < 0xC0:
        end -= 1
    return start, max(end, at + 1)
