"""What two parts of an unknown word tell: whether they are two words without the space between them."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple

from mtlint.checks.word_parts import Beside, PartKinds

# Shorter words that no list knows are names and abbreviations; so is a capitalised word whose left part is
# shorter: five letters or fewer begin too many brands (Face|book, Air|bus, Black|rock).
LEAST = 6
# So many letters the parts of two words of content have at least: a noun with an ending that begins no
# compound, and the heads of both.
_LEAST_NOUN, _LEAST_HEAD = 6, 5
# So long a word of two common ones, if dictionaries do not have it, is not one ("supplychain" may be).
_LEAST_OF_TWO = 12

KINDS = frozenset(
    {"before-function", "first", "inflected", "no-compound", "no-first", "second", "verb", "word"}
)
"""The kinds of parts: the table says what they are."""
PLACES = FIRST, LAST = "first", "last"
"""Of a function word in the joined one."""


class Needs(IntEnum):
    """What a document has to show beside a split."""

    NOTHING = 0
    ENGLISH = 1  # the words beside it are known, and nothing is glued to it
    NAMED = 2  # and the left part stands in the document by itself
    CLAUSE = 3  # the words beside it are determiners: "The displayshows a zero"
    NAME = 4  # the left part stands in the document as a name


class Verdict(NamedTuple):
    """How much a split tells: the letters of the part that decides, 0 where nothing tells."""

    size: int
    needs: Needs = Needs.NOTHING

    def rank(self) -> tuple[bool, int, int]:
        """What needs less tells more, then the longer part."""
        return self.size > 0, -self.needs, self.size


NOTHING_TOLD = Verdict(0)


@dataclass(frozen=True)
class Splits:
    """Function words that prove a lost space at the beginning (`first`), at the end (`last`), anywhere."""

    first: AbstractSet[str]
    last: AbstractSet[str]
    function: AbstractSet[str]
    numerals: AbstractSet[str]
    particles: AbstractSet[str]
    kinds: PartKinds
    beside: Beside
    least: int

    @cached_property
    def ends(self) -> AbstractSet[str]:
        """What may tell at the end of a word."""
        return self.function | self.numerals | self.particles

    def may_tell(self, word: str, at: int) -> bool:
        """Whether a split is worth asking the lexicons about."""
        left, right = word[:at].lower(), word[at:]
        if len(word) < LEAST:
            return self._is_pair(left, right)
        if right in self.ends or left in self.function or left.endswith("ly"):
            return True
        # Of a capitalised word the left part has to be long.
        least = LEAST if word[0].isupper() else self.least
        return at >= least and len(right) >= self.least

    def judge(self, word: str, at: int, *, left_common: bool, right_common: bool) -> Verdict:
        """What a split tells whose parts are common words or not.

        A capitalised word that no list knows is a name; only where its left part stands in the document by
        itself (the caller looks) may it be two words, and then two common words will do.
        """
        left, right = word[:at].lower(), word[at:]
        verdicts = [Verdict(len(word), Needs.ENGLISH) if self._is_pair(left, right) else NOTHING_TOLD]
        if len(word) >= LEAST:
            if right_common:
                verdicts.append(self._of_first(left, right))
            if left_common:
                verdicts.append(self._of_last(left, right))
            if left_common and right_common:
                verdicts += [self._of_two(left, right), self._of_name(word, left, right)]
        return max(verdicts, key=Verdict.rank)

    def _is_pair(self, left: str, right: str) -> bool:
        """Two function words, one of which may be a numeral or a particle: "whenit", "outto", "sixdo"."""
        if right == "a":
            return len(left) >= self.least and (left in self.function or left in self.particles)
        if left != "a" and left in self.function:
            told = right in self.function or right in self.numerals
        elif right in self.function:
            told = left in self.numerals or left in self.particles or self.kinds.has("before-function", left)
        else:
            return False
        return told and not self.kinds.has("word", left + right)

    def _of_first(self, left: str, right: str) -> Verdict:
        if left in self.first and len(right) >= self.least:
            return Verdict(len(left))
        return Verdict(len(left), Needs.ENGLISH) if self.beside.tells(FIRST, left, right) else NOTHING_TOLD

    def _of_last(self, left: str, right: str) -> Verdict:
        ends_none = self.kinds.has("no-compound", left)
        # "twoand", but not "oneof": of two short parts, a name is made too easily.
        short_left = len(left) == self.least - 1 and len(right) >= self.least - 1
        if len(left) >= self.least or short_left:
            if right in self.last or (right in self.function and ends_none):
                return Verdict(len(right))
            inflected = ends_none or self.kinds.has("inflected", left)
            if inflected and right in self.ends and not self.kinds.has("second", right):
                return Verdict(len(right), Needs.ENGLISH)
        if self.beside.tells(LAST, right, left):
            return Verdict(len(right), Needs.ENGLISH)
        # "A schoolin the lane", "the fogover the sea": what ends new words elsewhere is a preposition there.
        noun = (len(left) >= self.least or short_left) and right in self.ends
        return Verdict(len(right), Needs.CLAUSE) if noun else NOTHING_TOLD

    def _of_two(self, left: str, right: str) -> Verdict:
        if len(right) < self.least or self.kinds.has("second", right):
            return NOTHING_TOLD
        if len(left) >= _LEAST_NOUN and self.kinds.has("no-first", left):
            return Verdict(len(right), Needs.ENGLISH)
        heads = min(len(left), len(right)) >= _LEAST_HEAD
        if heads and len(left + right) >= _LEAST_OF_TWO and not self.kinds.has("first", left):
            return Verdict(len(right), Needs.ENGLISH)
        if len(left) >= _LEAST_NOUN and len(right) >= _LEAST_HEAD:
            return Verdict(len(right), Needs.NAMED)
        return Verdict(len(right), Needs.CLAUSE) if self.kinds.has("verb", right) else NOTHING_TOLD

    def _of_name(self, word: str, left: str, right: str) -> Verdict:
        long = len(left) >= LEAST and len(right) >= self.least
        tells = word[0].isupper() and long and not self.kinds.has("second", right)
        return Verdict(len(right), Needs.NAME) if tells else NOTHING_TOLD
