"""Text of another script in the wrong encoding: UTF-8 read as Chinese or Japanese, others read as Latin-1."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from mtlint import lazy_re
from mtlint.matcher.code import Kept

_LOST = "\ufffd"
# Four letters beyond ASCII side by side are no word of a language that Latin-1 is for; marks may be among
# them where two bytes make a letter.
_LATIN_1 = lazy_re.compile("[\u00a1-\u00ff]{4,}")
_CYRILLIC = lazy_re.compile("[А-яЁё]?[а-яё]{3,}\\Z")
_LEAST_CYRILLIC = 6
# The commonest fifteen letters of Russian are 80 per cent of a text, but not of a list of accented letters.
_COMMON_CYRILLIC, _MOSTLY = frozenset("оеаинтсрвлкмдпу"), 0.75
_SIGN = lazy_re.compile("[\u00a1-\u00bf\u00d7\u00f7]")
_LETTER = lazy_re.compile("[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]")
# Two bytes make a letter: Chinese, of which the common ones stand in the first level of GB 2312, or Korean.
_EAST_ASIAN = (
    ("gb2312", lazy_re.compile("[\u4e00-\u9fff]{2,}\\Z")),
    ("euc_kr", lazy_re.compile("[가-힣]{2,}\\Z")),
)
_RARE_HANZI = 0xD8


class Garbled(NamedTuple):
    """A garbled stretch, and what it was; None where that is not sure."""

    text: str
    fixed: str | None


class GarbledScript:
    """Tries encodings on a run of characters that begins as garbled text begins.

    `signs` says for each encoding (of Python) with which characters UTF-8 begins that was read in it; for
    `lost`, the whole of what stands for text that nobody can read any more.
    """

    def __init__(self, signs: Mapping[str, str]) -> None:
        self._encodings: dict[str, list[str]] = defaultdict(list)
        lost = "|".join(sign for sign, kind in signs.items() if kind == "lost")
        self._lost = Kept(f"(?:{lost or '(?!)'})+")
        for sign, encoding in signs.items():
            if encoding != "lost":
                self._encodings[sign].append(encoding)

    def find(self, run: str) -> Garbled | None:
        """What is garbled at the beginning of a run of characters beyond ASCII."""
        if match := self._lost.pattern.match(run):
            return Garbled(match[0], None)
        for encoding in self._encodings.get(run[0], ()):
            text = run.encode(encoding, "replace").decode("utf-8", "replace")
            # The last character may be cut; what is right text gives ASCII letters or breaks earlier.
            whole = text.rstrip("?" + _LOST)
            if len(whole) > 1 + (whole != text) and _LOST not in whole and not any(map(str.isascii, whole)):
                return Garbled(run, text if whole == text else None)
        if match := _LATIN_1.match(run):
            return _from_latin_1(match[0])
        return None


def _from_latin_1(text: str) -> Garbled | None:
    raw = text.encode("latin-1")
    cyrillic = raw.decode("cp1251", "replace")
    common = sum(letter in _COMMON_CYRILLIC for letter in cyrillic.lower())
    if len(text) >= _LEAST_CYRILLIC and _CYRILLIC.match(cyrillic) and common > _MOSTLY * len(text):
        return Garbled(text, cyrillic)
    if not (_SIGN.search(text) and _LETTER.search(text)):
        return None
    for encoding, letters in _EAST_ASIAN:
        eastern = raw.decode(encoding, "replace")
        if letters.match(eastern) and (encoding != "gb2312" or max(raw[::2]) < _RARE_HANZI):
            return Garbled(text, eastern)
    return None
