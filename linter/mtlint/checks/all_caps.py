"""Headings in capitals only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint.checks import Hit
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.rule import Rule

# Marks of a heading or of emphasis around it, one byte each.
_MARKUP = "#*_ \t"


class Options(NamedTuple):
    """`with` of a rule: from how many words on; how many of them, at least, of three letters or more."""

    min_words: int = 4
    min_long_words: int = 2


class AllCaps:
    """Looks at the blocks that the rule names one by one: headings are few."""

    name: ClassVar[str] = "all-caps"
    needs: ClassVar[frozenset[str]] = frozenset({"blocks", "prose"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._kinds = rule.block_kinds
        self._options = options
        self._own_words = resources.words

    def find(self, columns: Columns) -> Iterator[Hit]:
        """Blocks without a small letter; "iPhone" or "of" in one spares it."""
        blocks = columns.blocks
        found = np.flatnonzero(blocks.of_kind(self._kinds))
        # A small letter among the first ones: so begin nearly all.
        for shift in range(1, 4):
            small = (columns.text[blocks.start[found] + shift] - np.uint8(ord("a"))) < 26
            found = found[~small | (blocks.start[found] + shift >= blocks.end[found])]
        for index in found.tolist():
            start, end = int(blocks.start[index]), int(blocks.end[index])
            text = columns.text_of(start, end)
            if text.isupper():
                heading = text.strip(_MARKUP)
                if self._counts(heading):
                    start += len(text) - len(text.lstrip(_MARKUP))
                    yield Hit(start, start + len(heading.encode()), {"heading": heading})

    def _counts(self, text: str) -> bool:
        words = text.split()
        # An acronym or two, a place and a date ("HANOI, MAY 3") are no heading that shouts.
        long = [word for word in words if sum(map(str.isalpha, word)) > 2 and word not in self._own_words]
        return len(words) >= self._options.min_words and len(long) >= self._options.min_long_words
