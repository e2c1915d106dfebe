"""Sentences of more words than a reader can hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint.checks import Hit
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.rule import Rule


class Options(NamedTuple):
    """`with` of a rule: the most words a sentence may have."""

    max_words: int = 60


class SentenceLength:
    """Counts the tokens between two sentence beginnings."""

    name: ClassVar[str] = "sentence-length"
    needs: ClassVar[frozenset[str]] = frozenset({"tokens", "blocks", "sentences"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._kinds = rule.block_kinds
        self._most = options.max_words

    def find(self, columns: Columns) -> Iterator[Hit]:
        """The sentences that are too long."""
        bounds, tokens = columns.sentence_bounds, columns.tokens
        long = np.flatnonzero(np.diff(bounds) > self._most)
        first, last = bounds[long], bounds[long + 1] - 1
        inside = columns.together(first, last, self._kinds)
        for low, high in zip(first[inside].tolist(), last[inside].tolist(), strict=True):
            yield Hit(int(tokens.start[low]), int(tokens.end[high]), {"words": str(high - low + 1)})
