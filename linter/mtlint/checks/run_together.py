"""A word run into the capitalised word after it: "byParty", "AffairsIn"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint import lazy_re
from mtlint.checks import Hit
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.rule import Rule

_CAPITALISED = lazy_re.compile(r"[A-Z][a-z]+(?:['’-][A-Za-z]+)*\Z|[AI]\Z")
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
        capital = np.flatnonzero(upper[1:] & lower[:-1]) + 1
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
        return _CAPITALISED.match(left) is not None and len(left) > 1 and right in self._openers
