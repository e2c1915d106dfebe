"""Where a text may hold one of thousands of phrases: a few operations on arrays for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from mtlint.batch import Offsets
from mtlint.checks.phrase_anchor import LONGEST, Frequency, Window, rarity_of
from mtlint.checks.resources import Resources
from mtlint.columns import Columns, Flags
from mtlint.columns.tokens import Keys, word_keys

Shape = tuple[int, int]

# Odd constants of splitmix64 (Steele, Lea and Flood 2014), only to spread bits.
_MIX, _SPREAD, _LEFT = (
    np.uint64(0x9E3779B97F4A7C15),
    np.uint64(0xBF58476D1CE4E5B9),
    np.uint64(0x94D049BB133111EB),
)
# A table has 16 to 32 places for each of its codes: of others, few pass it.
_SPARE_BITS = 4


class PhraseIndex:
    """The windows of the phrases as numbers.

    A pair may be as common as "the fact". With the words of its window, one in ten of the places that have
    one of the pairs is left.
    """

    def __init__(
        self, windows: Sequence[frozenset[Window]], frequent: Frequency, resources: Resources
    ) -> None:
        keys = _keys_of(windows)
        codes: list[Keys] = []
        pairs: list[Keys] = []
        of_row: list[npt.NDArray[np.int64]] = []
        rare: set[str] = set()
        shapes: set[Shape] = set()
        for number, window in ((n, window) for n, of_phrase in enumerate(windows) for window in of_phrase):
            first, second = window.tokens[window.pair : window.pair + 2]
            # Of each pair the rarer word is enough: fewer places of a text are looked at.
            rare |= max(first, second, key=lambda words: rarity_of(words, frequent))
            pair, code = _coded(window, keys)
            pairs.append(pair)
            codes.append(code)
            of_row.append(np.full(len(code), number))
            shapes.add((window.pair, len(window.tokens)))
        self._bit = resources.bit_of(rare | {_curly(word) for word in rare})
        self._shapes = frozenset(shapes)
        self._pairs = _table(np.concatenate(pairs))
        unordered = np.concatenate(codes)
        order = np.argsort(unordered, kind="stable")
        self._codes, self._rows = unordered[order], np.concatenate(of_row)[order]
        self._windows = _table(self._codes)

    def candidates(self, columns: Columns) -> Iterator[tuple[int, int]]:
        """Tokens that are the first of a pair, and the number of a phrase that has its window, ascending."""
        key = columns.tokens.key
        rare = columns.listed(self._bit)
        # A pair has a rare word, as the first or as the second.
        at = np.flatnonzero(rare[1:] | rare[:-1])
        at = at[_passes(self._pairs, _mixed(key[at], key[at + 1]))]
        tokens, codes = [at[:0]], [key[:0]]
        for code in _codes_at(key, at, self._shapes):
            likely = _passes(self._windows, code)
            tokens.append(at[likely])
            codes.append(code[likely])
        found, code = np.concatenate(tokens), np.concatenate(codes)
        low, high = np.searchsorted(self._codes, code), np.searchsorted(self._codes, code, side="right")
        yield from sorted(
            {
                (token, row)
                for token, first, last in zip(found.tolist(), low.tolist(), high.tolist(), strict=True)
                for row in self._rows[first:last].tolist()
            }
        )


def _keys_of(windows: Sequence[frozenset[Window]]) -> Mapping[frozenset[str], Keys]:
    """The keys of the words of each token, with either apostrophe, which makes another key."""
    tokens = list({words for of_phrase in windows for window in of_phrase for words in window.tokens})
    spelt = [[*words, *(_curly(word) for word in words if "'" in word)] for words in tokens]
    keys = word_keys(word for words in spelt for word in words)
    return dict(zip(tokens, np.split(keys, np.cumsum([len(words) for words in spelt[:-1]])), strict=True))


def _curly(word: str) -> str:
    return word.replace("'", "’")


def _coded(window: Window, keys: Mapping[frozenset[str], Keys]) -> tuple[Keys, Keys]:
    """The codes of the pairs of a window and of all of its forms, as `_codes_at` has them."""
    at = window.pair
    tokens = [keys[words] for words in window.tokens]
    pair = code = _mixed(tokens[at][:, None], tokens[at + 1]).ravel()
    for token in tokens[at + 2 :]:
        code = _mixed(code[:, None], token).ravel()
    for token in tokens[:at][::-1]:
        code = _mixed((code ^ _LEFT)[:, None], token).ravel()
    return pair, code


def _codes_at(key: Keys, at: Offsets, shapes: frozenset[Shape]) -> Iterator[Keys]:
    """The codes that windows of each shape have whose pairs begin at some tokens.

    Beyond the ends of a batch the words are wrong: a phrase does not stand there.
    """
    last = len(key) - 1
    rightwards = _mixed(key[at], key[at + 1])
    for length in range(2, LONGEST + 1):
        code = rightwards
        for pair in range(LONGEST - length + 1):
            if (pair, pair + length) in shapes:
                yield code
            code = _mixed(code ^ _LEFT, key[np.maximum(at - pair - 1, 0)])
        rightwards = _mixed(rightwards, key[np.minimum(at + length, last)])


def _table(codes: Keys) -> Flags:
    """Which first bits the codes have: nearly all places of a text are out at once."""
    bits = len(codes).bit_length() + _SPARE_BITS
    table = np.zeros(1 << bits, dtype=np.bool_)
    table[codes >> np.uint64(64 - bits)] = True
    return table


def _passes(table: Flags, code: Keys) -> Flags:
    passes: Flags = table[code >> np.uint64(65 - len(table).bit_length())]
    return passes


def _mixed(one: Keys, other: Keys) -> Keys:
    mixed: Keys = ((one * _MIX) ^ other) * _SPREAD
    return mixed
