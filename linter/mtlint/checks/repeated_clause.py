"""Four words or more that come again in the same sentence, right after themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from mtlint.checks import Hit, Place
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.columns.gaps import Gap
from mtlint.rule import Rule

_MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Options:
    """`with` of a rule.

    A clause has `min-words` words or more, two of which are no function words. Between its end and its second
    copy stands at most one word; after a comma and one of `relatives` at most `max-between`.
    """

    function_words: str
    relatives: str
    min_words: int = 4
    max_words: int = 20
    max_between: int = 3


class RepeatedClause:
    """Compares the keys of four neighbouring words with those some words further on."""

    name: ClassVar[str] = "repeated-clause"
    needs: ClassVar[frozenset[str]] = frozenset({"tokens", "gaps", "blocks", "lexicon", "sentences"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._options = options
        self._kinds = rule.block_kinds
        self._function_words = resources.word_list(rule, options.function_words)
        self._relatives = resources.word_list(rule, options.relatives)
        self._own_words = resources.own_words_bit()

    def find(self, columns: Columns) -> Iterator[Hit]:
        """The hits of a batch, the first copy to the end of the second."""
        least = self._options.min_words
        grams = _grams(columns.tokens.key, least)
        sentence = np.cumsum(columns.sentences)
        for step in range(least, self._options.max_words + self._options.max_between + 1):
            if len(grams) <= step:
                return
            at = np.flatnonzero(grams[step:] == grams[:-step])
            at = at[sentence[at] == sentence[at + step + least - 1]]
            at = at[columns.together(at, at + step, self._kinds)]
            for first, last in _runs(at.tolist()):
                yield from self._hit(columns, first, last + least - 1, step)

    def _hit(self, columns: Columns, first: int, last: int, step: int) -> Iterator[Hit]:
        """Words `first` to `last` come again `step` words later."""
        words = last - first + 1
        if words > step:  # overlapping copies are a loop, another rule's business
            return
        if not self._near(columns, last, step - words) or self._opaque(columns, first, last + step):
            return
        clause = [columns.word(index).lower() for index in range(first, last + 1)]
        again = [columns.word(index + step).lower() for index in range(first, last + 1)]
        if clause != again or not self._tells(columns, clause, first, last):
            return
        tokens = columns.tokens
        start, end = int(tokens.start[first]), int(tokens.end[last + step])
        copy = Place(start, int(tokens.end[last]), "the first copy")
        yield Hit(start, end, {"clause": columns.text_of(start, int(tokens.end[last]))}, related=(copy,))

    def _near(self, columns: Columns, last: int, between: int) -> bool:
        """Whether the second copy follows the first, which ends with token `last`, closely enough."""
        if between <= 1:
            return True
        opens = columns.gaps.attributes[last + 1] & Gap.COMMA and columns.word(last + 1) in self._relatives
        return bool(opens) and between <= self._options.max_between

    def _opaque(self, columns: Columns, first: int, last: int) -> bool:
        """Whether code, an address or a tag stands in between, which may be what differs."""
        return bool((columns.gaps.attributes[first + 1 : last + 1] & np.uint16(Gap.OPAQUE | Gap.LONG)).any())

    def _tells(self, columns: Columns, clause: list[str], first: int, last: int) -> bool:
        """Whether the clause is more than function words, numbers and a name or an office.

        A clause that ends with a function word is the beginning of two different ones: "one thing to plan a
        dam and another thing to plan a city".
        """
        if clause[-1] in self._function_words or len(clause[-1]) == 1:
            return False
        if any(columns.lexicon[index] & self._own_words for index in range(first, last + 1)):
            return False
        content = [
            word
            for word, index in zip(clause, range(first, last + 1), strict=True)
            if word.isalpha() and word not in self._function_words and not columns.word(index)[0].isupper()
        ]
        return len(content) > 1


def _grams(key: npt.NDArray[np.uint64], words: int) -> npt.NDArray[np.uint64]:
    """A hash of each run of `words` neighbouring tokens."""
    grams = key[: len(key) - words + 1].copy() if len(key) >= words else key[:0].copy()
    for shift in range(1, words):
        grams *= _MIX
        grams ^= key[shift : len(key) - words + 1 + shift]
    return grams


def _runs(at: list[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of consecutive numbers."""
    first = last = -2
    for place in at:
        if place != last + 1:
            if first >= 0:
                yield first, last
            first = place
        last = place
    if first >= 0:
        yield first, last
