"""Where a text may hold one of thousands of phrases: a few operations on arrays for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from mtlint.checks.phrase_form import Anchor, Frequency, rarer_of
from mtlint.checks.resources import Resources
from mtlint.columns import Columns, Flags
from mtlint.columns.search import among, distinct
from mtlint.columns.tokens import Keys, word_keys

# Odd constants of splitmix64 (Steele, Lea and Flood 2014), only to spread bits.
_MIX, _SPREAD = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)
# Of 32,500 pairs in a table, one test in 32 passes by chance.
_BEGIN_BITS = 20
_BEGIN_SHIFT = np.uint64(64 - _BEGIN_BITS)


class PhraseIndex:
    """The pairs of words of the phrases, and the words beside them, as numbers.

    A pair may be as common as "the fact". The word beside it, where that is sure, leaves a third of
    the candidates: in the State of the Union 450 a MB, not 1,260.
    """

    def __init__(self, anchors: Sequence[Anchor], frequent: Frequency, resources: Resources) -> None:
        pairs = [
            (number, written)
            for number, anchor in enumerate(anchors)
            for pair in anchor.pairs
            for written in {pair, _curly(pair)}
        ]
        codes = _codes([pair for _, pair in pairs])
        order = np.argsort(codes, kind="stable")
        self._codes = codes[order]
        self._row_of: npt.NDArray[np.int64] = np.array([number for number, _ in pairs], dtype=np.int64)[order]
        # Whether a code begins with these bits at all: nearly all pairs of a text are out at once.
        self._begins = np.zeros(1 << _BEGIN_BITS, dtype=np.bool_)
        self._begins[self._codes >> _BEGIN_SHIFT] = True
        # Of each pair the rarer word is enough: fewer places of a text are looked at.
        self._bit = resources.bit_of({rarer_of(pair, frequent) for _, pair in pairs})
        self._thirds = {offset: _thirds(anchors, offset) for offset in (2, -1)}
        self._alone = distinct(_codes([pair for number, pair in pairs if not anchors[number].third]))

    def candidates(self, columns: Columns) -> Iterator[tuple[int, list[int]]]:
        """Tokens at which a pair begins, ascending, and the numbers of the phrases that have it."""
        key = columns.tokens.key
        rare = columns.listed(self._bit)
        # A pair has a rare word, as the first or as the second.
        at = np.flatnonzero(rare[1:] | rare[:-1])
        code = _mixed(key[at], key[at + 1])
        likely = np.flatnonzero(self._begins[code >> _BEGIN_SHIFT])
        at, code = at[likely], code[likely]
        fits: Flags = among(code, self._alone)
        for offset, codes in self._thirds.items():
            fits |= among(_mixed(code, key[np.clip(at + offset, 0, len(key) - 1)]), codes)
        at, code = at[fits], code[fits]
        low, high = np.searchsorted(self._codes, code), np.searchsorted(self._codes, code, side="right")
        for token, first, last in zip(at.tolist(), low.tolist(), high.tolist(), strict=True):
            yield token, sorted(self._row_of[first:last].tolist())


def _thirds(anchors: Sequence[Anchor], offset: int) -> Keys:
    """The codes of pairs with the words beside them, ascending."""
    found = [
        (written, third)
        for anchor in anchors
        if anchor.offset == offset
        for pair in anchor.pairs
        for written in {pair, _curly(pair)}
        for word in anchor.third
        for third in {word, _curly((word, ""))[0]}
    ]
    return distinct(_mixed(_codes([pair for pair, _ in found]), word_keys(third for _, third in found)))


def _curly(pair: tuple[str, str]) -> tuple[str, str]:
    """With the other apostrophe, which makes another key."""
    return pair[0].replace("'", "’"), pair[1].replace("'", "’")


def _codes(pairs: Sequence[tuple[str, str]]) -> Keys:
    return _mixed(word_keys(pair[0] for pair in pairs), word_keys(pair[1] for pair in pairs))


def _mixed(one: Keys, other: Keys) -> Keys:
    mixed: Keys = ((one * _MIX) ^ other) * _SPREAD
    return mixed
