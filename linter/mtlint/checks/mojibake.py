"""Text read in the wrong encoding: "donâ€™t", "cafÃ©", and what could not be read at all (U+FFFD)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import numpy as np
import numpy.typing as npt

from mtlint import lazy_re
from mtlint.batch import Bytes, Offsets
from mtlint.checks import Hit
from mtlint.checks.garbled_script import GarbledScript
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.columns.search import among, distinct
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
# UTF-8 of a quotation mark or dash read as Windows-1251: "вЂ”".
_CYRILLIC_MARK = lazy_re.compile(r"вЂ[^\x00-\x7f]")
# Signs with which UTF-8 begins that was read as Mac Roman: "√©" for "é", "∆∞" for "ư"; "·∫" of Vietnamese.
_MAC = "√∆∫"
# UTF-8 of one letter of Central Europe or Turkey read as Windows-1252, but for marks that may
# stand behind such a letter ("Ä…"): "Å¡", "ÄŒ".
_LATIN = lazy_re.compile(
    r"[ÄÅ][\u0081-\u009f\u00a1-\u00aa\u00ac\u00ae\u00af\u00b1-\u00b6\u00b8-\u00ba\u00bc-\u00bf\u0152-\u017e\u0192\u02c6\u02dc\u2020-\u2022\u2030\u20ac\u2122]\Z"
)
# Inside a word no quotation mark stands behind such a letter: "Å»elazna".
_LATIN_INSIDE = lazy_re.compile("[ÄÅ][\u00ab\u00bb\u2018-\u201d]\\Z")
# UTF-8 of a sign of Latin-1 read as Latin-1: "Â" and the sign. ftfy does not know all.
_BEFORE_SIGN = lazy_re.compile("Â(?=[\u00a1-\u00bf])")
# Bytes of a curly mark or dash read as Chinese (GBK): E2 80 is 鈥, the last byte takes the next letter along.
_GBK = "鈥"
_MARK = lazy_re.compile("[\u2010-\u2026][ -~]?\\Z")


class Options(NamedTuple):
    """`with` of a rule.

    `signs` is a table of characters with which garbled text of other scripts begins: `sign`, `encoding`.
    """

    signs: str | None = None


class Mojibake:
    """Asks ftfy about words that hold bytes of garbled text; few others have them."""

    name: ClassVar[str] = "mojibake"
    needs: ClassVar[frozenset[str]] = frozenset({"blocks", "prose"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._kinds = rule.block_kinds
        table = resources.table(rule, options.signs) if options.signs else ()
        signs = {row["sign"]: row["encoding"] for _, row in table}
        self._scripts = GarbledScript(signs)
        self._first = distinct(np.array([_number(sign.encode()) for sign in signs], np.uint32))

    def find(self, columns: Columns) -> Iterator[Hit]:
        """The hits of a batch; the group `fixed` is what ftfy makes of the text, if that is sure."""
        if columns.prose.isascii():
            return
        at = _candidates(columns.text, columns.marks.beyond_ascii, self._first)
        at, _ = columns.inside(at, self._kinds)
        reached = 0
        for place in at.tolist():
            if place >= reached:
                start, reached = _word(columns.prose, place)
                for low, high, fixed in garbled(columns.text_of(start, reached), self._scripts):
                    yield _hit(columns, start, low, high, fixed)


def _hit(columns: Columns, start: int, low: str, bad: str, fixed: str | None) -> Hit:
    begin = start + len(low.encode())
    sure = fixed if fixed and _LOST not in fixed else None
    verdict = f'is "{sure}" read in the wrong encoding' if sure else "stands for what could not be read"
    return Hit(begin, begin + len(bad.encode()), {"garbled": bad, "fixed": sure, "verdict": verdict})


def garbled(word: str, scripts: GarbledScript | None = None) -> Iterator[tuple[str, str, str | None]]:
    """The garbled stretches of a word: what stands before each, the stretch, what it should be.

    With `scripts`, those of other scripts as well.

    >>> list(garbled("donâ€™t"))
    [('don', 'â€™', '’')]
    """
    reached = 0
    for run in _RUN.finditer(word):
        if run.start() < reached:
            continue
        bad = run[0]
        inside = word[run.end() : run.end() + 1].islower()
        fixed: str | None = _repaired(bad, inside=inside)
        if scripts and fixed == bad and (script := scripts.find(bad)):
            bad, fixed = script
        elif _GBK in bad:
            bad = word[word.index(_GBK, run.start()) :][:2]
            fixed = _from_gbk(bad)
            if fixed is None and bad[1:] not in ("?", _LOST):
                # The last byte is lost, and the mark touches a word. Alone, the character is holmium.
                if not (bad[1:].isascii() and (bad[1:].isalpha() or word[: run.start()][-1:].isalpha())):
                    continue
                bad = _GBK
        elif fixed == bad and not (_LOST in bad or _CUT.search(bad)):
            continue
        before, shown, fixed = _trimmed(bad, fixed)
        start = word.index(shown, run.start() + len(before))
        reached = start + len(shown)
        yield word[:start], shown, fixed if fixed != shown else None


def _repaired(text: str, *, inside: bool = False) -> str:
    """What ftfy or one of the encodings here makes of a text; `inside`: the word goes on behind it."""
    if (match := _CYRILLIC.search(text)) and (cyrillic := _decoded(match[0], "cp1251")):
        return text.replace(match[0], cyrillic)
    if (_LATIN.match(text) or (inside and _LATIN_INSIDE.match(text))) and (
        letter := _decoded(text, "cp1252")
    ):
        return letter
    if (match := _CYRILLIC_MARK.search(text)) and (mark := _decoded(match[0], "cp1251")):
        return text.replace(match[0], mark)
    if any(sign in text for sign in _MAC) and (letters := _decoded(text, "mac_roman")) and letters.isalpha():
        return letters
    # Imported here: it costs milliseconds, and most texts have nothing to repair.
    from ftfy import fix_encoding

    # A quoted letter, “Ã”, is no garbled "Ô”".
    if text[0] in "“‘" and text[-1] in "”’" and fix_encoding(text[1:-1]) == text[1:-1]:
        return text
    fixed = fix_encoding(text)
    return _BEFORE_SIGN.sub("", text) if fixed == text else fixed


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


def _number(char: bytes) -> int:
    """The first three bytes of a character or of two as one number."""
    return int.from_bytes(char[:3], "big")


def _candidates(text: Bytes, start: Offsets, signs: npt.NDArray[np.uint32]) -> Offsets:
    """Where garbled text may be: bytes that right text has seldom, ascending; `signs` are three each."""
    first, second = text[start], text[start + 1]
    # UTF-8 of Central Europe read as Windows-1250: "Ă", "Ĺ".
    central = start[(first == 0xC4) & ((second == 0x82) | (second == 0xB9))]
    central = central[text[central + 2] >= 0x80]
    three = start[(first == 0xD0) | (first >= 0xE3)]
    number = text[three].astype(np.uint32) << 16 | text[three + 1].astype(np.uint32) << 8 | text[three + 2]
    three = three[among(number, signs)]
    # UTF-8 read as Latin-1 or Windows-1252: a letter of U+00C2 to U+00F4, then another beyond ASCII.
    lead = start[(first == 0xC3) & (second >= 0x82) & (second <= 0xB4)]
    lead = lead[text[lead + 2] >= 0x80]
    # Windows-1252 read as Latin-1: control characters.
    control = start[(first == 0xC2) & (second < 0xA0)]
    # Cyrillic read as Windows-1251: Р or С, then another letter beyond ASCII, then Р or С again.
    cyrillic = start[(first == 0xD0) & ((second == 0xA0) | (second == 0xA1))]
    cyrillic = cyrillic[text[cyrillic + 2] >= 0xC2]
    again = [(text[cyrillic + n] == 0xD0) & (text[cyrillic + n + 1] & 0xFE == 0xA0) for n in (4, 5)]
    rest = [cyrillic[again[0] | again[1]], central, three]
    # Of a mark read as Windows-1251, "в" and "Ђ".
    mark = start[(first == 0xD0) & (second == 0xB2)]
    rest.append(mark[(text[mark + 2] == 0xD0) & (text[mark + 3] == 0x82)])
    for char in (_LOST, _GBK, *_MAC):
        one, two, last = char.encode()
        at = start[(first == one) & (second == two)]
        rest.append(at[text[at + 2] == last])
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
