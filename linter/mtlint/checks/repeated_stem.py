"""A list in which one item is a prefixed form of another: "anti-corruption, negativity and corruption"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint.checks import Hit
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.columns.gaps import Gap
from mtlint.rule import Rule

# Items of one to three words: a list of five items at most lies between the two.
_REACH = 12
_HYPHEN = ord("-")


class Options(NamedTuple):
    """`with` of a rule.

    `prefixes` are written with a hyphen, `connectors` stand before a list's last item, `followers` may stand
    after it.
    """

    prefixes: str
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
        self._prefixes = {word.lower() for word in resources.word_list(rule, options.prefixes)}
        self._connector = resources.bit(rule, options.connectors)
        self._follower = resources.bit(rule, options.followers)
        self._least = options.min_letters

    def find(self, columns: Columns) -> Iterator[Hit]:
        """The hits of a batch: from the one item to the other."""
        tokens = columns.tokens
        for at in self._candidates(columns):
            prefix, _, stem = columns.word(at).lower().partition("-")
            if prefix in self._prefixes and len(stem) >= self._least and stem.isalpha():
                for first, last in self._lists(columns, at, stem):
                    start, end = int(tokens.start[first]), int(tokens.end[last])
                    yield Hit(start, end, {"stem": stem, "prefixed": columns.word(at)})

    def _candidates(self, columns: Columns) -> list[int]:
        """Tokens with a hyphen where a prefix that begins with their letter would end."""
        tokens, text = columns.tokens, columns.text
        initial = text[tokens.start] | 0x20
        fits = np.zeros(len(tokens), dtype=np.bool_)
        for prefix in self._prefixes:
            here = np.flatnonzero(initial == ord(prefix[0]))
            fits[here[text[tokens.start[here] + len(prefix)] == _HYPHEN]] = True
        index = np.flatnonzero(fits)
        found: list[int] = index[columns.together(index, index, self._kinds)].tolist()
        return found

    def _lists(self, columns: Columns, at: int, stem: str) -> Iterator[tuple[int, int]]:
        """Where the stem stands in the same list, after the prefixed word or before it."""
        last = self._end(columns, at, stem)
        if last:
            yield at, last
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
        """Whether the last item ends with this word: not "artillery and anti-aircraft defence"."""
        after = last + 1
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
