"""The same word, or a preposition with its article, twice (or more often) in a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint.batch import Offsets
from mtlint.checks import Hit
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.columns.gaps import Gap
from mtlint.quotation import Quotations
from mtlint.rule import Rule

# "What the other problem really is is ...": so many words reach back over the clause before "is is".
_CLEFT_WORDS = 8
_MARKS = frozenset("\"'“”‘’«»`")
_CLEFT_VERBS = frozenset({"is", "was", "are", "were", "does", "do"})


class Options(NamedTuple):
    """`with` of a rule: words that may stand twice, and words after which "is is" is right.

    In quotations only words of `quoted` count, without that list all. A word of `openers` with one of
    `determiners` behind it counts as one word: "of the of the".
    """

    spare: str
    clefts: str | None = None
    quoted: str | None = None
    openers: str | None = None
    determiners: str | None = None


class RepeatedWord:
    """Finds "in in". Two capitalised copies are a name (Duran Duran)."""

    name: ClassVar[str] = "repeated-word"
    needs: ClassVar[frozenset[str]] = frozenset({"tokens", "gaps", "blocks", "lexicon"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._kinds = rule.block_kinds
        self._clefts = resources.word_list(rule, options.clefts) if options.clefts else frozenset()
        self._spared = resources.bit(rule, options.spare) | resources.own_words_bit()
        self._quoted = resources.word_list(rule, options.quoted) if options.quoted else None
        self._openers, self._determiners = (
            resources.word_list(rule, listed) if listed else frozenset()
            for listed in (options.openers, options.determiners)
        )

    def find(self, columns: Columns) -> Iterator[Hit]:
        """One hit for each run of copies."""
        tokens, gaps = columns.tokens, columns.gaps
        second = columns.doubled
        second = second[gaps.has_at(second, Gap.WHITE)]
        second = second[columns.lexicon[second] & np.uint32(self._spared) == 0]
        second = second[columns.together(second - 1, second, self._kinds)]
        run_end = -1
        places = set(second.tolist())
        quotations = Quotations(columns)
        for index in sorted(places):
            first_text, text = columns.word(index - 1), columns.word(index)
            if index <= run_end or first_text.lower() != text.lower() or self._is_cleft(columns, index, text):
                continue
            if _counts(first_text, text):
                run_end = index
                while run_end + 1 < len(tokens) and run_end + 1 in places:
                    run_end += 1
                if not self._is_speech(columns, quotations, index - 1, run_end):
                    yield Hit(int(tokens.start[index - 1]), int(tokens.end[run_end]), {"word": first_text})
        for index in self._pairs(columns).tolist():
            start, end = int(tokens.start[index]), int(tokens.end[index + 3])
            word = columns.text_of(start, int(tokens.end[index + 1]))
            if not _is_quoted_alone(columns, index, index + 3):
                yield Hit(start, end, {"word": word})

    def _pairs(self, columns: Columns) -> Offsets:
        """Where "of the" begins that stands twice."""
        at = columns.doubled_pairs - 2
        for shift in (1, 2, 3):
            at = at[columns.gaps.has_at(at + shift, Gap.WHITE)]
        at = at[columns.together(at, at + 3, self._kinds)]
        words = ((columns.word(one).lower(), columns.word(one + 1).lower()) for one in at.tolist())
        listed = [first in self._openers and second in self._determiners for first, second in words]
        return at[np.array(listed, dtype=np.bool_)]

    def _is_speech(self, columns: Columns, quotations: Quotations, first: int, last: int) -> bool:
        """Whether a speaker says a word again, or it is named in quotation marks."""
        tokens = columns.tokens
        if self._quoted is None or not quotations.enclose(int(tokens.start[first]), int(tokens.end[last])):
            return False
        return columns.word(last).lower() not in self._quoted or _is_quoted_alone(columns, first, last)

    def _is_cleft(self, columns: Columns, index: int, word: str) -> bool:
        """As in "what it is is funny": a clause that ends in a verb, and the verb it is the subject of."""
        if word not in _CLEFT_VERBS:
            return False
        block = columns.token_block[index]
        before = [
            one for one in range(max(0, index - _CLEFT_WORDS), index) if columns.token_block[one] == block
        ]
        return any(columns.word(one).lower() in self._clefts for one in before)


def _is_quoted_alone(columns: Columns, first: int, last: int) -> bool:
    """Whether quotation marks stand right before and right after some tokens, which are spoken of."""
    around = columns.gap(first)[-1:], columns.gap(last + 1)[:1]
    return all(mark in _MARKS for mark in around if mark) and all(around)


def _counts(first: str, second: str) -> bool:
    # Words with letters beyond ASCII are of another language, where doubling may be grammar ("dần dần").
    if not second.isascii() or not second.isalpha() or (len(second) == 1 and second != "a"):
        return False
    return not (first[0].isupper() and second[0].isupper())
