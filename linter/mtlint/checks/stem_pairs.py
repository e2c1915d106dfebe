"""Pairs of words near a comma or a conjunction of which one may be the other with a prefix glued to it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np

from mtlint.batch import Offsets
from mtlint.columns import Columns
from mtlint.columns.gaps import Gap

# From the longer word, which a comma follows, to the stem that ends a short list with it.
_SHORT_LIST = range(3, 7)


class StemPairs:
    """Finds, with array operations only, words that end as a word soon behind them does."""

    def __init__(self, prefixes: Collection[str], connector: int, least: int) -> None:
        """`connector` is the lexicon bit of conjunctions, `least` the number of letters a stem has."""
        self._longest = max(map(len, prefixes), default=0)
        # Which pairs of letters prefixes begin with, the first small or a capital.
        self._opens = np.zeros((256, 256), np.bool_)
        for prefix in prefixes:
            first, second = prefix.encode()[:2]
            self._opens[[first, first & 0xDF], second] = True
        self._connector, self._least = connector, least

    def of(self, columns: Columns, kinds: frozenset[int]) -> Iterator[tuple[int, int]]:
        """Tokens of words that may have a prefix, and of their stems, in one block of those kinds."""
        comma = np.flatnonzero((columns.gaps.attributes & np.uint16(Gap.COMMA)) != 0) - 1
        comma = self._prefixed(columns, comma)
        yield from self._alike(columns, comma, comma + 1, kinds)
        joined = np.flatnonzero(columns.listed(self._connector)) - 1
        joined = self._prefixed(columns, joined[joined >= 0])
        yield from self._alike(columns, joined, joined + 2, kinds)
        for back in _SHORT_LIST:
            end = np.minimum(comma + back, len(columns.tokens) - 1)
            fits = columns.listed_at(end - 1, self._connector)
            yield from self._alike(columns, comma[fits], end[fits], kinds)

    def _prefixed(self, columns: Columns, at: Offsets) -> Offsets:
        """Those words that begin as a prefix does."""
        second = columns.text[columns.tokens.start[at] + 1]
        found: Offsets = at[self._opens[columns.initial[at], second]]
        return found

    def _alike(
        self, columns: Columns, longer: Offsets, last: Offsets, kinds: frozenset[int]
    ) -> Iterator[tuple[int, int]]:
        """Those pairs of which the first is as much longer as a prefix is, and that end alike."""
        tokens, text = columns.tokens, columns.text
        last = np.minimum(last, len(tokens) - 1)
        size = tokens.end[longer] - tokens.start[longer]
        more = size - (tokens.end[last] - tokens.start[last])
        fits = (more > 0) & (more <= self._longest) & (more <= size - self._least)
        for byte in range(1, self._least + 1):
            longer, last = longer[fits], last[fits]
            if not longer.size:
                return
            fits = text[tokens.end[longer] - byte] == text[tokens.end[last] - byte]
        fits &= columns.together(longer, last, kinds)
        yield from zip(longer[fits].tolist(), last[fits].tolist(), strict=True)
