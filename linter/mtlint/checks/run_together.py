"""A word run into the capitalised word after it: "byParty", "AffairsIn"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint import lazy_re
from mtlint.batch import Bytes, Offsets
from mtlint.checks import Hit
from mtlint.checks.resources import Resources
from mtlint.columns import Columns, Flags
from mtlint.rule import Rule

_CAPITALISED = lazy_re.compile(r"[A-ZÀ-ÖØ-ÞČĐİŁŞŠŽ](?:[a-z]|[^\W\d_A-ZÀ-ÖØ-Þ])+(?:['’-][A-Za-z]+)*\Z|[AI]\Z")
# Second bytes of the capitals beyond ASCII that begin names most often, by their first byte.
_CAPITALS = {0xC3: range(0x80, 0x9F), 0xC4: (0x8C, 0x90, 0xB0), 0xC5: (0x81, 0x9E, 0xA0, 0xBD)}
# A title before a name has a space or a stop: "MrAnand", but "DrPepper" only before another name.
_TITLES, _ONLY_TITLES = frozenset({"Dr", "Mr", "Mrs", "Ms", "Prof"}), frozenset({"Mr", "Mrs"})
_LOWER = lazy_re.compile(r"[a-z]+(?:['’-][a-z]+)*\Z")


class Options(NamedTuple):
    """`with` of a rule.

    The left part is a word of `words` (of two letters only if it is one of `function-words`) and none of
    `particles`; or it is capitalised, and the right part is one of `openers`. `spare` lists whole names.
    """

    words: str
    function_words: str
    openers: str
    particles: str
    spare: str


class RunTogether:
    """Finds where a capital follows a small letter, and asks the lexicons about both sides."""

    name: ClassVar[str] = "run-together"
    needs: ClassVar[frozenset[str]] = frozenset({"tokens", "blocks", "lexicon"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._kinds = rule.block_kinds
        self._words = resources.bit(rule, options.words)
        self._function_words = resources.word_list(rule, options.function_words)
        self._openers = resources.word_list(rule, options.openers)
        self._particles = {word.lower() for word in resources.word_list(rule, options.particles)}
        self._spared = resources.word_list(rule, options.spare) | resources.words

    def find(self, columns: Columns) -> Iterator[Hit]:
        """One hit for each boundary; a word that occurs again in its document is a name."""
        text, tokens = columns.text, columns.tokens
        upper = (text - 65) < 26
        lower = (text - 97) < 26
        # 0xC3 to 0xC5 begin Latin letters beyond ASCII, few of which are capitals.
        upper |= (text - np.uint8(0xC3)) < 3
        capital = np.flatnonzero(upper[1:] & lower[:-1]) + 1
        capital = capital[_is_capital(text, capital)]
        token = np.searchsorted(tokens.start, capital, side="right") - 1
        inside = columns.together(token, token, self._kinds)
        capital, token = capital[inside], token[inside]
        for at, index in zip(capital.tolist(), token.tolist(), strict=True):
            start, end = int(tokens.start[index]), int(tokens.end[index])
            left, right = columns.text_of(start, at), columns.text_of(at, end)
            if self._joined(columns, index, left, right) and columns.count_in_document(index) == 1:
                yield Hit(start, end, {"left": left, "right": right})

    def _joined(self, columns: Columns, index: int, left: str, right: str) -> bool:
        if left + right in self._spared or not _CAPITALISED.match(right):
            return False
        if _LOWER.match(left):
            if left == "a":
                # "aPoliceman"; the right part is a word or a name of the document, because "aKt" is none.
                named = columns.knows(right, self._words) or columns.occurs(index, right)
                return len(right) > 3 and named
            if len(left) < 3 and left not in self._function_words:
                return False
            return left not in self._particles and columns.knows(left, self._words)
        if left in _TITLES:
            return len(right) > 2 and self._is_before_word(columns, index, named=left not in _ONLY_TITLES)
        return _CAPITALISED.match(left) is not None and len(left) > 1 and right in self._openers

    def _is_before_word(self, columns: Columns, index: int, *, named: bool) -> bool:
        """Whether a word follows after a space, which `named` wants with a capital: no name of an account."""
        after = index + 1
        inside = after < len(columns.tokens) and columns.token_block[index] == columns.token_block[after]
        return bool(inside) and columns.gap(after) == " " and (not named or columns.word(after)[0].isupper())


def _is_capital(text: Bytes, at: Offsets) -> Flags:
    """Which letters are capitals, of those that are ASCII or begin with a byte from 0xC3 to 0xC5."""
    first, second = text[at], text[np.minimum(at + 1, len(text) - 1)]
    capital = first < 0x80
    for byte, seconds in _CAPITALS.items():
        capital |= (first == byte) & np.isin(second, np.array(seconds, dtype=np.uint8))
    return capital
