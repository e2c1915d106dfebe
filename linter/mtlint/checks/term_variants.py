"""One body under two names in a document: "Central Internal Affairs Commission", "... Committee"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint.checks import Hit, Place
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.columns.gaps import Gap
from mtlint.rule import Rule

_MOST_WORDS = 8
# A name: document, the words before its head noun, and the set of nouns its head belongs to.
_Name = tuple[int, tuple[str, ...], int]
_Use = tuple[int, int, str]


class Options(NamedTuple):
    """`with` of a rule.

    `heads` lists sets of interchangeable head nouns ("Commission, Committee, Board"), `function-words` are
    no part of a name's beginning, after one of `going-on` and a capital a name goes on ("Board of Trustees",
    "Committee on Labour"), but not with a word of `dates` ("Committee on Monday").
    """

    heads: str
    function_words: str
    going_on: str
    dates: str
    min_words: int = 2


class TermVariants:
    """Starts from capitalised head nouns and reads the capitalised words before them."""

    name: ClassVar[str] = "term-variants"
    needs: ClassVar[frozenset[str]] = frozenset({"tokens", "gaps", "blocks", "lexicon"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._kinds = rule.block_kinds
        self._least = options.min_words
        sets = [entry.split(", ") for entry in sorted(resources.word_list(rule, options.heads))]
        self._set_of = {head: number for number, heads in enumerate(sets) for head in heads}
        self._heads = resources.bit_of(self._set_of)
        self._function_words = resources.word_list(rule, options.function_words)
        self._going_on = resources.word_list(rule, options.going_on)
        self._dates = resources.word_list(rule, options.dates)
        self._own_words = {word.lower() for word in resources.words}

    def find(self, columns: Columns) -> Iterator[Hit]:
        """Every use of the rarer name; where both are equally frequent, of the one met later."""
        tokens = columns.tokens
        head = np.flatnonzero(columns.listed(self._heads))
        head = head[(columns.initial[head] - np.uint8(ord("A"))) < 26]
        head = head[(head >= self._least) & columns.together(head, head, self._kinds)]
        # Before the head noun of a name stand a space and a word without a small initial.
        small = (columns.initial[head - 1] - np.uint8(ord("a"))) < 26
        head = head[~small & columns.gaps.has_at(head, Gap.WHITE)]
        names: dict[_Name, dict[str, list[_Use]]] = defaultdict(lambda: defaultdict(list))
        for at in head.tolist():
            first = self._first(columns, at)
            word = columns.word(at)
            if at - first >= self._least and word in self._set_of and not self._goes_on(columns, at):
                before = tuple(columns.word(index).lower() for index in range(first, at))
                document = int(columns.batch.document_of(tokens.start[at]))
                start, end = int(tokens.start[first]), int(tokens.end[at])
                names[document, before, self._set_of[word]][word].append(
                    (start, end, columns.text_of(start, end))
                )
        for uses in names.values():
            if len(uses) > 1:
                yield from self._rarer(uses)

    def _first(self, columns: Columns, at: int) -> int:
        """The first word of the capitalised name that ends with the head noun."""
        first = self._back(columns, at, at)
        # "Nomination and Pay Committee": one word is no name of a body, so there is more before "and".
        if at - first < self._least and first > 1 and columns.word(first - 1) == "and":
            before = self._back(columns, first - 1, at)
            first = before if before < first - 1 and self._joined(columns, first - 1, first) else first
        while first < at and columns.word(first).lower() in self._function_words:
            first += 1
        return first

    def _back(self, columns: Columns, first: int, at: int) -> int:
        """The first of the capitalised words that stand before a word."""
        while first > 0 and at - first < _MOST_WORDS:
            if not self._joined(columns, first - 1, first) or not columns.word(first - 1)[0].isupper():
                break
            first -= 1
        return first

    def _joined(self, columns: Columns, one: int, other: int) -> bool:
        """Whether nothing but white space stands between two words of a block."""
        white = bool(columns.gaps.attributes[other] & Gap.WHITE)
        return white and bool(columns.token_block[one] == columns.token_block[other])

    def _goes_on(self, columns: Columns, at: int) -> bool:
        """Whether the name is longer than up to this noun: "Committee Secretariat", "Board of Trustees"."""
        after = at + 1
        if after >= len(columns.tokens) or not self._joined(columns, at, after):
            return False
        word = columns.word(after)
        if word[0].isupper() or word == "of":  # "of the Party" goes on as well
            return True
        if word not in self._going_on or after + 1 >= len(columns.tokens):
            return False
        name = columns.word(after + 1)
        return name[0].isupper() and name not in self._dates and self._joined(columns, after, after + 1)

    def _rarer(self, uses: dict[str, list[_Use]]) -> Iterator[Hit]:
        # More uses first; of equally frequent names the one met first is taken for right.
        order = sorted(uses.values(), key=lambda places: (-len(places), places[0][0]))
        main_start, main_end, main = order[0][0]
        if {text.lower() for places in uses.values() for _, _, text in places} & self._own_words:
            return
        for places in order[1:]:
            for start, end, text in places:
                related = Place(main_start, main_end, f"here it is “{main}”")
                groups = {"variant": text, "term": main}
                yield Hit(start, end, groups, related=(related,))
