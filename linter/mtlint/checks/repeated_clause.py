"""Four words or more that come again in the same sentence, right after themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import numpy as np
import numpy.typing as npt

from mtlint.batch import Offsets
from mtlint.checks import Hit, Place
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.columns.gaps import Gap
from mtlint.columns.search import repeated, runs
from mtlint.rule import Rule

_MIX = np.uint64(0x9E3779B97F4A7C15)
_PLACE_BITS = 40
_MIX_GRAM = np.uint32(0x85EBCA6B)


class Options(NamedTuple):
    """`with` of a rule.

    A clause has `min-words` words or more, two of which are neither function words nor `numerals`. Between
    its end and its second copy stands at most one word; after a comma and one of `relatives` at most
    `max-between`.
    """

    function_words: str
    relatives: str
    numerals: str
    min_words: int = 4
    max_words: int = 20
    max_between: int = 3


class RepeatedClause:
    """Sorts the runs of four words of each sentence, so that equal ones come to stand side by side."""

    name: ClassVar[str] = "repeated-clause"
    needs: ClassVar[frozenset[str]] = frozenset({"tokens", "gaps", "blocks", "lexicon", "sentences"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._options = options
        self._kinds = rule.block_kinds
        self._function_words = resources.word_list(rule, options.function_words)
        self._empty = self._function_words | resources.word_list(rule, options.numerals)
        self._relatives = resources.word_list(rule, options.relatives)
        self._own_words = resources.own_words_bit()

    def find(self, columns: Columns) -> Iterator[Hit]:
        """The hits of a batch, the first copy to the end of the second."""
        least = self._options.min_words
        if len(columns.tokens) < 2 * least:
            return
        first, again = _pairs(columns.tokens.key, columns.sentence_of, least)
        step = again - first
        near = (step >= least) & (step <= self._options.max_words + self._options.max_between)
        first, step = first[near], step[near]
        inside = columns.together(first, first + step + least - 1, self._kinds)
        # Neighbouring pairs at the same distance are one longer clause: numbers of both, distance above.
        for low, high in runs(np.sort((step[inside] << _PLACE_BITS) | first[inside])):
            distance = low >> _PLACE_BITS
            place = low - (distance << _PLACE_BITS)
            yield from self._hit(columns, place, place + high - low + least - 1, distance)

    def _hit(self, columns: Columns, first: int, last: int, step: int) -> Iterator[Hit]:
        """Words `first` to `last` come again `step` words later."""
        words = last - first + 1
        if words > step:  # overlapping copies are a loop, another rule's business
            return
        if not self._near(columns, last, step - words) or self._opaque(columns, first, last + step):
            return
        if self._is_rhetoric(columns, last, first + step, words):
            return
        clause = [columns.word(index).lower() for index in range(first, last + 1)]
        again = [columns.word(index + step).lower() for index in range(first, last + 1)]
        if clause != again or not self._tells(columns, clause, first, last):
            return
        # "one thing to plan a dam and another thing to plan a city" begins two different clauses; with
        # nothing between the copies there is but one.
        if clause[-1] in self._function_words and step > words:
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

    def _is_rhetoric(self, columns: Columns, last: int, again: int, words: int) -> bool:
        """Whether a speaker repeats himself: after a dash, or a short clause right after a comma."""
        tokens = columns.tokens
        between = columns.text_of(int(tokens.end[last]), int(tokens.start[again]))
        if any(dash in between for dash in ("--", "–", "—", " -")):
            return True
        return between.strip() == "," and words <= self._options.min_words

    def _opaque(self, columns: Columns, first: int, last: int) -> bool:
        """Whether code, an address or a tag stands in between, which may be what differs."""
        return bool((columns.gaps.attributes[first + 1 : last + 1] & np.uint16(Gap.OPAQUE | Gap.LONG)).any())

    def _tells(self, columns: Columns, clause: list[str], first: int, last: int) -> bool:
        """Whether the clause is more than function words, numbers and a name or an office."""
        if len(clause[-1]) == 1:
            return False
        if any(columns.lexicon[index] & self._own_words for index in range(first, last + 1)):
            return False
        content = [
            word
            for word, index in zip(clause, range(first, last + 1), strict=True)
            if word.isalpha() and word not in self._empty and not columns.word(index)[0].isupper()
        ]
        return len(content) > 1


def _pairs(key: npt.NDArray[np.uint64], sentence: Offsets, words: int) -> tuple[Offsets, Offsets]:
    """Places from which the same `words` tokens run on in the same sentence, each with the next such place.

    Each place gets a 32-bit hash of its tokens and its sentence. Equal hashes are candidates.
    """
    places = len(key) - words + 1
    short = ((key * _MIX) >> np.uint64(32)).astype(np.uint32)
    grams = sentence[:places].astype(np.uint32)
    for shift in range(words):
        grams *= _MIX_GRAM
        grams ^= short[shift : places + shift]
    # Every bit of the sentence and of all words counts in the low half too, which `repeated` looks at.
    grams *= _MIX_GRAM
    grams ^= grams >> np.uint32(15)
    at = repeated(grams)
    same = grams[at][1:] == grams[at][:-1]
    return at[:-1][same], at[1:][same]
