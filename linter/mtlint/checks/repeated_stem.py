"""A list in which one item is a prefixed form of another: "anti-corruption, negativity and corruption"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint.checks import Hit
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.columns.gaps import Gap
from mtlint.columns.search import distinct
from mtlint.columns.tokens import word_keys
from mtlint.rule import Rule

# Items of one to three words: a list of five items at most lies between the two.
_REACH = 12
_HYPHEN = ord("-")
# A series goes on a few words behind: "..., harvest and post-harvest".
_AFTER_SERIES = 4


class Options(NamedTuple):
    """`with` of a rule.

    `prefixes` and `first-prefixes` are written with a hyphen; a word with one of the latter must come before
    its stem. `connectors` stand before a list's last item, `followers` may stand after it where that has a
    prefix. `series` are words with a prefix that belong beside their stems.
    """

    prefixes: str
    first_prefixes: str
    series: str
    connectors: str
    followers: str
    min_letters: int = 5


class RepeatedStem:
    """Starts from hyphenated words with a listed prefix."""

    name: ClassVar[str] = "repeated-stem"
    needs: ClassVar[frozenset[str]] = frozenset({"tokens", "gaps", "blocks", "lexicon"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._kinds = rule.block_kinds
        self._both = {word.lower() for word in resources.word_list(rule, options.prefixes)}
        self._prefixes = self._both | {
            word.lower() for word in resources.word_list(rule, options.first_prefixes)
        }
        self._series = {word.lower() for word in resources.word_list(rule, options.series)}
        # Whether some prefix is so long and begins with that letter.
        self._fits = np.zeros((1 + max(map(len, self._prefixes), default=0), 256), np.bool_)
        for prefix in self._prefixes:
            self._fits[len(prefix.encode()), prefix.encode()[0] | 0x20] = True
        self._connector = resources.bit(rule, options.connectors)
        self._follower = resources.bit(rule, options.followers)
        self._least = options.min_letters

    def find(self, columns: Columns) -> Iterator[Hit]:
        """The hits of a batch: from the one item to the other."""
        tokens = columns.tokens
        for at in self._candidates(columns):
            word = columns.word(at).lower()
            prefix, _, stem = word.partition("-")
            if prefix in self._prefixes and len(stem) >= self._least and stem.isalpha():
                for first, last in self._lists(columns, at, stem, both=prefix in self._both):
                    start, end = int(tokens.start[first]), int(tokens.end[last])
                    if word not in self._series and not self._is_series(columns, first, last, word, stem):
                        yield Hit(start, end, {"stem": stem, "prefixed": columns.word(at)})

    def _is_series(self, columns: Columns, first: int, last: int, word: str, stem: str) -> bool:
        """Whether the stem comes with another prefix too: "pre-harvest, harvest and post-harvest"."""
        near = range(max(first - 2, 0), min(last + _AFTER_SERIES, len(columns.tokens)))
        others = {columns.word(index).lower() for index in near} - {word, stem}
        return any(other.endswith(f"-{stem}") for other in others)

    def _candidates(self, columns: Columns) -> list[int]:
        """Tokens with a hyphen where a prefix that begins with their letter would end."""
        tokens, hyphen = columns.tokens, columns.marks.of(_HYPHEN)
        index = np.searchsorted(tokens.start, hyphen, side="right") - 1
        hyphen, index = hyphen[index >= 0], index[index >= 0]
        before = hyphen - tokens.start[index]
        inside = (hyphen < tokens.end[index]) & (before < len(self._fits))
        before, index = before[inside], index[inside]
        index = distinct(index[self._fits[before, columns.initial[index] | 0x20]])
        found: list[int] = index[columns.together(index, index, self._kinds)].tolist()
        return found

    def _lists(self, columns: Columns, at: int, stem: str, *, both: bool) -> Iterator[tuple[int, int]]:
        """Where the stem stands in the same list, after the prefixed word or, with `both`, before it."""
        near = columns.tokens.key[max(at - _REACH, 0) : at + _REACH]
        if stem.isascii() and not (near == word_keys([stem])[0]).any():
            return
        last = self._end(columns, at, stem)
        if last:
            yield at, last
        if not both:
            return
        low = max(at - _REACH, 0)
        for first in range(at - 1, low - 1, -1):
            if columns.token_block[first] != columns.token_block[at]:
                return
            if (
                columns.word(first).lower() == stem
                and self._end(columns, first, columns.word(at).lower()) == at
            ):
                yield first, at
                return

    def _complete(self, columns: Columns, last: int) -> bool:
        """Whether the last item ends with this word: not "artillery and anti-aircraft defence".

        A stem may have a noun behind it ("inter-cultural, first-aid and cultural skills").
        """
        after = last + 1
        if columns.word(last).isalpha():
            return True
        if after >= len(columns.tokens) or columns.token_block[after] != columns.token_block[last]:
            return True
        gap = int(columns.gaps.attributes[after])
        return bool(gap & Gap.MARK or (gap & Gap.WHITE and columns.lexicon[after] & self._follower))

    def _end(self, columns: Columns, first: int, last_item: str) -> int:
        """The token that ends a list "first, ..., and last item" which begins at `first`; 0 for none."""
        commas = 0
        for index in range(first + 1, min(first + _REACH, len(columns.tokens))):
            gap = int(columns.gaps.attributes[index])
            if columns.token_block[index] != columns.token_block[first] or not gap & (Gap.WHITE | Gap.COMMA):
                return 0
            commas += bool(gap & Gap.COMMA)
            after_connector = bool(columns.lexicon[index - 1] & self._connector) and gap & Gap.WHITE
            if after_connector and commas and columns.word(index).lower() == last_item:
                return index if self._complete(columns, index) else 0
        return 0
