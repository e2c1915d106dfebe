"""A full stop in mid-sentence: "had been paid. into the budget"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint import lazy_re
from mtlint.checks import Hit
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.columns.gaps import Gap
from mtlint.rule import Rule

_SMALL = (ord("a"), ord("z"))


_YEAR = lazy_re.compile(r"(?:19|20)\d\d\Z")
# Shorter capitalised words before a stop are mostly abbreviations; so are those without a vowel ("Mgr.").
_LEAST_NAME = 3
_NAME = lazy_re.compile(r"[A-Z](?=[a-z]*[aeiouy])[a-z]{2,}\Z")
_BEFORE_YEAR = frozenset({"in", "since", "until", "from", "by", "of", "to", "for"})


class Options(NamedTuple):
    """`with` of a rule.

    The word after the stop has small letters. It is one of `continuing`, and that before is one of `words`
    and no abbreviation; or that before is one of `unfinished`, after which no sentence ends, whatever
    follows. A capitalised word before, inside a sentence, need stand in no list, if it is not one of
    `capital-abbreviations`.
    """

    words: str
    continuing: str
    unfinished: str
    abbreviations: str
    capital_abbreviations: str


class SentenceBreak:
    """Finds a stop between two words of which the second cannot begin a sentence uncapitalised."""

    name: ClassVar[str] = "sentence-break"
    needs: ClassVar[frozenset[str]] = frozenset({"tokens", "gaps", "blocks", "lexicon"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._kinds = rule.block_kinds
        self._words = resources.bit(rule, options.words)
        self._continuing = resources.bit(rule, options.continuing)
        self._unfinished = resources.bit(rule, options.unfinished)
        self._capitals = resources.word_list(rule, options.capital_abbreviations)
        self._abbreviations = resources.bit(rule, options.abbreviations) | resources.own_words_bit()

    def find(self, columns: Columns) -> Iterator[Hit]:
        """The hits of a batch."""
        tokens = columns.tokens
        right = np.flatnonzero(columns.gaps.has(Gap.FULL_STOP)[1:-1]) + 1
        first = columns.initial[right]
        right = right[(first >= _SMALL[0]) & (first <= _SMALL[1])]
        left = right - 1
        # A name inside a sentence need stand in no list: "in Ca Mau. where".
        name = (columns.initial[left] >= ord("A")) & (columns.initial[left] <= ord("Z"))
        name &= tokens.end[left] - tokens.start[left] >= _LEAST_NAME
        fits = columns.listed_at(right, self._continuing) & (columns.listed_at(left, self._words) | name)
        # "I built it in 1998. with my brother": whether it is a year is looked at below.
        digit = columns.initial[left]
        fits |= columns.listed_at(right, self._continuing) & ((digit == ord("1")) | (digit == ord("2")))
        fits |= columns.listed_at(left, self._unfinished) & columns.listed_at(right, self._words)
        fits &= columns.together(left, right, self._kinds) & ~columns.listed_at(left, self._abbreviations)
        for index in right[fits].tolist():
            left_word, right_word = columns.word(index - 1), columns.word(index)
            year = index > 1 and _YEAR.match(left_word) and columns.word(index - 2) in _BEFORE_YEAR
            is_name = (
                left_word not in self._capitals
                and _NAME.match(left_word)
                and index - 1 > columns.first_in_block(index - 1)
            )
            if len(left_word) > 1 and (left_word.islower() or year or is_name) and right_word.islower():
                start, end = int(tokens.start[index - 1]), int(tokens.end[index])
                yield Hit(start, end, {"left": left_word, "right": right_word})
